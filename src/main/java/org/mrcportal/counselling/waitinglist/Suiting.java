package org.mrcportal.counselling.waitinglist;

import jakarta.persistence.Embeddable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.availability.TimeSlot;

/**
 * Which times suit a person who waits.
 *
 * @param days weekdays as digits, 1 is Monday; none: all of them
 * @param parts of the day: MORNING (until noon), AFTERNOON (until 17:00), EVENING; none: all of them
 * @param lastDay in the centre's zone: a later visit is of no use
 */
@Embeddable
public record Suiting(
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> days,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> parts,
        LocalDate lastDay) {

    static final List<String> DAYS = List.of("1", "2", "3", "4", "5", "6", "7");
    static final List<String> PARTS = List.of("MORNING", "AFTERNOON", "EVENING");

    boolean suits(TimeSlot slot, ZoneId zone) {
        ZonedDateTime start = slot.startsAt().atZone(zone);
        String day = Integer.toString(start.getDayOfWeek().getValue());
        return !start.toLocalDate().isAfter(lastDay)
                && (days.isEmpty() || days.contains(day))
                && (parts.isEmpty() || parts.contains(part(start.toLocalTime())));
    }

    /** The weekdays that suit, as a list to read; empty where all of them do. */
    String daysIn(Locale locale) {
        return days.stream()
                .map(day -> CentreTime.weekday(DayOfWeek.of(Integer.parseInt(day)), locale))
                .collect(Collectors.joining(", "));
    }

    private static String part(LocalTime start) {
        if (start.isBefore(LocalTime.NOON)) {
            return "MORNING";
        }
        return start.isBefore(LocalTime.of(17, 0)) ? "AFTERNOON" : "EVENING";
    }
}
