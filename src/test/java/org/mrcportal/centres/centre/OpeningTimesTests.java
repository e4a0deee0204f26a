package org.mrcportal.centres.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mrcportal.centres.OpeningHours;

class OpeningTimesTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime ONE = LocalTime.of(13, 0);
    private static final LocalTime TWO = LocalTime.of(14, 0);
    private static final LocalTime FIVE = LocalTime.of(17, 0);

    private final OpeningTimes weekdays = times(Set.of(), NINE, FIVE);
    private final OpeningTimes withLunch = times(Set.of(), NINE, ONE, TWO, FIVE);

    @Test
    void isOpenFromTheMinuteItOpensUntilTheMinuteItCloses() {
        assertThat(weekdays.at(at(MONDAY, "08:59"))).isEqualTo(new OpeningTimes.Closed(MONDAY, NINE));
        assertThat(weekdays.at(at(MONDAY, "09:00"))).isEqualTo(new OpeningTimes.Open(FIVE));
        assertThat(weekdays.at(at(MONDAY, "16:59"))).isEqualTo(new OpeningTimes.Open(FIVE));
        assertThat(weekdays.at(at(MONDAY, "17:00"))).isEqualTo(new OpeningTimes.Closed(MONDAY.plusDays(1), NINE));
    }

    @Test
    void closesForLunch() {
        assertThat(withLunch.at(at(MONDAY, "12:00"))).isEqualTo(new OpeningTimes.Open(ONE));
        assertThat(withLunch.at(at(MONDAY, "13:30"))).isEqualTo(new OpeningTimes.Closed(MONDAY, TWO));
        assertThat(withLunch.at(at(MONDAY, "14:00"))).isEqualTo(new OpeningTimes.Open(FIVE));
    }

    @Test
    void doesNotCloseBetweenStretchesThatTouch() {
        assertThat(times(Set.of(), NINE, ONE, ONE, FIVE).at(at(MONDAY, "10:00")))
                .isEqualTo(new OpeningTimes.Open(FIVE));
    }

    @Test
    void opensOnMondayAfterTheWeekend() {
        assertThat(weekdays.at(at(MONDAY.plusDays(4), "18:00")))
                .isEqualTo(new OpeningTimes.Closed(MONDAY.plusDays(7), NINE));
    }

    @Test
    void staysClosedOnAClosedDay() {
        OpeningTimes holiday = times(Set.of(MONDAY, MONDAY.plusDays(1)), NINE, FIVE);
        assertThat(holiday.at(at(MONDAY, "10:00"))).isEqualTo(new OpeningTimes.Closed(MONDAY.plusDays(2), NINE));
    }

    @Test
    void namesTheComingClosedDaysThatWouldBeOpen() {
        LocalDate sunday = MONDAY.plusDays(6);
        OpeningTimes holidays = times(Set.of(MONDAY.minusDays(3), MONDAY.plusDays(2), MONDAY, sunday), NINE, FIVE);
        assertThat(holidays.comingClosedDays(at(MONDAY, "10:00"))).containsExactly(MONDAY, MONDAY.plusDays(2));
    }

    @Test
    void goesByTheDayInTheCentresZone() {
        Instant stillSundayInLondon = Instant.parse("2026-11-22T20:00:00Z");
        assertThat(weekdays.at(stillSundayInLondon)).isEqualTo(new OpeningTimes.Closed(MONDAY, NINE));
    }

    @Test
    void isUnknownWithoutHoursOrWhenClosedAsFarAsOneCanSee() {
        assertThat(times(Set.of()).at(at(MONDAY, "10:00"))).isEqualTo(new OpeningTimes.Unknown());
        Set<LocalDate> forGood = Set.copyOf(
                MONDAY.datesUntil(MONDAY.plusDays(OpeningTimes.HORIZON)).toList());
        assertThat(times(forGood, NINE, FIVE).at(at(MONDAY, "10:00"))).isEqualTo(new OpeningTimes.Unknown());
    }

    @Test
    void tellsDaysWithEqualHoursTogether() {
        assertThat(weekdays.daysOfTheWeek())
                .extracting(days ->
                        days.from() + " to " + days.to() + ": " + days.hours().size())
                .containsExactly("MONDAY to FRIDAY: 1", "SATURDAY to SUNDAY: 0");
    }

    private static Instant at(LocalDate day, String time) {
        return LocalDateTime.of(day, LocalTime.parse(time)).atZone(TASHKENT).toInstant();
    }

    /** Monday to Friday, from, until, from, until … */
    private static OpeningTimes times(Set<LocalDate> closed, LocalTime... fromUntil) {
        List<OpeningHours> week = Stream.of(DayOfWeek.values())
                .limit(5)
                .flatMap(day -> Stream.iterate(0, i -> i < fromUntil.length, i -> i + 2)
                        .map(i -> new OpeningHours(day, fromUntil[i], fromUntil[i + 1])))
                .toList();
        return new OpeningTimes(week, closed, TASHKENT);
    }
}
