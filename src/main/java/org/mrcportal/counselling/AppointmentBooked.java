package org.mrcportal.counselling;

import java.time.Instant;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;

/** A person has booked. Carries identifiers and facts only, never names or notes. */
public record AppointmentBooked(
        AppointmentId appointment, CentreId centre, ClientId client, Instant startsAt, int sequence) {}
