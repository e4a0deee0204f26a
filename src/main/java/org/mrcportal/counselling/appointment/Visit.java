package org.mrcportal.counselling.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.TimeSlot;

/** What the other features of counselling may know of a booking: whom it is with, what it is for, where it stands. */
public record Visit(
        AppointmentId id,
        CentreId centre,
        StaffId counsellor,
        @Nullable ClientId client,
        AppointmentState state,
        Wish wish,
        TimeSlot slot,
        @Nullable Instant arrivedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String reference) {}
