package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.appointment.Appointment.Party;
import org.mrcportal.counselling.appointment.Appointment.State;
import org.mrcportal.counselling.availability.TimeSlot;

class AppointmentTests {

    private static final Instant NINE = Instant.parse("2026-11-24T04:00:00Z");
    private static final Instant DAY_BEFORE = NINE.minus(Duration.ofDays(1));
    private static final TimeSlot SLOT = TimeSlot.starting(NINE, Duration.ofMinutes(30));
    private static final TimeSlot LATER = TimeSlot.starting(NINE.plusSeconds(7200), Duration.ofMinutes(30));
    private static final StaffId LEILA = StaffId.next();
    private static final Wish WISH = new Wish("NOT_SURE", "IN_PERSON", "uz", null, null, List.of());

    private static Appointment in(State state) {
        Appointment held = Appointment.hold(
                AppointmentId.next(),
                CentreId.next(),
                LEILA,
                WISH,
                "uz",
                SLOT,
                DAY_BEFORE.plusSeconds(600),
                new byte[32],
                UUID.randomUUID());
        return switch (state) {
            case HELD -> held;
            case EXPIRED -> held.expire(DAY_BEFORE.plusSeconds(600));
            case BOOKED -> held.book(ClientId.next(), "ABCD1234", List.of(), DAY_BEFORE);
            case ARRIVED -> in(State.BOOKED).arrive(NINE);
            case IN_SESSION -> in(State.ARRIVED).start(NINE);
            case COMPLETED -> in(State.IN_SESSION).finish(NINE.plusSeconds(1500));
            case NO_SHOW -> in(State.BOOKED).noShow(NINE.plusSeconds(900));
            case CANCELLED -> in(State.BOOKED).cancel(Party.PERSON, DAY_BEFORE);
        };
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void everyVerbRefusesEveryOtherState(State state) {
        allowed(state, Set.of(State.HELD), a -> a.book(ClientId.next(), "ABCD1234", List.of(), DAY_BEFORE));
        allowed(state, Set.of(State.HELD), a -> a.expire(NINE));
        allowed(state, Set.of(State.HELD, State.EXPIRED), a -> a.keepDraft(new byte[] {1}, "ru"));
        allowed(
                state,
                Set.of(State.HELD, State.EXPIRED),
                a -> a.holdInstead(CentreId.next(), LEILA, WISH, "uz", LATER, NINE));
        allowed(state, Set.of(State.BOOKED), a -> a.move(LEILA, LATER, DAY_BEFORE));
        allowed(state, Set.of(State.BOOKED), a -> a.cancel(Party.CENTRE, DAY_BEFORE));
        allowed(state, Set.of(State.BOOKED), a -> a.arrive(NINE));
        allowed(state, Set.of(State.BOOKED), a -> a.noShow(NINE));
        allowed(state, Set.of(State.BOOKED, State.ARRIVED), a -> a.start(NINE));
        allowed(state, Set.of(State.IN_SESSION), a -> a.finish(NINE));
        allowed(state, Set.of(State.ARRIVED, State.NO_SHOW), Appointment::undo);
        allowed(
                state,
                Set.of(State.BOOKED, State.ARRIVED, State.IN_SESSION, State.COMPLETED, State.NO_SHOW),
                a -> a.complete(NINE, NINE.plusSeconds(60)));
    }

    private static void allowed(State state, Set<State> from, Consumer<Appointment> verb) {
        if (from.contains(state)) {
            verb.accept(in(state));
        } else {
            assertThatIllegalStateException().isThrownBy(() -> verb.accept(in(state)));
        }
    }

    @Test
    void goesThroughTheDayInOrder() {
        Appointment appointment = in(State.COMPLETED);

        assertThat(appointment.arrivedAt()).isEqualTo(NINE);
        assertThat(appointment.startedAt()).isEqualTo(NINE);
        assertThat(appointment.finishedAt()).isEqualTo(NINE.plusSeconds(1500));
    }

    @Test
    void isForgottenAsADraftOnceBooked() {
        Appointment held = in(State.HELD).keepDraft(new byte[] {1, 2, 3}, "ru");

        assertThat(held.book(ClientId.next(), "ABCD1234", List.of(), DAY_BEFORE).draft())
                .isNull();
        assertThat(held.heldUntil()).isNull();
        assertThat(held.pageLanguage()).isEqualTo("ru");
    }

    @Test
    void isBookedOnlyBeforeItStarts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> in(State.HELD).book(ClientId.next(), "ABCD1234", List.of(), NINE));
    }

    @Test
    void isMovedOnlyBeforeItStartsAndOnlyIntoTheFuture() {
        assertThatIllegalStateException().isThrownBy(() -> in(State.BOOKED).move(LEILA, LATER, NINE));
        assertThatIllegalStateException()
                .isThrownBy(() -> in(State.BOOKED)
                        .move(LEILA, TimeSlot.starting(DAY_BEFORE, Duration.ofMinutes(30)), DAY_BEFORE));
    }

    @Test
    void raisesItsSequenceWithEveryChangeAPersonMustHearOf() {
        assertThat(in(State.BOOKED).sequence()).isZero();
        assertThat(in(State.BOOKED).move(LEILA, LATER, DAY_BEFORE).sequence()).isEqualTo(1);
        assertThat(in(State.BOOKED)
                        .move(LEILA, LATER, DAY_BEFORE)
                        .cancel(Party.PERSON, DAY_BEFORE)
                        .sequence())
                .isEqualTo(2);
    }

    @Test
    void isGivenUpByThePersonOnlyBeforeItStarts() {
        assertThatIllegalStateException().isThrownBy(() -> in(State.BOOKED).cancel(Party.PERSON, NINE));
        assertThat(in(State.BOOKED).cancel(Party.CENTRE, NINE).cancelledBy()).isEqualTo(Party.CENTRE);
    }

    @Test
    void isMissedOnlyOnceItHasStarted() {
        assertThatIllegalStateException().isThrownBy(() -> in(State.BOOKED).noShow(NINE.minusSeconds(1)));
    }

    @Test
    void lapsesAtTheEndOfItsHoldAndNotBefore() {
        Instant end = DAY_BEFORE.plusSeconds(600);

        assertThat(in(State.HELD).hasLapsedBy(end.minusMillis(1))).isFalse();
        assertThat(in(State.HELD).hasLapsedBy(end)).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> in(State.HELD).expire(end.minusMillis(1)));
    }

    @Test
    void beginsATelephoneTalkWithoutAnArrival() {
        Appointment appointment = in(State.BOOKED).start(NINE);

        assertThat(appointment.state()).isEqualTo(State.IN_SESSION);
        assertThat(appointment.arrivedAt()).isEqualTo(NINE);
    }

    @Test
    void returnsToBookedWhenAWrongPressIsTakenBack() {
        for (State state : EnumSet.of(State.ARRIVED, State.NO_SHOW)) {
            assertThat(in(state).undo().state()).isEqualTo(State.BOOKED);
            assertThat(in(state).undo().arrivedAt()).isNull();
        }
    }
}
