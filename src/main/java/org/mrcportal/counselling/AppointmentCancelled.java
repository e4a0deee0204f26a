package org.mrcportal.counselling;

import java.time.Instant;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;

/** A booking was given up, by the person or by the centre. */
public record AppointmentCancelled(
        AppointmentId appointment, CentreId centre, ClientId client, Instant startsAt, int sequence) {}
