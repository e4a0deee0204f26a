package org.mrcportal.outreach.attendance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What the page for the counts of paper sheets submits.
 *
 * @param once idempotency key of the form
 * @param seen the entry that was the last one when the page was shown; empty: there was none
 * @param sure the sum for which the reader has seen the warnings
 * @param heads what was typed, in the order of {@link Bracket#all}
 */
record SheetCounts(
        @Nullable String once,
        @Nullable String seen,
        @Nullable String sure,
        @Nullable List<@Nullable String> heads) {

    static final int MOST = 10_000;

    SheetCounts {
        List<@Nullable String> typed = new ArrayList<>();
        if (heads != null) {
            typed.addAll(heads);
        }
        while (typed.size() < Bracket.all().size()) {
            typed.add("");
        }
        heads = typed; // the binder writes into it
    }

    /** What was typed for the bracket at this place. */
    public String typed(int place) {
        String text = heads == null ? null : heads.get(place);
        return text == null ? "" : text.strip();
    }

    /** A field that is left empty counts nobody; one that holds no number gets a problem. */
    Map<Bracket, Integer> numbers(Errors errors) {
        Map<Bracket, Integer> numbers = new LinkedHashMap<>();
        List<Bracket> brackets = Bracket.all();
        for (int place = 0; place < brackets.size(); place++) {
            String text = typed(place);
            boolean number = text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MOST;
            if (!text.isEmpty() && !number) {
                errors.rejectValue("heads[%d]".formatted(place), "outreach.attendance.sheet.number");
            }
            numbers.put(brackets.get(place), number ? Integer.parseInt(text) : 0);
        }
        return numbers;
    }
}
