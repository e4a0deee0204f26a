package org.mrcportal.counselling.availability;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mrcportal.accounts.StaffId;

/**
 * Who is at a centre when, for a stretch of days: weekly hours less closed days, absences and what is taken already.
 * Free times stand on a grid that begins where each free range begins, so that short gaps are not cut up.
 *
 * @param zone of the centre, in which weekly hours and closed days are meant
 * @param taken talks in the counsellors' days, wherever they are
 */
public record Roster(
        ZoneId zone,
        List<Counsellor> counsellors,
        Set<LocalDate> closed,
        Map<StaffId, List<TimeSlot>> away,
        Map<StaffId, List<TimeSlot>> taken) {

    /** Times that begin from the first moment and before the last, in order. */
    public List<FreeTime> freeTimes(Talk talk, Instant from, Instant before) {
        Map<Instant, List<StaffId>> starts = new TreeMap<>();
        for (Counsellor counsellor : counsellors) {
            if (talk.suits(counsellor)) {
                for (TimeSlot range : freeRanges(counsellor, from, before)) {
                    for (Instant start = range.startsAt();
                            !start.plus(talk.length()).isAfter(range.endsAt()) && start.isBefore(before);
                            start = start.plus(talk.length())) {
                        if (!start.isBefore(from)) {
                            starts.computeIfAbsent(start, s -> new ArrayList<>())
                                    .add(counsellor.id());
                        }
                    }
                }
            }
        }
        return starts.entrySet().stream()
                .map(e -> new FreeTime(
                        TimeSlot.starting(e.getKey(), talk.length()), leastLoadedFirst(e.getKey(), e.getValue())))
                .toList();
    }

    /** Who could take this very time, on the grid or off it. */
    public List<StaffId> freeAt(TimeSlot slot, Talk talk) {
        List<StaffId> free = counsellors.stream()
                .filter(talk::suits)
                .filter(c -> freeRanges(c, slot.startsAt(), slot.endsAt()).stream()
                        .anyMatch(range -> !slot.startsAt().isBefore(range.startsAt())
                                && !slot.endsAt().isAfter(range.endsAt())))
                .map(Counsellor::id)
                .toList();
        return leastLoadedFirst(slot.startsAt(), free);
    }

    private List<TimeSlot> freeRanges(Counsellor counsellor, Instant from, Instant before) {
        List<TimeSlot> ranges = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(before, zone);
        for (LocalDate day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
            if (!closed.contains(day)) {
                ranges.addAll(shifts(counsellor, day));
            }
        }
        List<TimeSlot> busy = Stream.concat(
                        away.getOrDefault(counsellor.id(), List.of()).stream(),
                        taken.getOrDefault(counsellor.id(), List.of()).stream())
                .sorted(comparing(TimeSlot::startsAt))
                .toList();
        return without(ranges, busy);
    }

    /** The day's shifts, overlapping ones as one. */
    private List<TimeSlot> shifts(Counsellor counsellor, LocalDate day) {
        List<TimeSlot> shifts = new ArrayList<>();
        counsellor.week().stream()
                .filter(shift -> shift.day() == day.getDayOfWeek())
                .sorted(comparing(Counsellor.Shift::starts))
                .map(shift -> new TimeSlot(
                        day.atTime(shift.starts()).atZone(zone).toInstant(),
                        day.atTime(shift.ends()).atZone(zone).toInstant()))
                .forEach(shift -> {
                    TimeSlot before = shifts.isEmpty() ? null : shifts.getLast();
                    if (before != null && !before.endsAt().isBefore(shift.startsAt())) {
                        shifts.removeLast();
                        shifts.add(new TimeSlot(before.startsAt(), later(before.endsAt(), shift.endsAt())));
                    } else {
                        shifts.add(shift);
                    }
                });
        return shifts;
    }

    private static List<TimeSlot> without(List<TimeSlot> ranges, List<TimeSlot> busy) {
        List<TimeSlot> free = new ArrayList<>();
        for (TimeSlot range : ranges) {
            Instant start = range.startsAt();
            for (TimeSlot occupied : busy) {
                if (occupied.overlaps(range)) {
                    if (start.isBefore(occupied.startsAt())) {
                        free.add(new TimeSlot(start, occupied.startsAt()));
                    }
                    start = later(start, occupied.endsAt());
                }
            }
            if (start.isBefore(range.endsAt())) {
                free.add(new TimeSlot(start, range.endsAt()));
            }
        }
        return free;
    }

    private List<StaffId> leastLoadedFirst(Instant moment, List<StaffId> who) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        Comparator<StaffId> byLoad = comparing(id -> talksOn(day, id));
        return who.stream()
                .sorted(byLoad.thenComparing(
                                id -> taken.getOrDefault(id, List.of()).size())
                        .thenComparing(StaffId::id))
                .toList();
    }

    private long talksOn(LocalDate day, StaffId id) {
        return taken.getOrDefault(id, List.of()).stream()
                .filter(slot -> LocalDate.ofInstant(slot.startsAt(), zone).equals(day))
                .count();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether anybody is there at all for the talk, free or not. */
    public boolean anybodyFor(Talk talk) {
        return counsellors.stream().anyMatch(talk::suits);
    }
}
