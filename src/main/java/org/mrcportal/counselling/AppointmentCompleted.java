package org.mrcportal.counselling;

import java.time.Instant;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;

/** The visit has taken place. May be told twice of one appointment. */
public record AppointmentCompleted(AppointmentId appointment, CentreId centre, ClientId client, Instant endedAt) {}
