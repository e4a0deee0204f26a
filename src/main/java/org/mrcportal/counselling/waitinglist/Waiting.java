package org.mrcportal.counselling.waitinglist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.appointment.Draft;
import org.mrcportal.counselling.appointment.Wish;

/**
 * A line of the waiting list as its own person sees it.
 *
 * @param place in the line, from 1; 0 where the person does not wait
 * @param offer what is kept for the person now, or null
 * @param booking the secret of the booking's link, once there is one
 */
record Waiting(
        String token,
        CentreCard centre,
        LineState state,
        Wish wish,
        Suiting suiting,
        long place,
        @Nullable Offer offer,
        @Nullable String booking,
        Draft draft) {

    /** A place kept for the person. */
    record Offer(int number, Instant startsAt, Instant keptUntil) {}

    /** Where the next open question is. */
    String nextStep() {
        if (!draft.detailsServe(wish.mode())) {
            return "details";
        }
        return draft.privacyDone() ? "check" : "privacy";
    }

    public boolean waits() {
        return state == LineState.WAITING;
    }
}
