package org.mrcportal.centres.centre;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.mrcportal.centres.OpeningHours;

/**
 * When a centre is open: the hours of its week, less the days on which it stays closed.
 *
 * @param closedDays at least those of the coming {@value #HORIZON} days
 * @param zone of everything else here
 */
record OpeningTimes(List<OpeningHours> week, Set<LocalDate> closedDays, ZoneId zone) {

    /** So many days ahead one looks for the next opening. */
    static final int HORIZON = 35;

    /** What a person at the door would find. */
    sealed interface Door permits Open, Closed, Unknown {}

    record Open(LocalTime until) implements Door {}

    record Closed(LocalDate opensOn, LocalTime opensAt) implements Door {}

    /** The centre has told no hours, or stays closed as far as one can see. */
    record Unknown() implements Door {}

    /** Days of the week that follow each other and have the same hours; no hours: closed. */
    record Days(DayOfWeek from, DayOfWeek to, List<OpeningHours> hours) {}

    OpeningTimes {
        week = week.stream()
                .sorted(Comparator.comparing(OpeningHours::day).thenComparing(OpeningHours::opens))
                .toList();
        closedDays = Set.copyOf(closedDays);
    }

    Door at(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalTime time = LocalTime.ofInstant(now, zone);
        for (OpeningHours hours : on(today)) {
            if (!time.isBefore(hours.opens()) && time.isBefore(hours.closes())) {
                return new Open(closingAfter(hours, today));
            }
            if (time.isBefore(hours.opens())) {
                return new Closed(today, hours.opens());
            }
        }
        return today.plusDays(1)
                .datesUntil(today.plusDays(HORIZON))
                .filter(day -> !on(day).isEmpty())
                .findFirst()
                .<Door>map(day -> new Closed(day, on(day).getFirst().opens()))
                .orElseGet(Unknown::new);
    }

    /** Closed days from today on that would otherwise be open. */
    List<LocalDate> comingClosedDays(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return closedDays.stream()
                .filter(day ->
                        !day.isBefore(today) && !ofWeekday(day.getDayOfWeek()).isEmpty())
                .sorted()
                .toList();
    }

    /** The week from Monday, days with equal hours together. */
    List<Days> daysOfTheWeek() {
        List<Days> together = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<OpeningHours> hours = ofWeekday(day);
            Days last = together.isEmpty() ? null : together.getLast();
            if (last != null && equalTimes(last.hours(), hours)) {
                together.set(together.size() - 1, new Days(last.from(), day, last.hours()));
            } else {
                together.add(new Days(day, day, hours));
            }
        }
        return together;
    }

    private List<OpeningHours> on(LocalDate day) {
        return closedDays.contains(day) ? List.of() : ofWeekday(day.getDayOfWeek());
    }

    private List<OpeningHours> ofWeekday(DayOfWeek day) {
        return week.stream().filter(hours -> hours.day() == day).toList();
    }

    /** Two stretches that touch are one. */
    private LocalTime closingAfter(OpeningHours open, LocalDate day) {
        LocalTime closes = open.closes();
        for (OpeningHours next : on(day)) {
            if (next.opens().equals(closes)) {
                closes = next.closes();
            }
        }
        return closes;
    }

    private static boolean equalTimes(List<OpeningHours> some, List<OpeningHours> others) {
        return Arrays.equals(times(some), times(others));
    }

    private static LocalTime[] times(List<OpeningHours> hours) {
        return hours.stream()
                .flatMap(h -> List.of(h.opens(), h.closes()).stream())
                .toArray(LocalTime[]::new);
    }
}
