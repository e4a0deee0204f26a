package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentBooked;
import org.mrcportal.counselling.AppointmentCancelled;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.AppointmentMoved;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
@RecordApplicationEvents
@SuppressWarnings("NullAway.Init")
class VisitPagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private ApplicationEvents events;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;
    private Fixtures.Staff desk;
    private AppointmentId visit;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
        desk = fixtures.staff(centre, Role.FRONT_DESK);
        visit = fixtures.appointment(centre, counsellor, fixtures.client(centre, "Gʻulom"), at(10));
    }

    @Test
    void thePageOfABookingHasItsFactsAndWhatCanBeDone() {
        assertThat(mvc.get().uri(page("")).with(desk.signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Gʻulom",
                        counsellor.name(),
                        "Uzbek",
                        "Choose another time",
                        "Call off",
                        "What happened so far");
    }

    @Test
    void movedToADayThatIsFullForThePersonOnlyKnowingly() {
        ClientId client = fixtures.client(centre, "Malika");
        fixtures.jdbc()
                .sql("update clients.identity set phone_hash = '\\x01' where client_id = ?")
                .param(client.id())
                .update();
        fixtures.jdbc()
                .sql("update counselling.appointment set client_id = ? where id = ?")
                .params(client.id(), visit.id())
                .update();
        Fixtures.Staff other = fixtures.counsellor(centre);
        fixtures.appointment(centre, other, client, at(11));
        fixtures.appointment(centre, other, client, at(12));
        assertThat(post("/move", "time", at(14).toString()))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("already has 2 bookings on that day", "name=\"allTheSame\"");
        assertThat(post("/move", "time", at(14).toString(), "allTheSame", "yes"))
                .hasStatus(HttpStatus.SEE_OTHER);
    }

    @Test
    void itCostsAtMostTenStatements() {
        Statements.forget();
        assertThat(mvc.get().uri(page("")).with(desk.signedIn())).hasStatusOk();
        assertThat(Statements.seen().stream().filter(one -> !one.contains("accounts.session")))
                .as(String.join("\n", Statements.seen()))
                .hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void anotherFreeTimeIsChosenAndThePersonIsTold() {
        String time = offered("").stream()
                .filter(one -> Instant.parse(one).isAfter(at(12)))
                .findFirst()
                .orElseThrow();
        assertThat(post("/move", "time", time)).hasRedirectedUrl("/staff/appointments/" + visit);
        assertThat(column("starts_at = '" + time + "'::timestamptz")).isEqualTo("true");
        assertThat(column("sequence")).isEqualTo("1");
        assertThat(events.stream(AppointmentMoved.class)).hasSize(1);
    }

    @Test
    void theSameCounsellorGoesFirst() {
        Fixtures.Staff other = fixtures.counsellor(centre);
        assertThat(post("/move", "time", at(14).toString())).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column("counsellor_id")).isEqualTo(counsellor.id().toString());
        fixtures.appointment(centre, counsellor, fixtures.client(centre), at(15));
        assertThat(post("/move", "time", at(15).toString())).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column("counsellor_id")).isEqualTo(other.id().toString());
    }

    @Test
    void whoWasSlowerSeesOtherTimes() {
        fixtures.appointment(centre, counsellor, fixtures.client(centre), at(14));
        assertThat(post("/move", "time", at(14).toString()))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("no longer free", "name=\"time\"");
        assertThat(post("/move")).hasStatusOk().bodyText().contains("Choose a time");
        assertThat(column("sequence")).isEqualTo("0");
    }

    @Test
    void anOverbookedVisitThatMovesToAFreeTimeIsOverbookedNoMore() {
        fixtures.jdbc()
                .sql("update counselling.appointment set overbooked_for = 'Urgent', booked_by = ? where id = ?")
                .params(desk.id().id(), visit.id())
                .update();
        assertThat(post("/move", "time", at(14).toString())).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column("overbooked_for is null")).isEqualTo("true");
    }

    @Test
    void callingOffTellsThePersonAndKeepsTheReasonForColleagues() {
        assertThat(mvc.get().uri(page("/cancel")).with(desk.signedIn()))
                .bodyText()
                .contains("Call the appointment off?");
        assertThat(post("/cancel", "reason", "Flood")).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column("state")).isEqualTo("CANCELLED");
        assertThat(column("cancelled_by")).isEqualTo("CENTRE");
        assertThat(events.stream(AppointmentCancelled.class)).hasSize(1);
        assertThat(mvc.get().uri(page("")).with(desk.signedIn()))
                .bodyText()
                .contains("Flood", "Called off by the centre");
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where subject = ? and detail like '%Flood%'")
                        .param("appointment:" + visit)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aReasonOfAnyLengthIsNoErrorOfOurs() {
        assertThat(post("/cancel", "reason", "\0" + "x".repeat(100_000))).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column("length(cancelled_reason)")).isEqualTo("300");
    }

    @Test
    void twentyWhoConfirmAtOnceConfirmOnce() throws Exception {
        fixtures.jdbc()
                .sql("update counselling.appointment set awaits_confirmation = true where id = ?")
                .param(visit.id())
                .update();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> presses = new ArrayList<>();
            for (int press = 0; press < 20; press++) {
                presses.add(
                        threads.submit(() -> post("/confirmed").getResponse().getStatus()));
            }
            for (Future<Integer> press : presses) {
                assertThat(press.get()).isEqualTo(303);
            }
        }
        assertThat(column("awaits_confirmation")).isEqualTo("false");
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where action = 'APPOINTMENT_CONFIRMED' and subject = ?")
                        .param("appointment:" + visit)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(events.stream(AppointmentBooked.class)).hasSize(1);
    }

    @Test
    void aTimeThatCannotBeKeptIsNotConfirmed() {
        fixtures.jdbc()
                .sql(
                        "update counselling.appointment set awaits_confirmation = true, unsettled_since = now() where id = ?")
                .param(visit.id())
                .update();
        assertThat(post("/confirmed")).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column("awaits_confirmation")).isEqualTo("true");
        assertThat(events.stream(AppointmentBooked.class)).isEmpty();
    }

    @Test
    void whatWaitsForAYesOrAnotherTimeIsOnOneList() {
        fixtures.jdbc()
                .sql("update counselling.appointment set awaits_confirmation = true where id = ?")
                .param(visit.id())
                .update();
        fixtures.appointment(
                centre, counsellor, fixtures.client(centre, "Aziza"), at(12), Map.of("unsettled_since", Instant.now()));
        assertThat(mvc.get().uri("/staff/appointments/pending").with(desk.signedIn()))
                .hasStatusOk()
                .bodyText()
                .containsSubsequence("Waiting for confirmation", "Gʻulom", "Confirm", "Need another time", "Aziza");
        assertThat(post("/declined")).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column("state")).isEqualTo("CANCELLED");
        assertThat(mvc.get().uri("/staff/appointments/pending").with(desk.signedIn()))
                .bodyText()
                .contains("No booking waits for confirmation.");
    }

    @Test
    void whatIsConfirmedCannotBeDeclined() {
        assertThat(post("/declined")).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(column("state")).isEqualTo("BOOKED");
    }

    @Test
    void staffOfAnotherCentreFindNothing() {
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        for (String path : List.of("", "/booked", "/move", "/cancel")) {
            assertThat(mvc.get().uri(page(path)).with(stranger.signedIn()))
                    .as(path)
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
        for (String path : List.of("/move", "/cancel", "/confirmed", "/declined")) {
            assertThat(mvc.post()
                            .uri(page(path))
                            .param("time", at(14).toString())
                            .with(csrf())
                            .with(stranger.signedIn()))
                    .as(path)
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(mvc.get()
                        .uri("/staff/appointments/pending?centre=" + centre.code())
                        .with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(column("state")).isEqualTo("BOOKED");
    }

    @Test
    void unknownAndMalformedIdsAreNotFound() {
        for (String id : List.of("nonsense", UUID.randomUUID().toString())) {
            for (String path : List.of("", "/booked", "/move", "/cancel")) {
                assertThat(mvc.get().uri("/staff/appointments/" + id + path).with(desk.signedIn()))
                        .hasStatus(HttpStatus.NOT_FOUND);
            }
        }
    }

    private String page(String path) {
        return "/staff/appointments/" + visit + path;
    }

    private MvcTestResult post(String path, String... fields) {
        var request = mvc.post().uri(page(path)).with(csrf()).with(desk.signedIn());
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private List<String> offered(String query) {
        try {
            String body = mvc.get()
                    .uri(page("/move" + query))
                    .with(desk.signedIn())
                    .exchange()
                    .getResponse()
                    .getContentAsString();
            return Pattern.compile("name=\"time\"[^>]*value=\"([^\"]+)\"")
                    .matcher(body)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** On the next working day but one. */
    private static Instant at(int hour) {
        LocalDate day = LocalDate.ofInstant(Instant.now().plus(2, ChronoUnit.DAYS), Fixtures.TASHKENT);
        while (day.getDayOfWeek().getValue() > 5 || day.equals(LocalDate.of(2026, 12, 8))) {
            day = day.plusDays(1);
        }
        return day.atTime(hour, 0).atZone(Fixtures.TASHKENT).toInstant();
    }

    private String column(String expression) {
        return fixtures.jdbc()
                .sql("select (" + expression + ")::text from counselling.appointment where id = ?")
                .param(visit.id())
                .query(String.class)
                .single();
    }
}
