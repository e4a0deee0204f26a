package org.mrcportal.outreach.visit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;

/**
 * The days a planner shows: a week from Monday, or a month.
 *
 * @param before the first day that is no longer shown
 */
record Stretch(boolean week, LocalDate first, LocalDate before) {

    /** @param view {@code month}; anything else is the week of that day */
    static Stretch of(@Nullable String view, LocalDate day) {
        if ("month".equals(view)) {
            LocalDate first = day.withDayOfMonth(1);
            return new Stretch(false, first, first.plusMonths(1));
        }
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return new Stretch(true, monday, monday.plusWeeks(1));
    }

    public String view() {
        return week ? "week" : "month";
    }

    public LocalDate previous() {
        return week ? first.minusWeeks(1) : first.minusMonths(1);
    }

    public String label(Locale locale) {
        return week
                ? CentreTime.date(first, locale) + " – " + CentreTime.date(before.minusDays(1), locale)
                : CentreTime.month(YearMonth.from(first), locale);
    }
}
