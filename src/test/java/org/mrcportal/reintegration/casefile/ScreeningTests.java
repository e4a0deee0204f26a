package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
import org.springframework.dao.DataAccessException;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class ScreeningTests {

    private static final String WHY = "The shelter takes her tonight, Nodira goes along";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    private final ClientId client = fixtures.client(centre, "Malika Sinovova");
    private final CaseId id = cases.caseFile(centre, client, worker, Map.of("state", "SCREENING"));
    private final String page = "/staff/cases/" + id + "/screening";

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void ofAHouseholdEachPersonIsScreenedAndTheWorstIsShownFirstWithItsCues() {
        Visitor me = signedIn(worker);
        assertThat(me.get(page).body()).as("one person").doesNotContain("Who is it about?");
        UUID son = relative("CHILD", "Davron Sinovov", null);
        UUID stranger = relative(
                cases.caseFile(centre, fixtures.client(centre), worker, Map.of()), "CHILD", "Olim Misolov", null);
        assertThat(me.get(page).body()).contains("Who is it about?", "Davron Sinovov · child", "Malika Sinovova");
        screen(me, null, "WAGES_WITHHELD");
        screen(me, son, "CHILD_ALONE");
        var wrong = me.submit(page, page, "once", once(), "person", stranger.toString(), "SUICIDE", "YES");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).contains("Choose the person it is about").doesNotContain("Olim");
        assertThat(count("screening where case_id = ? and of_client and member_id is null", id.id()))
                .isOne();
        assertThat(count("screening where case_id = ? and not of_client and member_id = ?", id.id(), son))
                .isOne();
        me.get("/staff/cases/" + id);
        Statements.forget();
        String file = me.get("/staff/cases/" + id).body();
        assertThat(Statements.seen()).as(String.join("\n", Statements.seen())).hasSizeLessThanOrEqualTo(10);
        assertThat(file)
                .containsSubsequence(
                        "id=\"risks\"",
                        "Davron Sinovov",
                        "strong signs",
                        "Is a child without",
                        "possible signs",
                        "Wages were not paid");
        screen(me, son, "OVERTIME");
        screen(me, null);
        assertThat(me.get("/staff/cases/" + id).body())
                .as("of each the latest")
                .containsSubsequence("Davron Sinovov", "possible signs", "no signs")
                .doesNotContain("strong signs", "Wages were not paid");
        me.get(page);
        Statements.forget();
        String all = me.get(page).body();
        assertThat(Statements.seen()).as(String.join("\n", Statements.seen())).hasSizeLessThanOrEqualTo(10);
        assertThat(all).contains("Earlier screenings", "Is a child without");
        me.submit("/staff/cases/" + id + "/household", "/staff/cases/" + id + "/household/" + son + "/remove");
        assertThat(me.get(page).body()).contains("Somebody who has been taken out of the household");
        assertThat(me.get("/staff/cases/" + id).body()).contains("no signs").doesNotContain("possible signs", "Davron");
    }

    @Test
    void theGravestSignLeadsToTheReferralThatHelpsAgainstIt() {
        Visitor me = signedIn(worker);
        UUID son = relative("CHILD", "Davron Sinovov", null);
        cases.partner(centre, worker, Map.of("services", new String[] {"CHILD_PROTECTION"}));
        screen(me, son, "MEDICAL", "CHILD_ALONE");
        assertThat(me.get(page).body())
                .as("somebody must be on record first")
                .contains("register the person in the household first")
                .doesNotContain("/referrals/new");
        me.submit("/staff/cases/" + id + "/household", "/staff/cases/" + id + "/household/" + son + "/register");
        UUID registered = fixtures.jdbc()
                .sql("select client_id from reintegration.household_member where id = ?")
                .param(son)
                .query(UUID.class)
                .single();
        String link =
                "/staff/cases/" + id + "/referrals/new?service=CHILD_PROTECTION&urgency=IMMEDIATE&client=" + registered;
        assertThat(me.get(page).body()).contains(link.replace("&", "&amp;"));
        var form = me.get(link);
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body())
                .containsPattern("value=\"IMMEDIATE\" name=\"urgency\" checked")
                .containsPattern("value=\"" + registered + "\" name=\"person\" checked");
    }

    @Test
    void strongSignsOfAPersonAskTheSupervisorsOnceHoweverManyScreenAtOnce() throws Exception {
        UUID son = relative("CHILD", "Davron Sinovov", null);
        Visitor mine = signedIn(worker);
        Visitor outside = signedIn(colleague);
        mine.get(page);
        outside.get(page);
        try (var all = Executors.newFixedThreadPool(4)) {
            Callable<Visitor.Page> first = () -> screen(mine, null, "SUICIDE");
            Callable<Visitor.Page> second = () -> screen(outside, null, "LOCKED_IN");
            for (var sent : all.invokeAll(List.of(first, second, first, second))) {
                assertThat(sent.get().status()).isEqualTo(303);
            }
        }
        assertThat(count("screening where case_id = ?", id.id())).isEqualTo(4);
        assertThat(count(
                        "task where case_id = ? and kind = 'STRONG_SCREENING' and assignee_id is null and text is null"
                                + " and due_at between now() + interval '23 hours' and now() + interval '25 hours'",
                        id.id()))
                .isOne();
        screen(outside, son, "CHILD_ALONE");
        assertThat(count("task where case_id = ? and person_id = ? and done_at is null", id.id(), son))
                .as("another person is another task")
                .isOne();
        assertThat(mine.get("/staff/cases/" + id).body()).contains("Look at a case soon");
        assertThat(outside.get("/staff/cases/" + id).body()
                        + outside.get("/staff/tasks").body())
                .as("whether others have found anything is not told")
                .doesNotContain("Look at a case soon");
        Visitor supervisor = signedIn(manager);
        UUID task = fixtures.jdbc()
                .sql("select id from reintegration.task where case_id = ? and person_id is null")
                .param(id.id())
                .query(UUID.class)
                .single();
        String decision = "/staff/tasks/" + task + "/decision";
        assertThat(supervisor
                        .submit("/staff/tasks", "/staff/tasks/" + task + "/done")
                        .location())
                .as("no bare tick")
                .endsWith(decision);
        assertThat(open(task)).isTrue();
        decide(supervisor, decision, "WATCH", "We ring her each day until Friday");
        assertThat(open(task)).isFalse();
        screen(outside, null, "SUICIDE");
        assertThat(count("task where case_id = ? and kind = 'STRONG_SCREENING' and person_id is null", id.id()))
                .as("once somebody has looked, the next is asked for anew")
                .isEqualTo(2);
        assertThat(supervisor
                        .submit("/staff/tasks", "/staff/tasks/" + task + "/undone")
                        .status())
                .isEqualTo(303);
        assertThat(count("task where case_id = ? and person_id is null and done_at is null", id.id()))
                .isOne();
        assertThat(open(task)).as("a decision stays").isFalse();
    }

    @Test
    void aSupervisorDecidesWithWordsThatTheTeamReadsWithTheScreeningAndNobodyElse() {
        Visitor me = signedIn(worker);
        Visitor outside = signedIn(colleague);
        screen(outside, null, "LOCKED_IN");
        String decision = "/staff/tasks/" + strongSigns() + "/decision";
        Visitor supervisor = signedIn(manager);
        Visitor.Page form = supervisor.get("/staff/tasks");
        assertThat(form.body())
                .contains("href=\"" + decision + "\"")
                .doesNotContain(decision.replace("decision", "done"));
        Visitor.Page refused = supervisor.submit(decision, decision, "once", once(), "words", "too short");
        assertThat(refused.body())
                .contains("Choose what you decide", "Write between 10 and 2,000 letters", "too short");
        String once = once();
        for (int i = 0; i < 2; i++) {
            assertThat(supervisor
                            .submit(decision, decision, "once", once, "decision", "REFER", "words", WHY)
                            .status())
                    .isEqualTo(303);
        }
        assertThat(count(
                        "signs_decision where case_id = ? and author_id = ?",
                        id.id(),
                        manager.id().id()))
                .isOne();
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where action = 'SIGNS_DECIDED' and subject = ?")
                        .param(decision.replace("/staff/tasks/", "task:").replace("/decision", ""))
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(me.get(page).body())
                .contains(manager.name() + " decided", "The person is referred to somebody who helps", WHY)
                .doesNotContain("A supervisor has a task to look");
        assertThat(me.get("/staff/cases/" + id).body())
                .contains("A supervisor decided on")
                .doesNotContain(WHY);
        assertThat(outside.get(page).body()).contains("strong signs").doesNotContain(WHY, "decided");
        assertThat(outside.get("/staff/cases/" + id).body()).doesNotContain("A supervisor decided on", WHY);
        assertThat(outside.get(decision).status())
                .as("not even that it was asked")
                .isEqualTo(404);
        assertThat(supervisor.get("/staff/tasks").body()).contains("Done lately", "The decision");
        decide(supervisor, decision, "AUTHORITIES", "The police of Yunusabad know of it");
        assertThat(me.get(page).body()).as("more is said, nothing is changed").contains(WHY, "Yunusabad");
        Visitor second = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        Visitor.Page late = second.submit(
                "/staff/tasks", decision, "once", once(), "decision", "NO_DANGER", "words", "I know the family well");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("I know the family well");
        assertThat(me.submit("/staff/tasks", decision, "once", once(), "decision", "NO_DANGER", "words", WHY)
                        .status())
                .as("the team does not decide")
                .isIn(403, 409);
    }

    @Test
    void whoScreenedDoesNotDecideUnlessNobodyElseCan() {
        Visitor supervisor = signedIn(manager);
        screen(supervisor, null, "LOCKED_IN");
        String decision = "/staff/tasks/" + strongSigns() + "/decision";
        assertThat(supervisor.get(decision).body()).as("nobody else").contains("What do you decide?");
        cases.focalPoint(centre, colleague);
        assertThat(supervisor.get(decision).body())
                .contains("You screened this person yourself")
                .doesNotContain("What do you decide?");
        assertThat(supervisor
                        .submit("/staff/tasks", decision, "once", once(), "decision", "NO_DANGER", "words", WHY)
                        .status())
                .isEqualTo(403);
        assertThatExceptionOfType(DataAccessException.class)
                .as("the database holds it")
                .isThrownBy(() -> fixtures.jdbc()
                        .sql("""
                                with reader as (select set_config('portal.centres', ?, true), set_config('portal.reader', ?, true))
                                insert into reintegration.signs_decision (id, task_id, decision, words, author_id, made_at, once)
                                select uuidv7(), ?, 'WATCH', '', ?, now(), uuidv7() from reader
                                """)
                        .params(
                                "{" + centre.id() + "}",
                                manager.id().toString(),
                                strongSigns(),
                                manager.id().id())
                        .update())
                .withMessageContaining("Somebody else decides");
        Visitor focal = signedIn(colleague);
        assertThat(focal.get("/staff/tasks").body()).contains("Look at a case soon");
        decide(focal, decision, "NO_DANGER", WHY);
        assertThat(focal.get(page).body()).contains("There is no danger", WHY);
    }

    @Test
    void strongSignsWaitForADecisionWhateverBecomesOfTheCase() {
        Visitor me = signedIn(worker);
        screen(me, null, "LOCKED_IN");
        UUID task = strongSigns();
        String closing = "/staff/cases/" + id + "/closing";
        Visitor.Page form = me.get(closing);
        assertThat(form.body())
                .contains("Supervisors are still asked to decide something")
                .doesNotContain("task is not done");
        assertThat(me.submit(
                                closing,
                                closing,
                                "once",
                                form.value("once").orElseThrow(),
                                "version",
                                form.value("version").orElseThrow(),
                                "reason",
                                "WITHDREW",
                                "tasks",
                                "CANCEL")
                        .status())
                .isEqualTo(303);
        assertThat(count("case_file where id = ? and state = 'CLOSED'", id.id()))
                .isOne();
        assertThat(open(task)).isTrue();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> fixtures.jdbc()
                        .sql("update reintegration.task set done_at = now() where id = ?")
                        .param(task)
                        .update())
                .withMessageContaining("Strong signs wait for a decision");
        decide(signedIn(manager), "/staff/tasks/" + task + "/decision", "WATCH", WHY);
        assertThat(open(task)).isFalse();
        assertThat(me.get(page).body()).as("in a closed case, too").contains(WHY);
    }

    @Test
    void ofAProtectedCaseWithoutAFocalPointWhoStandsInForTheCaseWorkerDecides() {
        screen(signedIn(worker), null, "LOCKED_IN");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(id.id())
                .update();
        String decision = "/staff/tasks/" + strongSigns() + "/decision";
        assertThat(signedIn(manager).get(decision).status()).isEqualTo(404);
        assertThat(signedIn(worker).get(decision).body()).as("nobody else").contains("What do you decide?");
        cases.cover(
                centre,
                worker,
                colleague,
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3600));
        assertThat(signedIn(worker).get(decision).body()).contains("You screened this person yourself");
        Visitor inPlace = signedIn(colleague);
        assertThat(inPlace.get("/staff/tasks").body()).contains("href=\"" + decision + "\"");
        decide(inPlace, decision, "WATCH", WHY);
    }

    private UUID strongSigns() {
        return fixtures.jdbc()
                .sql("select id from reintegration.task where case_id = ? and kind = 'STRONG_SCREENING'")
                .param(id.id())
                .query(UUID.class)
                .single();
    }

    private boolean open(UUID task) {
        return count("task where id = ? and done_at is null", task) == 1;
    }

    private static void decide(Visitor supervisor, String decision, String what, String words) {
        var sent = supervisor.submit(decision, decision, "once", once(), "decision", what, "words", words);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
    }

    @Test
    void aClosedCaseAndOneThatAnEmergencyOpenedOfferNothingThatWouldBeRefused() {
        relative("CHILD", "Davron Sinovov", null);
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        relative(kept, "SPOUSE", "Karim Sinovov", null);
        cases.glass(centre, client, colleague, Instant.now().minusSeconds(60));
        Visitor me = signedIn(worker);
        Visitor inNeed = signedIn(colleague);
        for (String part : List.of("", "/edit", "/household", "/screening")) {
            assertThat(inNeed.get("/staff/cases/" + kept + part).body())
                    .as(part)
                    .contains("opened it in an emergency")
                    .doesNotContain("<form method=\"post\" action=\"/staff/cases/" + kept, "/consents\"", "Change</a>");
            assertThat(me.get("/staff/cases/" + kept + part).body())
                    .as(part)
                    .contains(part.isEmpty() ? "Change</a>" : "action=\"/staff/cases/" + kept);
        }
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(id.id())
                .update();
        for (String part : List.of("", "/edit", "/household", "/screening")) {
            assertThat(me.get("/staff/cases/" + id + part).body())
                    .as(part)
                    .doesNotContain("action=\"/staff/cases/" + id, "Change</a>", "Screen for risks");
        }
        var late = me.submit("/staff/cases", page, "once", once(), "SUICIDE", "YES", "WAGES_WITHHELD", "NO");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body())
                .contains("What you had written", "the case was closed", "Malika Sinovova")
                .contains("held back: No\nSpeaks of not wanting to live: Yes")
                .doesNotContain(": Not known", "SUICIDE");
        assertThat(me.submit("/staff/cases", "/staff/cases/" + id + "/edit", "type", "FORCED", "language", "uz")
                        .status())
                .isEqualTo(409);
        assertThat(count("screening where case_id = ?", id.id())).isZero();
    }

    @Test
    void whatWasNoticedAboutAPersonGoesWithThePersonAndFollowsTheRecordThatSurvives() {
        ClientId son = fixtures.client(centre, "Davron Sinovov");
        UUID member = relative("CHILD", null, son);
        Visitor me = signedIn(worker);
        screen(me, member, "CHILD_ALONE");
        screen(me, null, "OVERTIME");
        ClientId twin = fixtures.client(centre, "Davron Sinovov");
        fixtures.jdbc()
                .sql("update clients.client set merged_into = ? where id = ?")
                .params(twin.id(), son.id())
                .update();
        assertThat(me.get("/staff/cases/" + id).body()).contains("strong signs", "Is a child without");
        UUID asked = strongSigns();
        assertThat(open(asked)).isTrue();
        forget(twin);
        assertThat(open(asked)).as("nothing is left to decide about").isFalse();
        assertThat(count("screening where case_id = ? and member_id = ?", id.id(), member))
                .isZero();
        assertThat(count("screening where case_id = ?", id.id()))
                .as("of the others nothing is lost")
                .isOne();
    }

    @Test
    void whatWasNoticedAboutSomebodyWhoLeftTheHouseholdGoesWithThePerson() {
        ClientId son = fixtures.client(centre, "Davron Sinovov");
        UUID member = relative("CHILD", null, son);
        Visitor me = signedIn(worker);
        screen(me, member, "CHILD_ALONE");
        screen(me, null, "OVERTIME");
        fixtures.jdbc()
                .sql("delete from reintegration.household_member where id = ?")
                .param(member)
                .update();
        assertThat(count("screening where case_id = ?", id.id())).isEqualTo(2);
        forget(son);
        assertThat(count("screening where case_id = ? and not of_client", id.id()))
                .isZero();
        assertThat(count("screening where case_id = ?", id.id())).isOne();
    }

    private void forget(ClientId person) {
        fixtures.jdbc()
                .sql("""
                        select set_config('portal.centres', ?, false), reintegration.forget_person(?)
                        """)
                .params("{" + centre.id() + "}", person.id())
                .query((row, number) -> true)
                .single();
    }

    private Visitor.Page screen(Visitor visitor, @Nullable UUID person, String... cues) {
        String[] fields = new String[4 + 2 * cues.length + 2];
        fields[0] = "once";
        fields[1] = once();
        fields[2] = person == null ? "nothing" : "person";
        fields[3] = Objects.toString(person, "");
        fields[4] = "BAD_CONDITIONS";
        fields[5] = "NO";
        for (int i = 0; i < cues.length; i++) {
            fields[6 + 2 * i] = cues[i];
            fields[7 + 2 * i] = "YES";
        }
        var sent = visitor.submit(page, page, fields);
        assertThat(sent.status()).isEqualTo(303);
        return sent;
    }

    private static String once() {
        return UUID.randomUUID().toString();
    }

    private UUID relative(String relation, @Nullable String name, @Nullable ClientId who) {
        return relative(id, relation, name, who);
    }

    private UUID relative(CaseId file, String relation, @Nullable String name, @Nullable ClientId who) {
        UUID member = UUID.randomUUID();
        var row = Fixtures.row(
                "id", member, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("client_id", who == null ? null : who.id());
        row.put("name", name == null ? null : Fixtures.seal().seal(name, "household.name:" + member));
        row.put("relation", relation);
        row.put("head", false);
        row.put("added_by", worker.id().id());
        row.put("added_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.household_member", row, Map.of());
        fixtures.jdbc()
                .sql("update reintegration.case_file set household = true where id = ?")
                .param(file.id())
                .update();
        return member;
    }

    private long count(String where, Object... values) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration." + where)
                .params(values)
                .query(Long.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
