package org.mrcportal.counselling.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.ConsultationId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
class ConsultationPagesTests {

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
    void theFormComesFilledWithTheBookingAndAsksTheRest() {
        AppointmentId id = booked(fixtures.client(centre, "Malika"));
        assertThat(form("?appointment=" + id))
                .hasStatusOk()
                .bodyText()
                .contains("Malika")
                .containsPattern("<option value=\"LEGAL_WORK\" selected=\"selected\">")
                .containsPattern("<option value=\"INTENDING\" selected=\"selected\">")
                .containsPattern("<option value=\"uz-Latn\" selected=\"selected\">")
                .containsPattern("<option value=\"APPOINTMENT\" selected=\"selected\">")
                .containsPattern("<select[^>]*autofocus=\"autofocus\" id=\"destination\"")
                .doesNotContainPattern("<option value=\"(RU|F|M|25_29|LEGAL_CHANNEL)\" selected");
    }

    @Test
    void savingCompletesTheAppointmentTeachesTheClientAndLeavesATrace() {
        ClientId client = fixtures.client(centre);
        AppointmentId id = booked(client);
        assertThat(save(answers().with("appointment", id)))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl("/staff");
        assertThat(one("select state from counselling.appointment where id = ?", id.id()))
                .isEqualTo("COMPLETED");
        assertThat(one(
                        "select sex || age_group || region_code || migration_status from clients.client where id = ?",
                        client.id()))
                .isEqualTo("M25_29UZ-SAOUTGOING");
        assertThat(one("select contact_type from counselling.consultation where appointment_id = ?", id.id()))
                .isEqualTo("FIRST");
        assertThat(trail("CONSULTATION_LOGGED")).isEqualTo(1);
    }

    @Test
    void whoeverWasHereBeforeComesForAFollowUp() {
        ClientId client = fixtures.client(centre);
        fixtures.consultation(centre, counsellor, client, now.minus(40, ChronoUnit.DAYS));
        AppointmentId id = booked(client);
        save(answers().with("appointment", id)).exchange();
        assertThat(one("select contact_type from counselling.consultation where appointment_id = ?", id.id()))
                .isEqualTo("FOLLOW_UP");
    }

    @Test
    void anAnonymousWalkInIsLoggedWithNothingButItsAnswers() {
        assertThat(save(answers())).hasRedirectedUrl("/staff");
        assertThat(one(
                        "select mode || coalesce(client_id::text, '-') || coalesce(region_code, '-') || destination"
                                + " from counselling.consultation where centre_id = ?",
                        centre.id().id()))
                .isEqualTo("WALK_IN-UZ-SARU");
    }

    @Test
    void noDestinationAndNoRegionAreAnswersToo() {
        save(answers().with("destination", "NONE").with("region", "NONE")).exchange();
        assertThat(one(
                        "select coalesce(destination, '-') || coalesce(region_code, '-') from counselling.consultation"
                                + " where centre_id = ?",
                        centre.id().id()))
                .isEqualTo("--");
    }

    @Test
    void aQueuedPersonIsServed() {
        UUID walkIn = walkIn();
        save(answers().with("walkIn", walkIn)).exchange();
        assertThat(one("select state from counselling.walk_in where id = ?", walkIn))
                .isEqualTo("COMPLETED");
    }

    @Test
    void errorsAreToldAtTheirFieldsAndEverythingTypedStays() {
        assertThat(save(answers()
                        .with("sex", "")
                        .with("destination", "XX")
                        .with("ends", "25:99")
                        .with("followUpOn", "soon")
                        .with("note", "n".repeat(10_000))))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "<title>Error: ",
                        "sex-error",
                        "destination-error",
                        "ends-error",
                        "followUpOn-error",
                        "note-error")
                .contains("25:99", "soon", "n".repeat(10_000))
                .containsPattern("<option value=\"DROPS_IRREGULAR\" selected=\"selected\">");
        assertThat(consultations()).isZero();
    }

    @Test
    void aTalkIsNotHeldInTheFutureNorForADay() {
        String tomorrow = today().plusDays(1).toString();
        assertThat(save(answers().with("day", tomorrow))).bodyText().contains("starts-error");
        assertThat(save(answers().with("day", today().minusDays(2).toString()).with("ends", "")))
                .bodyText()
                .contains("ends-error");
        assertThat(consultations()).isZero();
    }

    @Test
    void aRepeatedSubmissionShowsWhatTheFirstOneSaved() {
        Answers answers = answers();
        save(answers).exchange();
        assertThat(save(answers))
                .hasStatus(HttpStatus.SEE_OTHER)
                .redirectedUrl()
                .startsWith("/staff/consultations/");
        assertThat(consultations()).isEqualTo(1);
    }

    @Test
    void theKeyOfAnotherCentresFormIsRefused() {
        Answers answers = answers();
        save(answers).exchange();
        Fixtures.Centre other = fixtures.centre();
        assertThat(save(answers.with("centre", other.id()), fixtures.counsellor(other)))
                .hasStatusOk()
                .bodyText()
                .contains("does not stand any more");
        assertThat(consultations()).isEqualTo(1);
    }

    @Test
    void somebodyMissedWhoseTimeIsTakenIsLoggedAsAWalkIn() {
        AppointmentId missed = fixtures.appointment(
                centre, counsellor, fixtures.client(centre), now.minusSeconds(1800), Map.of("state", "NO_SHOW"));
        booked(fixtures.client(centre));
        assertThat(save(answers().with("appointment", missed)))
                .hasStatusOk()
                .bodyText()
                .contains("does not stand any more");
        assertThat(consultations()).isZero();
    }

    @Test
    void oneAppointmentHasOneConsultation() {
        AppointmentId id = booked(fixtures.client(centre));
        save(answers().with("appointment", id)).exchange();
        assertThat(save(answers().with("appointment", id))).redirectedUrl().startsWith("/staff/consultations/");
        assertThat(form("?appointment=" + id)).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(consultations()).isEqualTo(1);
    }

    @Test
    void twoSubmissionsAtOnceSaveOnce() throws Exception {
        Answers answers = answers();
        Callable<Integer> press = () -> save(answers).exchange().getResponse().getStatus();
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (var answer : pool.invokeAll(java.util.Collections.nCopies(6, press))) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(consultations()).isEqualTo(1);
    }

    @Test
    void aCancelledAppointmentIsNotLogged() {
        AppointmentId id =
                fixtures.appointment(centre, counsellor, fixtures.client(centre), now, Map.of("state", "CANCELLED"));
        assertThat(save(answers().with("appointment", id)))
                .hasStatusOk()
                .bodyText()
                .contains("does not stand any more");
        assertThat(consultations()).isZero();
    }

    @Test
    void staffOfAnotherCentreFindNothingByPageOrPost() {
        ClientId client = fixtures.client(centre, "Malika");
        AppointmentId booking = booked(client);
        UUID walkIn = walkIn();
        ConsultationId record = fixtures.consultation(centre, counsellor, client, now);
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        for (String address : List.of(
                "/new?appointment=" + booking,
                "/new?walk-in=" + walkIn,
                "/new?client=" + client,
                "/new?centre=" + centre.code(),
                "/" + record,
                "/" + record + "/edit",
                "?centre=" + centre.code(),
                "/nonsense",
                "/new?appointment=nonsense")) {
            assertThat(mvc.get().uri("/staff/consultations" + address).with(stranger.signedIn()))
                    .as(address)
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(save(answers().with("appointment", booking), stranger)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(save(answers().with("walkIn", walkIn), stranger)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(save(answers().with("client", client), stranger)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(save(answers(), stranger)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(save(answers().with("centre", "x"), stranger)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(save(answers().with("once", "x"), stranger)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.post()
                        .uri("/staff/consultations/{id}/edit", record.toString())
                        .with(csrf())
                        .with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(consultations()).isEqualTo(1);
    }

    @Test
    void theFrontDeskReadsNoNoteAndNoTopicAndLogsNothing() {
        Fixtures.Staff desk = fixtures.staff(centre, Role.FRONT_DESK);
        ConsultationId record = fixtures.consultation(
                centre,
                counsellor,
                null,
                now,
                Map.of("note", "What was agreed", "main_topic", "TRAFFICKING", "referred_to", "SHELTER"));
        ConsultationId other = fixtures.consultation(centre, counsellor, null, now);
        assertThat(mvc.get().uri("/staff/consultations/{id}", record.toString()).with(desk.signedIn()))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("What was agreed", "Trafficking", "Main topic", "rotected", "Referred to");
        assertThat(mvc.get().uri("/staff/consultations/{id}", other.toString()).with(desk.signedIn()))
                .as("what is not sensitive looks the same")
                .bodyText()
                .doesNotContain("Main topic", "Legal work abroad");
        assertThat(mvc.get().uri("/staff/consultations/{id}", record.toString()).with(counsellor.signedIn()))
                .bodyText()
                .contains("What was agreed", "Trafficking");
        assertThat(mvc.get().uri("/staff/consultations/new").with(desk.signedIn()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(save(answers(), desk)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(consultations()).isEqualTo(2);
    }

    @Test
    void noListNamesATopicOrLooksForOne() {
        fixtures.consultation(centre, counsellor, null, now, Map.of("main_topic", "TRAFFICKING"));
        assertThat(mvc.get().uri("/staff/consultations").with(counsellor.signedIn()))
                .bodyText()
                .doesNotContain("Trafficking", "rotected topic", "Main topic");
        fixtures.consultation(centre, counsellor, null, now.minusSeconds(60));
        assertThat(mvc.get()
                        .uri("/staff/consultations")
                        .param("topic", "LEGAL_WORK")
                        .with(counsellor.signedIn()))
                .as("a filter by it filters nothing")
                .bodyText()
                .doesNotContain("Legal work abroad")
                .satisfies(page ->
                        assertThat(page.split("/staff/consultations/[0-9a-f]")).hasSize(3));
    }

    @Test
    void theListPagesForwardsAndBackAtAConstantPrice() {
        for (int i = 0; i < 60; i++) {
            fixtures.consultation(
                    centre,
                    counsellor,
                    i % 2 == 0 ? fixtures.client(centre, "Person " + i) : null,
                    now.minus(i + 1, ChronoUnit.HOURS));
        }
        Statements.forget();
        String first = body("/staff/consultations");
        assertThat(statements()).as(String.join("\n", Statements.seen())).isLessThanOrEqualTo(10);
        assertThat(rows(first)).isEqualTo(50);
        String second = body(link(first, "next"));
        assertThat(rows(second)).isEqualTo(10);
        assertThat(rows(body(link(second, "prev")))).isEqualTo(50);
        assertThat(rows(body("/staff/consultations?from=" + today().plusDays(1))))
                .isZero();
        assertThat(rows(body("/staff/consultations?from=rubbish&before=rubbish&after=_")))
                .isEqualTo(50);
    }

    @Test
    void aDraftSurvivesTheSessionSealed() {
        AppointmentId id = booked(fixtures.client(centre));
        assertThat(post(
                        "/staff/consultations/draft",
                        answers().with("appointment", id).with("note", "half a sent"),
                        counsellor))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(fixtures.jdbc()
                        .sql("select content from counselling.consultation_draft where staff_id = ?")
                        .param(counsellor.id().id())
                        .query((row, number) ->
                                new String(row.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .single())
                .doesNotContain("half");
        assertThat(form("?appointment=" + id)).bodyText().contains("unfinished draft", "half a sent");
        assertThat(mvc.get().uri("/staff").with(counsellor.signedIn()))
                .bodyText()
                .contains("Unfinished: a consultation", "appointment=" + id);
        assertThat(mvc.get()
                        .uri("/staff/consultations/new?appointment=" + id)
                        .with(fixtures.counsellor(centre).signedIn()))
                .as("nobody else sees it")
                .bodyText()
                .doesNotContain("half a sent");
        assertThat(post(
                        "/staff/consultations/draft/discard",
                        new Answers(Map.of("appointment", id.toString())),
                        counsellor))
                .hasRedirectedUrl("/staff/consultations/new?appointment=" + id);
        assertThat(form("?appointment=" + id)).bodyText().doesNotContain("half a sent");
    }

    @Test
    void aSavedConsultationLeavesNoDraft() {
        post("/staff/consultations/draft", answers(), counsellor).exchange();
        Answers answers = answers();
        save(answers).exchange();
        assertThat(form("")).bodyText().doesNotContain("unfinished draft");
        assertThat(post("/staff/consultations/draft", answers, counsellor))
                .as("a moment too late")
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(form("")).bodyText().doesNotContain("unfinished draft");
    }

    @Test
    void theAuthorAndTheManagerCorrectAndOthersDoNot() {
        ConsultationId record = fixtures.consultation(centre, counsellor, null, now.minusSeconds(3600));
        String address = "/staff/consultations/" + record + "/edit";
        assertThat(mvc.get().uri(address).with(counsellor.signedIn()))
                .hasStatusOk()
                .bodyText()
                .containsPattern("<option value=\"LEGAL_CHANNEL\" selected=\"selected\">");
        assertThat(post(address, answers().with("version", 0), counsellor))
                .hasRedirectedUrl("/staff/consultations/" + record);
        assertThat(one("select outcome from counselling.consultation where id = ?", record.id()))
                .isEqualTo("DROPS_IRREGULAR");
        assertThat(post(address, answers().with("version", 0), fixtures.staff(centre, Role.CENTRE_MANAGER)))
                .as("somebody was faster")
                .hasStatusOk()
                .bodyText()
                .contains("before you");
        assertThat(post(address, answers().with("version", 1), fixtures.counsellor(centre)))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(trail("CONSULTATION_CORRECTED")).isEqualTo(1);
    }

    @Test
    void theClientsPageTellsTheHistoryWithoutTopics() {
        ClientId client = fixtures.client(centre, "Malika");
        fixtures.appointment(centre, counsellor, client, now, Map.of("state", "NO_SHOW"));
        fixtures.consultation(
                centre, counsellor, client, now.minus(9, ChronoUnit.DAYS), Map.of("main_topic", "TRAFFICKING"));
        fixtures.consultation(centre, counsellor, client, now.minus(8, ChronoUnit.DAYS));
        assertThat(mvc.get().uri("/staff/clients/" + client).with(counsellor.signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("Appointment: No-show", "Consultation: ")
                .contains("/staff?centre=" + centre.code() + "&amp;day=" + today())
                .doesNotContain("Trafficking", "rotected topic", "Legal work abroad");
    }

    @Test
    void thePagesKeepToTheirStatements() {
        AppointmentId id = booked(fixtures.client(centre, "Malika"));
        form("").exchange();
        Statements.forget();
        assertThat(form("?appointment=" + id)).hasStatusOk();
        assertThat(statements()).as(String.join("\n", Statements.seen())).isLessThanOrEqualTo(10);
        ConsultationId record = fixtures.consultation(
                centre, counsellor, fixtures.client(centre, "Aziza"), now, Map.of("note", "Something"));
        Statements.forget();
        assertThat(mvc.get().uri("/staff/consultations/" + record).with(counsellor.signedIn()))
                .hasStatusOk();
        assertThat(statements()).as(String.join("\n", Statements.seen())).isLessThanOrEqualTo(10);
    }

    /** The session's own statements differ here from a browser's, which has three. */
    private static long statements() {
        return Statements.seen().stream()
                        .filter(statement -> !statement.contains("accounts.session"))
                        .count()
                + 3;
    }

    private AppointmentId booked(ClientId client) {
        return fixtures.appointment(centre, counsellor, client, now.minusSeconds(1800));
    }

    private UUID walkIn() {
        UUID id = UUID.randomUUID();
        fixtures.insert(
                "counselling.walk_in",
                Fixtures.row(
                        "id",
                        id,
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "day",
                        today(),
                        "ticket",
                        1,
                        "language",
                        "ru",
                        "state",
                        "WAITING",
                        "arrived_at",
                        now.minusSeconds(1800),
                        "once",
                        UUID.randomUUID()),
                Map.of());
        return id;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, Fixtures.TASHKENT);
    }

    /** The log form, filled in. */
    private record Answers(Map<String, String> values) {
        Answers with(String name, Object value) {
            Map<String, String> all = new java.util.HashMap<>(values);
            all.put(name, value.toString());
            return new Answers(all);
        }
    }

    private Answers answers() {
        return new Answers(Map.ofEntries(
                Map.entry("once", UUID.randomUUID().toString()),
                Map.entry("centre", centre.id().toString()),
                Map.entry("language", "uz-Latn"),
                Map.entry("mainTopic", "OFFER_CHECK"),
                Map.entry("destination", "RU"),
                Map.entry("migrationStatus", "OUTGOING"),
                Map.entry("region", "UZ-SA"),
                Map.entry("sex", "M"),
                Map.entry("ageGroup", "25_29"),
                Map.entry("serviceGiven", "COUNSELLING"),
                Map.entry("outcome", "DROPS_IRREGULAR"),
                Map.entry("mode", "WALK_IN"),
                Map.entry(
                        "day",
                        LocalDate.ofInstant(now.minusSeconds(1200), Fixtures.TASHKENT)
                                .toString()),
                Map.entry(
                        "starts",
                        now.minusSeconds(1200)
                                .atZone(Fixtures.TASHKENT)
                                .toLocalTime()
                                .toString()),
                Map.entry("ends", "")));
    }

    private MockMvcRequestBuilder form(String query) {
        return mvc.get().uri("/staff/consultations/new" + query).with(counsellor.signedIn());
    }

    private MockMvcRequestBuilder save(Answers answers) {
        return save(answers, counsellor);
    }

    private MockMvcRequestBuilder save(Answers answers, Fixtures.Staff who) {
        return post("/staff/consultations", answers, who);
    }

    private MockMvcRequestBuilder post(String address, Answers answers, Fixtures.Staff who) {
        MockMvcRequestBuilder request = mvc.post().uri(address).with(csrf()).with(who.signedIn());
        answers.values().forEach(request::param);
        return request;
    }

    private String body(String address) {
        try {
            return mvc.get()
                    .uri(java.net.URI.create(address))
                    .with(counsellor.signedIn())
                    .exchange()
                    .getResponse()
                    .getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String link(String body, String rel) {
        var found = java.util.regex.Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]*)\"")
                .matcher(body);
        assertThat(found.find()).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private static int rows(String body) {
        return body.split("<th scope=\"row\">", -1).length - 1;
    }

    private int consultations() {
        return fixtures.jdbc()
                .sql("select count(*) from counselling.consultation where centre_id = ?")
                .param(centre.id().id())
                .query(Integer.class)
                .single();
    }

    private int trail(String action) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where centre_id = ? and action = ?")
                .params(centre.id().id(), action)
                .query(Integer.class)
                .single();
    }

    private @Nullable String one(String statement, UUID id) {
        return fixtures.jdbc()
                .sql(statement)
                .param(id)
                .query((row, number) -> row.getString(1))
                .single();
    }
}
