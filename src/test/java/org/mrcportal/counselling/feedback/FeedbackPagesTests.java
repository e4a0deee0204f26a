package org.mrcportal.counselling.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.SecretLinks;
import org.mrcportal.shared.Language;
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
