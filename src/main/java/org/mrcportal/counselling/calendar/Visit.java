package org.mrcportal.counselling.calendar;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.availability.TimeSlot;

/**
 * Somebody's time in a calendar.
 *
 * @param talk what the people of one talk share: the group's occasion, or the visit's own id
 * @param who name or client code; null: held, or no name given
 * @param service code
 * @param mode IN_PERSON, PHONE or VIDEO
 * @param state of the appointment
 * @param places in the talk; 1: a talk of one's own
 * @param overbookedFor the reason; null: not overbooked
 * @param awaiting the centre has not said yes yet
 * @param unsettled the person has been asked to choose another time
 */
record Visit(
        UUID id,
        UUID talk,
        TimeSlot slot,
        @Nullable String who,
        String service,
        String mode,
        String state,
        int places,
        @Nullable String overbookedFor,
        boolean awaiting,
        boolean unsettled) {

    public boolean held() {
        return state.equals("HELD");
    }

    /** What stands beside the name as a tag; null where the visit is simply booked. */
    public @Nullable String tag() {
        if (state.equals("BOOKED")) {
            return unsettled ? "unsettled" : awaiting ? "awaiting" : null;
        }
        return state;
    }

    /** The colour of that tag. */
    public String colour() {
        return switch (state) {
            case "BOOKED" -> unsettled ? "red" : "orange";
            case "ARRIVED" -> "yellow";
            case "IN_SESSION" -> "teal";
            case "COMPLETED" -> "green";
            case "NO_SHOW" -> "red";
            default -> "grey";
        };
    }
}
