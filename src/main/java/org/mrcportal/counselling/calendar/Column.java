package org.mrcportal.counselling.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.availability.TimeSlot;

/** One counsellor's day, cut into cells that follow each other without a gap from the first step of the grid to its last. */
record Column(UUID counsellor, String name, LocalDate day, String dayName, List<Cell> cells) {

    /** What a stretch of the day is. Off: the counsellor does not work then. */
    enum Kind {
        FREE,
        BUSY,
        ABSENT,
        BREAK,
        CLOSED,
        OFF
    }

    /**
     * A stretch of the day.
     *
     * @param step of the grid with which it begins
     * @param steps how many it covers
     * @param times such as {@code 09:00–10:30}
     * @param open a free stretch that is not over: it can be booked
     */
    record Cell(Kind kind, int step, int steps, String times, boolean open, List<Talk> talks) {

        public String code() {
            return kind.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A talk: of one person, or of a group. */
    record Talk(String times, List<Visit> people) {

        public boolean group() {
            return people.getFirst().places() > 1 || people.size() > 1;
        }

        public int places() {
            return people.getFirst().places();
        }

        public int taken() {
            return (int) people.stream()
                    .filter(person -> !person.state().equals("NO_SHOW"))
                    .count();
        }
    }

    /** What a column is made of. */
    record Day(
            UUID counsellor,
            String name,
            LocalDate day,
            String dayName,
            boolean closed,
            List<TimeSlot> shifts,
            List<TimeSlot> away,
            List<Visit> visits) {

        Column on(Grid grid, Instant now) {
            List<Cell> cells = new ArrayList<>();
            int step = 0;
            while (step < grid.steps()) {
                Kind kind = kind(grid.step(day, step));
                int end = step + 1;
                while (end < grid.steps() && continues(kind, grid, step, end)) {
                    end++;
                }
                cells.add(cell(kind, grid, step, end, now));
                step = end;
            }
            return new Column(counsellor, name, day, dayName, List.copyOf(cells));
        }

        /** A talk is never cut, and talks that share a step share a cell. */
        private boolean continues(Kind kind, Grid grid, int first, int next) {
            if (kind(grid.step(day, next)) != kind) {
                return false;
            }
            if (kind != Kind.BUSY) {
                return true;
            }
            TimeSlot step = grid.step(day, next);
            TimeSlot before = new TimeSlot(grid.step(day, first).startsAt(), step.startsAt());
            return visits.stream().map(Visit::slot).anyMatch(slot -> slot.overlaps(step) && slot.overlaps(before));
        }

        private Kind kind(TimeSlot step) {
            if (visits.stream().anyMatch(visit -> visit.slot().overlaps(step))) {
                return Kind.BUSY;
            }
            if (closed) {
                return Kind.CLOSED;
            }
            if (shifts.stream().anyMatch(step::overlaps)) {
                return away.stream().anyMatch(step::overlaps) ? Kind.ABSENT : Kind.FREE;
            }
            boolean before = shifts.stream().anyMatch(shift -> !shift.endsAt().isAfter(step.startsAt()));
            boolean after = shifts.stream().anyMatch(shift -> !shift.startsAt().isBefore(step.endsAt()));
            return before && after ? Kind.BREAK : Kind.OFF;
        }

        private Cell cell(Kind kind, Grid grid, int step, int end, Instant now) {
            TimeSlot whole = new TimeSlot(
                    grid.step(day, step).startsAt(), grid.step(day, end - 1).endsAt());
            TimeSlot exact = kind == Kind.FREE ? within(whole) : whole;
            return new Cell(
                    kind,
                    step,
                    end - step,
                    times(exact, grid.zone()),
                    kind == Kind.FREE && exact.endsAt().isAfter(now),
                    kind == Kind.BUSY ? talks(whole, grid.zone()) : List.of());
        }

        /** A shift may begin or end between two steps. */
        private TimeSlot within(TimeSlot whole) {
            Instant start = shifts.stream()
                    .filter(whole::overlaps)
                    .map(TimeSlot::startsAt)
                    .min(Comparator.naturalOrder())
                    .filter(whole.startsAt()::isBefore)
                    .orElse(whole.startsAt());
            Instant end = shifts.stream()
                    .filter(whole::overlaps)
                    .map(TimeSlot::endsAt)
                    .max(Comparator.naturalOrder())
                    .filter(whole.endsAt()::isAfter)
                    .orElse(whole.endsAt());
            return new TimeSlot(start, end);
        }

        private List<Talk> talks(TimeSlot whole, ZoneId zone) {
            Map<UUID, List<Visit>> byTalk = new LinkedHashMap<>();
            visits.stream()
                    .filter(visit -> visit.slot().overlaps(whole))
                    .sorted(Comparator.comparing((Visit visit) -> visit.slot().startsAt())
                            .thenComparing(Visit::id))
                    .forEach(visit -> byTalk.computeIfAbsent(visit.talk(), talk -> new ArrayList<>())
                            .add(visit));
            return byTalk.values().stream()
                    .map(people -> new Talk(times(people.getFirst().slot(), zone), List.copyOf(people)))
                    .toList();
        }

        private static String times(TimeSlot slot, ZoneId zone) {
            return CentreTime.time(slot.startsAt(), zone) + "–" + CentreTime.time(slot.endsAt(), zone);
        }
    }

    /** The cell that begins with this step; null: one that began before goes on. */
    @Nullable
    Cell at(int step) {
        return cells.stream().filter(cell -> cell.step() == step).findFirst().orElse(null);
    }

    /** What there is to read of the day, without the hours in which nobody works. */
    public List<Cell> lines() {
        return cells.stream()
                .filter(cell -> cell.kind() != Kind.OFF && cell.kind() != Kind.BREAK)
                .toList();
    }
}
