package org.mrcportal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.chaos.Aftermath.Row;
import org.mrcportal.chaos.Aftermath.Said;
import org.mrcportal.chaos.History.Action;
import org.mrcportal.chaos.History.Answer;
import org.mrcportal.chaos.History.Line;

/** The checker finds each violation that is planted, and is silent without. */
class CheckerTests {

    private static final Instant NINE = Instant.parse("2026-12-01T04:00:00Z");
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));

    private static Line line(String key, Action action, @Nullable Instant time, Answer answer) {
        return new Line(NINE, 1, action, key, null, time, answer, 0);
    }

    private static Row row(String key, String state, Instant starts) {
        return row(key, state, starts, null, 0);
    }

    private static Row row(String key, String state, Instant starts, @Nullable String occasion, int place) {
        return new Row(
                "id-" + key,
                key,
                "leila",
                state,
                starts,
                starts.plusSeconds(1800),
                0,
                10,
                occasion,
                place,
                2,
                false,
                false);
    }

    private static Row asked(boolean awaits) {
        return new Row("id-a", "a", "leila", "BOOKED", NINE, TEN, 0, 0, null, 0, 1, true, awaits);
    }

    private static Said said(String key, String kind) {
        return new Said("m-" + key + kind, "id-" + key, kind, "SENT", 0);
    }

    private static Aftermath after(List<Row> rows, List<Said> said) {
        return new Aftermath(rows, said, said.stream().collect(java.util.stream.Collectors.toMap(Said::id, one -> 1)));
    }

    private static final List<Line> BOOKED = List.of(
            line("a", Action.HOLD, NINE, Answer.ACKNOWLEDGED), line("a", Action.BOOK, null, Answer.ACKNOWLEDGED));

    private static List<String> found(List<Line> history, List<Row> rows, Said... said) {
        return Checker.violations(history, after(rows, List.of(said)));
    }

    @Test
    void isSilentWhereAllIsAsItWasTold() {
        assertThat(found(BOOKED, List.of(row("a", "BOOKED", NINE)), said("a", "CONFIRMATION")))
                .isEmpty();
        assertThat(found(
                        List.of(line("a", Action.HOLD, NINE, Answer.ACKNOWLEDGED)), List.of(row("a", "EXPIRED", NINE))))
                .isEmpty();
        assertThat(found(List.of(line("a", Action.HOLD, NINE, Answer.REFUSED)), List.of()))
                .isEmpty();
    }

    @Test
    void allowsBothEndsOfAnActionWithoutAnAnswer() {
        List<Line> history = List.of(BOOKED.get(0), BOOKED.get(1), line("a", Action.CANCEL, null, Answer.UNKNOWN));

        assertThat(found(history, List.of(row("a", "BOOKED", NINE)), said("a", "CONFIRMATION")))
                .isEmpty();
        assertThat(found(
                        history,
                        List.of(row("a", "CANCELLED", NINE)),
                        said("a", "CONFIRMATION"),
                        said("a", "CANCELLATION")))
                .isEmpty();
        assertThat(found(List.of(line("a", Action.HOLD, NINE, Answer.UNKNOWN)), List.of()))
                .isEmpty();
    }

    @Test
    void findsABookingThatIsGone() {
        assertThat(found(BOOKED, List.of())).hasSize(1);
        assertThat(found(BOOKED, List.of(row("a", "EXPIRED", NINE)))).isNotEmpty();
    }

    @Test
    void findsWhatWasRefusedAndIsThere() {
        assertThat(found(List.of(line("a", Action.HOLD, NINE, Answer.REFUSED)), List.of(row("a", "HELD", NINE))))
                .hasSize(1);
        List<Line> moved = List.of(BOOKED.get(0), BOOKED.get(1), line("a", Action.MOVE, TEN, Answer.REFUSED));
        assertThat(found(moved, List.of(row("a", "BOOKED", TEN)), said("a", "CONFIRMATION")))
                .hasSize(1);
    }

    @Test
    void findsAMoveAndACancellationThatWereLost() {
        List<Line> moved = List.of(BOOKED.get(0), BOOKED.get(1), line("a", Action.MOVE, TEN, Answer.ACKNOWLEDGED));
        assertThat(found(moved, List.of(row("a", "BOOKED", NINE)), said("a", "CONFIRMATION"), said("a", "CHANGE")))
                .hasSize(1);
        List<Line> cancelled =
                List.of(BOOKED.get(0), BOOKED.get(1), line("a", Action.CANCEL, null, Answer.ACKNOWLEDGED));
        assertThat(found(
                        cancelled,
                        List.of(row("a", "BOOKED", NINE)),
                        said("a", "CONFIRMATION"),
                        said("a", "CANCELLATION")))
                .hasSize(1);
    }

    @Test
    void findsTwoVisitsInOneTimeOrInAPause() {
        List<Line> both = List.of(
                line("a", Action.HOLD, NINE, Answer.ACKNOWLEDGED),
                line("b", Action.HOLD, NINE.plusSeconds(2100), Answer.ACKNOWLEDGED));

        assertThat(found(both, List.of(row("a", "HELD", NINE), row("b", "HELD", NINE.plusSeconds(2100)))))
                .hasSize(1);
        assertThat(found(both, List.of(row("a", "HELD", NINE), row("b", "EXPIRED", NINE.plusSeconds(2100)))))
                .isEmpty();
    }

    @Test
    void findsAGroupThatIsTooLargeAndAPlaceGivenTwice() {
        List<Line> three = List.of(
                line("a", Action.HOLD, NINE, Answer.ACKNOWLEDGED),
                line("b", Action.HOLD, NINE, Answer.ACKNOWLEDGED),
                line("c", Action.HOLD, NINE, Answer.ACKNOWLEDGED));

        assertThat(found(
                        three,
                        List.of(
                                row("a", "HELD", NINE, "o", 0),
                                row("b", "HELD", NINE, "o", 1),
                                row("c", "HELD", NINE, "o", 2))))
                .hasSize(1);
        assertThat(found(
                        three,
                        List.of(
                                row("a", "HELD", NINE, "o", 0),
                                row("b", "HELD", NINE, "o", 0),
                                row("c", "EXPIRED", NINE, "o", 1))))
                .hasSize(1);
    }

    @Test
    void findsAYesThatIsLostOrNotTold() {
        List<Line> yes = new java.util.ArrayList<>(BOOKED);
        yes.add(line("id-a", Action.CONFIRM, null, Answer.ACKNOWLEDGED));
        Said received = said("a", "RECEIVED");
        Said confirmation = said("a", "CONFIRMATION");

        assertThat(found(yes, List.of(asked(false)), received, confirmation)).isEmpty();
        assertThat(found(yes, List.of(asked(true)), received)).hasSize(1);
        assertThat(found(yes, List.of(asked(false)), received)).hasSize(1);
        assertThat(found(BOOKED, List.of(asked(true)), received, confirmation)).hasSize(1);
    }

    @Test
    void findsMessagesThatAreMissingOrTooMany() {
        List<Row> booked = List.of(row("a", "BOOKED", NINE));
        Said confirmation = said("a", "CONFIRMATION");

        assertThat(found(BOOKED, booked)).hasSize(1);
        assertThat(found(BOOKED, booked, confirmation, new Said("again", "id-a", "CONFIRMATION", "SENT", 0)))
                .hasSize(1);
        assertThat(Checker.violations(BOOKED, new Aftermath(booked, List.of(confirmation), Map.of())))
                .hasSize(1);
        assertThat(Checker.violations(
                        BOOKED, new Aftermath(booked, List.of(confirmation), Map.of(confirmation.id(), 2))))
                .hasSize(1);
        Said died = new Said(confirmation.id(), "id-a", "CONFIRMATION", "SENT", 1);
        assertThat(Checker.violations(BOOKED, new Aftermath(booked, List.of(died), Map.of(died.id(), 2))))
                .isEmpty();
    }
}
