package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.counselling.AppointmentId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
class DayBoardPagesTests {

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
    }

    @Test
    void showsTheDaysAppointmentsByTimeWithNameServiceAndState() {
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre, "Gʻulom"),
                now,
                Map.of("state", "ARRIVED", "needs", new String[] {"INTERPRETER"}));
        assertThat(mvc.get().uri("/staff").with(counsellor.signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Gʻulom", "Arrived", "I want to work abroad legally", "Uzbek", "Interpreter", counsellor.name())
                .contains("/started");
    }

    @Test
    void neitherHeldNorOtherDaysAppointmentsAreOnTheBoard() {
        fixtures.appointment(centre, counsellor, null, now, Map.of("state", "HELD"));
        fixtures.appointment(
                centre, counsellor, fixtures.client(centre, "Tomorrow's Person"), now.plus(1, ChronoUnit.DAYS));
        assertThat(mvc.get().uri("/staff").with(counsellor.signedIn()))
                .bodyText()
                .contains("No appointments on this day")
                .doesNotContain("Tomorrow");
        String tomorrow =
                LocalDate.ofInstant(now, Fixtures.TASHKENT).plusDays(1).toString();
        assertThat(mvc.get().uri("/staff").param("day", tomorrow).with(counsellor.signedIn()))
                .bodyText()
                .contains("Tomorrow")
                .doesNotContain("/arrived");
    }

    @Test
    void anUnreadableDayIsToday() {
        assertThat(mvc.get().uri("/staff").param("day", "2026-13-45").with(counsellor.signedIn()))
                .hasStatusOk();
        assertThat(mvc.get().uri("/staff").param("day", "x".repeat(10_000)).with(counsellor.signedIn()))
                .hasStatusOk();
    }

    @Test
    void readingNamesIsOnTheTrailOnce() {
        fixtures.appointment(centre, counsellor, fixtures.client(centre, "Malika"), now);
        fixtures.appointment(centre, fixtures.counsellor(centre), fixtures.client(centre, "Aziza"), now);
        mvc.get().uri("/staff").with(counsellor.signedIn()).exchange();
        assertThat(fixtures.jdbc()
                        .sql("select detail from audit.trail where centre_id = ? and action = 'IDENTITY_LISTED'")
                        .param(centre.id().id())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("2");
    }

    @Test
    void costsAtMostTenStatementsHoweverManyPeopleCome() {
        fixtures.appointment(centre, counsellor, fixtures.client(centre, "Malika"), now);
        int few = statements();
        for (int i = 1; i <= 20; i++) {
            fixtures.appointment(centre, fixtures.counsellor(centre), fixtures.client(centre, "Person " + i), now);
        }
        assertThat(statements()).as(String.join("\n", Statements.seen())).isEqualTo(few);
        assertThat(few).isLessThanOrEqualTo(10);
    }

    private int statements() {
        Statements.forget();
        assertThat(mvc.get().uri("/staff").with(counsellor.signedIn())).hasStatusOk();
        return (int) Statements.seen().stream()
                        .filter(statement -> !statement.contains("accounts.session"))
                        .count()
                + 3; // a browser's session costs three
    }

    @Test
    void arrivedStartedAndTheCounsellorStandsInTheLogForm() {
        AppointmentId id = fixtures.appointment(centre, counsellor, fixtures.client(centre), now);
        assertThat(post("/staff/appointments/" + id + "/arrived", counsellor))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl("/staff");
        assertThat(state(id)).isEqualTo("ARRIVED");
        assertThat(post("/staff/appointments/" + id + "/started", counsellor))
                .hasRedirectedUrl("/staff/consultations/new?appointment=" + id);
        assertThat(state(id)).isEqualTo("IN_SESSION");
    }

    @Test
    void theFrontDeskStartsATalkAndStaysAtTheBoard() {
        Fixtures.Staff desk = fixtures.staff(centre, Role.FRONT_DESK);
        AppointmentId id = fixtures.appointment(centre, counsellor, fixtures.client(centre), now);
        assertThat(post("/staff/appointments/" + id + "/started", desk)).hasRedirectedUrl("/staff");
        assertThat(post("/staff/appointments/" + id + "/finished", desk)).hasRedirectedUrl("/staff");
        assertThat(state(id)).isEqualTo("COMPLETED");
    }

    @Test
    void aWrongPressIsTakenBack() {
        AppointmentId id = fixtures.appointment(centre, counsellor, fixtures.client(centre), now);
        post("/staff/appointments/" + id + "/no-show", counsellor).exchange();
        assertThat(state(id)).isEqualTo("NO_SHOW");
        post("/staff/appointments/" + id + "/undo", counsellor).exchange();
        assertThat(state(id)).isEqualTo("BOOKED");
    }

    @Test
    void aSecondPressDoesNothingAndALateOneSaysSo() {
        AppointmentId id = fixtures.appointment(centre, counsellor, fixtures.client(centre), now);
        post("/staff/appointments/" + id + "/arrived", counsellor).exchange();
        assertThat(notice("/staff/appointments/" + id + "/arrived")).isNull();
        AppointmentId cancelled = fixtures.appointment(
                centre, fixtures.counsellor(centre), fixtures.client(centre), now, Map.of("state", "CANCELLED"));
        assertThat(notice("/staff/appointments/" + cancelled + "/arrived")).isEqualTo("counselling.board.changed");
        assertThat(state(cancelled)).isEqualTo("CANCELLED");
    }

    @Test
    void aMissedPersonsTimeIsNotTakenBackFromSomebodyElse() {
        AppointmentId missed =
                fixtures.appointment(centre, counsellor, fixtures.client(centre), now, Map.of("state", "NO_SHOW"));
        fixtures.appointment(centre, counsellor, fixtures.client(centre), now);
        assertThat(notice("/staff/appointments/" + missed + "/undo")).isEqualTo("counselling.board.changed");
        assertThat(state(missed)).isEqualTo("NO_SHOW");
    }

    private @Nullable Object notice(String address) {
        return post(address, counsellor).exchange().getMvcResult().getFlashMap().get("notice");
    }

    @Test
    void nobodyArrivesForAnotherDay() {
        AppointmentId id =
                fixtures.appointment(centre, counsellor, fixtures.client(centre), now.plus(2, ChronoUnit.DAYS));
        post("/staff/appointments/" + id + "/arrived", counsellor).exchange();
        assertThat(state(id)).isEqualTo("BOOKED");
    }

    @Test
    void staffOfAnotherCentreFindNothingByPageOrPost() {
        AppointmentId id = fixtures.appointment(centre, counsellor, fixtures.client(centre, "Malika"), now);
        Fixtures.Staff stranger = fixtures.counsellor(fixtures.centre());
        for (String step : List.of("arrived", "started", "finished", "no-show", "lapsed", "undo")) {
            assertThat(post("/staff/appointments/" + id + "/" + step, stranger)).hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(mvc.get().uri("/staff").param("centre", centre.code()).with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/staff").with(stranger.signedIn())).bodyText().doesNotContain("Malika");
        assertThat(state(id)).isEqualTo("BOOKED");
    }

    @Test
    void whatWasLeftOpenOnEarlierDaysStaysBeforeTheDeskUntilItIsSettled() {
        Instant yesterday = now.minus(1, ChronoUnit.DAYS);
        AppointmentId left = fixtures.appointment(
                centre, counsellor, fixtures.client(centre, "Left Open"), yesterday, Map.of("state", "ARRIVED"));
        Fixtures.Staff desk = fixtures.staff(centre, Role.FRONT_DESK);
        assertThat(mvc.get().uri("/staff").with(desk.signedIn()))
                .bodyText()
                .contains("Not finished on earlier days", "Left Open", left + "/lapsed", "No appointments on this day")
                .doesNotContain(left + "/started");
        assertThat(mvc.get().uri("/staff").with(counsellor.signedIn()))
                .bodyText()
                .contains("/staff/consultations/new?appointment=" + left);
        assertThat(mvc.get()
                        .uri("/staff")
                        .param(
                                "day",
                                LocalDate.ofInstant(now, Fixtures.TASHKENT)
                                        .plusDays(1)
                                        .toString())
                        .with(desk.signedIn()))
                .bodyText()
                .doesNotContain("Left Open");
        assertThat(post("/staff/appointments/" + left + "/lapsed", desk)).hasRedirectedUrl("/staff");
        assertThat(state(left)).isEqualTo("NO_SHOW");
        assertThat(mvc.get().uri("/staff").with(desk.signedIn())).bodyText().doesNotContain("Left Open");
    }

    @Test
    void todaysVisitIsNotGivenUpAsLeftOpen() {
        AppointmentId here =
                fixtures.appointment(centre, counsellor, fixtures.client(centre), now, Map.of("state", "ARRIVED"));
        post("/staff/appointments/" + here + "/lapsed", counsellor).exchange();
        assertThat(state(here)).isEqualTo("ARRIVED");
    }

    @Test
    void unknownAndMalformedIdsAreNotFound() {
        assertThat(post("/staff/appointments/" + UUID.randomUUID() + "/arrived", counsellor))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post("/staff/appointments/nonsense/arrived", counsellor)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void whoeverWorksAtNoDeskHasNoBoard() {
        AppointmentId id = fixtures.appointment(centre, counsellor, fixtures.client(centre), now);
        Fixtures.Staff outreach = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        assertThat(post("/staff/appointments/" + id + "/arrived", outreach)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(state(id)).isEqualTo("BOOKED");
    }

    @Test
    void whoWorksForTwoCentresChoosesOne() {
        Fixtures.Centre other = fixtures.centre();
        Fixtures.Staff both = fixtures.staff(List.of(centre, other), Role.CENTRE_MANAGER);
        fixtures.appointment(other, fixtures.counsellor(other), fixtures.client(other, "Over There"), now);
        assertThat(mvc.get().uri("/staff").param("centre", other.code()).with(both.signedIn()))
                .bodyText()
                .contains("Over There", centre.name(), other.name());
    }

    private org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder post(
            String address, Fixtures.Staff who) {
        return mvc.post().uri(address).with(csrf()).with(who.signedIn());
    }

    private String state(AppointmentId id) {
        return fixtures.jdbc()
                .sql("select state from counselling.appointment where id = ?")
                .param(id.id())
                .query((row, number) -> row.getString(1))
                .single();
    }
}
