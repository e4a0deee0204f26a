package org.mrcportal.counselling.appointment;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the day board: an appointment, or somebody from the walk-in queue.
 *
 * @param ticket the number of a walk-in; null: an appointment
 * @param time in the centre's zone, such as {@code 09:30}
 * @param who name or client code; null: anonymous
 * @param service code; null: not said
 * @param language what the reader calls it
 * @param flags awaiting (a yes), unsettled, overbooked
 * @param mode IN_PERSON, PHONE, VIDEO or WALK_IN
 * @param counsellor name; null: nobody yet
 * @param mine whether the reader is the counsellor
 * @param consultation null: not logged
 * @param next the one thing to do now
 * @param also further steps, each less likely
 */
record BoardRow(
        UUID id,
        @Nullable Integer ticket,
        String time,
        @Nullable String who,
        @Nullable String service,
        String language,
        List<String> needs,
        List<String> flags,
        String mode,
        String state,
        @Nullable String counsellor,
        boolean mine,
        @Nullable UUID consultation,
        Step next,
        List<Step> also) {

    /** The same line as one of an earlier day of which nobody has said how it ended. */
    BoardRow leftOpen(String day, Steps steps) {
        List<Step> possible = steps.ofLeftOpen(state);
        return new BoardRow(
                id,
                ticket,
                day + ", " + time,
                who,
                service,
                language,
                needs,
                flags,
                mode,
                state,
                counsellor,
                mine,
                consultation,
                possible.getFirst(),
                possible.subList(1, possible.size()));
    }

    public boolean isWalkIn() {
        return ticket != null;
    }

    /** The colour of the state's tag. */
    public String colour() {
        return switch (state) {
            case "BOOKED" -> "grey";
            case "ARRIVED", "WAITING", "CALLED" -> "yellow";
            case "IN_SESSION" -> "teal";
            case "COMPLETED" -> "green";
            case "NO_SHOW" -> "red";
            default -> "orange";
        };
    }

    /** The colour of a flag. */
    public static String colourOf(String flag) {
        return switch (flag) {
            case "overbooked" -> "purple";
            case "unsettled" -> "red";
            default -> "orange";
        };
    }

    /** What tells the line's buttons from those of other lines. */
    public String label() {
        return ticket != null ? ticket.toString() : who == null ? time : time + " " + who;
    }

    /** The hour has come and nobody is here. */
    public boolean isLate() {
        return state.equals("BOOKED") && also.contains(Step.NO_SHOW);
    }

    /** Nothing is left to do. */
    public boolean isOver() {
        return switch (state) {
            case "COMPLETED" -> consultation != null;
            case "NO_SHOW", "CANCELLED", "LEFT" -> true;
            default -> false;
        };
    }

    /** What the buttons' addresses begin with. */
    public String path() {
        return (isWalkIn() ? "/staff/queue/" : "/staff/appointments/") + id;
    }

    /** The page that a link of this line opens. */
    public String href(Step step) {
        if (step == Step.READ) {
            return "/staff/consultations/" + consultation;
        }
        return "/staff/consultations/new?" + (isWalkIn() ? "walk-in=" : "appointment=") + id;
    }

    /** Something that can be done with a line; a link where it opens a page, else a button. */
    enum Step {
        ARRIVED("a"),
        STARTED("s"),
        LOG("e"),
        FINISHED("e"),
        NO_SHOW("n"),
        LAPSED("n"),
        LEFT("n"),
        UNDO("u"),
        READ("o"),
        NONE("");

        private final String key;

        Step(String key) {
            this.key = key;
        }

        /** The key that does it, see staff.js. */
        public String key() {
            return key;
        }

        /** As it stands in addresses and message keys. */
        public String path() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        public boolean isLink() {
            return this == LOG || this == READ;
        }
    }
}
