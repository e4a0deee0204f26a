package org.mrcportal.counselling;

import java.util.UUID;
import org.mrcportal.centres.CentreId;

/**
 * An interpreter is asked for a visit. {@link InterpreterRequests#card} says where to write and in which language; the
 * answer is given at {@code /{lang}/interpreting/{token}}.
 */
public record InterpreterAsked(UUID request, CentreId centre) {}
