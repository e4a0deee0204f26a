package org.mrcportal.counselling.appointment;

import java.time.Instant;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.availability.TimeSlot;

/**
 * A held time and the answers given so far.
 *
 * @param lapsed whether somebody else may take the time by now
 */
record Held(String token, CentreCard centre, Wish wish, TimeSlot slot, Instant until, boolean lapsed, Draft draft) {

    /** Where the next open question is. */
    String nextStep() {
        if (!draft.detailsServe(wish.mode())) {
            return "details";
        }
        return draft.privacyDone() ? "check" : "privacy";
    }
}
