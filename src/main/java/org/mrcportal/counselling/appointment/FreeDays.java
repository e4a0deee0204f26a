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
import org.mrcportal.shared.Choice;

/**
 * Free times as a page shows them: three days with space, and where the days before and after them begin.
 *
 * @param earlier the first of the three days before, or null
 * @param later the day after the three that has space, or null
 */
public record FreeDays(
        List<Day> days,
        @Nullable LocalDate earlier,
        @Nullable LocalDate later) {

    private static final int SHOWN = 3;

    /** One day's times; a choice's value is the moment, its label the hour at the centre. */
    public record Day(String label, List<Choice> times) {}

    static FreeDays of(List<FreeTime> free, @Nullable LocalDate from, ZoneId zone, Locale locale) {
        TreeMap<LocalDate, List<Choice>> byDay = new TreeMap<>();
        for (FreeTime time : free) {
            Instant start = time.slot().startsAt();
            byDay.computeIfAbsent(CentreTime.day(start, zone), day -> new ArrayList<>())
                    .add(Choice.of(start.toString(), CentreTime.time(start, zone)));
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
                first + SHOWN < all.size() ? all.get(first + SHOWN) : null);
    }

    public boolean none() {
        return days.isEmpty();
    }
}
