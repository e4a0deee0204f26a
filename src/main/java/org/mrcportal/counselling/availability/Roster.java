package org.mrcportal.counselling.availability;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;

/**
 * Who is at a centre when, for a stretch of days: hours less closed days, absences and visits. It reads no clock and no
 * database, so that it answers the same for a day to come, a day gone by and a form nobody has saved yet.
 *
 * <p>Starts stand on a grid that begins where each free range begins, so that short gaps are not cut up, and all times
 * offered of one range could be taken together. A range ends with its day at the latest. Pauses are kept between
 * visits only: the first talk may begin with the hours and the last one end with them. The policies are in
 * {@code docs/availability.md}.
 *
 * @param zone of the centre, in which hours and closed days are meant
 * @param away when a counsellor is not there
 * @param visits talks in the counsellors' days, wherever they are
 */
public record Roster(
        ZoneId zone,
        List<Counsellor> counsellors,
        Set<LocalDate> closed,
        Map<StaffId, List<TimeSlot>> away,
        Map<StaffId, List<Visit>> visits) {

    /** Times that begin from the first moment and before the last, in order. */
    public List<FreeTime> freeTimes(Talk talk, Instant from, Instant before) {
        TreeMap<Instant, Start> starts = new TreeMap<>();
        for (Counsellor counsellor : counsellors) {
            if (talk.suits(counsellor)) {
                addGrid(starts, counsellor, talk, from, before);
                addGroups(starts, counsellor, talk, from, before);
            }
        }
        Loads loads = Loads.of(visits, zone);
        return starts.entrySet().stream()
                .map(start ->
                        start.getValue().free(TimeSlot.starting(start.getKey(), talk.length()), talk, loads, zone))
                .toList();
    }

    /** Who could take this very time, on the grid or off it. */
    public List<StaffId> freeAt(TimeSlot slot, Talk talk) {
        Start start = new Start();
        counsellors.stream()
                .filter(talk::suits)
                .filter(counsellor -> isFree(counsellor, talk, slot))
                .forEach(counsellor -> start.add(
                        counsellor.id(), placesLeft(counsellor, talk, slot), isBegun(counsellor, talk, slot)));
        return start.free(slot, talk, Loads.of(visits, zone), zone).counsellors();
    }

    private void addGrid(
            TreeMap<Instant, Start> starts, Counsellor counsellor, Talk talk, Instant from, Instant before) {
        List<TimeSlot> blocked = Stream.concat(
                        away(counsellor).stream(), visits(counsellor).stream().map(talk::blockedBy))
                .toList();
        for (TimeSlot range : FreeRanges.without(worked(counsellor, from, before), blocked)) {
            for (Instant start = range.startsAt();
                    !start.plus(talk.length()).isAfter(range.endsAt()) && start.isBefore(before);
                    start = start.plus(talk.step())) {
                if (!start.isBefore(from)) {
                    starts.computeIfAbsent(start, s -> new Start()).add(counsellor.id(), talk.places(), false);
                }
            }
        }
    }

    /** Groups that have begun to form and have room. */
    private void addGroups(
            TreeMap<Instant, Start> starts, Counsellor counsellor, Talk talk, Instant from, Instant before) {
        if (talk.group() == null) {
            return;
        }
        visits(counsellor).stream()
                .map(Visit::slot)
                .distinct()
                .filter(slot ->
                        !slot.startsAt().isBefore(from) && slot.startsAt().isBefore(before))
                .filter(slot -> slot.length().equals(talk.length()))
                .filter(slot -> isBegun(counsellor, talk, slot) && isFree(counsellor, talk, slot))
                .forEach(slot -> starts.computeIfAbsent(slot.startsAt(), s -> new Start())
                        .add(counsellor.id(), placesLeft(counsellor, talk, slot), true));
    }

    private boolean isFree(Counsellor counsellor, Talk talk, TimeSlot slot) {
        UUID occasion = talk.occasion(counsellor.id(), slot.startsAt());
        return worked(counsellor, slot.startsAt(), slot.endsAt()).stream()
                        .anyMatch(range -> !slot.startsAt().isBefore(range.startsAt())
                                && !slot.endsAt().isAfter(range.endsAt()))
                && away(counsellor).stream().noneMatch(slot::overlaps)
                && visits(counsellor).stream()
                        .filter(visit -> occasion == null || !occasion.equals(visit.occasion()))
                        .noneMatch(visit -> talk.blockedBy(visit).overlaps(slot))
                && placesLeft(counsellor, talk, slot) > 0;
    }

    private boolean isBegun(Counsellor counsellor, Talk talk, TimeSlot slot) {
        return placesLeft(counsellor, talk, slot) < talk.places();
    }

    private int placesLeft(Counsellor counsellor, Talk talk, TimeSlot slot) {
        UUID occasion = talk.occasion(counsellor.id(), slot.startsAt());
        return occasion == null
                ? 1
                : talk.places()
                        - (int) visits(counsellor).stream()
                                .filter(visit -> occasion.equals(visit.occasion()))
                                .count();
    }

    private List<TimeSlot> worked(Counsellor counsellor, Instant from, Instant before) {
        List<TimeSlot> worked = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(before, zone);
        for (LocalDate day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
            if (!closed.contains(day)) {
                worked.addAll(new WorkingDay(day, zone).slots(counsellor.on(day)));
            }
        }
        return worked;
    }

    private List<TimeSlot> away(Counsellor counsellor) {
        return away.getOrDefault(counsellor.id(), List.of());
    }

    private List<Visit> visits(Counsellor counsellor) {
        return visits.getOrDefault(counsellor.id(), List.of());
    }

    /** Who can take one start, as it is gathered. */
    private static final class Start {

        private final List<StaffId> counsellors = new ArrayList<>();
        private final Set<StaffId> begun = new HashSet<>();
        private int places;

        void add(StaffId counsellor, int left, boolean hasBegun) {
            counsellors.add(counsellor);
            places += left;
            if (hasBegun) {
                begun.add(counsellor);
            }
        }

        FreeTime free(TimeSlot slot, Talk talk, Loads loads, ZoneId zone) {
            LocalDate day = LocalDate.ofInstant(slot.startsAt(), zone);
            Comparator<StaffId> begunFirst = comparing(id -> !begun.contains(id));
            return new FreeTime(
                    slot,
                    counsellors.stream()
                            .sorted(begunFirst
                                    .thenComparing(id -> loads.on(day, id))
                                    .thenComparing(loads::inAll)
                                    .thenComparing(StaffId::id))
                            .toList(),
                    places,
                    talk.group() != null);
        }
    }

    /** How many talks each has, a group counting as one: counted once for all starts. */
    private record Loads(Map<StaffId, Map<LocalDate, Integer>> byDay, Map<StaffId, Integer> total) {

        static Loads of(Map<StaffId, ? extends Collection<Visit>> visits, ZoneId zone) {
            Loads loads = new Loads(new HashMap<>(), new HashMap<>());
            visits.forEach((id, all) -> {
                Map<LocalDate, Integer> days = new HashMap<>();
                Set<@Nullable UUID> groups = new HashSet<>();
                int total = 0;
                for (Visit visit : all) {
                    if (visit.occasion() == null || groups.add(visit.occasion())) {
                        days.merge(LocalDate.ofInstant(visit.slot().startsAt(), zone), 1, Integer::sum);
                        total++;
                    }
                }
                loads.byDay.put(id, days);
                loads.total.put(id, total);
            });
            return loads;
        }

        int on(LocalDate day, StaffId id) {
            return byDay.getOrDefault(id, Map.of()).getOrDefault(day, 0);
        }

        int inAll(StaffId id) {
            return total.getOrDefault(id, 0);
        }
    }
}
