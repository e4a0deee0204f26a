package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.counselling.appointment.BoardRow.Step;

class StepsTests {

    private static final Steps COUNSELLOR = new Steps(true, true);
    private static final Steps FRONT_DESK = new Steps(false, true);

    @Test
    void somebodyBookedArrivesThenStartsThenIsLogged() {
        assertThat(COUNSELLOR.ofAppointment("BOOKED", false, true, false)).containsExactly(Step.ARRIVED);
        assertThat(COUNSELLOR.ofAppointment("ARRIVED", true, true, false).getFirst())
                .isEqualTo(Step.STARTED);
        assertThat(COUNSELLOR.ofAppointment("IN_SESSION", true, true, false).getFirst())
                .isEqualTo(Step.LOG);
        assertThat(COUNSELLOR.ofAppointment("COMPLETED", true, true, true)).containsExactly(Step.READ);
    }

    @Test
    void nobodyArrivesOnTheTelephone() {
        assertThat(COUNSELLOR.ofAppointment("BOOKED", false, false, false)).containsExactly(Step.STARTED);
    }

    @Test
    void nobodyIsMissedBeforeTheTime() {
        assertThat(COUNSELLOR.ofAppointment("BOOKED", false, true, false)).doesNotContain(Step.NO_SHOW);
        assertThat(COUNSELLOR.ofAppointment("BOOKED", true, true, false)).contains(Step.NO_SHOW);
    }

    @Test
    void theFrontDeskFinishesButDoesNotLog() {
        assertThat(FRONT_DESK.ofAppointment("IN_SESSION", true, true, false))
                .contains(Step.FINISHED)
                .doesNotContain(Step.LOG);
        assertThat(FRONT_DESK.ofWalkIn("COMPLETED", false)).containsExactly(Step.NONE);
    }

    @Test
    void whatWasFinishedUnloggedIsStillToBeLogged() {
        assertThat(COUNSELLOR.ofAppointment("COMPLETED", true, true, false)).containsExactly(Step.LOG);
        assertThat(COUNSELLOR.ofWalkIn("COMPLETED", false)).containsExactly(Step.LOG);
    }

    @Test
    void nothingIsDoneWithAnotherDaysBookings() {
        assertThat(new Steps(true, false).ofAppointment("BOOKED", false, true, false))
                .containsExactly(Step.NONE);
    }

    @Test
    void theNextDueLineIsTheOneJustWorkedOnThenOnesOwnThenTheFirst() {
        BoardRow first = row(false, Step.ARRIVED, null);
        BoardRow own = row(true, Step.ARRIVED, null);
        BoardRow over = row(true, Step.READ, null);
        BoardRow walkIn = row(false, Step.STARTED, 3);
        assertThat(DayBoard.due(List.of(walkIn, over, first, own), walkIn.id())).contains(walkIn);
        assertThat(DayBoard.due(List.of(walkIn, over, first, own), null)).contains(own);
        assertThat(DayBoard.due(List.of(walkIn, over, first), over.id())).contains(first);
        assertThat(DayBoard.due(List.of(walkIn, over), null)).contains(walkIn);
        assertThat(DayBoard.due(List.of(over), null)).isEmpty();
    }

    private static BoardRow row(boolean mine, Step next, @Nullable Integer ticket) {
        return new BoardRow(
                UUID.randomUUID(),
                ticket,
                "09:30",
                null,
                null,
                "Uzbek",
                List.of(),
                List.of(),
                "IN_PERSON",
                "BOOKED",
                null,
                mine,
                null,
                next,
                List.of());
    }
}
