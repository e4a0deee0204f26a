package org.mrcportal.counselling;

import java.time.Instant;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;

/** A person has asked for a time that the centre has to confirm; {@link AppointmentBooked} follows once it has. */
public record AppointmentRequested(
        AppointmentId appointment, CentreId centre, ClientId client, Instant startsAt, int sequence) {}
