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
import org.mrcportal.counselling.availability.TimeSlot;

class AppointmentTests {

    private static final Instant NINE = Instant.parse("2026-11-24T04:00:00Z");
    private static final Instant DAY_BEFORE = NINE.minus(Duration.ofDays(1));
    private static final TimeSlot SLOT = TimeSlot.starting(NINE, Duration.ofMinutes(30));
    private static final TimeSlot LATER = TimeSlot.starting(NINE.plusSeconds(7200), Duration.ofMinutes(30));
    private static final StaffId LEILA = StaffId.next();
    private static final Wish WISH = new Wish("NOT_SURE", "IN_PERSON", "uz", null, null, List.of());

    private static Appointment in(AppointmentState state) {
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
            case EXPIRED -> held.release();
            case BOOKED -> held.book(ClientId.next(), "ABCD1234", List.of(), false, DAY_BEFORE);
            case ARRIVED -> in(AppointmentState.BOOKED).arrive(NINE);
            case IN_SESSION -> in(AppointmentState.ARRIVED).start(NINE);
            case COMPLETED -> in(AppointmentState.IN_SESSION).finish(NINE.plusSeconds(1500));
            case NO_SHOW -> in(AppointmentState.BOOKED).noShow(NINE.plusSeconds(900));
            case CANCELLED -> in(AppointmentState.BOOKED).cancel(Party.PERSON, DAY_BEFORE);
        };
    }

    @ParameterizedTest
    @EnumSource(AppointmentState.class)
    void everyVerbRefusesEveryOtherState(AppointmentState state) {
        allowed(
                state,
                Set.of(AppointmentState.HELD),
                a -> a.book(ClientId.next(), "ABCD1234", List.of(), false, DAY_BEFORE));
        allowed(state, Set.of(AppointmentState.HELD, AppointmentState.EXPIRED), a -> a.keepDraft(new byte[] {1}, "ru"));
        allowed(
                state,
                Set.of(AppointmentState.HELD, AppointmentState.EXPIRED),
                a -> a.holdInstead(CentreId.next(), Seat.alone(LEILA), WISH, "uz", LATER, NINE));
        allowed(state, Set.of(AppointmentState.BOOKED), a -> a.move(Seat.alone(LEILA), LATER, false, DAY_BEFORE));
        allowed(state, Set.of(AppointmentState.BOOKED), a -> a.cancel(Party.CENTRE, DAY_BEFORE));
        allowed(state, Set.of(AppointmentState.BOOKED), a -> a.arrive(NINE));
        allowed(state, Set.of(AppointmentState.BOOKED), a -> a.noShow(NINE));
        allowed(state, Set.of(AppointmentState.BOOKED, AppointmentState.ARRIVED), a -> a.start(NINE));
        allowed(state, Set.of(AppointmentState.IN_SESSION), a -> a.finish(NINE));
        allowed(
                state,
                Set.of(AppointmentState.ARRIVED, AppointmentState.NO_SHOW, AppointmentState.IN_SESSION),
                Appointment::undo);
        allowed(state, Set.of(AppointmentState.HELD, AppointmentState.EXPIRED), Appointment::release);
        allowed(
                state,
                Set.of(
                        AppointmentState.BOOKED,
                        AppointmentState.ARRIVED,
                        AppointmentState.IN_SESSION,
                        AppointmentState.COMPLETED,
                        AppointmentState.NO_SHOW),
                a -> a.complete(NINE, NINE.plusSeconds(60)));
    }

    private static void allowed(AppointmentState state, Set<AppointmentState> from, Consumer<Appointment> verb) {
        if (from.contains(state)) {
            verb.accept(in(state));
        } else {
            assertThatIllegalStateException().isThrownBy(() -> verb.accept(in(state)));
        }
    }

    @Test
    void aTalkStartedByMistakeIsStillToBegin() {
        Appointment undone = in(AppointmentState.IN_SESSION).undo();

        assertThat(undone.state()).isEqualTo(AppointmentState.ARRIVED);
        assertThat(undone.startedAt()).isNull();
    }

    @Test
    void goesThroughTheDayInOrder() {
        Appointment appointment = in(AppointmentState.COMPLETED);

        assertThat(appointment.arrivedAt()).isEqualTo(NINE);
        assertThat(appointment.startedAt()).isEqualTo(NINE);
        assertThat(appointment.finishedAt()).isEqualTo(NINE.plusSeconds(1500));
    }

    @Test
    void isForgottenAsADraftOnceBooked() {
        Appointment held = in(AppointmentState.HELD).keepDraft(new byte[] {1, 2, 3}, "ru");

        assertThat(held.book(ClientId.next(), "ABCD1234", List.of(), false, DAY_BEFORE)
                        .draft())
                .isNull();
        assertThat(held.heldUntil()).isNull();
        assertThat(held.pageLanguage()).isEqualTo("ru");
    }

    @Test
    void isBookedOnlyBeforeItStarts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> in(AppointmentState.HELD).book(ClientId.next(), "ABCD1234", List.of(), false, NINE));
    }

    @Test
    void isMovedOnlyBeforeItStartsAndOnlyIntoTheFuture() {
        assertThatIllegalStateException()
                .isThrownBy(() -> in(AppointmentState.BOOKED).move(Seat.alone(LEILA), LATER, false, NINE));
        assertThatIllegalStateException()
                .isThrownBy(() -> in(AppointmentState.BOOKED)
                        .move(
                                Seat.alone(LEILA),
                                TimeSlot.starting(DAY_BEFORE, Duration.ofMinutes(30)),
                                false,
                                DAY_BEFORE));
    }

    @Test
    void raisesItsSequenceWithEveryChangeAPersonMustHearOf() {
        assertThat(in(AppointmentState.BOOKED).sequence()).isZero();
        assertThat(in(AppointmentState.BOOKED)
                        .move(Seat.alone(LEILA), LATER, false, DAY_BEFORE)
                        .sequence())
                .isEqualTo(1);
        assertThat(in(AppointmentState.BOOKED)
                        .move(Seat.alone(LEILA), LATER, false, DAY_BEFORE)
                        .cancel(Party.PERSON, DAY_BEFORE)
                        .sequence())
                .isEqualTo(2);
    }

    @Test
    void isConfirmedOnceAndOnlyWhereItIsAskedFor() {
        Appointment asked = in(AppointmentState.HELD).book(ClientId.next(), "ABCD1234", List.of(), true, DAY_BEFORE);

        assertThat(asked.awaitsConfirmation()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> asked.confirm(NINE));
        assertThat(asked.confirm(DAY_BEFORE).awaitsConfirmation()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> asked.confirm(DAY_BEFORE));
        assertThatIllegalStateException()
                .isThrownBy(() -> in(AppointmentState.BOOKED).confirm(DAY_BEFORE));
    }

    @Test
    void isAskedForAgainWhenItMovesAndTheCentreDecides() {
        Appointment moved = in(AppointmentState.BOOKED).move(Seat.alone(LEILA), LATER, true, DAY_BEFORE);

        assertThat(moved.awaitsConfirmation()).isTrue();
        assertThat(moved.sequence()).isEqualTo(1);
    }

    @Test
    void isGivenUpByThePersonOnlyBeforeItStarts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> in(AppointmentState.BOOKED).cancel(Party.PERSON, NINE));
        assertThat(in(AppointmentState.BOOKED).cancel(Party.CENTRE, NINE).cancelledBy())
                .isEqualTo(Party.CENTRE);
    }

    @Test
    void isMissedOnlyOnceItHasStarted() {
        assertThatIllegalStateException()
                .isThrownBy(() -> in(AppointmentState.BOOKED).noShow(NINE.minusSeconds(1)));
    }

    @Test
    void lapsesAtTheEndOfItsHoldAndNotBefore() {
        Instant end = DAY_BEFORE.plusSeconds(600);

        assertThat(in(AppointmentState.HELD).hasLapsedBy(end.minusMillis(1))).isFalse();
        assertThat(in(AppointmentState.HELD).hasLapsedBy(end)).isTrue();
    }

    @Test
    void beginsATelephoneTalkWithoutAnArrival() {
        Appointment appointment = in(AppointmentState.BOOKED).start(NINE);

        assertThat(appointment.state()).isEqualTo(AppointmentState.IN_SESSION);
        assertThat(appointment.arrivedAt()).isEqualTo(NINE);
    }

    @Test
    void returnsToArrivedWhenAWrongStartIsTakenBack() {
        Appointment appointment = in(AppointmentState.IN_SESSION).undo();

        assertThat(appointment.state()).isEqualTo(AppointmentState.ARRIVED);
        assertThat(appointment.startedAt()).isNull();
    }

    @Test
    void returnsToBookedWhenAWrongPressIsTakenBack() {
        for (AppointmentState state : EnumSet.of(AppointmentState.ARRIVED, AppointmentState.NO_SHOW)) {
            assertThat(in(state).undo().state()).isEqualTo(AppointmentState.BOOKED);
            assertThat(in(state).undo().arrivedAt()).isNull();
        }
    }
}
