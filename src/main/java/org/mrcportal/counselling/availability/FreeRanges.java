package org.mrcportal.counselling.availability;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is left of some stretches of time when others are taken out of them: one pass over both. */
final class FreeRanges {

    private FreeRanges() {}

    /**
     * The ranges without what is blocked.
     *
     * @param ranges in order, none overlapping another
     * @param blocked in any order
     */
    static List<TimeSlot> without(List<TimeSlot> ranges, List<TimeSlot> blocked) {
        List<TimeSlot> sorted =
                blocked.stream().sorted(comparing(TimeSlot::startsAt)).toList();
        List<TimeSlot> free = new ArrayList<>();
        Instant blockedUntil = Instant.MIN;
        int next = 0;
        for (TimeSlot range : ranges) {
            Instant start = later(range.startsAt(), blockedUntil);
            while (next < sorted.size() && sorted.get(next).startsAt().isBefore(range.endsAt())) {
                TimeSlot block = sorted.get(next++);
                if (start.isBefore(block.startsAt())) {
                    free.add(new TimeSlot(start, block.startsAt()));
                }
                blockedUntil = later(blockedUntil, block.endsAt());
                start = later(start, blockedUntil);
            }
            if (start.isBefore(range.endsAt())) {
                free.add(new TimeSlot(start, range.endsAt()));
            }
        }
        return free;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
