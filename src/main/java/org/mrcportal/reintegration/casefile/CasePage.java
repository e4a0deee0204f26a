package org.mrcportal.reintegration.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.CaseState;

/**
 * A case as its page shows it.
 *
 * @param name the client's, or null where none is known
 * @param next the usual next state
 * @param lacks what it needs before that
 * @param toDo the first things to do
 * @param open how many there are
 * @param overdue how many of them are overdue
 * @param screenings of each person the latest that the reader may see, the worst first
 * @param screened whether there is one at all
 * @param older where the timeline goes on, or null
 */
record CasePage(
        CaseCard file,
        @Nullable String name,
        Facts facts,
        CaseState next,
        List<Missing> lacks,
        List<ToDo> toDo,
        int open,
        int overdue,
        List<Agreement> agreements,
        List<Relative> household,
        List<Result> screenings,
        boolean screened,
        List<Moment> timeline,
        @Nullable Place older) {

    /**
     * What is known of the return.
     *
     * @param source code of where the case came from
     * @param partner who referred the person here, or null
     */
    record Facts(
            Instant opened,
            @Nullable LocalDate returnedOn,
            @Nullable String returnedFrom,
            @Nullable Integer months,
            String source,
            @Nullable String partner) {}

    /**
     * Something to do.
     *
     * @param kind STAGE, STEP, WORD, FOLLOW_UP, REFERRAL, TASK or OWN_TASK
     * @param text the step's or the own task's words, the code of a stage, word or task, the follow-up's round
     */
    record ToDo(String kind, @Nullable String text, LocalDate day, boolean overdue) {}

    /**
     * A purpose, and the consent that holds.
     *
     * @param consent null: the person does not agree
     */
    record Agreement(
            String purpose,
            @Nullable UUID consent,
            @Nullable Instant since) {}

    /**
     * Somebody of the household.
     *
     * @param client null: not registered
     * @param code the client's, or null
     */
    record Relative(
            UUID id,
            @Nullable UUID client,
            @Nullable String code,
            @Nullable String name,
            String relation,
            boolean head) {}

    /**
     * What a screening came to, and why.
     *
     * @param who whom it is about, where the case is about several; null: not known by name
     * @param relation to the client of the case
     * @param decidedOn when a supervisor decided on its strong signs; null: nobody has, or the reader may not know
     */
    record Result(
            Instant at,
            Finding finding,
            @Nullable String who,
            String relation,
            @Nullable LocalDate decidedOn) {}

    /**
     * Something that happened.
     *
     * @param kind EVENT, VIEW or VISIT
     * @param code of the event or of the part looked at; of a visit: its message key
     * @param who or null: the client, a partner or the portal
     * @param about the words of the step or the assistance, or the name of the course, cut to a line; or null
     */
    record Moment(
            Instant at,
            String kind,
            String code,
            @Nullable String detail,
            @Nullable String who,
            @Nullable String about,
            @Nullable String href) {

        private static final int LONGEST = 60;

        Moment {
            if (about != null && about.length() > LONGEST) {
                int end = Character.isHighSurrogate(about.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
                about = about.substring(0, end).strip() + "…";
            }
        }
    }

    /**
     * Where the timeline goes on: with what happened at this moment, less what of it was shown already, and before.
     *
     * @param shown how many of that very moment
     */
    record Place(Instant at, int shown) {

        private static final int MOST_AT_ONCE = 1_000;
        private static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

        @Override
        public String toString() {
            return at + "_" + shown;
        }

        /** Whether something may have happened, or be due, at that moment; none is as good. */
        static boolean isReal(@Nullable Instant at) {
            return at == null || at.isAfter(Instant.EPOCH) && at.isBefore(END);
        }

        /** What cannot be read is the beginning. */
        static @Nullable Place of(@Nullable String typed) {
            int gap = typed == null ? -1 : typed.indexOf('_');
            if (typed == null || gap < 0 || typed.length() > 60) {
                return null;
            }
            try {
                int shown = Integer.parseInt(typed.substring(gap + 1));
                Instant at = Instant.parse(typed.substring(0, gap));
                boolean real = shown >= 0 && shown <= MOST_AT_ONCE && isReal(at);
                return real ? new Place(at, shown) : null;
            } catch (java.time.DateTimeException | NumberFormatException forged) {
                return null;
            }
        }
    }
}
