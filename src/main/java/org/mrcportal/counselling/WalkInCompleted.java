package org.mrcportal.counselling;

import java.time.Instant;
import java.util.UUID;
import org.mrcportal.centres.CentreId;

/** Somebody who came without a booking has been received. May be told twice of one walk-in. */
public record WalkInCompleted(UUID walkIn, CentreId centre, Instant endedAt) {}
