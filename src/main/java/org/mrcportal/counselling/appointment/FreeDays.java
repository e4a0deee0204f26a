package org.mrcportal.counselling.appointment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.availability.FreeTime;

/**
 * Free times as a page shows them: three days with space, and where the days before and after them begin.
 *
 * @param earlier the first of the three days before, or null
 * @param later the day after the three that has space, or null
 * @param first the first of the days shown, or null
 */
public record FreeDays(
        List<Day> days,
        @Nullable LocalDate earlier,
        @Nullable LocalDate later,
        @Nullable LocalDate first) {

    private static final int SHOWN = 3;

    /** One day's times. */
    public record Day(String label, List<Time> times) {}

    /**
     * One time.
     *
     * @param value the moment
     * @param label the hour at the centre
     * @param places how many people can still come, where it is told; else null
     */
    public record Time(String value, String label, @Nullable Integer places) {}

    static FreeDays of(List<FreeTime> free, @Nullable LocalDate from, ZoneId zone, Locale locale) {
        TreeMap<LocalDate, List<Time>> byDay = new TreeMap<>();
        for (FreeTime time : free) {
            Instant start = time.slot().startsAt();
            byDay.computeIfAbsent(CentreTime.day(start, zone), day -> new ArrayList<>())
                    .add(new Time(
                            start.toString(), CentreTime.time(start, zone), time.ofGroup() ? time.places() : null));
        }
        List<LocalDate> all = List.copyOf(byDay.keySet());
        int first = (int)
                all.stream().filter(day -> from != null && day.isBefore(from)).count();
        first = first == all.size() ? Math.max(0, all.size() - SHOWN) : first;
        List<LocalDate> shown = all.subList(first, Math.min(first + SHOWN, all.size()));
        return new FreeDays(
                shown.stream()
                        .map(day -> new Day(CentreTime.dayLong(day, locale), byDay.getOrDefault(day, List.of())))
                        .toList(),
                first == 0 ? null : all.get(Math.max(0, first - SHOWN)),
                first + SHOWN < all.size() ? all.get(first + SHOWN) : null,
                shown.isEmpty() ? null : shown.getFirst());
    }

    /** Whether somebody who turns the pages would look for the day here. */
    boolean cover(LocalDate day) {
        return (earlier == null || first == null || !day.isBefore(first)) && (later == null || day.isBefore(later));
    }

    public boolean none() {
        return days.isEmpty();
    }
}
