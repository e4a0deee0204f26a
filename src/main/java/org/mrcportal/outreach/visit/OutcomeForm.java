package org.mrcportal.outreach.visit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Typed;
import org.springframework.validation.Errors;

/**
 * What came of a visit, as typed.
 *
 * @param next what is left to do; empty: nothing
 * @param due its day
 * @param sessions ids of awareness sessions that belong to the visit
 */
record OutcomeForm(
        @Nullable String outcome,
        @Nullable String next,
        @Nullable String due,
        @Nullable List<String> sessions) {

    private static final int LONGEST_OUTCOME = 2000;
    private static final int LONGEST_STEP = 300;

    static OutcomeForm of(Visit visit, VisitLinks links) {
        Visit.Step next = visit.next();
        return new OutcomeForm(
                visit.outcome(),
                next == null ? null : next.text(),
                next == null ? null : next.due().toString(),
                links.sessions().stream().map(Object::toString).toList());
    }

    void check(Errors errors) {
        if (Typed.isLonger(outcome, LONGEST_OUTCOME)) {
            errors.rejectValue("outcome", "field.too-long", new Object[] {LONGEST_OUTCOME}, null);
        }
        if (Typed.isLonger(next, LONGEST_STEP)) {
            errors.rejectValue("next", "field.too-long", new Object[] {LONGEST_STEP}, null);
        }
        if (!Typed.isBlank(next) && Typed.day(due).isEmpty()) {
            errors.rejectValue("due", "visits.due.missing");
        }
        if (Typed.isBlank(next) && !Typed.isBlank(due)) {
            errors.rejectValue("next", "visits.next.missing");
        }
    }

    Visit.@Nullable Step step() {
        String text = Typed.textOrNull(next);
        return text == null ? null : new Visit.Step(text, Typed.day(due).orElseThrow());
    }
}
