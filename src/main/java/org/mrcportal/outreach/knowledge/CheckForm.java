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

    /** No check asks more, so that there is room for every answer. */
    private static final int MOST = 10;

    private static final List<String> SAID = List.of("TRUE", "FALSE", "UNSURE");

    CheckForm {
        List<@Nullable String> said = new ArrayList<>();
        if (answers != null) {
            said.addAll(answers);
        }
        while (said.size() < MOST) {
            said.add(null);
        }
        answers = said;
    }

    static CheckForm empty(KnowledgeRound round, @Nullable String seat) {
        return new CheckForm(
                seat, null, String.valueOf(round.openFor()), UUID.randomUUID().toString());
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
        String chosen = answers == null ? null : answers.get(place);
        return chosen != null && SAID.contains(chosen) ? Answer.valueOf(chosen) : Answer.NONE;
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
