package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.availability.TimeSlot;

class FreeDaysTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 24);

    /** Days 0, 2, 4, … after the first have one free time each. */
    private static List<FreeTime> everySecondDay(int days) {
        return IntStream.range(0, days)
                .mapToObj(i ->
                        FIRST.plusDays(2L * i).atTime(9, 0).atZone(TASHKENT).toInstant())
                .map(start -> new FreeTime(TimeSlot.starting(start, Duration.ofMinutes(30)), List.of(), 1, false))
                .toList();
    }

    private static FreeDays from(int days, LocalDate from) {
        return FreeDays.of(everySecondDay(days), from, TASHKENT, Locale.ENGLISH);
    }

    @Test
    void showTheFirstThreeDaysWithSpace() {
        FreeDays shown = from(5, FIRST.minusDays(9));

        assertThat(shown.days())
                .extracting(FreeDays.Day::label)
                .containsExactly("Tuesday 24 November", "Thursday 26 November", "Saturday 28 November");
        assertThat(shown.earlier()).isNull();
        assertThat(shown.later()).isEqualTo(FIRST.plusDays(6));
    }

    @Test
    void turnToLaterAndBackToEarlierDays() {
        FreeDays shown = from(5, FIRST.plusDays(6));

        assertThat(shown.days()).hasSize(2);
        assertThat(shown.earlier()).isEqualTo(FIRST);
        assertThat(shown.later()).isNull();
    }

    @Test
    void coverWhatLiesBetweenThePagesBeforeAndAfter() {
        FreeDays first = from(5, FIRST);
        FreeDays second = from(5, FIRST.plusDays(6));

        assertThat(List.of(FIRST.minusDays(1), FIRST.plusDays(3), FIRST.plusDays(5)))
                .allMatch(first::cover)
                .noneMatch(second::cover);
        assertThat(List.of(FIRST.plusDays(6), FIRST.plusDays(60)))
                .allMatch(second::cover)
                .noneMatch(first::cover);
    }

    @Test
    void showTheLastDaysToWhoeverAsksForWhatLiesBehindThem() {
        assertThat(from(5, FIRST.plusYears(1)).days()).hasSize(3);
        assertThat(from(0, FIRST).none()).isTrue();
    }
}
