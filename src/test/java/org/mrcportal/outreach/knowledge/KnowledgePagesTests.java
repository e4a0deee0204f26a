package org.mrcportal.outreach.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Language;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class KnowledgePagesTests {

    /** Of the five statements on legal work: all right. */
    private static final String[] RIGHT = {
        "answers[0]", "FALSE", "answers[1]", "TRUE", "answers[2]", "FALSE", "answers[3]", "TRUE", "answers[4]", "FALSE"
    };

    private static final String[] UNSURE = {
        "answers[0]",
        "UNSURE",
        "answers[1]",
        "TRUE",
        "answers[2]",
        "UNSURE",
        "answers[3]",
        "UNSURE",
        "answers[4]",
        "TRUE"
    };

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final Fixtures.Centre centre;
    private final Fixtures.Staff officer;
    private final SessionId session;
    private final String page;
    private final int port;

    KnowledgePagesTests(@LocalServerPort int port) {
        this.port = port;
        this.centre = fixtures.centre();
        this.officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        this.session = outreach.session(centre, officer, Instant.now().plus(Duration.ofHours(1)));
        this.page = "/staff/sessions/" + session + "/knowledge";
    }

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%' or what = 'knowledge.address'")
                .update();
    }

    @Test
    void fromSeatToResult() {
        Visitor staff = begun();
        for (int seat = 1; seat <= 4; seat++) {
            answerOnce(staff, "BEFORE", seat, UNSURE);
            answerOnce(staff, "AFTER", seat, RIGHT);
        }
        assertThat(staff.get(page).body())
                .contains("4 seats have answered both times")
                .doesNotContain("figure__value");
        typeIn(staff, page + "/paper/before", "5", "21 0 3 2");
        typeIn(staff, page + "/paper/after", "5", "21 0 3 2");
        typeIn(staff, page + "/paper/after", "6", "21212");
        String result = staff.get(page).body();
        // four pairs 1 of 5 → 5 of 5, one pair 3 of 5 twice; the sixth seat has no pair
        assertThat(result).contains(">28%<", ">92%<", ">80%<");
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from outreach.knowledge_sheet where session_id = ?")
                        .param(session.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(11);
    }

    @Test
    void aSeatAnswersOnceHoweverManyPress() throws Exception {
        Visitor staff = begun();
        open(staff, "BEFORE");
        String check = "/tg/check/" + code();
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Visitor person = new Visitor(port);
            var asked = person.get(check);
            tries.add(() ->
                    person.post(check, filled(asked, with(RIGHT, "seat", "7"))).status());
        }
        int taken = 0;
        try (var pool = Executors.newFixedThreadPool(10)) {
            for (var sent : pool.invokeAll(tries)) {
                taken += sent.get() == 303 ? 1 : 0;
                assertThat(sent.get()).isIn(200, 303);
            }
        }
        assertThat(taken).isOne();
    }

    @Test
    void theSameFormSentAgainIsThankedAgain() {
        Visitor staff = begun();
        open(staff, "BEFORE");
        String check = "/ky/check/" + code();
        Visitor person = new Visitor(port);
        var asked = person.get(check + "?seat=3");
        assertThat(asked.body()).contains("value=\"3\"");
        for (int again = 0; again < 2; again++) {
            var sent = person.post(check, filled(asked, with(RIGHT, "seat", "3")));
            assertThat(sent.status()).isEqualTo(303);
            assertThat(sent.location()).endsWith("/thanks");
        }
        assertThat(person.get(check + "/thanks").body()).contains("Рахмат");
        assertThat(person.cookie("portal")).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidBesideTheStatementAndNothingIsLost() {
        Visitor staff = begun();
        open(staff, "AFTER");
        String check = "/ru/check/" + code();
        Visitor person = new Visitor(port);
        var asked = person.get(check);
        var refused = person.post(check, filled(asked, "seat", "900", "answers[1]", "TRUE", "answers[4]", "maybe"));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body()).contains("href=\"#seat\"", "href=\"#answers[0]\"", "href=\"#answers[4]\"");
        assertThat(refused.body()).containsPattern("value=\"TRUE\"[^>]*checked");
        assertThat(person.post(check, filled(asked, "seat", "x".repeat(100_000), "answers[200]", "\u0000"))
                        .status())
                .isEqualTo(400);
        assertThat(person.post(check, filled(asked, "seat", "x".repeat(100_000), "answers[200]", "TRUE"))
                        .status())
                .isEqualTo(400);
        assertThat(person.post(check, filled(asked, "seat", "x".repeat(100_000)))
                        .status())
                .isEqualTo(200);
        assertThat(person.get("/uz/check/ZZZZ9999").status()).isEqualTo(404);
        assertThat(person.get("/uz/check/x").status()).isEqualTo(404);
    }

    @Test
    void closedQuestionsTakeNothing() {
        Visitor staff = begun();
        open(staff, "BEFORE");
        String check = "/en/check/" + code();
        Visitor person = new Visitor(port);
        var asked = person.get(check);
        open(staff, "AFTER");
        assertThat(person.post(check, filled(asked, with(RIGHT, "seat", "3"))).body())
                .contains("Now that you have heard it");
        open(staff, "");
        assertThat(person.post(check, filled(asked, with(RIGHT, "seat", "3"))).body())
                .contains("not open at the moment");
        assertThat(outreach.attendances(session)).isZero();
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from outreach.knowledge_sheet where session_id = ?")
                        .param(session.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theQuestionsCloseThemselvesSixHoursAfterTheSession() {
        Visitor staff = begun();
        open(staff, "AFTER");
        String check = "/en/check/" + code();
        Visitor person = new Visitor(port);
        var asked = person.get(check);
        endedBefore(Duration.ofHours(6).minusMinutes(5));
        assertThat(person.post(check, filled(asked, with(RIGHT, "seat", "3"))).status())
                .isEqualTo(303);
        endedBefore(Duration.ofHours(6).plusMinutes(5));
        assertThat(person.get(check).body()).contains("not open at the moment");
        assertThat(person.post(check, filled(asked, with(RIGHT, "seat", "4"))).body())
                .contains("not open at the moment");
        assertThat(sheets()).isEqualTo(1);
    }

    @Test
    void aCancelledSessionAsksNothing() {
        Visitor staff = begun();
        open(staff, "BEFORE");
        String check = "/en/check/" + code();
        Visitor person = new Visitor(port);
        var asked = person.get(check);
        fixtures.jdbc()
                .sql("update outreach.awareness_session set state = 'CANCELLED', cancelled_at = now() where id = ?")
                .param(session.id())
                .update();
        assertThat(person.post(check, filled(asked, with(RIGHT, "seat", "3"))).body())
                .contains("not open at the moment");
        assertThat(sheets()).isZero();
    }

    @Test
    void oneAddressCannotAnswerWithoutEnd() {
        Visitor staff = begun();
        open(staff, "BEFORE");
        String check = "/en/check/" + code();
        Visitor person = new Visitor(port);
        var asked = person.get(check);
        assertThat(person.post(check, filled(asked, with(RIGHT, "seat", "3"))).status())
                .isEqualTo(303);
        fixtures.jdbc()
                .sql("update portal.attempt set tries = 1000 where what = 'knowledge.address'")
                .update();
        assertThat(person.post(check, filled(asked, with(RIGHT, "seat", "4"))).status())
                .isEqualTo(429);
        assertThat(person.get(check).status()).isEqualTo(200);
        assertThat(sheets()).isEqualTo(1);
    }

    @Test
    void anotherCentreAndAnotherRoleFindNothing() {
        begun();
        Fixtures.Centre elsewhere = fixtures.centre();
        Visitor other = signedIn(fixtures.staff(elsewhere, Role.OUTREACH_OFFICER));
        for (String address : List.of(page, page + "/cards", page + "/paper/before")) {
            assertThat(other.get(address).status()).as(address).isEqualTo(404);
        }
        assertThat(signedIn(fixtures.staff(centre, Role.COUNSELLOR)).get(page).status())
                .isEqualTo(403);
        assertThat(signedIn(officer).get("/staff/sessions/x/knowledge").status())
                .isEqualTo(404);
        assertThat(signedIn(officer).get(page + "/paper/never").status()).isEqualTo(404);
    }

    @Test
    void badPaperIsRefusedBesideTheField() {
        Visitor staff = begun();
        String paper = page + "/paper/before";
        var refused = typeIn(staff, paper, "0", "12");
        assertThat(refused.body()).contains("href=\"#seat\"", "href=\"#answers\"", "value=\"12\"");
        typeIn(staff, paper, "8", "21212");
        assertThat(typeIn(staff, paper, "8", "11111").body()).contains("This seat has answered already");
        staff.submit(paper, paper + "/remove", "seat", "8");
        assertThat(typeIn(staff, paper, "8", "11111").status()).isEqualTo(303);
    }

    @Test
    void thePagesKeepTheirBudgets() throws Exception {
        Visitor staff = begun();
        open(staff, "BEFORE");
        for (Language language : Language.values()) {
            Statements.forget();
            var asked = new Visitor(port).get("/" + language.code() + "/check/" + code());
            assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(6);
            assertThat(asked.header("cache-control")).contains("no-store");
            var zipped = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(zipped)) {
                gzip.write(asked.body().getBytes(StandardCharsets.UTF_8));
            }
            assertThat(zipped.size()).as(language.code()).isLessThan(6_000);
        }
        for (String address :
                List.of(page, page + "/cards", page + "/sheet", page + "/poster", page + "/paper/after")) {
            Statements.forget();
            assertThat(staff.get(address).status()).as(address).isEqualTo(200);
            assertThat(Statements.seen()).as(address).hasSizeLessThanOrEqualTo(10);
        }
    }

    private void endedBefore(Duration ago) {
        Instant end = Instant.now().minus(ago);
        fixtures.jdbc()
                .sql("update outreach.awareness_session set starts_at = ?, ends_at = ? where id = ?")
                .params(
                        end.minus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC),
                        end.atOffset(ZoneOffset.UTC),
                        session.id())
                .update();
    }

    private long sheets() {
        return fixtures.jdbc()
                .sql("select count(*) from outreach.knowledge_sheet where session_id = ?")
                .param(session.id())
                .query(Long.class)
                .single();
    }

    private Visitor begun() {
        Visitor staff = signedIn(officer);
        var prepared = staff.submit(page, page, "topic", "LEGAL_WORK", "seats", "30");
        assertThat(prepared.status()).isEqualTo(303);
        return staff;
    }

    private void open(Visitor staff, String phase) {
        staff.submit(page, page + "/open", "phase", phase);
    }

    private void answerOnce(Visitor staff, String phase, int seat, String[] answers) {
        open(staff, phase);
        Visitor person = new Visitor(port);
        String check = "/uz/check/" + code();
        var sent = person.post(check, filled(person.get(check), with(answers, "seat", String.valueOf(seat))));
        assertThat(sent.status()).isEqualTo(303);
    }

    private static Visitor.Page typeIn(Visitor staff, String paper, String seat, String answers) {
        return staff.post(paper, filled(staff.get(paper), "seat", seat, "answers", answers));
    }

    private static String[] filled(Visitor.Page asked, String... fields) {
        List<String> all = new ArrayList<>();
        asked.hidden().forEach(field -> all.addAll(List.of(field[0], field[1])));
        all.addAll(List.of(fields));
        return all.toArray(String[]::new);
    }

    private static String[] with(String[] answers, String... more) {
        List<String> all = new ArrayList<>(List.of(answers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String code() {
        return fixtures.jdbc()
                .sql("select code from outreach.knowledge_round where session_id = ?")
                .param(session.id())
                .query(String.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(who.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
