package org.mrcportal.counselling.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
@SuppressWarnings("NullAway.Init")
class CalendarPagesTests {

    /** A working day of a week that no holiday is in. */
    private static final LocalDate MONDAY =
            LocalDate.of(2027, 2, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY));

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
    }

    @Test
    void aDayShowsWhoComesWhatIsFreeAndWhoIsAway() {
        fixtures.appointment(centre, counsellor, fixtures.client(centre, "Gʻulom"), at(10, 0));
        Fixtures.Staff away = fixtures.counsellor(centre);
        absent(away, at(9, 0), at(17, 0));
        assertThat(mvc.get().uri("/staff/calendar?day=" + MONDAY).with(counsellor.signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("Monday 1 February", "Gʻulom", counsellor.name(), away.name(), "Absent")
                .contains("09:00–10:00", "10:00–10:30", "10:30–17:00", "09:00–17:00");
    }

    @Test
    void whatIsHeldAwaitedUnsettledAndOverbookedIsToldApart() {
        Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        fixtures.appointment(centre, counsellor, null, at(9, 0), Map.of("state", "HELD", "held_until", at(23, 0)));
        fixtures.appointment(
                centre, counsellor, fixtures.client(centre, "Asks"), at(10, 0), Map.of("awaits_confirmation", true));
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre, "Waits"),
                at(11, 0),
                Map.of("unsettled_since", Instant.now()));
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre, "Squeezed"),
                at(11, 0),
                Map.of(
                        "overbooked_for",
                        "Came a long way",
                        "booked_by",
                        manager.id().id()));
        assertThat(mvc.get().uri("/staff/calendar?day=" + MONDAY).with(counsellor.signedIn()))
                .bodyText()
                .contains(
                        "Held for somebody who is booking",
                        "Waiting for confirmation",
                        "Needs another time",
                        "Overbooked")
                .contains("Came a long way");
    }

    @Test
    void aHoldThatHasLapsedAndWhatWasGivenUpTakeNoTime() {
        fixtures.appointment(centre, counsellor, null, at(9, 0), Map.of("state", "HELD", "held_until", Instant.EPOCH));
        fixtures.appointment(
                centre, counsellor, fixtures.client(centre, "Gave Up"), at(10, 0), Map.of("state", "CANCELLED"));
        assertThat(mvc.get().uri("/staff/calendar?day=" + MONDAY).with(counsellor.signedIn()))
                .bodyText()
                .contains("09:00–17:00")
                .doesNotContain("Gave Up", "Held for");
    }

    @Test
    void aGroupTalkSaysHowManyPlacesAreTaken() {
        fixtures.jdbc()
                .sql(
                        "update centres.centre_service set places = 8 where centre_id = ? and service_code = 'WORK_ABROAD'")
                .param(centre.id().id())
                .update();
        UUID occasion = UUID.randomUUID();
        for (int place = 0; place < 3; place++) {
            fixtures.appointment(
                    centre,
                    counsellor,
                    fixtures.client(centre, "Person " + place),
                    at(10, 0),
                    Map.of("occasion", occasion, "place", place));
        }
        assertThat(mvc.get().uri("/staff/calendar?day=" + MONDAY).with(counsellor.signedIn()))
                .bodyText()
                .contains("Group talk: 3 of 8 places taken", "Person 0", "Person 2");
    }

    @Test
    void hoursOfOneDayReplaceTheWeeklyOnes() {
        hours("INSTEAD", LocalTime.of(13, 0), LocalTime.of(15, 0));
        assertThat(mvc.get().uri("/staff/calendar?day=" + MONDAY).with(counsellor.signedIn()))
                .bodyText()
                .contains("13:00–15:00")
                .doesNotContain("09:00–17:00");
    }

    @Test
    void aClosedDayIsClosed() {
        fixtures.insert("centres.closed_day", Map.of("centre_id", centre.id().id(), "day", MONDAY), Map.of());
        assertThat(mvc.get().uri("/staff/calendar?day=" + MONDAY).with(counsellor.signedIn()))
                .bodyText()
                .contains("Closed");
    }

    @Test
    void aWeekOfOneCounsellorHasADayInEachColumn() {
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre, "Wednesday's"),
                at(10, 0).plusSeconds(172_800));
        Fixtures.Staff other = fixtures.counsellor(centre);
        fixtures.appointment(centre, other, fixtures.client(centre, "Somebody Else's"), at(10, 0));
        assertThat(mvc.get()
                        .uri("/staff/calendar?view=week&day=" + MONDAY + "&counsellor="
                                + counsellor.id().id())
                        .with(counsellor.signedIn()))
                .bodyText()
                .contains("Mon 1 Feb – Sun 7 Feb", "Wed 3 Feb", "Wednesday&#39;s")
                .doesNotContain("Somebody Else", "Sat 6 Feb</");
    }

    @Test
    void aWeekOfTheCentreHasALineForEachCounsellor() {
        Fixtures.Staff other = fixtures.counsellor(centre);
        fixtures.appointment(
                centre, other, fixtures.client(centre, "Malika"), at(10, 0).plusSeconds(86_400));
        assertThat(mvc.get().uri("/staff/calendar?view=week&day=" + MONDAY).with(counsellor.signedIn()))
                .bodyText()
                .contains(counsellor.name(), other.name(), "Malika", "Tue 2 Feb");
    }

    @Test
    void costsAsManyStatementsForTenCounsellorsAWeekAsForOneADay() {
        fixtures.appointment(centre, counsellor, fixtures.client(centre, "Malika"), at(10, 0));
        int few = statements("/staff/calendar?day=" + MONDAY);
        for (int i = 0; i < 9; i++) {
            Fixtures.Staff one = fixtures.counsellor(centre);
            for (int day = 0; day < 5; day++) {
                fixtures.appointment(
                        centre,
                        one,
                        fixtures.client(centre, "Person " + i),
                        at(10, 0).plusSeconds(86_400L * day));
            }
        }
        assertThat(statements("/staff/calendar?view=week&day=" + MONDAY))
                .as(String.join("\n", Statements.seen()))
                .isEqualTo(few)
                .isLessThanOrEqualTo(10);
    }

    @Test
    void readingNamesIsOnTheTrailOnce() {
        fixtures.appointment(centre, counsellor, fixtures.client(centre, "Malika"), at(10, 0));
        fixtures.appointment(centre, counsellor, fixtures.client(centre, "Aziza"), at(11, 0));
        mvc.get()
                .uri("/staff/calendar?view=week&day=" + MONDAY)
                .with(counsellor.signedIn())
                .exchange();
        assertThat(fixtures.jdbc()
                        .sql("select detail from audit.trail where centre_id = ? and action = 'IDENTITY_LISTED'")
                        .param(centre.id().id())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("2");
    }

    @Test
    void anotherCentreItsCounsellorsAndItsVisitsAreNotThere() {
        fixtures.appointment(centre, counsellor, fixtures.client(centre, "Malika"), at(10, 0));
        Fixtures.Staff stranger = fixtures.counsellor(fixtures.centre());
        assertThat(mvc.get().uri("/staff/calendar?centre=" + centre.code()).with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get()
                        .uri("/staff/calendar?counsellor=" + counsellor.id().id())
                        .with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/staff/calendar?view=week&day=" + MONDAY).with(stranger.signedIn()))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Malika", counsellor.name());
    }

    @Test
    void whatNobodyCanReadIsToday() {
        for (String day : new String[] {"2026-13-45", "0000-00-00", "x".repeat(10_000), "2026-02-30"}) {
            assertThat(mvc.get().uri("/staff/calendar").param("day", day).with(counsellor.signedIn()))
                    .hasStatusOk();
        }
        assertThat(mvc.get().uri("/staff/calendar?counsellor=nonsense").with(counsellor.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void whoeverReceivesNobodyHasNoCalendar() {
        assertThat(mvc.get()
                        .uri("/staff/calendar")
                        .with(fixtures.staff(centre, Role.OUTREACH_OFFICER).signedIn()))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    private int statements(String address) {
        Statements.forget();
        assertThat(mvc.get().uri(address).with(counsellor.signedIn())).hasStatusOk();
        return (int) Statements.seen().stream()
                        .filter(statement -> !statement.contains("accounts.session"))
                        .count()
                + 3; // a browser's session costs three
    }

    private void absent(Fixtures.Staff who, Instant from, Instant until) {
        fixtures.insert(
                "counselling.absence",
                Map.of("staff_id", who.id().id(), "centre_id", centre.id().id(), "starts_at", from, "ends_at", until),
                Map.of());
    }

    private void hours(String kind, LocalTime from, LocalTime until) {
        fixtures.insert(
                "counselling.hours_exception",
                Map.of(
                        "id", UUID.randomUUID(),
                        "staff_id", counsellor.id().id(),
                        "centre_id", centre.id().id(),
                        "day", MONDAY,
                        "kind", kind),
                Map.of("starts", from, "ends", until));
    }

    private static Instant at(int hour, int minute) {
        return MONDAY.atTime(hour, minute).atZone(Fixtures.TASHKENT).toInstant();
    }
}
