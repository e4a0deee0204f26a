package org.mrcportal.counselling.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.accounts.StaffId;

class TurnsTests {

    private static final Instant NINE = Instant.parse("2026-11-25T04:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final StaffId NODIRA = StaffId.next();
    private static final StaffId AZIZ = StaffId.next();
    private static final Caller WOMAN_OF_UZBEK_AND_RUSSIAN = new Caller(NODIRA, "F", Set.of("uz", "ru"));

    private static Instant at(int minutes) {
        return NINE.plus(Duration.ofMinutes(minutes));
    }

    private static InLine person(
            int number,
            int arrived,
            @Nullable Integer bookedFor,
            String language,
            @Nullable String sex,
            boolean interpreter,
            @Nullable StaffId counsellor,
            Standing standing) {
        return new InLine(
                new UUID(0, number),
                number,
                at(arrived),
                bookedFor == null ? null : at(bookedFor),
                language,
                sex,
                interpreter,
                null,
                standing,
                counsellor,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false);
    }

    private static InLine walkIn(int number, int arrived) {
        return person(number, arrived, null, "uz", null, false, null, Standing.WAITING);
    }

    private static InLine booked(int number, int arrived, int bookedFor) {
        return person(number, arrived, bookedFor, "uz", null, false, NODIRA, Standing.WAITING);
    }

    private static List<Integer> numbers(List<InLine> people) {
        return people.stream().map(InLine::number).toList();
    }

    private static List<Integer> turns(int now, InLine... people) {
        return numbers(Turns.inTurn(List.of(people), at(now), PATIENCE));
    }

    private static List<Integer> turnsFor(Caller caller, int now, InLine... people) {
        return numbers(
                Turns.forCaller(List.of(people), caller, at(now), PATIENCE).toList());
    }

    @Test
    void walkInsGoByArrival() {
        assertThat(turns(20, walkIn(2, 10), walkIn(1, 5), walkIn(3, 15))).containsExactly(1, 2, 3);
    }

    @Test
    void aBookedPersonGoesFirstOnceTheTimeHasComeAndNotBefore() {
        assertThat(turns(29, walkIn(1, 10), booked(2, 0, 30))).containsExactly(1, 2);
        assertThat(turns(30, walkIn(1, 10), booked(2, 0, 30))).containsExactly(2, 1);
    }

    @Test
    void aBookedPersonWhoComesLateCountsFromTheArrival() {
        assertThat(turns(60, booked(1, 50, 10), booked(2, 35, 40))).containsExactly(2, 1);
    }

    @Test
    void aWalkInWhoHasWaitedLongerThanTheCentresPatienceGoesBeforeBookedPeople() {
        assertThat(turns(40, walkIn(1, 0), booked(2, 30, 35))).containsExactly(2, 1);
        assertThat(turns(41, walkIn(1, 0), booked(2, 30, 35))).containsExactly(1, 2);
    }

    @Test
    void whoeverIsCalledOrOnHoldHasNoTurn() {
        assertThat(turns(
                        10,
                        person(1, 0, null, "uz", null, false, null, Standing.CALLED),
                        person(2, 1, null, "uz", null, false, null, Standing.ON_HOLD),
                        walkIn(3, 2)))
                .containsExactly(3);
    }

    @Test
    void aCounsellorIsGivenPeopleOfALanguageBothSpeakUnlessAnInterpreterComes() {
        assertThat(turnsFor(
                        WOMAN_OF_UZBEK_AND_RUSSIAN,
                        10,
                        person(1, 0, null, "tg", null, false, null, Standing.WAITING),
                        person(2, 1, null, "ru", null, false, null, Standing.WAITING),
                        person(3, 2, 2, "ky", null, true, NODIRA, Standing.WAITING)))
                .containsExactly(3, 2);
    }

    @Test
    void theWishForAWomanOrAManIsMetHoweverLongSomebodyWaits() {
        InLine wishesForAMan = person(1, 0, null, "uz", "M", false, null, Standing.WAITING);
        InLine wishesForAWoman = person(2, 5, null, "uz", "F", false, null, Standing.WAITING);
        assertThat(turnsFor(WOMAN_OF_UZBEK_AND_RUSSIAN, 300, wishesForAMan, wishesForAWoman))
                .containsExactly(2);
    }

    @Test
    void aBookedPersonGoesToTheOwnCounsellorAndToAnotherOnlyAfterTheCentresPatience() {
        InLine ofNodira = booked(1, 0, 10);
        assertThat(turnsFor(WOMAN_OF_UZBEK_AND_RUSSIAN, 10, ofNodira)).containsExactly(1);
        Caller another = new Caller(AZIZ, "M", Set.of("uz"));
        assertThat(turnsFor(another, 50, ofNodira)).isEmpty();
        assertThat(turnsFor(another, 51, ofNodira)).containsExactly(1);
    }

    @Test
    void whoeverCallsForOthersIsGivenTheFirstOfAll() {
        assertThat(turnsFor(
                        Caller.forOthers(AZIZ),
                        10,
                        person(1, 0, null, "tg", "F", false, null, Standing.WAITING),
                        booked(2, 0, 5)))
                .containsExactly(2, 1);
    }

    /** Whoever's patience is spent is overtaken by nobody who came later, however many come and whatever they booked. */
    @Property
    void nobodyIsOvertakenForEver(@ForAll("crowds") List<InLine> crowd) {
        for (InLine person : crowd) {
            Instant late = person.waitsFrom().plus(PATIENCE).plusSeconds(1);
            List<InLine> turns = Turns.inTurn(crowd, late, PATIENCE);
            assertThat(turns.subList(0, turns.indexOf(person)))
                    .allSatisfy(before -> assertThat(before.waitsFrom()).isBeforeOrEqualTo(person.waitsFrom()));
        }
    }

    /** Calling one after the other, whatever else happens, everybody is called exactly once. */
    @Property
    void everybodyIsCalledOnce(@ForAll("crowds") List<InLine> crowd) {
        List<InLine> left = new ArrayList<>(crowd);
        List<InLine> called = new ArrayList<>();
        for (int minute = 0; !left.isEmpty(); minute += 7) {
            InLine next = Turns.forCaller(left, Caller.forOthers(AZIZ), at(minute), PATIENCE)
                    .findFirst()
                    .orElseThrow();
            left.remove(next);
            called.add(next);
        }
        assertThat(called).containsExactlyInAnyOrderElementsOf(crowd);
    }

    @Provide
    Arbitrary<List<InLine>> crowds() {
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 480);
        Arbitrary<InLine> somebody = Combinators.combine(minutes, minutes.injectNull(0.5))
                .as((arrived, bookedFor) -> person(0, arrived, bookedFor, "uz", null, false, NODIRA, Standing.WAITING));
        return somebody.list().ofMaxSize(30).map(TurnsTests::numbered);
    }

    private static List<InLine> numbered(List<InLine> crowd) {
        List<InLine> numbered = new ArrayList<>();
        for (InLine one : crowd) {
            Instant bookedFor = one.bookedFor();
            numbered.add(person(
                    numbered.size() + 1,
                    (int) Duration.between(NINE, one.arrivedAt()).toMinutes(),
                    bookedFor == null
                            ? null
                            : (int) Duration.between(NINE, bookedFor).toMinutes(),
                    "uz",
                    null,
                    false,
                    NODIRA,
                    Standing.WAITING));
        }
        return numbered;
    }
}
