package org.mrcportal.counselling.appointment;

import java.util.ArrayList;
import java.util.List;
import org.mrcportal.counselling.appointment.BoardRow.Step;

/**
 * What can be done with a line of the day board, the likeliest first: the rule behind its buttons. The entities decide
 * again when a button is pressed.
 *
 * @param mayLog the reader writes consultations
 * @param dayCame the day of the board is not in the future
 */
record Steps(boolean mayLog, boolean dayCame) {

    /**
     * @param begun the appointment's time has come
     * @param atTheCentre the person comes to the centre, rather than on the telephone
     */
    List<Step> ofAppointment(String state, boolean begun, boolean atTheCentre, boolean logged) {
        List<Step> steps = new ArrayList<>();
        if (!dayCame) {
            return List.of(Step.NONE);
        }
        switch (state) {
            case "BOOKED" -> {
                steps.add(atTheCentre ? Step.ARRIVED : Step.STARTED);
                if (begun) {
                    steps.add(Step.NO_SHOW);
                }
            }
            case "ARRIVED" -> steps.addAll(List.of(Step.STARTED, Step.UNDO));
            case "IN_SESSION" -> steps.addAll(List.of(mayLog ? Step.LOG : Step.FINISHED, Step.UNDO));
            case "COMPLETED" -> steps.add(logged ? Step.READ : mayLog ? Step.LOG : Step.NONE);
            case "NO_SHOW" -> steps.addAll(List.of(Step.NONE, Step.UNDO));
            default -> steps.add(Step.NONE);
        }
        return steps;
    }

    /** Its day is over, and nobody has said how it ended. */
    List<Step> ofLeftOpen(String state) {
        if (mayLog) {
            return List.of(Step.LOG, Step.LAPSED);
        }
        return state.equals("IN_SESSION") ? List.of(Step.FINISHED, Step.LAPSED) : List.of(Step.LAPSED);
    }

    List<Step> ofWalkIn(String state, boolean logged) {
        return switch (state) {
            case "WAITING", "CALLED" -> List.of(Step.STARTED, Step.LEFT);
            case "IN_SESSION" -> List.of(mayLog ? Step.LOG : Step.FINISHED, Step.UNDO);
            case "COMPLETED" -> List.of(logged ? Step.READ : mayLog ? Step.LOG : Step.NONE);
            case "LEFT" -> List.of(Step.NONE, Step.UNDO);
            default -> List.of(Step.NONE);
        };
    }
}
