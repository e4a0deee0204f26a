package org.mrcportal.counselling.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Reference;

/**
 * A booking as its own person sees it.
 *
 * @param code four digits to find the booking with, for a person who gave neither telephone nor e-mail, as long as the
 *     page shows them; else null
 * @param byCode the person finds the booking with such a code
 * @param fresh whether it was made just now, so that whoever made it reads the page; later the link alone tells no topic
 * @param open whether it can still be moved and given up
 * @param awaitsConfirmation whether the centre has yet to say yes
 * @param unsettled whether the centre cannot keep the time and asks for another
 * @param sequence RFC 5545 SEQUENCE
 */
record Booking(
        AppointmentId id,
        String token,
        CentreCard centre,
        Wish wish,
        TimeSlot slot,
        AppointmentState state,
        String reference,
        @Nullable String code,
        boolean byCode,
        boolean fresh,
        boolean open,
        Instant bookedAt,
        boolean awaitsConfirmation,
        boolean unsettled,
        int sequence) {

    public boolean cancelled() {
        return state == AppointmentState.CANCELLED;
    }

    public String groupedReference() {
        return Reference.grouped(reference);
    }
}
