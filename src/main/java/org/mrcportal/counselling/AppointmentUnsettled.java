package org.mrcportal.counselling;

import java.time.Instant;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;

/** The centre cannot keep a booked time, and the person is asked to choose another on the booking's own page. */
public record AppointmentUnsettled(
        AppointmentId appointment, CentreId centre, ClientId client, Instant startsAt, int sequence) {}
