package org.mrcportal.reporting.dashboard;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.mrcportal.centres.CentreTime;

/**
 * The days that are counted, both included, on each centre's own calendar.
 *
 * @param first not after the last
 */
record Period(LocalDate first, LocalDate last) {

    /** A longer period is not asked for by accident only. */
    static final int MOST_YEARS = 5;

    static final int EARLIEST_YEAR = 2000;
    static final int LATEST_YEAR = 2100;

    Period {
        if (first.isAfter(last)) {
            throw new IllegalArgumentException("A period ends after it begins: %s to %s".formatted(first, last));
        }
    }

    static Period of(YearMonth month) {
        return new Period(month.atDay(1), month.atEndOfMonth());
    }

    static Period of(YearMonth first, YearMonth last) {
        return new Period(first.atDay(1), last.atEndOfMonth());
    }

    /** Made of calendar months, from the first day of one to the last day of one. */
    boolean wholeMonths() {
        return first.getDayOfMonth() == 1 && last.equals(YearMonth.from(last).atEndOfMonth());
    }

    /** What it is compared with: as many calendar months before whole months, else as many days before. */
    Period before() {
        LocalDate end = first.minusDays(1);
        if (wholeMonths()) {
            long months = ChronoUnit.MONTHS.between(YearMonth.from(first), YearMonth.from(last)) + 1;
            return new Period(first.minusMonths(months), end);
        }
        return new Period(first.minusDays(ChronoUnit.DAYS.between(first, last) + 1), end);
    }

    boolean tooLong() {
        return !last.isBefore(first.plusYears(MOST_YEARS));
    }

    static boolean isPlausible(LocalDate day) {
        return day.getYear() >= EARLIEST_YEAR && day.getYear() <= LATEST_YEAR;
    }

    /** "November 2026", or its first and last day. */
    String label(Locale locale) {
        if (wholeMonths() && YearMonth.from(first).equals(YearMonth.from(last))) {
            return CentreTime.month(YearMonth.from(first), locale);
        }
        if (first.equals(last)) {
            return CentreTime.date(first, locale);
        }
        return CentreTime.date(first, locale) + " – " + CentreTime.date(last, locale);
    }
}
