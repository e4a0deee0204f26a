package org.mrcportal.counselling.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.availability.TimeSlot;

/**
 * The half hours that a calendar's days are laid out on.
 *
 * @param first half hour of the day, counted from midnight
 * @param steps how many there are
 */
record Grid(ZoneId zone, int first, int steps) {

    private static final int MINUTES = 30;
    private static final int IN_A_DAY = 24 * 60 / MINUTES;

    /** Room for all of these, and at least for the hours from nine to five. */
    static Grid around(List<TimeSlot> stretches, ZoneId zone) {
        int first = 9 * 60 / MINUTES;
        int end = 17 * 60 / MINUTES;
        for (TimeSlot stretch : stretches) {
            LocalDate day = CentreTime.day(stretch.startsAt(), zone);
            long from = minutes(day, stretch.startsAt(), zone);
            long until = minutes(day, stretch.endsAt(), zone);
            first = (int) Math.min(first, from / MINUTES);
            end = (int) Math.max(end, Math.min(IN_A_DAY, (until + MINUTES - 1) / MINUTES));
        }
        return new Grid(zone, first, end - first);
    }

    private static long minutes(LocalDate day, Instant moment, ZoneId zone) {
        return Duration.between(day.atStartOfDay(zone).toInstant(), moment).toMinutes();
    }

    TimeSlot step(LocalDate day, int number) {
        Instant midnight = day.atStartOfDay(zone).toInstant();
        return TimeSlot.starting(
                midnight.plus(Duration.ofMinutes((long) (first + number) * MINUTES)), Duration.ofMinutes(MINUTES));
    }

    /** Such as {@code 09:30}. */
    List<String> labels() {
        return IntStream.range(first, first + steps)
                .mapToObj(step -> CentreTime.time(LocalTime.MIDNIGHT.plusMinutes((long) step * MINUTES)))
                .toList();
    }
}
