package org.mrcportal.counselling.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.counselling.availability.Counsellor.Dated;
import org.mrcportal.counselling.availability.Counsellor.Plan;
import org.mrcportal.counselling.availability.Counsellor.Shift;

/**
 * Free times against an oracle that knows nothing of ranges: it looks at the clock on the wall minute by minute and asks
 * of each minute whether the counsellor works, and of each start whether the whole talk fits.
 */
class FreeTimesPropertyTests {

    private static final StaffId ANORA = StaffId.next();
    private static final CentreId CENTRE = CentreId.next();

    /** The days around the changes of the clock in 2026, where there are any. */
    private static final List<Stage> STAGES = List.of(
            new Stage(ZoneId.of("Asia/Tashkent"), LocalDate.of(2026, 11, 27)),
            new Stage(ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 3, 28)),
            new Stage(ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 10, 24)),
            new Stage(ZoneId.of("Africa/Cairo"), LocalDate.of(2026, 4, 23)),
            new Stage(ZoneId.of("Africa/Cairo"), LocalDate.of(2026, 10, 28)),
            new Stage(ZoneId.of("Australia/Lord_Howe"), LocalDate.of(2026, 10, 3)));

    private static final int DAYS = 3;

    /** Three days from the first, somewhere. */
    record Stage(ZoneId zone, LocalDate first) {

        Instant begins() {
            return first.atStartOfDay(zone).toInstant();
        }

        Instant ends() {
            return first.plusDays(DAYS).atStartOfDay(zone).toInstant();
        }
    }

    /** One counsellor's days, and the talk somebody wants. */
    record Situation(Stage stage, Roster roster, Talk talk) {

        Counsellor counsellor() {
            return roster.counsellors().getFirst();
        }

        List<Visit> visits() {
            return roster.visits().getOrDefault(ANORA, List.of());
        }

        List<TimeSlot> away() {
            return roster.away().getOrDefault(ANORA, List.of());
        }

        List<Instant> offered() {
            return roster.freeTimes(talk, stage.begins(), stage.ends()).stream()
                    .map(free -> free.slot().startsAt())
                    .toList();
        }

        /** By the clock on the wall, as a person reads the rules. */
        boolean works(Instant minute) {
            LocalDateTime wall = LocalDateTime.ofInstant(minute, stage.zone());
            ZoneOffset offset = stage.zone().getRules().getOffset(minute);
            boolean again = stage.zone().getRules().getValidOffsets(wall).size() == 2
                    && !stage.zone().getRules().getValidOffsets(wall).getFirst().equals(offset);
            LocalDate day = wall.toLocalDate();
            int of = wall.toLocalTime().toSecondOfDay() / 60;
            List<Dated> different = counsellor().dated().stream()
                    .filter(d -> d.day().equals(day))
                    .toList();
            boolean none = different.stream().anyMatch(d -> d.plan() == Plan.NONE);
            boolean instead = different.stream().anyMatch(d -> d.plan() == Plan.INSTEAD);
            boolean own = different.stream()
                    .map(Dated::hours)
                    .anyMatch(hours -> hours != null && hours.from() <= of && of < hours.until());
            boolean usual = counsellor().week().stream()
                    .anyMatch(shift -> shift.day() == day.getDayOfWeek()
                            && shift.hours().from() <= of
                            && of < shift.hours().until());
            return !again
                    && !none
                    && (own || usual && !instead)
                    && !roster.closed().contains(day);
        }

        boolean isAway(Instant minute) {
            return away().stream().anyMatch(a -> !minute.isBefore(a.startsAt()) && minute.isBefore(a.endsAt()));
        }

        /** Whether a talk with its pauses can be between those that are there, a begun group of its own apart. */
        boolean keepsPauses(Instant start) {
            UUID occasion = talk.occasion(ANORA, start);
            Instant end = start.plus(talk.length());
            return visits().stream()
                    .filter(v -> occasion == null || !occasion.equals(v.occasion()))
                    .allMatch(v -> {
                        long between =
                                Duration.between(end, v.slot().startsAt()).toMinutes();
                        long behind = Duration.between(v.slot().endsAt(), start).toMinutes();
                        return between >= Math.max(talk.bufferAfter(), v.bufferBefore())
                                || behind >= Math.max(v.bufferAfter(), talk.bufferBefore());
                    });
        }

        /** Whether the talk stays within minutes of one day in which the counsellor is there. */
        boolean isCovered(Instant start) {
            LocalDate day = LocalDate.ofInstant(start, stage.zone());
            for (Instant minute = start; minute.isBefore(start.plus(talk.length())); minute = next(minute)) {
                if (!works(minute)
                        || isAway(minute)
                        || !LocalDate.ofInstant(minute, stage.zone()).equals(day)) {
                    return false;
                }
            }
            return true;
        }

        boolean isPossible(Instant start) {
            return isCovered(start) && keepsPauses(start);
        }

        int taken(Instant start) {
            UUID occasion = talk.occasion(ANORA, start);
            return occasion == null
                    ? 0
                    : (int) visits().stream()
                            .filter(v -> occasion.equals(v.occasion()))
                            .count();
        }

        /** Whether the minute itself is free: worked, and as far from every visit as the pauses want. */
        boolean isFree(Instant minute) {
            return works(minute)
                    && !isAway(minute)
                    && visits().stream().noneMatch(v -> {
                        Instant from = v.slot()
                                .startsAt()
                                .minus(Math.max(talk.bufferAfter(), v.bufferBefore()), ChronoUnit.MINUTES);
                        Instant until = v.slot()
                                .endsAt()
                                .plus(Math.max(v.bufferAfter(), talk.bufferBefore()), ChronoUnit.MINUTES);
                        return !minute.isBefore(from) && minute.isBefore(until);
                    });
        }
    }

    private static Instant next(Instant minute) {
        return minute.plus(1, ChronoUnit.MINUTES);
    }

    /** Runs of free minutes within a day, each cut into talks from its beginning; and groups that have room. */
    private static List<Instant> expected(Situation situation) {
        Talk talk = situation.talk();
        TreeMap<Instant, Boolean> starts = new TreeMap<>();
        @Nullable Instant grid = null;
        LocalDate day = LocalDate.MIN;
        for (Instant minute = situation.stage().begins();
                minute.isBefore(situation.stage().ends());
                minute = next(minute)) {
            LocalDate today = LocalDate.ofInstant(minute, situation.stage().zone());
            if (!situation.isFree(minute)) {
                grid = null;
            } else if (grid == null || !today.equals(day)) {
                grid = minute;
            }
            day = today;
            if (grid != null && minute.equals(grid)) {
                if (situation.isPossible(minute) && runs(situation, minute)) {
                    starts.put(minute, true);
                }
                grid = minute.plus(talk.length()).plusSeconds(60L * Math.max(talk.bufferBefore(), talk.bufferAfter()));
            }
            if (situation.taken(minute) > 0
                    && situation.taken(minute) < talk.places()
                    && situation.isPossible(minute)) {
                starts.put(minute, true);
            }
        }
        return List.copyOf(starts.keySet());
    }

    private static boolean runs(Situation situation, Instant start) {
        return runs(situation, start, start.plus(situation.talk().length()));
    }

    /** Whether every minute is free, and all are of one day. */
    private static boolean runs(Situation situation, Instant from, Instant until) {
        LocalDate day = LocalDate.ofInstant(from, situation.stage().zone());
        for (Instant minute = from; minute.isBefore(until); minute = next(minute)) {
            if (!situation.isFree(minute)
                    || !LocalDate.ofInstant(minute, situation.stage().zone()).equals(day)) {
                return false;
            }
        }
        return LocalDate.ofInstant(until.minusSeconds(1), situation.stage().zone())
                .equals(day);
    }

    @Property(tries = 300)
    void areExactlyThoseThatTheClockOnTheWallAllows(@ForAll("situations") Situation situation) {
        assertThat(situation.offered()).isEqualTo(expected(situation));
    }

    @Property(tries = 300)
    void neverLieInATalkAPauseAnAbsenceOrAClosedDay(@ForAll("situations") Situation situation) {
        assertThat(situation.offered()).allMatch(situation::isPossible);
    }

    @Property(tries = 300)
    void areNoneOnlyWhereNoTalkFitsAtAnyMinute(@ForAll("situations") Situation situation) {
        boolean any = false;
        for (Instant minute = situation.stage().begins();
                minute.isBefore(situation.stage().ends()) && !any;
                minute = next(minute)) {
            any = situation.taken(minute) < situation.talk().places() && situation.isPossible(minute);
        }
        assertThat(situation.offered().isEmpty()).isEqualTo(!any);
    }

    @Property(tries = 300)
    void stepFromTalkToTalkWithinEachFreeRange(@ForAll("situations") Situation situation) {
        Talk talk = situation.talk();
        List<Instant> starts = situation.offered();

        for (int i = 1; i < starts.size(); i++) {
            Duration between = Duration.between(starts.get(i - 1).plus(talk.length()), starts.get(i));
            assertThat(between).isGreaterThanOrEqualTo(Duration.ZERO);
            // through the first minute of the next one, so that midnight ends a range here too
            if (runs(situation, starts.get(i - 1), next(starts.get(i))) && situation.taken(starts.get(i)) == 0) {
                assertThat(between).isEqualTo(Duration.ofMinutes(Math.max(talk.bufferBefore(), talk.bufferAfter())));
            }
        }
    }

    @Property(tries = 200)
    void areTheSameHoweverTheDaysAreCutIntoQuestions(
            @ForAll("situations") Situation situation, @ForAll("minutes") int minute) {
        Instant cut = situation.stage().begins().plus(minute, ChronoUnit.MINUTES);
        Roster roster = situation.roster();
        List<FreeTime> together = new ArrayList<>(
                roster.freeTimes(situation.talk(), situation.stage().begins(), cut));
        together.addAll(
                roster.freeTimes(situation.talk(), cut, situation.stage().ends()));

        assertThat(together)
                .isEqualTo(roster.freeTimes(
                        situation.talk(),
                        situation.stage().begins(),
                        situation.stage().ends()));
        assertThat(together)
                .allMatch(free -> roster.freeAt(free.slot(), situation.talk()).equals(free.counsellors()));
    }

    @Property(tries = 200)
    void showNoHourTwiceAndNoneThatTheClockLeavesOut(@ForAll("situations") Situation situation) {
        List<LocalDateTime> walls = situation.offered().stream()
                .map(start -> LocalDateTime.ofInstant(start, situation.stage().zone()))
                .toList();

        assertThat(walls).doesNotHaveDuplicates();
        assertThat(walls)
                .noneMatch(wall -> situation
                        .stage()
                        .zone()
                        .getRules()
                        .getValidOffsets(wall)
                        .isEmpty());
    }

    @Provide
    Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(1, DAYS * 1440 - 120);
    }

    @Provide
    Arbitrary<Situation> situations() {
        return Arbitraries.of(STAGES)
                .flatMap(stage -> talks().flatMap(talk -> Combinators.combine(
                                hours().list().ofMaxSize(3),
                                dated(stage).list().ofMaxSize(3),
                                slots(stage).list().ofMaxSize(2),
                                visits(stage, talk),
                                Arbitraries.integers().between(0, 9))
                        .as((week, dated, away, visits, closed) -> {
                            List<Shift> shifts = new ArrayList<>();
                            for (DayOfWeek day : DayOfWeek.values()) {
                                week.forEach(hours -> shifts.add(new Shift(day, hours)));
                            }
                            Counsellor counsellor = new Counsellor(ANORA, "F", Set.of("uz"), shifts, dated);
                            Set<LocalDate> closedDays =
                                    closed < DAYS ? Set.of(stage.first().plusDays(closed)) : Set.of();
                            return new Situation(
                                    stage,
                                    new Roster(
                                            stage.zone(),
                                            List.of(counsellor),
                                            closedDays,
                                            Map.of(ANORA, away),
                                            Map.of(ANORA, visits)),
                                    talk);
                        })));
    }

    private static Arbitrary<Talk> talks() {
        return Combinators.combine(
                        Arbitraries.of(15, 20, 30, 45, 60),
                        Arbitraries.of(0, 0, 5, 15),
                        Arbitraries.of(0, 0, 10, 20),
                        Arbitraries.of(1, 1, 3))
                .as((minutes, before, after, places) -> Talk.about(
                        new OfferedService("DOCUMENTS", minutes, before, after, places, false),
                        CENTRE,
                        "IN_PERSON",
                        "uz",
                        null));
    }

    private static Arbitrary<Hours> hours() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 94),
                        Arbitraries.integers().between(1, 40))
                .as((start, length) -> new Hours(start * 15, Math.min(Hours.MIDNIGHT, (start + length) * 15)));
    }

    private static Arbitrary<Dated> dated(Stage stage) {
        return Combinators.combine(Arbitraries.integers().between(0, DAYS - 1), Arbitraries.of(Plan.values()), hours())
                .as((day, plan, hours) ->
                        new Dated(stage.first().plusDays(day), plan, plan == Plan.NONE ? null : hours));
    }

    private static Arbitrary<TimeSlot> slots(Stage stage) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, DAYS * 288),
                        Arbitraries.integers().between(1, 36))
                .as((start, length) ->
                        TimeSlot.starting(stage.begins().plusSeconds(300L * start), Duration.ofMinutes(5L * length)));
    }

    /** Talks of others, and some people of a group that wants the same. */
    private static Arbitrary<List<Visit>> visits(Stage stage, Talk talk) {
        Arbitrary<Visit> others = Combinators.combine(slots(stage), Arbitraries.of(0, 5, 30), Arbitraries.of(0, 10))
                .as((slot, before, after) -> new Visit(slot, before, after, null));
        Arbitrary<List<Visit>> group = Combinators.combine(
                        slots(stage), Arbitraries.integers().between(0, 3))
                .as((slot, people) -> {
                    TimeSlot same = TimeSlot.starting(slot.startsAt(), talk.length());
                    UUID occasion = talk.occasion(ANORA, same.startsAt());
                    List<Visit> visits = new ArrayList<>();
                    for (int person = 0; person < people && occasion != null; person++) {
                        visits.add(new Visit(same, talk.bufferBefore(), talk.bufferAfter(), occasion));
                    }
                    return visits;
                });
        return Combinators.combine(others.list().ofMaxSize(8), group).as((some, together) -> {
            List<Visit> all = new ArrayList<>(some);
            all.addAll(together);
            return all;
        });
    }

    /** Only so that a reader sees what the minutes are: 24:00 ends a day, 23:59 does not. */
    @Property(tries = 50)
    void endAtMidnightOnlyWhereTheHoursDo(@ForAll("ends") int until) {
        Counsellor night = new Counsellor(
                ANORA, "F", Set.of("uz"), List.of(new Shift(DayOfWeek.FRIDAY, new Hours(23 * 60, until))), List.of());
        Stage stage = STAGES.getFirst();
        Roster roster = new Roster(stage.zone(), List.of(night), Set.of(), Map.of(), Map.of());
        Talk half = new Talk(Duration.ofMinutes(30), "uz", null);

        assertThat(roster.freeTimes(half, stage.begins(), stage.ends()))
                .extracting(free -> LocalTime.ofInstant(free.slot().startsAt(), stage.zone()))
                .containsExactlyElementsOf(
                        until == Hours.MIDNIGHT
                                ? List.of(LocalTime.of(23, 0), LocalTime.of(23, 30))
                                : List.of(LocalTime.of(23, 0)));
    }

    @Provide
    Arbitrary<Integer> ends() {
        return Arbitraries.integers().between(23 * 60 + 30, Hours.MIDNIGHT);
    }
}
