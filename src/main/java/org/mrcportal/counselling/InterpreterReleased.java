package org.mrcportal.counselling;

import java.util.UUID;
import org.mrcportal.centres.CentreId;

/** An interpreter who was asked, or had agreed, is not needed any more: somebody else comes, or the visit has changed. */
public record InterpreterReleased(UUID request, CentreId centre) {}
