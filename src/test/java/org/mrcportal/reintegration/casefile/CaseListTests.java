package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class CaseListTests {

    private static final Instant JANUARY = Instant.parse("2026-01-02T07:00:00Z");

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
    private final ClientId client = fixtures.client(centre, "Malika Sinovova");

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void theListGoesOnPageByPageAndWhatIsOverdueComesFirst() {
        CaseId calm = cases.caseFile(centre, client, worker, Map.of());
        CaseId late = cases.caseFile(centre, client, worker, Map.of());
        Instant noon = Instant.parse("2026-11-20T07:00:00Z");
        task(late, noon);
        for (int i = 0; i < CaseList.PAGE; i++) {
            task(cases.caseFile(centre, fixtures.client(centre), worker, Map.of()), noon.plus(Duration.ofDays(i + 1)));
        }
        Visitor me = signedIn(worker);
        Statements.forget();
        String first = me.get("/staff/cases").body();
        assertThat(Statements.seen()).as(String.join("\n", Statements.seen())).hasSizeLessThanOrEqualTo(10);
        assertThat(first).contains(late.toString(), "Overdue:").doesNotContain(calm.toString());
        String second = me.get(me.get("/staff/cases").link("next")).body();
        assertThat(second).contains(calm.toString()).doesNotContain(late.toString());
        assertThat(me.get("/staff/cases?after=nonsense_x&state=PIRATE&which=WHALES")
                        .status())
                .isEqualTo(200);
        for (String far :
                List.of("%2B1000000000-12-31T23:59:59Z", "%2B300000-01-01T00:00:00Z", "-9999-01-01T00:00:00Z")) {
            for (String which : List.of("ALL", "CLOSED")) {
                assertThat(me.get("/staff/cases?which=" + which + "&after=" + far + "_" + new UUID(0, 0))
                                .status())
                        .as(far)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aCaseIsFoundByItsNumberHoweverItIsTypedAndOnlyByWhomItMayBeSeen() {
        CaseId open = cases.caseFile(centre, client, worker, Map.of());
        CaseId closed = cases.caseFile(centre, client, worker, Map.of("state", "CLOSED", "closed_at", Instant.now()));
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        Visitor mine = signedIn(worker);
        Visitor near = signedIn(colleague);
        Visitor far = signedIn(fixtures.staff(fixtures.centre(), Role.CASE_WORKER));
        Visitor counsellor = signedIn(fixtures.counsellor(centre));
        for (CaseId id : List.of(open, closed, kept)) {
            String number = reference(id);
            String spaced = number.toLowerCase(java.util.Locale.ROOT).substring(0, 4) + "%20-%20" + number.substring(4);
            for (String typed : List.of(number, spaced)) {
                for (String search : List.of("/staff/cases?which=MINE&q=", "/staff/clients?q=")) {
                    assertThat(mine.get(search + typed).body()).as(search).contains("href=\"/staff/cases/" + id);
                    assertThat(near.get(search + typed).body().contains("href=\"/staff/cases/" + id))
                            .as(search)
                            .isEqualTo(id != kept);
                    assertThat(far.get(search + typed).body()).doesNotContain("/staff/cases/" + id);
                }
                assertThat(counsellor.get("/staff/clients?q=" + typed).body()).doesNotContain("/staff/cases/" + id);
            }
        }
        for (String nonsense : List.of("x", "%00", "ABCD-123", "9".repeat(5000))) {
            assertThat(mine.get("/staff/cases?q=" + nonsense).status())
                    .as(nonsense)
                    .isIn(200, 400);
        }
        assertThat(mine.get("/staff/cases?q=ABCD-123").body()).contains("eight letters and digits");
        mine.get("/staff/clients?q=x");
        Statements.forget();
        mine.get("/staff/clients?q=" + reference(open));
        assertThat(Statements.seen()).as(String.join("\n", Statements.seen())).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void theListAndItsFileAreFilteredByTypeAndFlagPageByPage() {
        String[] urgent = {"URGENT"};
        for (int i = 0; i <= CaseList.PAGE; i++) {
            cases.caseFile(
                    centre, fixtures.client(centre), worker, Map.of("case_type", "FORCED", "flags", new String[] {
                        "URGENT", "MONEY"
                    }));
        }
        CaseId other = cases.caseFile(centre, client, worker, Map.of("case_type", "FORCED"));
        CaseId another = cases.caseFile(centre, client, worker, Map.of("flags", urgent));
        Visitor me = signedIn(worker);
        String filter = "?which=ALL&type=FORCED&flag=URGENT";
        me.get("/staff/cases" + filter);
        Statements.forget();
        var first = me.get("/staff/cases" + filter);
        assertThat(Statements.seen()).as(String.join("\n", Statements.seen())).hasSizeLessThanOrEqualTo(10);
        var second = me.get(first.link("next"));
        assertThat(count(first.body(), "<th scope=\"row\">")).isEqualTo(CaseList.PAGE);
        assertThat(count(second.body(), "<th scope=\"row\">")).isOne();
        assertThat(first.body() + second.body()).doesNotContain(other.toString(), another.toString());
        assertThat(count(me.get("/staff/cases.csv" + filter).body().strip(), "\n"))
                .isEqualTo(CaseList.PAGE + 1);
        assertThat(count(me.get("/staff/cases?which=ALL&type=X&flag=Y").body(), "<th scope=\"row\">"))
                .as("what is not known filters nothing")
                .isEqualTo(CaseList.PAGE);
        assertThat(me.get("/staff/cases?which=ALL&type=VULNERABLE").body()).contains("No case fits this filter");
    }

    @Test
    void aNewCaseAndOneThatStandsStillAreDueAndLate() {
        CaseId fresh = cases.caseFile(centre, client, worker, Map.of("state", "DRAFT"));
        CaseId id = cases.caseFile(centre, client, worker, Map.of("state", "SCREENING", "opened_at", JANUARY));
        Visitor me = signedIn(worker);
        Visitor manager = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        assertThat(late(me.get("/staff/cases").body())).containsExactly(id.toString());
        assertThat(me.get("/staff/cases").body())
                .containsPattern("5 January 2026</span><br><span>bringing the case on")
                .contains("/staff/cases/" + fresh);
        assertNext(me, id, "/screening", "Do the screening", "5 January 2026");
        assertThat(manager.get("/manage/cases/overdue").body()).contains(id.toString(), "1 overdue case");
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.screening (id, centre_id, case_id, instrument, cues, result, author_id, made_at, once)
                        values (gen_random_uuid(), ?, ?, 1, '{}', 'NONE', ?, now(), gen_random_uuid())
                        """)
                .params(centre.id().id(), id.id(), worker.id().id())
                .update();
        assertNext(me, id, "/assessments", "Finish the first assessments", "1 February 2026");
        for (var stage : Map.of(
                        "ASSESSED", "/plan\">Make the plan",
                        "PLAN_APPROVED", "/plan\">Start on the plan",
                        "REOPENED", "#next\">Decide how the case")
                .entrySet()) {
            stands(id, stage.getKey());
            assertThat(me.get("/staff/cases/" + id).body())
                    .as(stage.getKey())
                    .contains("/staff/cases/" + id + stage.getValue(), "Overdue:", "1 February 2026");
            assertThat(late(me.get("/staff/cases").body())).containsExactly(id.toString());
        }
        for (String state : List.of("ACTIVE", "MONITORING", "CLOSED")) {
            stands(id, state);
            assertThat(me.get("/staff/cases/" + id).body()).as(state).contains("Nothing is planned");
        }
        assertThat(manager.get("/manage/cases/overdue").body()).doesNotContain(id.toString());
    }

    @Test
    void aReopenedCaseThatIsScreenedAgainIsDueFromItsReopening() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of("state", "SCREENING", "opened_at", JANUARY));
        Visitor me = signedIn(worker);
        reopened(id, JANUARY.plus(Duration.ofDays(9)));
        assertNext(me, id, "/screening", "Do the screening", "14 January 2026");
        reopened(id, Instant.now());
        assertThat(me.get("/staff/cases/" + id).body())
                .contains("Do the screening")
                .doesNotContain("Overdue:");
        assertThat(late(me.get("/staff/cases").body())).isEmpty();
    }

    private void reopened(CaseId id, Instant at) {
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.closure (id, centre_id, case_id, reason, closed_by, closed_at,
                                                           reopened_by, reopened_at, once)
                        values (gen_random_uuid(), :centre, :case, 'WITHDREW', :by, :closed, :by, :at, gen_random_uuid())
                        """)
                .param("centre", centre.id().id())
                .param("case", id.id())
                .param("by", worker.id().id())
                .param("closed", JANUARY.atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void aTaskLeadsToWhatItIsAboutFromTheCaseAndFromTheListOfTasks() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        Visitor me = signedIn(worker);
        for (var about : Map.of("DELETION_ASKED", "/deletion", "COURSE_PLACE", "/trainings")
                .entrySet()) {
            fixtures.jdbc()
                    .sql("""
                            insert into reintegration.task (id, version, centre_id, case_id, kind, assignee_id, due_at, created_at, once)
                            values (gen_random_uuid(), 0, ?, ?, ?, ?, now(), now(), gen_random_uuid())
                            """)
                    .params(
                            centre.id().id(),
                            id.id(),
                            about.getKey(),
                            worker.id().id())
                    .update();
            for (String page : List.of("/staff/cases/" + id, "/staff/tasks")) {
                assertThat(me.get(page).body())
                        .as(page)
                        .contains("href=\"/staff/cases/" + id + about.getValue() + "\"");
            }
        }
    }

    private void assertNext(Visitor me, CaseId id, String part, String words, String day) {
        assertThat(me.get("/staff/cases/" + id).body())
                .containsPattern("Overdue:</strong> <a[^>]*href=\"/staff/cases/" + id + part + "\">" + words)
                .contains(day);
    }

    private void stands(CaseId id, String state) {
        fixtures.jdbc()
                .sql("""
                        update reintegration.case_file
                        set state = :state, state_since = :since, closed_at = case when :state = 'CLOSED' then :since end
                        where id = :case
                        """)
                .param("state", state)
                .param("since", JANUARY.atOffset(ZoneOffset.UTC))
                .param("case", id.id())
                .update();
    }

    /** The cases that the list marks as late. */
    private static List<String> late(String list) {
        return Pattern.compile("<tr class=\"late\">\\s*<th[^>]*><a[^>]*href=\"/staff/cases/([^\"]+)\"")
                .matcher(list)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void mineAreTheCasesThatICarryAlsoForSomebodyWhoIsAway() {
        CaseId own = cases.caseFile(centre, client, worker, Map.of());
        CaseId helped = cases.caseFile(centre, client, colleague, Map.of());
        cases.member(centre, helped, worker, colleague);
        Fixtures.Staff away = fixtures.staff(centre, Role.CASE_WORKER);
        CaseId covered = cases.caseFile(centre, client, away, Map.of("protected", true));
        CaseId other = cases.caseFile(centre, client, colleague, Map.of());
        UUID awaited = cases.referral(centre, covered, client, away, Map.of());
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/cases").body())
                .contains(own.toString(), helped.toString())
                .doesNotContain(covered.toString(), other.toString());
        assertThat(me.get("/staff/referrals?whose=MINE").body()).doesNotContain(awaited.toString());
        Instant now = Instant.now();
        cases.cover(centre, away, worker, now.minusSeconds(3600), now.plusSeconds(3600));
        assertThat(me.get("/staff/cases").body())
                .contains(own.toString(), helped.toString(), covered.toString(), away.name())
                .doesNotContain(other.toString());
        assertThat(me.get("/staff/cases?worker=" + away.id()).body())
                .contains(covered.toString())
                .doesNotContain(own.toString(), helped.toString());
        assertThat(me.get("/staff/referrals?whose=MINE").body()).contains(awaited.toString());
        assertThat(me.get("/staff/cases?which=ALL&worker=" + colleague.id()).body())
                .contains(helped.toString(), other.toString())
                .doesNotContain(own.toString(), covered.toString());
        assertThat(me.get("/staff/cases?which=ALL&worker=" + UUID.randomUUID()).body())
                .contains("No case fits this filter");
        assertThat(me.get("/staff/cases?which=ALL&worker=somebody").body()).contains(other.toString());
        assertThat(signedIn(colleague).get("/staff/cases?which=ALL").body())
                .as("whose only cases are kept for their team is nobody to ask for")
                .doesNotContain("value=\"" + away.id() + "\"");
    }

    @Test
    void aCaseIsFoundByTheNameOfThePersonAmongThoseThatMayBeSeen() {
        CaseId open = cases.caseFile(centre, client, worker, Map.of());
        CaseId closed = cases.caseFile(centre, client, worker, Map.of("state", "CLOSED", "closed_at", Instant.now()));
        CaseId kept =
                cases.caseFile(centre, fixtures.client(centre, "Gulbahor Karimova"), worker, Map.of("protected", true));
        CaseId other = cases.caseFile(centre, fixtures.client(centre, "Nodira Usmonova"), colleague, Map.of());
        Visitor me = signedIn(worker);
        Visitor near = signedIn(colleague);
        Visitor far = signedIn(fixtures.staff(fixtures.centre(), Role.CASE_WORKER));
        for (String typed :
                List.of("Malika", "sinovova%20malika", "%D0%9C%D0%B0%D0%BB%D0%B8%D0%BA%D0%B0", cases.code(client))) {
            for (Visitor somebody : List.of(me, near)) {
                assertThat(somebody.get("/staff/cases?q=" + typed).body())
                        .as(typed)
                        .contains(open.toString(), closed.toString())
                        .doesNotContain(kept.toString(), other.toString());
            }
            assertThat(far.get("/staff/cases?q=" + typed).body()).doesNotContain(open.toString());
        }
        assertThat(me.get("/staff/cases?q=Karimova").body())
                .as("eight letters may be a name as well")
                .contains(kept.toString());
        String none = near.get("/staff/cases?q=Karimova").body();
        assertThat(none)
                .contains("No cases here", "href=\"/staff/clients?q=Karimova\"")
                .doesNotContain(kept.toString(), "Gulbahor");
        assertThat(none.replaceAll("[Kk]arimova", "X").replaceAll("_csrf\" value=\"[^\"]+", ""))
                .as("a person whose case is kept for its team is as unknown as nobody")
                .isEqualTo(near.get("/staff/cases?q=Zzyzxova")
                        .body()
                        .replaceAll("[Zz]zyzxova", "X")
                        .replaceAll("_csrf\" value=\"[^\"]+", ""));
        Statements.forget();
        near.get("/staff/cases?q=Malika");
        assertThat(Statements.seen()).as(String.join("\n", Statements.seen())).hasSizeLessThanOrEqualTo(10);
        assertThat(me.get("/staff/cases.csv?q=Malika").body()).contains(cases.reference(open));
    }

    private void task(CaseId id, Instant due) {
        cases.task(centre, id, "OTHER", due, Map.of());
    }

    private static int count(String body, String what) {
        return body.split(Pattern.quote(what), -1).length - 1;
    }

    private String reference(CaseId id) {
        return cases.reference(id);
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
