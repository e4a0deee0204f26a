package org.mrcportal.counselling;

import java.time.Instant;
import org.mrcportal.centres.CentreId;

/** A consultation is on record. */
public record ConsultationLogged(ConsultationId consultation, CentreId centre, Instant startedAt) {}
