package org.mrcportal.counselling;

import java.time.Instant;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;

/** A booking has another time now. */
public record AppointmentMoved(
        AppointmentId appointment, CentreId centre, ClientId client, Instant startsAt, int sequence) {}
