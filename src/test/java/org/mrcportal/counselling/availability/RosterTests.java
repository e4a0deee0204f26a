package org.mrcportal.counselling.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.counselling.availability.Counsellor.Dated;
import org.mrcportal.counselling.availability.Counsellor.Plan;
import org.mrcportal.counselling.availability.Counsellor.Shift;

class RosterTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final CentreId CENTRE = CentreId.next();
    private static final StaffId ANORA = StaffId.next();
    private static final StaffId BOTIR = StaffId.next();
    private static final Talk HALF_HOUR = new Talk(Duration.ofMinutes(30), "uz", null);

    private static Instant at(String time) {
        return MONDAY.atTime(LocalTime.parse(time)).atZone(TASHKENT).toInstant();
    }

    private static TimeSlot slot(String from, String to) {
        return new TimeSlot(at(from), at(to));
    }

    private static Shift shift(String from, String to) {
        return new Shift(DayOfWeek.MONDAY, Hours.of(from, to));
    }

    private static Counsellor anora(Shift... week) {
        return new Counsellor(ANORA, "F", Set.of("uz", "ru"), List.of(week), List.of());
    }

    private static Counsellor botir(Shift... week) {
        return new Counsellor(BOTIR, "M", Set.of("uz", "tg"), List.of(week), List.of());
    }

    private static Roster roster(List<Counsellor> who, List<TimeSlot> away, List<TimeSlot> taken) {
        return new Roster(
                TASHKENT,
                who,
                Set.of(),
                Map.of(ANORA, away),
                Map.of(ANORA, taken.stream().map(Visit::of).toList()));
    }

    private static List<String> starts(Roster roster, Talk talk, String from) {
        return roster.freeTimes(talk, at(from), at("23:59")).stream()
                .map(free ->
                        LocalTime.ofInstant(free.slot().startsAt(), TASHKENT).toString())
                .toList();
    }

    @Test
    void offersTheWholeShiftInStepsOfTheTalk() {
        assertThat(starts(roster(List.of(anora(shift("09:00", "11:00"))), List.of(), List.of()), HALF_HOUR, "00:00"))
                .containsExactly("09:00", "09:30", "10:00", "10:30");
    }

    @Test
    void leavesOutATalkThatWouldNotEndWithinTheShift() {
        Talk forty = new Talk(Duration.ofMinutes(40), "uz", null);

        assertThat(starts(roster(List.of(anora(shift("09:00", "11:00"))), List.of(), List.of()), forty, "00:00"))
                .containsExactly("09:00", "09:40", "10:20");
    }

    @Test
    void beginsTheGridAgainAfterWhatIsTaken() {
        assertThat(starts(
                        roster(List.of(anora(shift("09:00", "11:00"))), List.of(), List.of(slot("09:30", "10:10"))),
                        HALF_HOUR,
                        "00:00"))
                .containsExactly("09:00", "10:10");
    }

    @Test
    void letsTalksFollowEachOtherWithoutAGap() {
        assertThat(starts(
                        roster(List.of(anora(shift("09:00", "10:30"))), List.of(), List.of(slot("09:30", "10:00"))),
                        HALF_HOUR,
                        "00:00"))
                .containsExactly("09:00", "10:00");
    }

    @Test
    void offersNothingDuringAnAbsenceOrOnAClosedDay() {
        Counsellor anora = anora(shift("09:00", "10:00"));

        assertThat(starts(roster(List.of(anora), List.of(slot("00:00", "09:45")), List.of()), HALF_HOUR, "00:00"))
                .isEmpty();
        assertThat(starts(new Roster(TASHKENT, List.of(anora), Set.of(MONDAY), Map.of(), Map.of()), HALF_HOUR, "00:00"))
                .isEmpty();
    }

    @Test
    void keepsTheGridWhenTheDayHasBegun() {
        assertThat(starts(roster(List.of(anora(shift("09:00", "11:00"))), List.of(), List.of()), HALF_HOUR, "09:40"))
                .containsExactly("10:00", "10:30");
    }

    @Test
    void asksOnlyThoseWhoSpeakTheLanguageAndAreOfTheWishedSex() {
        Roster roster =
                roster(List.of(anora(shift("09:00", "09:30")), botir(shift("10:00", "10:30"))), List.of(), List.of());

        assertThat(starts(roster, new Talk(Duration.ofMinutes(30), "tg", null), "00:00"))
                .containsExactly("10:00");
        assertThat(starts(roster, new Talk(Duration.ofMinutes(30), "uz", "F"), "00:00"))
                .containsExactly("09:00");
        assertThat(starts(roster, new Talk(Duration.ofMinutes(30), "tg", "F"), "00:00"))
                .isEmpty();
    }

    @Test
    void givesATimeToTheOneWithTheFewestTalksThatDay() {
        Roster roster = roster(
                List.of(anora(shift("09:00", "12:00")), botir(shift("09:00", "12:00"))),
                List.of(),
                List.of(slot("11:00", "11:30")));

        assertThat(roster.freeTimes(HALF_HOUR, at("09:00"), at("09:30"))
                        .getFirst()
                        .counsellors())
                .containsExactly(BOTIR, ANORA);
        assertThat(roster.freeAt(slot("11:00", "11:30"), HALF_HOUR)).containsExactly(BOTIR);
    }

    @Test
    void readsOverlappingShiftsAsOne() {
        assertThat(starts(
                        roster(List.of(anora(shift("09:00", "10:00"), shift("09:30", "10:30"))), List.of(), List.of()),
                        HALF_HOUR,
                        "00:00"))
                .containsExactly("09:00", "09:30", "10:00");
    }

    private static Roster with(Counsellor counsellor, Visit... visits) {
        return new Roster(TASHKENT, List.of(counsellor), Set.of(), Map.of(), Map.of(ANORA, List.of(visits)));
    }

    private static Counsellor anora(List<Shift> week, Dated... dated) {
        return new Counsellor(ANORA, "F", Set.of("uz"), week, List.of(dated));
    }

    private static Talk about(int minutes, int before, int after, int places) {
        return Talk.about(
                new OfferedService("DOCUMENTS", minutes, before, after, places, false),
                CENTRE,
                "IN_PERSON",
                "uz",
                null);
    }

    @Test
    void takesWhatLiesBetweenTwoShiftsForABreak() {
        assertThat(starts(with(anora(shift("09:00", "10:00"), shift("11:00", "12:00"))), about(45, 0, 0, 1), "00:00"))
                .containsExactly("09:00", "11:00");
    }

    @Test
    void addsExtraHoursToTheDayAndReplacesItsHoursByOthers() {
        List<Shift> week = List.of(shift("09:00", "10:00"));

        assertThat(starts(
                        with(anora(week, new Dated(MONDAY, Plan.EXTRA, Hours.of("10:00", "11:00")))),
                        HALF_HOUR,
                        "00:00"))
                .containsExactly("09:00", "09:30", "10:00", "10:30");
        assertThat(starts(
                        with(anora(
                                week,
                                new Dated(MONDAY, Plan.INSTEAD, Hours.of("14:00", "14:30")),
                                new Dated(MONDAY, Plan.INSTEAD, Hours.of("16:00", "16:30")))),
                        HALF_HOUR,
                        "00:00"))
                .containsExactly("14:00", "16:00");
        assertThat(starts(
                        with(anora(
                                week,
                                new Dated(MONDAY, Plan.EXTRA, Hours.of("10:00", "11:00")),
                                new Dated(MONDAY, Plan.NONE, null))),
                        HALF_HOUR,
                        "00:00"))
                .isEmpty();
        assertThat(starts(with(anora(week, new Dated(MONDAY.plusDays(7), Plan.NONE, null))), HALF_HOUR, "00:00"))
                .containsExactly("09:00", "09:30");
    }

    @Test
    void keepsTheLongerOfTwoPausesBetweenTwoVisitsNeverTheirSum() {
        Counsellor anora = anora(shift("09:00", "13:00"));
        Visit visit = new Visit(slot("10:00", "10:30"), 5, 20, null);

        assertThat(starts(with(anora, visit), about(30, 10, 15, 1), "00:00"))
                .as("fifteen minutes are kept before the visit, twenty after it")
                .containsExactly("09:00", "10:50", "11:35", "12:20");
        assertThat(with(anora, visit).freeAt(slot("09:15", "09:45"), about(30, 10, 15, 1)))
                .containsExactly(ANORA);
        assertThat(with(anora, visit).freeAt(slot("09:16", "09:46"), about(30, 10, 15, 1)))
                .isEmpty();
    }

    @Test
    void keepsNoPauseAtTheEdgesOfTheDay() {
        assertThat(starts(with(anora(shift("09:00", "10:00"))), about(60, 30, 30, 1), "00:00"))
                .containsExactly("09:00");
    }

    @Test
    void endsARangeAtMidnightAndBeginsTheNextThere() {
        List<Shift> week = List.of(
                new Shift(DayOfWeek.MONDAY, Hours.of("23:00", "24:00")),
                new Shift(DayOfWeek.TUESDAY, Hours.of("00:00", "01:00")));
        Instant night = at("23:00");

        assertThat(with(anora(week)).freeTimes(about(40, 0, 0, 1), night, night.plus(Duration.ofHours(2))))
                .extracting(free -> free.slot().startsAt())
                .containsExactly(night, night.plus(Duration.ofHours(1)));
    }

    @Test
    void offersAGroupTalkUntilItIsFull() {
        Counsellor anora = anora(shift("09:00", "11:00"));
        Talk group = about(60, 0, 0, 3);
        Visit one = new Visit(slot("09:00", "10:00"), 0, 0, group.occasion(ANORA, at("09:00")));

        assertThat(with(anora).freeTimes(group, at("09:00"), at("11:00")))
                .extracting(FreeTime::places)
                .containsExactly(3, 3);
        assertThat(with(anora, one, one).freeTimes(group, at("09:00"), at("11:00")))
                .extracting(FreeTime::places)
                .containsExactly(1, 3);
        assertThat(starts(with(anora, one, one, one), group, "00:00")).containsExactly("10:00");
        assertThat(starts(with(anora, one), HALF_HOUR, "00:00"))
                .as("nobody talks alone with somebody who has a group")
                .containsExactly("10:00", "10:30");
    }

    @Test
    void fillsAGroupThatHasBegunBeforeItBeginsAnother() {
        Talk group = about(60, 0, 0, 3);
        Visit one = new Visit(slot("09:00", "10:00"), 0, 0, group.occasion(ANORA, at("09:00")));
        Roster roster = new Roster(
                TASHKENT,
                List.of(botir(shift("09:00", "10:00")), anora(shift("09:00", "10:00"))),
                Set.of(),
                Map.of(),
                Map.of(ANORA, List.of(one)));

        FreeTime nine = roster.freeTimes(group, at("09:00"), at("10:00")).getFirst();

        assertThat(nine.counsellors()).containsExactly(ANORA, BOTIR);
        assertThat(nine.places()).isEqualTo(5);
    }

    @Test
    void leavesOutTheHourThatTheClockLeavesOutAndOffersTheRepeatedOneOnce() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Counsellor nights = anora(List.of(new Shift(DayOfWeek.SUNDAY, Hours.of("01:00", "04:00"))));

        assertThat(walls(nights, berlin, LocalDate.of(2026, 3, 29)))
                .containsExactly("01:00", "01:30", "03:00", "03:30");
        assertThat(walls(nights, berlin, LocalDate.of(2026, 10, 25)))
                .containsExactly("01:00", "01:30", "02:00", "02:30", "03:00", "03:30");
        assertThat(walls(
                        anora(List.of(new Shift(DayOfWeek.SUNDAY, Hours.of("02:00", "03:00")))),
                        berlin,
                        LocalDate.of(2026, 3, 29)))
                .isEmpty();
    }

    private static List<String> walls(Counsellor counsellor, ZoneId zone, LocalDate day) {
        return new Roster(zone, List.of(counsellor), Set.of(), Map.of(), Map.of())
                        .freeTimes(
                                HALF_HOUR,
                                day.atStartOfDay(zone).toInstant(),
                                day.plusDays(1).atStartOfDay(zone).toInstant())
                        .stream()
                        .map(free -> LocalTime.ofInstant(free.slot().startsAt(), zone)
                                .toString())
                        .toList();
    }

    @Property
    void neverOffersATimeThatIsTakenOrOutsideTheShift(@ForAll("busy") List<TimeSlot> busy, @ForAll("talks") Talk talk) {
        Roster roster = roster(List.of(anora(shift("08:00", "18:00"))), List.of(), busy);

        List<FreeTime> free = roster.freeTimes(talk, at("08:30"), at("17:00"));

        assertThat(free).allSatisfy(time -> {
            assertThat(busy).noneMatch(time.slot()::overlaps);
            assertThat(time.slot().startsAt())
                    .isBetween(at("08:30"), at("17:00").minusMillis(1));
            assertThat(time.slot().endsAt()).isBeforeOrEqualTo(at("18:00"));
            assertThat(roster.freeAt(time.slot(), talk)).isEqualTo(time.counsellors());
        });
        List<TimeSlot> slots = free.stream().map(FreeTime::slot).toList();
        for (int i = 1; i < slots.size(); i++) {
            assertThat(slots.get(i).startsAt())
                    .isAfterOrEqualTo(slots.get(i - 1).endsAt());
        }
    }

    @Property
    void offersSomethingWheneverTheTalkFitsSomewhere(@ForAll("busy") List<TimeSlot> busy, @ForAll("talks") Talk talk) {
        Roster roster = roster(List.of(anora(shift("08:00", "18:00"))), List.of(), busy);

        boolean fits = false;
        for (Instant start = at("08:00");
                !start.plus(talk.length()).isAfter(at("18:00"));
                start = start.plus(Duration.ofMinutes(5))) {
            fits |= busy.stream().noneMatch(TimeSlot.starting(start, talk.length())::overlaps);
        }

        assertThat(!roster.freeTimes(talk, at("00:00"), at("23:59")).isEmpty()).isEqualTo(fits);
    }

    @Provide
    Arbitrary<List<TimeSlot>> busy() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.integers().between(1, 24))
                .as((start, length) -> TimeSlot.starting(
                        at("08:00").plus(Duration.ofMinutes(5L * start)), Duration.ofMinutes(5L * length)))
                .list()
                .ofMaxSize(14)
                .map(ArrayList::new);
    }

    @Provide
    Arbitrary<Talk> talks() {
        return Arbitraries.of(20, 30, 40, 60).map(minutes -> new Talk(Duration.ofMinutes(minutes), "uz", null));
    }
}
