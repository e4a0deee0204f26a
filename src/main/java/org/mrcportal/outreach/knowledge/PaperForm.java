package org.mrcportal.outreach.knowledge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * One paper sheet as staff type it in.
 *
 * @param answers a digit for each statement: 1 true, 2 not true, 3 does not know, 0 nothing
 */
record PaperForm(
        @Nullable String seat,
        @Nullable String answers,
        @Nullable String once) {

    static PaperForm empty() {
        return new PaperForm(null, null, UUID.randomUUID().toString());
    }

    void check(KnowledgeRound round, Errors errors) {
        if (CheckForm.seatNumber(seat, round) == 0) {
            errors.rejectValue("seat", "outreach.check.seat.wrong", new Object[] {round.seats()}, null);
        }
        int asked = round.questions().size();
        if (answers == null
                || answers.length() > 40
                || Answer.typed(answers, asked).isEmpty()) {
            errors.rejectValue("answers", "outreach.knowledge.answers.wrong", new Object[] {asked}, null);
        }
    }
}
