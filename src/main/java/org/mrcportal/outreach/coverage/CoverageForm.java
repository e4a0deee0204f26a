package org.mrcportal.outreach.coverage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.field.Typed;
import org.springframework.validation.Errors;

/**
 * What the address of the coverage page asks for, as typed.
 *
 * @param measure a code of {@link Measure}
 * @param region code of the region whose districts are shown
 */
record CoverageForm(
        @Nullable String country,
        @Nullable String measure,
        @Nullable String from,
        @Nullable String to,
        @Nullable String region) {

    private static final int MOST_YEARS = 5;

    /** Days that are counted, both included. */
    record Period(LocalDate first, LocalDate last) {

        /** A year up to that day. */
        static Period before(LocalDate today) {
            return new Period(today.minusYears(1).plusDays(1), today);
        }
    }

    /** A year up to today, where nothing usable is typed; the errors say what is wrong. */
    Period period(LocalDate today, Errors errors) {
        Period year = Period.before(today);
        LocalDate first = day("from", from, year.first(), errors);
        LocalDate last = day("to", to, year.last(), errors);
        if (first.isAfter(last)) {
            errors.rejectValue("to", "coverage.to.too-early");
            return year;
        }
        if (!last.isBefore(first.plusYears(MOST_YEARS))) {
            errors.rejectValue("to", "coverage.to.too-late", new Object[] {MOST_YEARS}, null);
            return year;
        }
        return new Period(first, last);
    }

    private static LocalDate day(String field, @Nullable String typed, LocalDate otherwise, Errors errors) {
        if (!Typed.isBlank(typed) && Typed.day(typed).isEmpty()) {
            errors.rejectValue(field, "field.day.wrong");
        }
        return Typed.day(typed).orElse(otherwise);
    }
}
