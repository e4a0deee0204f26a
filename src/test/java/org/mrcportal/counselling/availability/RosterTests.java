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
import org.mrcportal.counselling.availability.Counsellor.Shift;

class RosterTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
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
        assertThat(roster.anybodyFor(new Talk(Duration.ofMinutes(30), "tg", "F")))
                .isFalse();
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
