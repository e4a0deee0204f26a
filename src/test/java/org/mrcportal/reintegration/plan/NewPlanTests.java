package org.mrcportal.reintegration.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
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
import org.mrcportal.reintegration.Money;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class NewPlanTests {

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff member = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    private final ClientId client = fixtures.client(centre);
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of("state", "ACTIVE"));
    private final UUID fund = cases.fund(centre, worker, Map.of());
    private final String plan = "/staff/cases/" + file + "/plan";
    private final UUID oven = cases.step(
            centre,
            file,
            worker,
            Map.of(
                    "text",
                    "Oven",
                    "kind",
                    "NON_CASH",
                    "cost",
                    new BigDecimal("300"),
                    "currency",
                    "USD",
                    "fund_id",
                    fund));
    private final UUID former = one("select id from reintegration.plan where case_id = ?");

    @LocalServerPort
    int port;

    @BeforeEach
    void aPlanIsUnderWay() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%' or what like 'plan.%'")
                .update();
        cases.member(centre, file, member, worker);
        done("Course in baking");
        added(oven, worker);
        fixtures.jdbc()
                .sql("""
                        update reintegration.plan set state = 'APPROVED', agreed_on = '2026-03-01', agreed_how = 'WRITTEN',
                            submitted_by = ?, submitted_at = now(), approved_by = ?, approved_at = now(), first_approved_at = now()
                        where id = ?
                        """)
                .params(worker.id().id(), manager.id().id(), former)
                .update();
    }

    @Test
    void aNewPlanBringsAlongWhatIsStillToBeDoneAndTheFormerOneIsReadable() {
        Visitor me = signedIn(worker);
        String word = said();
        replace(me, "yes");
        assertThat(states()).isEqualTo("REPLACED,DRAFT");
        String page = me.get(plan).body();
        assertThat(page)
                .contains("Being written", "Not yet", "Work of one", "Oven", "The client says: done", "Former plans")
                .doesNotContain("Course in baking");
        assertThat(page).contains(word);
        String old = me.get(plan + "/former/" + former).body();
        assertThat(old)
                .contains(
                        "Former plan",
                        "Course in baking",
                        "Oven",
                        "March 2026",
                        manager.name(),
                        worker.name(),
                        "Put aside")
                .doesNotContain("Begin a new plan", "<form class=\"row screen-only\"");
        Visitor again = signedIn(worker);
        assertThat(press(again, csrf(again), former, "yes")).isEqualTo(303);
        assertThat(states()).as("pressed twice").isEqualTo("REPLACED,DRAFT");
        again.post(
                plan + "/replace",
                "_csrf",
                csrf(again),
                "seen",
                UUID.randomUUID().toString());
        again.post(plan + "/replace", "_csrf", csrf(again), "seen", "nonsense");
        assertThat(states()).isEqualTo("REPLACED,DRAFT");
        UUID draft = one("select id from reintegration.plan where case_id = ? and state <> 'REPLACED'");
        replace(me, "no");
        assertThat(states()).isEqualTo("REPLACED,REPLACED");
        assertThat(press(again, csrf(again), draft, "no")).as("pressed twice").isEqualTo(303);
        assertThat(me.get(plan).body()).contains("There is no plan yet", "Former plans");
    }

    @Test
    void twoWhoPressAtOnceBothFindTheNewPlan() throws Exception {
        for (String carry : List.of("yes", "no")) {
            UUID seen = one("select id from reintegration.plan where case_id = ? and state <> 'REPLACED'");
            List<Callable<Integer>> both = Stream.of(signedIn(worker), signedIn(member))
                    .map(who -> Map.entry(who, csrf(who)))
                    .<Callable<Integer>>map(who -> () -> press(who.getKey(), who.getValue(), seen, carry))
                    .toList();
            try (var pool = Executors.newFixedThreadPool(2)) {
                for (var one : pool.invokeAll(both)) {
                    assertThat(one.get()).as(carry).isEqualTo(303);
                }
            }
        }
        assertThat(states()).isEqualTo("REPLACED,REPLACED");
    }

    @Test
    void untilTheNewPlanIsAgreedTheClientReadsTheLastAgreedOneWithoutMarks() {
        Visitor me = signedIn(worker);
        String code = me.submit(plan, plan + "/code").value("code").orElseThrow();
        Visitor own = new Visitor(port);
        String page = own.submit("/en/plan", "/en/plan", "reference", cases.reference(file), "code", code)
                .location();
        var open = own.get(page);
        assertThat(open.body()).contains("Oven", "Say here what is done").doesNotContain("making a new plan");
        own.submit(page, page + "/steps/" + oven, "word", "DONE");
        replace(me, "yes");
        Statements.forget();
        assertThat(own.get(page).body())
                .contains("making a new plan", "1 March 2026", "Oven", "you said: done")
                .doesNotContain("Say here what is done", "value=\"BACK\"");
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(6);
        String[] late = {"_csrf", open.value("_csrf").orElseThrow(), "word", "IMPOSSIBLE"};
        assertThat(own.post(page + "/steps/" + oven, late).location()).isEqualTo(page);
        assertThat(me.get(plan).body()).contains("The client says: done").doesNotContain("The client says: not");
        me.submit(plan, plan + "/agreed", "agreedOn", "2026-11-01", "agreedHow", "ORAL");
        assertThat(own.get(page).body())
                .contains("Oven", "you said: done", "value=\"BACK\"")
                .doesNotContain("making a new plan", "Course in baking");
        replace(me, "no");
        assertThat(own.get(page).body()).contains("making a new plan", "1 November 2026", "Oven");
    }

    @Test
    void theFormOfANewPlanNamesTheLinksThatEnd() {
        UUID clinic = cases.partner(centre, worker, Map.of("name", "Clinic of papers"));
        UUID papers = copy(oven, "Passport", "PLANNED");
        fixtures.jdbc()
                .sql("update reintegration.action set doer = 'PARTNER', partner_id = ? where id = ?")
                .params(clinic, papers)
                .update();
        Visitor me = signedIn(worker);
        assertThat(me.get(plan).body()).contains("nothing can be marked there").doesNotContain("end without an answer");
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.step_link (id, centre_id, case_id, action_id, partner_id, token_hash, made_by,
                                                             made_at, expires_at)
                        values (gen_random_uuid(), ?, ?, ?, ?, sha256(uuid_send(gen_random_uuid())), ?, now(), now() + interval '5 days')
                        """)
                .params(centre.id().id(), file.id(), papers, clinic, worker.id().id())
                .update();
        assertThat(me.get(plan).body())
                .contains(
                        "end without an answer", "<li><bdi>Clinic of papers</bdi>: <span dir=\"auto\">Passport</span>");
        fixtures.jdbc()
                .sql("update reintegration.step_link set expires_at = now() - interval '2 days' where case_id = ?")
                .param(file.id())
                .update();
        assertThat(me.get(plan).body()).doesNotContain("end without an answer");
    }

    @Test
    void whatWasApprovedForAStepIsTakenOffItsCostAndCommittedOnce() {
        help("APPROVED", "120");
        help("REFUSED", "90");
        Visitor me = signedIn(worker);
        replace(me, "yes");
        assertThat(cost()).isEqualByComparingTo("180");
        assertThat(me.get(plan).body()).contains("Help of 120", "180\u00a0USD");
        assertThat(committed()).isEqualByComparingTo("120");
        replace(me, "yes");
        assertThat(cost()).as("taken off once").isEqualByComparingTo("180");
        assertThat(me.get(plan).body()).contains("Help of 120");
    }

    @Test
    void aStepThatIsPaidForComesAlongWithoutCost() {
        help("DELIVERED", "300");
        replace(signedIn(worker), "yes");
        assertThat(cost()).isNull();
    }

    @Test
    void onlyWhatACurrencyHasPaidIsTakenOff() {
        Money cost = new Money(new BigDecimal("300"), "USD");
        assertThat(NewPlanDesk.left(cost, new Money(new BigDecimal("100"), "EUR")))
                .isEqualTo(cost);
        assertThat(NewPlanDesk.left(cost, null)).isEqualTo(cost);
        assertThat(NewPlanDesk.left(null, cost)).isNull();
        assertThat(NewPlanDesk.left(cost, new Money(new BigDecimal("301"), "USD")))
                .isNull();
    }

    @Test
    void whoeverSetACostInTheFormerPlanOrBroughtItAlongDoesNotApproveItInTheNewOne() {
        Visitor second = signedIn(member);
        replace(second, "yes");
        second.submit(plan, plan + "/agreed", "agreedOn", "2026-11-01", "agreedHow", "ORAL");
        second.submit(plan, plan + "/submit");
        Visitor me = signedIn(worker);
        me.submit(plan, plan + "/approve", "seen", version());
        assertThat(states()).isEqualTo("REPLACED,SUBMITTED");
        assertThat(catchThrowable(() -> approve(worker))).isInstanceOf(DataIntegrityViolationException.class);
        signedIn(manager).submit(plan, plan + "/send-back", "seen", version(), "reason", "Too dear");
        me.submit(plan, plan + "/submit");
        second.submit(plan, plan + "/approve", "seen", version());
        assertThat(states()).isEqualTo("REPLACED,SUBMITTED");
        assertThat(catchThrowable(() -> approve(member))).isInstanceOf(DataIntegrityViolationException.class);
        signedIn(manager).submit(plan, plan + "/approve", "seen", version());
        assertThat(states()).isEqualTo("REPLACED,APPROVED");
    }

    @Test
    void aStepFewKnowOfComesAlongAndStaysWithThemAndTheTeamAloneBeginsANewPlan() {
        UUID shelter =
                cases.partner(centre, worker, Map.of("name", "House of Dawn", "services", new String[] {"SHELTER"}));
        Fixtures.Staff chooser = fixtures.staff(centre, Role.CASE_WORKER);
        UUID bed = copy(oven, "A bed for the night", "PLANNED");
        fixtures.jdbc()
                .sql(
                        "update reintegration.action set doer = 'PARTNER', partner_id = ?, cost = null, currency = null, fund_id = null"
                                + " where id = ?")
                .params(shelter, bed)
                .update();
        fixtures.jdbc()
                .sql("update reintegration.action set sensitive_by = ? where id = ?")
                .params(chooser.id().id(), bed)
                .update();
        Visitor boss = signedIn(manager);
        assertThat(boss.get(plan).body()).doesNotContain("Begin a new plan", "A bed");
        boss.post(plan + "/replace", "_csrf", csrf(boss), "seen", former.toString(), "carry", "yes");
        assertThat(states()).isEqualTo("APPROVED");
        assertThat(boss.get(plan).body()).contains("Only somebody of the team");
        replace(signedIn(worker), "yes");
        assertThat(signedIn(member).get(plan).body()).contains("A bed for the night");
        assertThat(signedIn(chooser).get(plan).body()).contains("A bed for the night");
        assertThat(boss.get(plan).body()).contains("Oven").doesNotContain("A bed", "House of Dawn");
        assertThat(boss.get(plan + "/former/" + former).body())
                .contains("Oven")
                .doesNotContain("A bed", "House of Dawn");
    }

    @Test
    void aFormerPlanIsOfItsOwnCaseAndCentre() {
        Visitor me = signedIn(worker);
        assertThat(me.get(plan + "/former/" + former).status()).as("it counts").isEqualTo(404);
        replace(me, "yes");
        assertThat(me.get(plan + "/former/" + former).status()).isEqualTo(200);
        assertThat(me.get(plan + "/former/nonsense").status()).isEqualTo(404);
        CaseId another = cases.caseFile(centre, fixtures.client(centre), worker, Map.of());
        assertThat(me.get("/staff/cases/" + another + "/plan/former/" + former).status())
                .isEqualTo(404);
        Visitor stranger = signedIn(fixtures.staff(fixtures.centre(), Role.CASE_WORKER));
        assertThat(stranger.get(plan + "/former/" + former).status()).isEqualTo(404);
    }

    @Test
    void theClosingLetterNamesWhatWasDoneUnderEveryPlan() throws IOException {
        replace(signedIn(worker), "yes");
        fixtures.jdbc().sql("""
                        update reintegration.action set state = 'DONE' where goal_id in (
                            select g.id from reintegration.goal g join reintegration.plan p on p.id = g.plan_id
                            where p.case_id = ? and p.state <> 'REPLACED')
                        """).param(file.id()).update();
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        try (var letter = Loader.loadPDF(signedIn(worker).file("/staff/cases/" + file + "/closing/letter.pdf"))) {
            String text = new PDFTextStripper().getText(letter);
            assertThat(text).contains("Course in baking", "Oven");
            assertThat(text.indexOf("Oven")).isEqualTo(text.lastIndexOf("Oven"));
        }
    }

    @Test
    void thePagesOfAPlanAndOfAFormerOneCostTenStatements() {
        Visitor me = signedIn(worker);
        replace(me, "yes");
        for (String path : new String[] {plan, plan + "/former/" + former}) {
            Statements.forget();
            me.get(path);
            assertThat(Statements.seen()).as(path).hasSizeLessThanOrEqualTo(10);
        }
    }

    private void replace(Visitor who, String carry) {
        var page = who.get(plan);
        who.post(
                plan + "/replace",
                "_csrf",
                page.value("_csrf").orElseThrow(),
                "seen",
                one("select id from reintegration.plan where case_id = ? and state <> 'REPLACED'")
                        .toString(),
                "carry",
                carry);
    }

    private int press(Visitor who, String csrf, UUID seen, String carry) {
        return who.post(plan + "/replace", "_csrf", csrf, "seen", seen.toString(), "carry", carry)
                .status();
    }

    private String csrf(Visitor who) {
        return who.get(plan).value("_csrf").orElseThrow();
    }

    private void done(String text) {
        copy(oven, text, "DONE");
    }

    private UUID copy(UUID step, String text, String state) {
        UUID copy = UUID.randomUUID();
        fixtures.jdbc().sql("""
                        insert into reintegration.action (id, version, centre_id, case_id, goal_id, kind, text, doer, due_on, state,
                                                          state_since, position, once)
                        select ?, 0, centre_id, case_id, goal_id, kind, ?, doer, due_on, ?, state_since, 2, gen_random_uuid()
                        from reintegration.action where id = ?
                        """).params(copy, text, state, step).update();
        return copy;
    }

    private void added(UUID step, Fixtures.Staff by) {
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.plan_change (id, centre_id, case_id, plan_id, subject_id, staff_id, at, what, changes)
                        values (gen_random_uuid(), ?, ?, ?, ?, ?, now() - interval '1 hour', 'STEP_ADDED', '[]')
                        """)
                .params(centre.id().id(), file.id(), former, step, by.id().id())
                .update();
    }

    private String said() {
        UUID word = UUID.randomUUID();
        fixtures.jdbc().sql("""
                        insert into reintegration.step_word (id, centre_id, case_id, action_id, said_by, word, said_at)
                        values (?, ?, ?, ?, 'CLIENT', 'DONE', now())
                        """).params(word, centre.id().id(), file.id(), oven).update();
        return word.toString();
    }

    private void help(String state, String sum) {
        var row = Fixtures.row(
                "id", UUID.randomUUID(), "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("action_id", oven);
        row.put("kind", "NON_CASH");
        row.put("form", "IN_KIND");
        row.put("text", "Help of " + sum);
        row.put("cost", new BigDecimal(sum));
        row.put("currency", "USD");
        row.put("fund_id", fund);
        row.put("fewer_reason", "One shop");
        row.put("state", state);
        row.put("requested_by", worker.id().id());
        row.put("requested_at", Instant.now());
        row.put("decided_by", manager.id().id());
        row.put("decided_at", Instant.now());
        if (state.equals("DELIVERED")) {
            row.put("delivered_on", LocalDate.of(2026, 5, 1));
            row.put("spent", new BigDecimal(sum));
        }
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.assistance", row, Map.of());
    }

    private @Nullable BigDecimal cost() {
        return fixtures.jdbc()
                .sql("""
                        select a.cost from reintegration.action a join reintegration.goal g on g.id = a.goal_id
                        join reintegration.plan p on p.id = g.plan_id
                        where p.case_id = ? and p.state <> 'REPLACED' and a.text = 'Oven'
                        """)
                .param(file.id())
                .query((row, number) -> java.util.Optional.ofNullable(row.getBigDecimal(1)))
                .single()
                .orElse(null);
    }

    private BigDecimal committed() {
        return fixtures.jdbc()
                .sql("select sum(cost) from reintegration.assistance where fund_id = ? and state = 'APPROVED'")
                .param(fund)
                .query(BigDecimal.class)
                .single();
    }

    private void approve(Fixtures.Staff who) {
        fixtures.jdbc()
                .sql("""
                        update reintegration.plan set state = 'APPROVED', approved_by = ?, approved_at = now(),
                            first_approved_at = now(), submitted_by = ? where case_id = ? and state = 'SUBMITTED'
                        """)
                .params(who.id().id(), manager.id().id(), file.id())
                .update();
    }

    private String states() {
        return fixtures.jdbc()
                .sql("select string_agg(state, ',' order by created_at, id) from reintegration.plan where case_id = ?")
                .param(file.id())
                .query(String.class)
                .single();
    }

    private String version() {
        return fixtures.jdbc()
                .sql("select version::text from reintegration.plan where case_id = ? and state <> 'REPLACED'")
                .param(file.id())
                .query(String.class)
                .single();
    }

    private UUID one(String sql) {
        return fixtures.jdbc().sql(sql).param(file.id()).query(UUID.class).single();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(who.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
