package org.mrcportal.counselling.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mrcportal.counselling.availability.TimeSlot;

class ColumnTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final UUID COUNSELLOR = UUID.randomUUID();

    @Test
    void aDayIsCutIntoFreeBusyAndBreak() {
        assertThat(cells(List.of(slot("09:00", "12:00"), slot("13:00", "17:00")), List.of(), visit("10:00", "10:30")))
                .containsExactly(
                        "FREE 09:00–10:00",
                        "BUSY 10:00–10:30",
                        "FREE 10:30–12:00",
                        "BREAK 12:00–13:00",
                        "FREE 13:00–17:00");
    }

    @Test
    void hoursBeforeAndAfterTheShiftAreNotFree() {
        assertThat(cells(List.of(slot("10:15", "15:45")), List.of()))
                .containsExactly("OFF 09:00–10:00", "FREE 10:15–15:45", "OFF 16:00–17:00");
    }

    @Test
    void anAbsenceStandsOnlyInTheHoursOfWork() {
        assertThat(cells(List.of(slot("09:00", "13:00")), List.of(slot("11:00", "18:00"))))
                .containsExactly("FREE 09:00–11:00", "ABSENT 11:00–13:00", "OFF 13:00–17:00");
    }

    @Test
    void aVisitInAnAbsenceIsStillSeen() {
        assertThat(cells(List.of(slot("09:00", "17:00")), List.of(slot("09:00", "17:00")), visit("12:00", "12:30")))
                .containsExactly("ABSENT 09:00–12:00", "BUSY 12:00–12:30", "ABSENT 12:30–17:00");
    }

    @Test
    void talksThatShareAHalfHourShareACellAndNoneIsCut() {
        Column column =
                column(List.of(slot("09:00", "17:00")), List.of(), visit("09:00", "09:45"), visit("09:45", "10:30"));
        assertThat(column.cells().getFirst().steps()).isEqualTo(3);
        assertThat(column.cells().getFirst().talks())
                .extracting(Column.Talk::times)
                .containsExactly("09:00–09:45", "09:45–10:30");
    }

    @Test
    void talksThatFollowEachOtherHaveCellsOfTheirOwn() {
        assertThat(cells(
                        List.of(slot("09:00", "11:00")),
                        List.of(),
                        visit("09:00", "09:30"),
                        visit("09:30", "10:30"),
                        visit("10:30", "11:00")))
                .containsExactly("BUSY 09:00–09:30", "BUSY 09:30–10:30", "BUSY 10:30–11:00", "OFF 11:00–17:00");
    }

    @Test
    void peopleOfOneGroupAreOneTalk() {
        UUID occasion = UUID.randomUUID();
        Column column = column(
                List.of(slot("09:00", "17:00")),
                List.of(),
                visit("09:00", "10:00", occasion, 8),
                visit("09:00", "10:00", occasion, 8));
        assertThat(column.cells().getFirst().talks()).singleElement().satisfies(talk -> {
            assertThat(talk.group()).isTrue();
            assertThat(talk.taken()).isEqualTo(2);
            assertThat(talk.places()).isEqualTo(8);
        });
    }

    @Test
    void aClosedDayHasNoFreeTime() {
        Column column = day(true, List.of(slot("09:00", "17:00")), List.of()).on(grid(), Instant.EPOCH);
        assertThat(column.cells()).extracting(Column.Cell::kind).containsExactly(Column.Kind.CLOSED);
    }

    @Test
    void theCellsCoverTheGridWithoutAGap() {
        Column column = column(
                List.of(slot("08:10", "12:20"), slot("13:00", "24:00")),
                List.of(slot("10:00", "10:40")),
                visit("08:20", "09:05"),
                visit("23:30", "24:00"));
        int next = 0;
        for (Column.Cell cell : column.cells()) {
            assertThat(cell.step()).isEqualTo(next);
            next += cell.steps();
        }
        assertThat(next)
                .isEqualTo(grid(slot("08:10", "12:20"), slot("13:00", "24:00")).steps());
    }

    @Test
    void onlyWhatIsNotOverCanBeBooked() {
        Column column = day(false, List.of(slot("09:00", "12:00"), slot("13:00", "17:00")), List.of())
                .on(grid(), moment("12:30"));
        assertThat(column.lines()).extracting(Column.Cell::open).containsExactly(false, true);
    }

    private static List<String> cells(List<TimeSlot> shifts, List<TimeSlot> away, Visit... visits) {
        return column(shifts, away, visits).cells().stream()
                .map(cell -> cell.kind() + " " + cell.times())
                .toList();
    }

    private static Column column(List<TimeSlot> shifts, List<TimeSlot> away, Visit... visits) {
        return day(false, shifts, away, visits).on(grid(shifts.toArray(TimeSlot[]::new)), Instant.EPOCH);
    }

    private static Column.Day day(boolean closed, List<TimeSlot> shifts, List<TimeSlot> away, Visit... visits) {
        return new Column.Day(COUNSELLOR, "Nodira", DAY, "Tue 24 Nov", closed, shifts, away, Arrays.asList(visits));
    }

    private static Grid grid(TimeSlot... stretches) {
        return Grid.around(List.of(stretches), ZONE);
    }

    private static Visit visit(String from, String until) {
        return visit(from, until, UUID.randomUUID(), 1);
    }

    private static Visit visit(String from, String until, UUID talk, int places) {
        return new Visit(
                UUID.randomUUID(),
                talk,
                slot(from, until),
                "Malika",
                "STUDY",
                "IN_PERSON",
                "BOOKED",
                places,
                null,
                false,
                false);
    }

    private static TimeSlot slot(String from, String until) {
        return new TimeSlot(moment(from), moment(until));
    }

    private static Instant moment(String time) {
        return time.equals("24:00")
                ? DAY.plusDays(1).atStartOfDay(ZONE).toInstant()
                : DAY.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }
}
