package org.mrcportal.reintegration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class StepOwnerTests {

    private static final String TASK = "A step of the plan is yours to do";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff lawyer = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    private final CaseId file = cases.caseFile(centre, fixtures.client(centre), worker, Map.of("state", "ASSESSED"));
    private final String plan = "/staff/cases/" + file + "/plan";
    private final UUID step = cases.step(centre, file, worker, Map.of("text", "Labour contract", "doer", "STAFF"));
    private final String path = plan + "/steps/" + step;

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%' or what like 'plan.%'")
                .update();
    }

    @Test
    void whoIsNamedHasTheStepAsATaskFromApprovalUntilItIsSettled() {
        Visitor me = signedIn(worker);
        assertThat(name(me, lawyer).status()).isEqualTo(303);
        assertThat(me.get(plan).body()).contains("Centre", lawyer.name(), "Colleague");
        assertThat(signedIn(lawyer).get("/staff/tasks").body()).doesNotContain(TASK);
        approve(me);
        assertThat(signedIn(lawyer).get("/staff/tasks").body()).contains(TASK, plan);
        assertThat(me.get("/staff/tasks").body()).doesNotContain(TASK);
        Fixtures.Staff standIn = fixtures.staff(centre, Role.CASE_WORKER);
        cases.cover(
                centre,
                lawyer,
                standIn,
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(86_400));
        assertThat(signedIn(standIn).get("/staff/tasks").body()).contains(TASK);
        me.submit(plan, path + "/state", "state", "DONE");
        assertThat(open()).isZero();
        me.submit(plan, path + "/state", "state", "STARTED");
        assertThat(open()).as("it is not done after all").isOne();
    }

    @Test
    void anotherNameTakesTheTaskAndNoNameEndsIt() {
        Visitor me = signedIn(worker);
        name(me, lawyer);
        approve(me);
        name(me, manager);
        assertThat(assignees()).containsExactly(manager.id().id());
        assertThat(me.get(plan).body()).contains(manager.name());
        me.post(path, fields(me));
        assertThat(open()).isZero();
        assertThat(me.get(plan).body()).contains("Colleague", manager.name());
    }

    @Test
    void withTheCaseItsOwnersStepsAndTheirTasksAreHandedOver() {
        Visitor me = signedIn(worker);
        name(me, worker);
        approve(me);
        assertThat(me.get("/staff/tasks").body()).contains(TASK);
        fixtures.jdbc()
                .sql("update reintegration.case_file set owner_id = ? where id = ?")
                .params(lawyer.id().id(), file.id())
                .update();
        assertThat(assignees()).containsExactly(lawyer.id().id());
        assertThat(signedIn(lawyer).get(plan).body()).contains(": <bdi>" + lawyer.name());
    }

    @Test
    void neitherTheClientNorAPaperNamesTheColleague() {
        Visitor me = signedIn(worker);
        name(me, lawyer);
        approve(me);
        String code = me.submit(plan, plan + "/code").value("code").orElseThrow();
        Visitor client = new Visitor(port);
        String own = client.submit("/uz/plan", "/uz/plan", "reference", cases.reference(file), "code", code)
                .location();
        assertThat(client.get(own).body()).contains("Labour contract").doesNotContain(lawyer.name());
    }

    @Test
    void onlyWhoMayKnowOfTheStepCanBeNamed() {
        Visitor me = signedIn(worker);
        for (Fixtures.Staff stranger :
                List.of(fixtures.staff(fixtures.centre(), Role.CASE_WORKER), fixtures.staff(centre, Role.FRONT_DESK))) {
            assertThat(name(me, stranger).body()).contains("Choose somebody who works on cases here");
        }
        assertThat(me.post(path, fields(me, "colleague", "nonsense")).body())
                .contains("Choose somebody who works on cases here");
        assertThat(me.post(path, fields(me, "colleague", lawyer.id().toString(), "doer", "CLIENT"))
                        .body())
                .contains("where the centre does the step");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        assertThat(name(me, lawyer).body()).contains("Choose somebody who works on cases here");
        assertThat(me.get(path).body()).doesNotContain(lawyer.name());
        cases.member(centre, file, lawyer, worker);
        assertThat(name(me, lawyer).status()).isEqualTo(303);
        me.get(path);
        Statements.forget();
        me.get(path);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void whoHasLeftStaysNamedWhenTheStepIsChangedOtherwise() {
        Visitor me = signedIn(worker);
        cases.member(centre, file, lawyer, worker);
        name(me, lawyer);
        fixtures.jdbc()
                .sql("update accounts.staff set enabled = false where id = ?")
                .param(lawyer.id().id())
                .update();
        fixtures.jdbc()
                .sql("delete from accounts.staff_centre where staff_id = ?")
                .param(lawyer.id().id())
                .update();
        for (boolean kept : List.of(false, true)) {
            fixtures.jdbc()
                    .sql("update reintegration.case_file set protected = ? where id = ?")
                    .params(kept, file.id())
                    .update();
            me.get(path);
            Statements.forget();
            assertThat(me.get(path).body())
                    .containsPattern("<option value=\"" + lawyer.id() + "\" selected=\"selected\">" + lawyer.name());
            assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        }
        me.post(path, fields(me, "colleague", lawyer.id().toString(), "text", "Labour contract, signed"));
        assertThat(me.get(plan).body()).contains("Labour contract, signed", ": <bdi>" + lawyer.name());
    }

    private Visitor.Page name(Visitor me, Fixtures.Staff who) {
        return me.post(path, fields(me, "colleague", who.id().toString()));
    }

    private String[] fields(Visitor me, String... more) {
        var form = me.get(path);
        var all = new LinkedHashMap<String, String>();
        all.put("_csrf", form.value("_csrf").orElseThrow());
        all.put("version", form.value("version").orElse(""));
        all.put("text", "Labour contract");
        all.put("kind", "STEP");
        all.put("doer", "STAFF");
        all.put("dueOn", "2027-03-01");
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private void approve(Visitor me) {
        me.submit(plan, plan + "/agreed", "agreedOn", "2026-11-01", "agreedHow", "ORAL");
        me.submit(plan, plan + "/submit");
        signedIn(manager).submit(plan, plan + "/approve", "seen", version());
    }

    private String version() {
        return fixtures.jdbc()
                .sql("select version::text from reintegration.plan where case_id = ?")
                .param(file.id())
                .query(String.class)
                .single();
    }

    private int open() {
        return assignees().size();
    }

    private List<@Nullable UUID> assignees() {
        return fixtures.jdbc()
                .sql(
                        "select assignee_id from reintegration.task where case_id = ? and kind = 'STEP_GIVEN' and done_at is null")
                .param(file.id())
                .query(UUID.class)
                .list();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(who.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
