package org.mrcportal.outreach.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;
import static org.mrcportal.SentToken.csrfHeader;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Heads counted by taps and from paper sheets. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
class CountTests {

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private Fixtures.Centre centre;
    private Fixtures.Staff officer;
    private SessionId session;

    @BeforeEach
    void openASession() {
        centre = fixtures.centre();
        officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        session = outreach.session(centre, officer, Instant.now(), Map.of("capacity", 100));
    }

    @Test
    void oneTapIsOneHeadAlsoWithoutScript() {
        String press = UUID.randomUUID().toString();
        assertThat(post("/count", "tap", "F-18_29", "press", press))
                .hasStatus(HttpStatus.SEE_OTHER)
                .redirectedUrl()
                .isEqualTo(Hall.path(session) + "/count?tap=F-18_29");
        post("/count", "tap", "F-18_29", "press", press);
        post("/count", "tap", "M-60_PLUS", "press", UUID.randomUUID().toString());
        assertThat(counted()).isEqualTo(Map.of("F 18_29", 1, "M 60_PLUS", 1));
        assertThat(trail("HEADS_COUNTED")).as("the first of many").isEqualTo(1);
    }

    @Test
    void theLastTapIsTakenBackOnce() {
        post("/count", "tap", "F-18_29", "press", UUID.randomUUID().toString());
        String last = UUID.randomUUID().toString();
        post("/count", "tap", "M-30_59", "press", last);
        assertThat(page("/count")).bodyText().contains("name=\"undoes\" value=\"" + last + "\"");
        post("/count/undo", "undoes", last, "press", UUID.randomUUID().toString());
        post("/count/undo", "undoes", last, "press", UUID.randomUUID().toString());
        assertThat(counted()).isEqualTo(Map.of("F 18_29", 1));
        post(
                "/count/undo",
                "undoes",
                UUID.randomUUID().toString(),
                "press",
                UUID.randomUUID().toString());
        assertThat(outreach.attendances(session)).isEqualTo(1);
    }

    @Test
    void fourPhonesCountSixtyPeopleAtOnceAndSendEverythingTwice() throws Exception {
        List<Callable<Integer>> sendings = IntStream.range(0, 4)
                .mapToObj(phone -> IntStream.range(0, 15)
                        .mapToObj(tap -> tap(UUID.randomUUID(), tap % 2 == 0 ? "F" : "M", "18_29", 1, null))
                        .toList())
                .flatMap(taps -> taps.stream()
                        .flatMap(tap -> IntStream.range(0, 2)
                                .<Callable<Integer>>mapToObj(
                                        time -> () -> send(tap).getResponse().getStatus())))
                .toList();
        try (var phones = Executors.newFixedThreadPool(8)) {
            for (var answer : phones.invokeAll(sendings)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(counted()).isEqualTo(Map.of("F 18_29", 32, "M 18_29", 28));
    }

    @Test
    void aBatchIsCountedOnceInAFewStatementsHoweverLongItIs() {
        String[] taps = IntStream.range(0, 60)
                .mapToObj(tap -> tap(UUID.randomUUID(), "F", "UNDER_18", 1, null))
                .toArray(String[]::new);
        assertThat(send(taps))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.taps['F-UNDER_18']")
                .isEqualTo(60);
        Statements.forget();
        assertThat(send(taps)).hasStatusOk().bodyJson().extractingPath("$.all").isEqualTo(60);
        assertThat(Statements.seen().stream().filter(statement -> !statement.contains("accounts.session")))
                .hasSizeLessThanOrEqualTo(7);
        assertThat(outreach.attendances(session)).isEqualTo(60);
    }

    @Test
    void aBatchMayTakeBackItsOwnTaps() {
        UUID tap = UUID.randomUUID();
        UUID undo = UUID.randomUUID();
        String[] batch = {tap(tap, "F", "18_29", 1, null), tap(undo, "M", "60_PLUS", -1, tap)};
        send(batch);
        send(batch);
        send(tap(UUID.randomUUID(), "F", "18_29", -1, tap));
        assertThat(counted()).isEmpty();
    }

    @Test
    void aClockThatIsWrongLosesNoHead() {
        assertThat(send(
                        tapAt(UUID.randomUUID(), "1999-01-01T00:00:00.000Z"),
                        tapAt(UUID.randomUUID(), "2999-01-01T00:00:00.000Z")))
                .hasStatusOk();
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(*) from outreach.head_count h join outreach.awareness_session s on s.id = h.session_id"
                                        + " where s.id = ? and h.counted_at between s.starts_at - interval '2 hours' and now()")
                        .param(session.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatNoDeviceSendsIsRefused() {
        for (String body : List.of(
                "",
                "[]",
                "null",
                "{\"taps\":null}",
                "{\"taps\":[null]}",
                "{\"taps\":[{}]}",
                "{\"taps\":[%s]}".formatted(tap(UUID.randomUUID(), "F", "18_29", 1000, null)),
                "{\"taps\":[%s]}".formatted(tap(UUID.randomUUID(), "X", "18_29", 1, null)),
                "{\"taps\":[%s]}".formatted(tap(UUID.randomUUID(), "F", "18_29", -1, null)),
                "{\"taps\":[%s]}".formatted(tapAt(UUID.randomUUID(), "yesterday")),
                "{\"taps\":[" + "[".repeat(100_000))) {
            assertThat(sendBody(body))
                    .as(body.substring(0, Math.min(90, body.length())))
                    .hasStatus(HttpStatus.BAD_REQUEST);
        }
        assertThat(sendBody("x".repeat(300_000))).hasStatus(HttpStatus.CONTENT_TOO_LARGE);
        assertThat(outreach.attendances(session)).isZero();
    }

    @Test
    void tapsOfASessionThatIsOverAreKeptForTheManagerToOpenItAgain() {
        SessionId old = outreach.session(centre, officer, Instant.now().minus(Duration.ofDays(20)));
        assertThat(mvc.post()
                        .uri(Hall.path(old) + "/count/taps")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"taps\":[%s]}".formatted(tap(UUID.randomUUID(), "F", "18_29", 1, null)))
                        .with(csrfHeader())
                        .with(officer.signedIn()))
                .hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void theKeptPageNamesNobodyAndHoldsNoToken() {
        assertThat(page("/count/shell"))
                .hasStatusOk()
                .bodyText()
                .contains("data-shell", "Working abroad legally", "/assets/count")
                .doesNotContain(officer.name(), officer.username(), "_csrf");
        assertThat(page("/count/worker.js"))
                .headers()
                .hasValue("Service-Worker-Allowed", Hall.path(session) + "/count");
        assertThat(page("/count/manifest.webmanifest"))
                .bodyJson()
                .extractingPath("$.scope")
                .isEqualTo(Hall.path(session) + "/count");
    }

    @Test
    void aPaperSheetIsTypedInOnceAndCorrectedByTheDifference() {
        String once = UUID.randomUUID().toString();
        assertThat(post("/sheet/counts", "once", once, "heads[0]", "3", "heads[6]", " 12 ", "heads[14]", ""))
                .redirectedUrl()
                .isEqualTo(Hall.path(session));
        post("/sheet/counts", "once", once, "heads[0]", "3", "heads[6]", "12");
        assertThat(counted()).isEqualTo(Map.of("F UNDER_18", 3, "M 18_29", 12));
        assertThat(page("/sheet/counts")).bodyText().contains("value=\"12\"", "<output>15</output>");

        assertThat(post("/sheet/counts", "once", UUID.randomUUID().toString(), "heads[0]", "4"))
                .as("somebody else has typed meanwhile")
                .hasStatusOk()
                .bodyText()
                .contains("Somebody else has saved counts", "value=\"4\"", "name=\"seen\" value=\"" + once + "\"");
        post("/sheet/counts", "once", UUID.randomUUID().toString(), "seen", once, "heads[0]", "4", "heads[6]", "10");
        assertThat(counted()).isEqualTo(Map.of("F UNDER_18", 4, "M 18_29", 10));
        post("/sheet/counts", "once", once, "heads[0]", "3", "heads[6]", "12");
        assertThat(counted()).as("sent again after the correction").isEqualTo(Map.of("F UNDER_18", 4, "M 18_29", 10));
        assertThat(trail("SHEET_ENTERED")).isEqualTo(2);
        assertThat(fixtures.jdbc()
                        .sql("select number from outreach.head_count where session_id = ? order by number")
                        .param(session.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(-2, 1, 3, 12);
    }

    @Test
    void twoWhoSaveTheSheetAtOnceDoNotAddUp() throws Exception {
        List<Callable<Integer>> both = IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(i ->
                        () -> post("/sheet/counts", "once", UUID.randomUUID().toString(), "heads[0]", "20")
                                .getResponse()
                                .getStatus())
                .toList();
        try (var pool = Executors.newFixedThreadPool(6)) {
            assertThat(pool.invokeAll(both).stream().map(CountTests::result))
                    .containsOnly(200, 303)
                    .containsOnlyOnce(303);
        }
        assertThat(outreach.attendances(session)).isEqualTo(20);
    }

    @Test
    void moreThanThereArePlacesOrFewerThanAreCheckedInIsAskedAboutFirst() {
        String once = UUID.randomUUID().toString();
        assertThat(post("/sheet/counts", "once", once, "heads[0]", "101"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "With these, 101 people came, but there are 100 places.", "Save all the same", "value=\"101\"");
        assertThat(outreach.attendances(session)).isZero();
        post("/sheet/counts", "once", once, "heads[0]", "102", "sure", "101");
        assertThat(outreach.attendances(session))
                .as("other numbers are asked about again")
                .isZero();
        post("/sheet/counts", "once", once, "heads[0]", "101", "sure", "101");
        assertThat(outreach.attendances(session)).isEqualTo(101);

        SessionId named = outreach.session(centre, officer, Instant.now());
        mvc.post()
                .uri(Hall.path(named) + "/names")
                .with(csrf())
                .with(officer.signedIn())
                .param("name", "Malika")
                .param("once", UUID.randomUUID().toString())
                .exchange();
        assertThat(mvc.post()
                        .uri(Hall.path(named) + "/sheet/counts")
                        .with(csrf())
                        .with(officer.signedIn())
                        .param("once", UUID.randomUUID().toString()))
                .bodyText()
                .contains("The sheets have 0 people, but 1 are checked in");
    }

    @Test
    void moreThanTenThousandAndWhatIsNoNumberIsRefused() {
        for (String odd : List.of("-1", "1.5", "many", "10001", "99999999999999999999")) {
            assertThat(post("/sheet/counts", "once", UUID.randomUUID().toString(), "heads[2]", odd))
                    .hasStatusOk()
                    .bodyText()
                    .contains("#heads[2]", "Type a whole number up to 10 000", "value=\"" + odd + "\"");
        }
        assertThat(post("/sheet/counts", "once", UUID.randomUUID().toString(), "heads[0]", "9000", "heads[1]", "9000"))
                .bodyText()
                .contains("More than 10 000 people cannot be on the sheets");
        assertThat(outreach.attendances(session)).isZero();
    }

    @Test
    void theSheetIsPrintedInTheLanguageOfTheSessionWithAPageForEveryTwentyRows() {
        assertThat(mvc.get()
                        .uri(Hall.path(session) + "/sheet")
                        .param("rows", "45")
                        .param("signature", "yes")
                        .with(officer.signedIn()))
                .bodyText()
                .contains("lang=\"uz\"", "3 sahifadan 3-sahifa", ">45<", "Imzo", centre.name(), "<path d=\"M");
        assertThat(page("/sheet")).bodyText().contains("5 sahifadan 5-sahifa").doesNotContain("Imzo");
    }

    @Test
    void signingOutClearsWhatABrowserKeepsExceptCountsThatWereNotSent() {
        assertThat(signOut()).headers().hasValue("Clear-Site-Data", "\"cache\", \"storage\"");
        assertThat(signOut(new Cookie("unsent", "1"))).headers().hasValue("Clear-Site-Data", "\"cache\"");
    }

    private MvcTestResult signOut(Cookie... cookies) {
        MockMvcRequestBuilder request =
                mvc.post().uri("/sign-out").secure(true).with(csrf()).with(officer.signedIn());
        return (cookies.length == 0 ? request : request.cookie(cookies)).exchange();
    }

    private static String tap(UUID id, String sex, String band, int number, @Nullable UUID undoes) {
        return "{\"id\":\"%s\",\"sex\":\"%s\",\"band\":\"%s\",\"number\":%d,\"countedAt\":\"%s\",\"undoes\":%s}"
                .formatted(id, sex, band, number, Instant.now(), undoes == null ? "null" : "\"" + undoes + "\"");
    }

    private static String tapAt(UUID id, String moment) {
        return "{\"id\":\"%s\",\"sex\":\"F\",\"band\":\"18_29\",\"number\":1,\"countedAt\":\"%s\"}"
                .formatted(id, moment);
    }

    private MvcTestResult send(String... taps) {
        return sendBody("{\"taps\":[" + String.join(",", taps) + "]}");
    }

    private MvcTestResult sendBody(String body) {
        return mvc.post()
                .uri(Hall.path(session) + "/count/taps")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(csrfHeader())
                .with(officer.signedIn())
                .exchange();
    }

    private MvcTestResult page(String page) {
        return mvc.get().uri(Hall.path(session) + page).with(officer.signedIn()).exchange();
    }

    private MvcTestResult post(String action, String... namesAndValues) {
        MockMvcRequestBuilder request =
                mvc.post().uri(Hall.path(session) + action).with(csrf()).with(officer.signedIn());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.exchange();
    }

    private Map<String, Integer> counted() {
        return fixtures
                .jdbc()
                .sql("select sex || ' ' || age_band as bracket, sum(number)::int as number from outreach.attendance"
                        + " where session_id = ? group by 1 having sum(number) <> 0")
                .param(session.id())
                .query((row, number) -> Map.entry(row.getString("bracket"), row.getInt("number")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private int trail(String action) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where centre_id = ? and action = ?")
                .params(centre.id().id(), action)
                .query(Integer.class)
                .single();
    }

    private static int result(Future<Integer> one) {
        try {
            return one.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
