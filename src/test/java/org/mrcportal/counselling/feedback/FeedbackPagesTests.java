package org.mrcportal.counselling.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class FeedbackPagesTests {

    private static final String[] ANSWERS = {
        "clear", "5", "useful", "4", "respectful", "5", "recommend", "3", "money", "NO", "comment", "Kind and quick"
    };

    private final SecretLinks links;
    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;

    @LocalServerPort
    int port;

    FeedbackPagesTests(@Autowired SecretLinks links) {
        this.links = links;
        this.centre = fixtures.centre();
        this.counsellor = fixtures.staff(centre, Role.COUNSELLOR, Role.CENTRE_MANAGER);
    }

    @BeforeEach
    void aCentre() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
        fixtures.counselsAt(centre, counsellor, Map.of());
    }

    @Test
    void whoWasHereAnswersOnceAndIsThanked() {
        String page = "/uz/feedback/" + voucher(LocalDate.now().plusDays(30));
        Visitor person = new Visitor(port);
        var asked = person.get(page);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("cache-control")).contains("no-store");
        assertThat(asked.body()).contains("name=\"respectful\"").doesNotContain("WORK_ABROAD");
        assertThat(answers()).isZero();
        for (int again = 0; again < 2; again++) {
            var sent = person.post(page, with(asked, ANSWERS));
            assertThat(sent.status()).isEqualTo(303);
            assertThat(sent.location()).endsWith(page);
        }
        assertThat(person.get(page).body()).contains("Rahmat").doesNotContain("name=\"respectful\"");
        assertThat(answers()).isOne();
        assertThat(person.cookie("portal")).isEmpty();
    }

    @Test
    void ofSeveralWhoSendTheSameLinkAtOnceOneIsCounted() throws Exception {
        String page = "/ru/feedback/" + voucher(LocalDate.now().plusDays(3));
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Visitor person = new Visitor(port);
            var asked = person.get(page);
            tries.add(() -> person.post(page, with(asked, ANSWERS)).status());
        }
        try (var pool = Executors.newFixedThreadPool(12)) {
            for (var sent : pool.invokeAll(tries)) {
                assertThat(sent.get()).isEqualTo(303);
            }
        }
        assertThat(answers()).isOne();
    }

    @Test
    void whatIsMissingIsSaidBesideTheQuestionAndNothingTypedIsLost() {
        String page = "/en/feedback/" + voucher(LocalDate.now().plusDays(3));
        Visitor person = new Visitor(port);
        var asked = person.get(page);
        var refused = person.post(
                page, with(asked, "clear", "9", "useful", "2", "money", "perhaps", "comment", "It was <b>cold</b>"));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body())
                .contains("href=\"#clear\"", "href=\"#respectful\"", "href=\"#money\"")
                .contains("It was &lt;b&gt;cold&lt;/b&gt;");
        var long_ = person.post(page, with(asked, "comment", "x".repeat(100_000)));
        assertThat(long_.body()).contains("href=\"#comment\"");
        var other = person.post("/ru" + page.substring(3) + "?switch=1", with(asked, "comment", "cold"));
        assertThat(other.body()).contains("cold").doesNotContain("href=\"#clear\"");
        assertThat(answers()).isZero();
    }

    @Test
    void afterThirtyDaysTheLinkSaysSoAndTakesNothing() {
        String token = voucher(LocalDate.now().minusDays(2));
        Visitor person = new Visitor(port);
        assertThat(person.get("/en/feedback/" + token).body()).contains("first 30 days");
        person.submit("/en/find-booking", "/en/feedback/" + token, ANSWERS);
        assertThat(answers()).isZero();
        assertThat(person.get("/en/feedback/" + "A".repeat(22)).status()).isEqualTo(404);
        assertThat(person.get("/en/feedback/x").status()).isEqualTo(404);
    }

    @Test
    void aFinishedVisitGivesOneVoucherForThirtyDays() {
        Instant now = Instant.now();
        AppointmentId visit = fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre),
                now.minus(20, ChronoUnit.MINUTES),
                Map.of("state", "IN_SESSION"));
        Visitor staff = new Visitor(port);
        staff.signIn(counsellor.username(), Fixtures.PASSWORD);
        staff.submit("/staff", "/staff/appointments/" + visit + "/finished");
        assertThat(validity(visit))
                .containsExactly(LocalDate.ofInstant(now, Fixtures.TASHKENT).plusDays(30));
        assertThat(new Visitor(port)
                        .get("/tg/feedback/" + links.token("feedback", visit.id()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void thePageCostsAtMostSixStatementsAndSixKilobytes() throws Exception {
        String token = voucher(LocalDate.now().plusDays(3));
        for (Language language : Language.values()) {
            Statements.forget();
            var page = new Visitor(port).get("/" + language.code() + "/feedback/" + token);
            assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(6);
            var zipped = new java.io.ByteArrayOutputStream();
            try (var gzip = new java.util.zip.GZIPOutputStream(zipped)) {
                gzip.write(page.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            assertThat(zipped.size()).as(language.code()).isLessThan(6_000);
        }
    }

    @Test
    void nothingLeadsFromAnAnswerToTheVisit() {
        List<String> answer = columns("feedback");
        assertThat(answer)
                .containsExactlyInAnyOrder(
                        "id",
                        "centre_id",
                        "day",
                        "language",
                        "clear",
                        "useful",
                        "respectful",
                        "recommend",
                        "money",
                        "comment");
        assertThat(columns("feedback_voucher"))
                .containsExactlyInAnyOrder("token_hash", "centre_id", "valid_until", "used");
        assertThat(columns("feedback_alert")).doesNotContain("feedback_id", "token_hash");
        assertThat(fixtures.jdbc().sql("""
                        select count(*) from information_schema.columns
                        where table_schema = 'counselling' and table_name like 'feedback%' and data_type like 'timestamp%'
                        """).query(Long.class).single())
                .as("moments would join what ids do not")
                .isZero();
    }

    @Test
    void afterTheNightNeitherOrderNorTransactionJoinsAnAnswerToItsVoucher(@Autowired Shuffling shuffling) {
        for (int i = 0; i < 12; i++) {
            String page = "/en/feedback/" + voucher(LocalDate.now().plusDays(20 + i));
            Visitor person = new Visitor(port);
            person.post(page, with(person.get(page), ANSWERS));
        }
        assertThat(joined()).as("before the night, transactions give them away").isEqualTo(12);
        List<String> ids = ids();
        Scope.of(centre.id().id()).run(shuffling::run);
        assertThat(joined()).isIn(0L, 144L).isNotEqualTo(12L);
        assertThat(ids()).hasSize(12).doesNotContainAnyElementsOf(ids);
        assertThat(answers()).isEqualTo(12);
    }

    @Test
    void moneyAskedForAlertsTheManagerWhoDealsWithItOnce() {
        String page = "/ky/feedback/" + voucher(LocalDate.now().plusDays(3));
        Visitor person = new Visitor(port);
        person.post(
                page,
                with(
                        person.get(page),
                        "clear",
                        "1",
                        "useful",
                        "1",
                        "respectful",
                        "1",
                        "recommend",
                        "1",
                        "money",
                        "YES",
                        "comment",
                        "=HYPERLINK(1) <script>"));
        Visitor manager = signedIn(counsellor);
        assertThat(manager.get("/manage").body()).contains("/manage/feedback", "1 answer says");
        var alerts = manager.get("/manage/feedback");
        assertThat(alerts.body()).contains("Open", "=HYPERLINK(1) &lt;script&gt;");
        String settle = alerts.body().replaceAll("(?s).*action=\"(/manage/feedback/alerts/[^\"]*)\".*", "$1");
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        assertThat(signedIn(stranger).submit("/manage/feedback", settle).status())
                .isEqualTo(404);
        for (int twice = 0; twice < 2; twice++) {
            assertThat(manager.submit("/manage/feedback", settle).status()).isEqualTo(303);
        }
        assertThat(manager.get("/manage/feedback").body()).contains("Dealt with on");
        assertThat(manager.get("/manage").body()).doesNotContain("1 answer says");
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(*) from audit.trail where action = 'FEEDBACK_ALERT_SETTLED' and centre_id = ?")
                        .param(centre.id().id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aCounsellorSeesFiguresOfFiveAnswersAndNoWordsAndTheNetworkNoFewerEither() {
        LocalDate day = LocalDate.now(Fixtures.TASHKENT).withDayOfMonth(1);
        answered(4, day.minusMonths(1));
        answered(6, day.minusMonths(2));
        Fixtures.Staff plain = fixtures.staff(centre, Role.COUNSELLOR);
        var figures = signedIn(plain).get("/staff/feedback");
        assertThat(figures.body()).contains(">few<", ">6<").doesNotContain(">4<", ">10<", "secret words");
        assertThat(signedIn(plain).get("/manage/feedback").status()).isEqualTo(403);
        Fixtures.Staff network = fixtures.staff(List.of(centre), Role.NETWORK_MANAGER);
        var outside = signedIn(network).get("/manage/feedback?centre=" + centre.code());
        assertThat(outside.body()).contains(">few<").doesNotContain(">4<", ">10<", "secret words");
        Statements.forget();
        var own = signedIn(counsellor).get("/manage/feedback");
        assertThat(own.body()).contains(">4<", ">10<", "secret words");
        var file = signedIn(counsellor).get("/manage/feedback/table.csv");
        assertThat(file.body().lines()).hasSize(13);
        assertThat(file.body()).contains("4,3.0");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ru"));
            assertThat(signedIn(counsellor).get("/manage/feedback/table.csv").body())
                    .as("whatever the machine speaks")
                    .contains("4,3.0");
            assertThat(signedIn(counsellor).get("/manage/feedback").body()).contains(">3.0<");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theManagersPageCostsTheSameStatementsHoweverManyAnswers() {
        Visitor manager = signedIn(counsellor);
        manager.get("/manage/feedback");
        Statements.forget();
        manager.get("/manage/feedback");
        int few = Statements.seen().size();
        answered(40, LocalDate.now(Fixtures.TASHKENT));
        Statements.forget();
        manager.get("/manage/feedback?until=2099-99&centre=");
        assertThat(Statements.seen()).hasSize(few).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void whoCameWithoutABookingIsAskedTooOnceReceived() {
        UUID walkIn = walkIn("IN_SESSION");
        Visitor desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        for (int twice = 0; twice < 2; twice++) {
            desk.submit("/staff/queue", "/staff/queue/" + walkIn + "/finished");
        }
        assertThat(new Visitor(port)
                        .get("/ky/feedback/" + links.token("feedback", walkIn))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theDeskHandsACardToWhoeverWasHere() {
        UUID walkIn = walkIn("COMPLETED");
        Visitor desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        String card = "/staff/feedback-card/" + walkIn;
        assertThat(desk.get("/staff/feedback-card").body()).contains("Ticket 7");
        assertThat(desk.get(card).status()).as("GET gives no right").isEqualTo(404);
        assertThat(desk.submit("/staff/feedback-card", card).location()).endsWith(card);
        String token = links.token("feedback", walkIn);
        assertThat(desk.get(card).body()).contains("/uz/feedback/" + token, "How was your visit?");
        assertThat(new Visitor(port).get("/uz/feedback/" + token).status()).isEqualTo(200);
        assertThat(desk.submit("/staff/feedback-card", "/staff/feedback-card/" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noCardIsHandedOutForWhatWasAnsweredOrForAnotherDay() {
        UUID answered = walkIn("COMPLETED");
        Visitor desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        String card = "/staff/feedback-card/" + answered;
        desk.submit("/staff/feedback-card", card);
        fixtures.jdbc()
                .sql("update counselling.feedback_voucher set used = true where token_hash = ?")
                .param(links.tokenHash(links.token("feedback", answered)))
                .update();
        assertThat(desk.get(card).status()).isEqualTo(404);
        assertThat(desk.get("/staff/feedback-card").body()).doesNotContain("Ticket 7");

        AppointmentId yesterday = fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre),
                Instant.now().minus(Duration.ofDays(1)),
                Map.of("state", "COMPLETED"));
        fixtures.insert(
                "counselling.feedback_voucher",
                Fixtures.row(
                        "token_hash",
                        links.tokenHash(links.token("feedback", yesterday.id())),
                        "centre_id",
                        centre.id().id(),
                        "valid_until",
                        LocalDate.now().plusDays(29),
                        "used",
                        false),
                Map.of());
        assertThat(desk.get("/staff/feedback-card/" + yesterday).status()).isEqualTo(404);
        assertThat(desk.submit("/staff/feedback-card", "/staff/feedback-card/" + yesterday)
                        .status())
                .isEqualTo(404);
    }

    private UUID walkIn(String state) {
        UUID id = UUID.randomUUID();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id());
        row.put("day", LocalDate.now(Fixtures.TASHKENT));
        row.put("ticket", 7);
        row.put("language", "uz");
        row.put("state", state);
        row.put("arrived_at", Instant.now());
        row.put("started_at", Instant.now());
        row.put("finished_at", state.equals("COMPLETED") ? Instant.now() : null);
        row.put("counsellor_id", counsellor.id().id());
        row.put("once", UUID.randomUUID());
        fixtures.insert("counselling.walk_in", row, Map.of());
        return id;
    }

    private List<String> columns(String table) {
        return fixtures.jdbc()
                .sql(
                        "select column_name from information_schema.columns where table_schema = 'counselling' and table_name = ?")
                .param(table)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** How many pairs of an answer and a used voucher one transaction has written. */
    private long joined() {
        return fixtures.jdbc()
                .sql("""
                        select count(*) from counselling.feedback f join counselling.feedback_voucher v
                            on v.xmin = f.xmin and v.centre_id = f.centre_id where f.centre_id = ? and v.used
                        """)
                .param(centre.id().id())
                .query(Long.class)
                .single();
    }

    private List<String> ids() {
        return fixtures.jdbc()
                .sql("select id from counselling.feedback where centre_id = ?")
                .param(centre.id().id())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private void answered(int number, LocalDate day) {
        for (int i = 0; i < number; i++) {
            var row = Fixtures.row(
                    "id", UUID.randomUUID(), "centre_id", centre.id().id(), "day", day);
            row.put("language", "uz");
            row.put("clear", 3);
            row.put("useful", 4);
            row.put("respectful", 5);
            row.put("recommend", 5);
            row.put("money", "NO");
            row.put("comment", i == 0 ? "secret words" : null);
            fixtures.insert("counselling.feedback", row, Map.of());
        }
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }

    private String voucher(LocalDate validUntil) {
        String token = links.token("feedback", AppointmentId.next().id());
        fixtures.insert(
                "counselling.feedback_voucher",
                Fixtures.row(
                        "token_hash",
                        links.tokenHash(token),
                        "centre_id",
                        centre.id().id(),
                        "valid_until",
                        validUntil,
                        "used",
                        false),
                Map.of());
        return token;
    }

    private long answers() {
        return fixtures.jdbc()
                .sql("select count(*) from counselling.feedback where centre_id = ?")
                .param(centre.id().id())
                .query(Long.class)
                .single();
    }

    private List<LocalDate> validity(AppointmentId visit) {
        return fixtures.jdbc()
                .sql("select valid_until from counselling.feedback_voucher where token_hash = ?")
                .param(links.tokenHash(links.token("feedback", visit.id())))
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
    }

    private static String[] with(Visitor.Page asked, String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.add("_csrf");
        all.add(asked.value("_csrf").orElse(""));
        return all.toArray(String[]::new);
    }
}
