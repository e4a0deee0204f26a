package org.mrcportal.centres;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The times people can book in the coming two weeks, as they are and as they would be.
 *
 * @param service they are booked for
 * @param days on which there are any, before or after
 */
public record BookablePreview(String service, List<Day> days) {

    /** So far ahead a preview looks. */
    public static final int DAYS = 14;

    /** @param now how many there are, and then, how many there would be */
    public record Day(String label, int now, int then, List<Time> times) {}

    /** What a change does to a time. */
    public enum Fate {
        KEPT,
        ADDED,
        LOST
    }

    public record Time(String text, Fate fate) {}

    public static BookablePreview of(
            String service, CentreCard centre, Collection<Instant> now, Collection<Instant> then, Locale locale) {
        TreeMap<LocalDate, TreeSet<Instant>> starts = new TreeMap<>();
        for (Collection<Instant> some : List.of(now, then)) {
            some.forEach(
                    start -> starts.computeIfAbsent(LocalDate.ofInstant(start, centre.zone()), day -> new TreeSet<>())
                            .add(start));
        }
        return new BookablePreview(
                service,
                starts.entrySet().stream()
                        .map(day -> new Day(
                                CentreTime.dayLong(day.getKey(), locale),
                                (int) day.getValue().stream()
                                        .filter(now::contains)
                                        .count(),
                                (int) day.getValue().stream()
                                        .filter(then::contains)
                                        .count(),
                                day.getValue().stream()
                                        .map(start -> new Time(
                                                CentreTime.time(start, centre.zone()),
                                                !then.contains(start)
                                                        ? Fate.LOST
                                                        : now.contains(start) ? Fate.KEPT : Fate.ADDED))
                                        .toList()))
                        .toList());
    }

    public int now() {
        return days.stream().mapToInt(Day::now).sum();
    }

    public int then() {
        return days.stream().mapToInt(Day::then).sum();
    }

    public boolean isUnchanged() {
        return days.stream().flatMap(day -> day.times().stream()).allMatch(time -> time.fate() == Fate.KEPT);
    }
}
