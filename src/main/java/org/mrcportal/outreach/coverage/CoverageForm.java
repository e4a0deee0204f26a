package org.mrcportal.outreach.coverage;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Typed;
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

    /**
     * A year up to today, where nothing usable is typed; the errors say what is wrong.
     *
     * @param days whether the reader may choose days: whoever may not gets the months around them as far as these are over, so
     *     that periods differ by months as a whole and not by what one day brought
     */
    Period period(LocalDate today, boolean days, Errors errors) {
        return days ? days(Period.before(today), errors) : months(today, errors);
    }

    private Period months(LocalDate today, Errors errors) {
        YearMonth over = YearMonth.from(today).minusMonths(1);
        Period year = new Period(over.minusMonths(11).atDay(1), over.atEndOfMonth());
        Period chosen = days(year, errors);
        YearMonth first = earlier(YearMonth.from(chosen.first()), over);
        YearMonth last = earlier(YearMonth.from(chosen.last()), over);
        return new Period(first.atDay(1), last.atEndOfMonth());
    }

    private static YearMonth earlier(YearMonth one, YearMonth other) {
        return one.isBefore(other) ? one : other;
    }

    private Period days(Period year, Errors errors) {
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
