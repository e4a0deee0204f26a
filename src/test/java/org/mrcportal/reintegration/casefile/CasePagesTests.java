package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
class CasePagesTests {

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
    void thePageSaysWhatIsMissingAndMovesOnOnlyWhenNothingIs() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of("state", "DRAFT"));
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + id;
        assertThat(me.get(page).body())
                .contains("Malika Sinovova", "Next state: Screening", "The person has not agreed")
                .doesNotContain("move the case on");
        assertThat(me.submit(page, page + "/move", "from", "DRAFT", "to", "SCREENING")
                        .location())
                .isEqualTo(page);
        assertThat(state(id)).isEqualTo("DRAFT");
        me.submit(page, "/staff/clients/" + client + "/consents", "purpose", "SERVICE", "from", "cases/" + id);
        var ready = me.get(page);
        assertThat(ready.body()).contains("move the case on").doesNotContain("The person has not agreed");
        me.submit(page, page + "/move", "from", "DRAFT", "to", "SCREENING");
        assertThat(state(id)).isEqualTo("SCREENING");
        assertThat(me.get(page).body()).contains("Moved on: screening", "The client’s own first reintegration survey");
        assertThat(audit("CASE_MOVED")).isOne();
    }

    @Test
    void thePagesOfACaseAreToldApartByTheirTitlesWhichNameNobody() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of("state", "SCREENING"));
        Visitor me = signedIn(worker);
        List<String> titles = Stream.of(
                        "",
                        "/edit",
                        "/household",
                        "/screening",
                        "/assessments",
                        "/plan",
                        "/assistance",
                        "/trainings",
                        "/referrals",
                        "/follow-ups",
                        "/notes",
                        "/team",
                        "/transfer",
                        "/closing")
                .map(part ->
                        me.get("/staff/cases/" + id + part).body().replaceFirst("(?s).*<title>(.*)</title>.*", "$1"))
                .toList();
        assertThat(titles)
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title)
                        .containsPattern("Case [A-Z0-9]{4} [A-Z0-9]{4}")
                        .doesNotContain("Malika"));
    }

    @Test
    void aCaseThatWasMovedMeanwhileIsNotMovedAgain() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of("state", "SCREENING"));
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + id;
        for (String[] move : List.of(
                new String[] {"DRAFT", "SCREENING"},
                new String[] {"SCREENING", "CLOSED"},
                new String[] {"SCREENING", "MONITORING"},
                new String[] {"SCREENING", "nonsense"})) {
            me.submit(page, page + "/move", "from", move[0], "to", move[1]);
        }
        assertThat(state(id)).isEqualTo("SCREENING");
        assertThat(audit("CASE_MOVED")).isZero();
    }

    @Test
    void ofSeveralWhoTakeACaseAtOnceOneHasIt() throws Exception {
        CaseId id = cases.caseFile(centre, client, worker, Fixtures.row("owner_id", null));
        Visitor first = signedIn(worker);
        Visitor second = signedIn(colleague);
        String page = "/staff/cases/" + id;
        first.get(page);
        second.get(page);
        try (var both = Executors.newFixedThreadPool(2)) {
            List<Callable<Visitor.Page>> taking =
                    List.of(() -> first.submit(page, page + "/take"), () -> second.submit(page, page + "/take"));
            for (var taken : both.invokeAll(taking)) {
                assertThat(taken.get().status()).isEqualTo(303);
            }
        }
        assertThat(audit("CASE_TAKEN")).isOne();
        assertThat(first.get("/staff/cases?which=WAITING").body()).doesNotContain(id.toString());
    }

    @Test
    void whoChangesAnOldVersionSeesBothAndOverwritesNothing() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        Visitor me = signedIn(worker);
        Visitor other = signedIn(colleague);
        String edit = "/staff/cases/" + id + "/edit";
        var mine = me.get(edit);
        var theirs = other.get(edit);
        assertThat(other.post(edit, fields(theirs, "from", "DE", "months", "20"))
                        .status())
                .isEqualTo(303);
        var again = me.post(edit, fields(mine, "from", "TR", "months", "9"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("Somebody else has changed this", "Germany", ">20<", "Türkiye", ">9<");
        assertThat(column(id, "returned_from")).isEqualTo("DE");
        assertThat(me.post(edit, fields(again, "from", "TR", "months", "9")).status())
                .isEqualTo(303);
        assertThat(column(id, "returned_from")).isEqualTo("TR");
        assertThat(audit("CASE_CHANGED")).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsSaidBesideItsFieldAndNothingTypedIsLost() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        Visitor me = signedIn(worker);
        String edit = "/staff/cases/" + id + "/edit";
        for (String months : List.of("9999", "-1", "x", "9".repeat(100_000), "1\u0000x")) {
            var answer = me.post(
                    edit,
                    fields(
                            me.get(edit),
                            "from",
                            "XX",
                            "returnedOn",
                            "2999-01-01",
                            "months",
                            months,
                            "type",
                            "PIRATE",
                            "language",
                            "xx"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .contains(
                            "Choose a country from the list",
                            "not in the future",
                            "Write a number of months",
                            "Choose how the person came back",
                            "Choose a language");
        }
        assertThat(column(id, "returned_from")).isEqualTo("RU");
    }

    @Test
    void anotherCentresCaseAndAProtectedOneAreNotThere() {
        Fixtures.Centre elsewhere = fixtures.centre();
        Fixtures.Staff stranger = fixtures.staff(elsewhere, Role.CASE_WORKER, Role.CENTRE_MANAGER);
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        CaseId plain = cases.caseFile(centre, client, worker, Map.of());
        Visitor far = signedIn(stranger);
        Visitor near = signedIn(colleague);
        Visitor owner = signedIn(worker);
        for (String part : List.of("", "/edit")) {
            assertThat(far.get("/staff/cases/" + plain + part).status()).isEqualTo(404);
            assertThat(near.get("/staff/cases/" + kept + part).status()).isEqualTo(404);
            assertThat(owner.get("/staff/cases/" + kept + part).status()).isEqualTo(200);
        }
        for (String post : List.of("/take", "/move", "/edit")) {
            assertThat(near.submit("/staff/cases/" + plain, "/staff/cases/" + kept + post)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(near.get("/staff/cases?which=ALL").body())
                .contains(plain.toString())
                .doesNotContain(kept.toString());
        assertThat(near.get("/staff/clients/" + client).body())
                .contains(plain.toString())
                .doesNotContain(kept.toString());
        assertThat(owner.get("/staff/cases?which=ALL").body()).contains(kept.toString());
        String file = new String(
                owner.get("/staff/cases.csv?which=ALL").body().getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
        assertThat(file).contains("Active").doesNotContain("Malika", reference(kept));
        assertThat(owner.get("/staff/cases/not-a-case").status()).isIn(400, 404);
        assertThat(owner.get("/staff/cases/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void thePageStaysSmallHoweverLongTheHistoryIs() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        UUID step =
                cases.step(centre, id, worker, "Ўқув маркази билан келишиб, ҳунар ўрганиш учун жой топиш ".repeat(5));
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.case_event (id, centre_id, case_id, at, kind, staff_id, subject_id)
                        select gen_random_uuid(), :centre, :case, timestamptz '2026-03-15 12:00Z' + (n / 50) * interval '1 hour',
                               (array['CHANGED', 'HELP_DELIVERED', 'STEP_DONE', 'FOLLOW_UP_NOT_REACHED'])[n % 4 + 1], :staff, :step
                        from generate_series(1, 5000) n
                        """)
                .param("centre", centre.id().id())
                .param("case", id.id())
                .param("staff", worker.id().id())
                .param("step", step)
                .update();
        for (int i = 0; i < 30; i++) {
            fixtures.consultation(
                    centre,
                    fixtures.counsellor(centre),
                    client,
                    Instant.parse("2026-03-02T07:00:00Z").plus(Duration.ofDays(i)));
            task(id, Instant.parse("2026-11-20T07:00:00Z").plus(Duration.ofDays(i)));
        }
        Visitor me = signedIn(worker);
        me.get("/staff/cases/" + id);
        Statements.forget();
        var page = me.get("/staff/cases/" + id);
        assertThat(Statements.seen()).as(String.join("\n", Statements.seen())).hasSizeLessThanOrEqualTo(10);
        assertThat(page.body()).contains("Ўқув маркази билан");
        int seen = 0;
        int visits = 0;
        Visitor.Page at = page;
        for (int pages = 0; pages < 400; pages++) {
            assertThat(at.body().getBytes(StandardCharsets.UTF_8).length)
                    .as("page %s", pages)
                    .isLessThanOrEqualTo(25 * 1024);
            seen += count(at.body(), "moj-timeline__title");
            visits += count(at.body(), "Consultation");
            if (!at.body().contains("rel=\"next\"")) {
                break;
            }
            at = me.get(at.link("next"));
        }
        assertThat(visits).isEqualTo(30);
        assertThat(seen).isEqualTo(5000 + visits);
    }

    @Test
    void theTimelineShowsOneKindOnlyWhereThatIsAskedFor() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        fixtures.consultation(centre, fixtures.counsellor(centre), client, Instant.parse("2026-03-02T07:00:00Z"));
        Visitor other = signedIn(colleague);
        other.get("/staff/cases/" + id);
        Visitor me = signedIn(worker);
        String all = me.get("/staff/cases/" + id).body();
        assertThat(all).contains("Looked at the case", colleague.name(), "Consultation");
        assertThat(me.get("/staff/cases/" + id + "?show=VISITS").body())
                .contains("Consultation")
                .doesNotContain("Looked at the case");
        assertThat(me.get("/staff/cases/" + id + "?show=VIEWS").body())
                .contains("Looked at the case", worker.name())
                .doesNotContain("Consultation");
        assertThat(me.get("/staff/cases/" + id + "?show=x&before=9999999999999999-01-01_4")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatWasSaidAboutAStepIsAThingToDoAndLateAfterThreeDays() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        UUID step = cases.step(centre, id, worker, "Call the college");
        Instant said = Instant.parse("2026-11-02T07:00:00Z");
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.step_word (id, centre_id, case_id, action_id, said_by, word, said_at)
                        values (?, ?, ?, ?, 'CLIENT', 'IMPOSSIBLE', ?)
                        """)
                .params(UUID.randomUUID(), centre.id().id(), id.id(), step, said.atOffset(java.time.ZoneOffset.UTC))
                .update();
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/cases/" + id).body())
                .containsPattern("Overdue:</strong> <a[^>]*href=\"/staff/cases/" + id
                        + "/plan\">The client says that a step is not possible")
                .contains("5 November 2026");
        assertThat(me.get("/staff/cases").body()).contains("class=\"late\"", "5 November 2026");
        said("CONFIRMED", id);
        assertThat(me.get("/staff/cases/" + id).body()).contains("A partner says that it will do a step");
        said("REFUSED", id);
        assertThat(me.get("/staff/cases/" + id).body()).contains("A partner cannot do a step");
        Visitor manager = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        assertThat(manager.get("/manage/cases/overdue").body()).contains(id.toString());
        fixtures.jdbc()
                .sql("update reintegration.step_word set settled_at = now(), settled_by = ?, accepted = false")
                .param(worker.id().id())
                .update();
        assertThat(me.get("/staff/cases/" + id).body()).doesNotContain("The client says", "Overdue");
    }

    /** What only few may know of stays bare, also for those few: the page lies open on desks, and is printed. */
    @Test
    void theTimelineSaysWhichStepAssistanceOrCourseItTellsOf() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        UUID step = cases.step(centre, id, worker, "Ask at the college whether there is a place " + "x".repeat(100));
        UUID course = cases.course(centre, worker, Map.of("name", "Welding for beginners"));
        UUID enrolment = cases.enrolment(centre, id, client, course, worker, Map.of());
        UUID sensitive = UUID.randomUUID();
        fixtures.jdbc().sql("""
                        insert into reintegration.action (id, version, centre_id, case_id, goal_id, kind, text, doer, due_on, state,
                            state_since, position, once, sensitive)
                        select ?, version, centre_id, case_id, goal_id, kind, 'A bed for the night', doer, due_on, 'DONE',
                               state_since, 2, gen_random_uuid(), true
                        from reintegration.action where id = ?
                        """).params(sensitive, step).update();
        UUID open = assistance(id, null, "A sewing machine");
        UUID hidden = assistance(id, sensitive, "Locks for the door");
        Map.of(
                        step, "STEP_STARTED",
                        sensitive, "STEP_DONE",
                        open, "HELP_REQUESTED",
                        hidden, "HELP_APPROVED",
                        enrolment, "TRAINING_ENROLLED")
                .forEach((subject, kind) -> event(id, kind, subject));
        String page = signedIn(worker).get("/staff/cases/" + id).body();
        assertThat(page.substring(page.indexOf("id=\"timeline\"")))
                .contains(
                        "Ask at the college whether there is a place x",
                        "x…<",
                        "Welding for beginners",
                        "A sewing machine")
                .doesNotContain("A bed for the night", "Locks for the door", "x".repeat(80));
        assertThat(page).contains("href=\"/staff/cases/" + id + "/plan\"");
        assertThat(signedIn(colleague).get("/staff/cases/" + id).body()).doesNotContain("A bed for the night", "Locks");
    }

    private UUID assistance(CaseId id, @Nullable UUID step, String text) {
        UUID one = UUID.randomUUID();
        fixtures.insert(
                "reintegration.assistance",
                Fixtures.row(
                        "id",
                        one,
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        id.id(),
                        "action_id",
                        step,
                        "kind",
                        "TOOLS",
                        "form",
                        "IN_KIND",
                        "text",
                        text,
                        "cost",
                        java.math.BigDecimal.ZERO,
                        "currency",
                        "UZS",
                        "state",
                        "REQUESTED",
                        "requested_by",
                        worker.id().id(),
                        "requested_at",
                        Instant.now(),
                        "once",
                        one),
                Map.of());
        return one;
    }

    private void event(CaseId id, String kind, UUID subject) {
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id)
                        values (gen_random_uuid(), ?, ?, now(), ?, ?)
                        """)
                .params(centre.id().id(), id.id(), kind, subject)
                .update();
    }

    @Test
    void whatIsToBeDoneLeadsToItsPartOfTheCaseAndMoreCanBeAdded() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        Instant due = Instant.parse("2026-11-20T07:00:00Z");
        cases.task(centre, id, "REFERRAL_OVERDUE", due, Map.of());
        cases.task(centre, id, "COURSE_PLACE", due, Map.of());
        cases.task(centre, id, "TEAM_CHANGED", due, Map.of());
        String own = "/staff/cases/" + id;
        Visitor me = signedIn(worker);
        assertThat(me.get(own).body())
                .contains(
                        own + "/referrals\">Ask the partner of a referral again",
                        own + "/trainings\">Tell the person",
                        "/staff/tasks\">Somebody changed the team",
                        "/staff/tasks?case=" + id,
                        "/staff/appointments/new?client=" + client);
        assertThat(me.get("/staff/tasks?case=" + id).status()).isEqualTo(200);
        assertThat(me.get("/staff/appointments/new?client=" + client).status()).isEqualTo(200);
    }

    @Test
    void aTaskThatSomebodyCalledByOneWordIsCalledByIt() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of());
        cases.task(centre, id, "OWN", Instant.parse("2026-11-20T07:00:00Z"), Map.of("text", "SOS"));
        assertThat(signedIn(worker).get("/staff/cases/" + id).body()).contains(">SOS</a>");
    }

    @Test
    void aCaseIsWorkedOnAgainAfterMonitoring() {
        CaseId id = cases.caseFile(centre, client, worker, Map.of("state", "MONITORING"));
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + id;
        assertThat(me.get(page).body()).contains("name=\"to\" value=\"ACTIVE\"");
        assertThat(me.submit(page, page + "/move", "from", "MONITORING", "to", "ACTIVE")
                        .location())
                .isEqualTo(page);
        assertThat(me.get(page).body()).contains("Something is still missing");
        me.submit(page, "/staff/clients/" + client + "/consents", "purpose", "SERVICE", "from", "cases/" + id);
        UUID step = cases.step(centre, id, worker, "Call the college");
        fixtures.jdbc()
                .sql("update reintegration.action set state = 'STARTED' where id = ?")
                .param(step)
                .update();
        fixtures.jdbc().sql("""
                        update reintegration.plan
                        set agreed_on = date '2026-11-02', agreed_how = 'ORAL', first_approved_at = now() where case_id = ?
                        """).param(id.id()).update();
        me.submit(page, page + "/move", "from", "MONITORING", "to", "ACTIVE");
        assertThat(state(id)).isEqualTo("ACTIVE");
    }

    private void said(String word, CaseId id) {
        fixtures.jdbc()
                .sql("update reintegration.step_word set said_by = 'PARTNER', word = ? where case_id = ?")
                .params(word, id.id())
                .update();
    }

    private void task(CaseId id, Instant due) {
        fixtures.insert(
                "reintegration.task",
                Fixtures.row(
                        "id",
                        UUID.randomUUID(),
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        id.id(),
                        "kind",
                        "OTHER",
                        "text",
                        "Call the college",
                        "due_at",
                        due,
                        "created_at",
                        due.minus(Duration.ofDays(3)),
                        "once",
                        UUID.randomUUID()),
                Map.of());
    }

    private static int count(String body, String what) {
        return body.split(java.util.regex.Pattern.quote(what), -1).length - 1;
    }

    /** A voluntary return from Russia, as the form at hand would send it, with other values for some fields. */
    private static String[] fields(Visitor.Page page, String... namesAndValues) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "type", "VOLUNTARY",
                "from", "RU",
                "returnedOn", "2026-06-01",
                "months", "14",
                "language", "uz",
                "version", page.value("version").orElseThrow(),
                "_csrf", page.value("_csrf").orElseThrow()));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return all.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private String state(CaseId id) {
        return column(id, "state");
    }

    private String reference(CaseId id) {
        return column(id, "reference");
    }

    private String column(CaseId id, String name) {
        return fixtures.jdbc()
                .sql("select " + name + " from reintegration.case_file where id = ?")
                .param(id.id())
                .query(String.class)
                .single();
    }

    private long audit(String action) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where action = ? and centre_id = ?")
                .params(action, centre.id().id())
                .query(Long.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
