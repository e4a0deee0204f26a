package org.mrcportal.outreach.session;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.IntStream;

/** How the sessions of a series follow each other: days in the centre's zone, so that clocks may change between them. */
enum Recurrence {
    WEEKLY {
        @Override
        LocalDate day(LocalDate first, int number) {
            return first.plusWeeks(number);
        }
    },
    EVERY_TWO_WEEKS {
        @Override
        LocalDate day(LocalDate first, int number) {
            return first.plusWeeks(2L * number);
        }
    },
    /** On the same weekday: the second Tuesday of each month, say. A fifth one is the last one. */
    MONTHLY {
        @Override
        LocalDate day(LocalDate first, int number) {
            int which = (first.getDayOfMonth() - 1) / 7 + 1;
            return first.withDayOfMonth(1)
                    .plusMonths(number)
                    .with(
                            which == 5
                                    ? TemporalAdjusters.lastInMonth(first.getDayOfWeek())
                                    : TemporalAdjusters.dayOfWeekInMonth(which, first.getDayOfWeek()));
        }
    };

    /** No series is longer. */
    static final int MOST = 26;

    /** @param number from 0, the first day itself */
    abstract LocalDate day(LocalDate first, int number);

    List<LocalDate> days(LocalDate first, int count) {
        return IntStream.range(0, count).mapToObj(number -> day(first, number)).toList();
    }
}
