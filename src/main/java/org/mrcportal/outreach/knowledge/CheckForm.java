package org.mrcportal.outreach.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * A phone's sheet. {@code answers} has TRUE, FALSE or UNSURE in the order of the statements.
 *
 * @param seat number of the card on the seat
 * @param phase for which the page was opened: answers for the other one are refused
 * @param once idempotency key
 */
record CheckForm(
        @Nullable String seat,
        @Nullable List<@Nullable String> answers,
        @Nullable String phase,
        @Nullable String once) {

    static CheckForm empty(KnowledgeRound round, @Nullable String seat) {
        List<@Nullable String> none = new ArrayList<>();
        round.questions().forEach(question -> none.add(null));
        return new CheckForm(
                seat, none, String.valueOf(round.openFor()), UUID.randomUUID().toString());
    }

    void check(KnowledgeRound round, Errors errors) {
        if (seatNumber(seat, round) == 0) {
            errors.rejectValue("seat", "outreach.check.seat.wrong", new Object[] {round.seats()}, null);
        }
        for (int i = 0; i < round.questions().size(); i++) {
            if (answer(i) == Answer.NONE) {
                errors.rejectValue("answers[" + i + "]", "outreach.check.answer.missing", new Object[] {i + 1}, null);
            }
        }
    }

    /** NONE where nothing valid is chosen. */
    Answer answer(int place) {
        String chosen = answers == null || place >= answers.size() ? null : answers.get(place);
        return chosen == null || !List.of("TRUE", "FALSE", "UNSURE").contains(chosen)
                ? Answer.NONE
                : Answer.valueOf(chosen);
    }

    /** The same with room for every statement, as the page needs it. */
    CheckForm fitting(KnowledgeRound round) {
        List<@Nullable String> fitting = new ArrayList<>();
        for (int i = 0; i < round.questions().size(); i++) {
            fitting.add(answer(i) == Answer.NONE ? null : answer(i).name());
        }
        return new CheckForm(seat, fitting, phase, once);
    }

    /** 0 where it is no number of a seat. */
    static int seatNumber(@Nullable String typed, KnowledgeRound round) {
        String digits = typed == null ? "" : typed.strip();
        if (!digits.matches("[0-9]{1,3}")) {
            return 0;
        }
        int number = Integer.parseInt(digits);
        return number <= round.seats() ? number : 0;
    }
}
