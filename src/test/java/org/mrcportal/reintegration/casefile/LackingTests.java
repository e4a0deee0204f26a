package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the records of a case must hold for each step, and the whole way of a case. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class LackingTests {

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    private final ClientId client = fixtures.client(centre, "Malika Sinovova");
    private final CaseId id =
            new CaseFixtures(fixtures).caseFile(centre, client, worker, Map.of("state", "DRAFT", "household", true));

    private final Cases cases;
    private final Lacking lacking;
    private final TransactionTemplate transaction;

    @Autowired
    LackingTests(Cases cases, Lacking lacking, PlatformTransactionManager transactions) {
        this.cases = cases;
        this.lacking = lacking;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void aCaseGoesAllTheWayAsItsRecordsGrowAndNotBefore() {
        assertThat(missing())
                .isEqualTo(EnumSet.complementOf(
                        EnumSet.of(Missing.OWNER, Missing.DECISION, Missing.DELIVERY, Missing.STEPS, Missing.TEAM)));

        refused(CaseState.SCREENING, Missing.CONSENT);
        sql("""
                insert into clients.consent (id, client_id, centre_id, purpose, wording, language, how, given_at, shared_with)
                values (gen_random_uuid(), :client, :centre, 'SERVICE', '2026-11', 'uz', 'ORAL', now() - interval '1 day', 'CENTRE')
                """);
        moves(CaseState.SCREENING);

        refused(CaseState.ASSESSED, Missing.SCREENING, Missing.SURVEY, Missing.SKILLS, Missing.FAMILY);
        sql("""
                insert into reintegration.screening (id, centre_id, case_id, instrument, cues, result, author_id, made_at, once)
                values (gen_random_uuid(), :centre, :case, 1, '{}', 'NONE', :manager, now(), gen_random_uuid())
                """);
        ClientId child = fixtures.client(centre);
        for (String instrument : List.of("RSS", "SKILLS")) {
            assess(child, instrument, "BASELINE", true);
        }
        refused(CaseState.ASSESSED, Missing.SURVEY, Missing.SKILLS, Missing.FAMILY);
        for (String instrument : List.of("RSS", "SKILLS")) {
            assess(client, instrument, "BASELINE", true);
        }
        assess(client, "FAMILY", "BASELINE", false);
        refused(CaseState.ASSESSED, Missing.FAMILY);
        assess(client, "FAMILY", "OTHER", true);
        moves(CaseState.ASSESSED);

        refused(CaseState.PLAN_APPROVED, Missing.AGREEMENT, Missing.APPROVAL);
        sql("""
                insert into reintegration.plan (id, version, centre_id, case_id, state, agreed_on, agreed_how, submitted_by,
                    submitted_at, created_by, created_at, once)
                values (:case, 0, :centre, :case, 'SUBMITTED', current_date, 'ORAL', :worker, now(), :worker, now(), :case)
                """);
        refused(CaseState.PLAN_APPROVED, Missing.APPROVAL);
        sql("""
                update reintegration.plan set state = 'APPROVED', approved_by = :manager, approved_at = now(), first_approved_at = now()
                where id = :case
                """);
        moves(CaseState.PLAN_APPROVED);

        refused(CaseState.ACTIVE, Missing.START);
        sql("""
                insert into reintegration.goal (id, version, centre_id, case_id, plan_id, dimension, text, position, once)
                values (:case, 0, :centre, :case, :case, 'ECONOMIC', 'Ish', 1, :case)
                """);
        sql("""
                insert into reintegration.action (id, version, centre_id, case_id, goal_id, kind, text, doer, due_on, state,
                    state_since, position, once)
                values (:case, 0, :centre, :case, :case, 'STEP', 'Ariza', 'CLIENT', current_date, 'STARTED', now(), 1, :case)
                """);
        moves(CaseState.ACTIVE);

        refused(CaseState.MONITORING, Missing.STEPS);
        sql("update reintegration.action set state = 'DONE' where id = :case");
        sql("""
                insert into reintegration.assistance (id, version, centre_id, case_id, kind, form, text, cost, currency, state,
                    requested_by, requested_at, once)
                values (:case, 0, :centre, :case, 'TOOLS', 'IN_KIND', 'Asbob', 0, 'UZS', 'REQUESTED', :worker, now(), :case)
                """);
        refused(CaseState.MONITORING, Missing.DECISION);
        sql(
                "update reintegration.assistance set state = 'APPROVED', decided_by = :manager, decided_at = now() where id = :case");
        refused(CaseState.MONITORING, Missing.DELIVERY);
        sql(
                "update reintegration.assistance set state = 'DELIVERED', delivered_on = current_date, spent = 0 where id = :case");
        sql("""
                insert into reintegration.action (id, version, centre_id, case_id, goal_id, kind, text, doer, due_on, state,
                    state_since, position, once, sensitive)
                values (:client, 0, :centre, :case, :case, 'STEP', 'Boshpana', 'CLIENT', current_date, 'STARTED', now(), 2, :client,
                    true)
                """);
        askTheTeam();
        refused(CaseState.MONITORING, Missing.STEPS);
        sql("update reintegration.action set state = 'DONE' where id = :client");
        askTheTeam();
        moves(CaseState.MONITORING);

        refused(CaseState.CLOSED, Missing.REASON);
        sql("""
                insert into reintegration.closure (id, centre_id, case_id, reason, closed_by, closed_at, once)
                values (:case, :centre, :case, 'SELF_RELIANT', :worker, now(), :case)
                """);
        inScope(() -> cases.close(card(), worker.member()));
        assertThat(card().open()).isFalse();
        sql("update reintegration.closure set reopened_by = :worker, reopened_at = now() where id = :case");
        inScope(() -> cases.reopen(card(), worker.member()));
        refused(CaseState.CLOSED, Missing.REASON);
        sql("update clients.consent set withdrawn_at = now() where client_id = :client");
        refused(CaseState.ASSESSED, Missing.CONSENT);
        assertThat(events()).containsExactly("MOVED", "MOVED", "MOVED", "MOVED", "MOVED", "CLOSED", "REOPENED");
    }

    /** Also where nothing is missing: the answer tells nothing of what a colleague does not see. */
    private void askTheTeam() {
        assertThatExceptionOfType(NotYet.class)
                .isThrownBy(() -> Scope.of(centre.id().id())
                        .readBy(manager.id().id())
                        .run(() -> transaction.executeWithoutResult(
                                status -> cases.move(card(), CaseState.MONITORING, manager.member()))))
                .satisfies(not -> assertThat(not.missing()).containsExactly(Missing.TEAM));
    }

    private void refused(CaseState to, Missing... missing) {
        CaseState before = card().state();
        assertThatExceptionOfType(NotYet.class)
                .isThrownBy(() -> inScope(() -> cases.move(card(), to, worker.member())))
                .satisfies(not -> assertThat(not.missing()).containsExactlyInAnyOrder(missing));
        assertThat(card().state()).isEqualTo(before);
    }

    private void moves(CaseState to) {
        inScope(() -> cases.move(card(), to, worker.member()));
        assertThat(card().state()).isEqualTo(to);
    }

    private void assess(ClientId whose, String instrument, String round, boolean completed) {
        fixtures.insert(
                "reintegration.assessment",
                Fixtures.row(
                        "id", UUID.randomUUID(),
                        "version", 0L,
                        "centre_id", centre.id().id(),
                        "case_id", id.id(),
                        "client_id", whose.id(),
                        "instrument", instrument,
                        "instrument_version", 1,
                        "round", round,
                        "started_by", worker.id().id(),
                        "started_at", Instant.parse("2026-11-20T07:00:00Z"),
                        "completed_at", completed ? Instant.parse("2026-11-20T08:00:00Z") : null,
                        "once", UUID.randomUUID()),
                Map.of());
    }

    private void sql(String statement) {
        JdbcClient.StatementSpec asked = fixtures.jdbc().sql(statement);
        Map<String, UUID> known = Map.of(
                "centre", centre.id().id(),
                "case", id.id(),
                "client", client.id(),
                "worker", worker.id().id(),
                "manager", manager.id().id());
        for (Map.Entry<String, UUID> one : known.entrySet()) {
            if (statement.contains(":" + one.getKey())) {
                asked = asked.param(one.getKey(), one.getValue());
            }
        }
        assertThat(asked.update()).isOne();
    }

    private Set<Missing> missing() {
        return Objects.requireNonNull(scope().call(() -> transaction.execute(status -> lacking.of(cases.get(id)))));
    }

    private CaseCard card() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? cases.get(id)
                : Objects.requireNonNull(scope().call(() -> transaction.execute(status -> cases.get(id))));
    }

    private void inScope(Runnable work) {
        scope().run(() -> transaction.executeWithoutResult(status -> work.run()));
    }

    private Scope scope() {
        return Scope.of(centre.id().id()).readBy(worker.id().id());
    }

    private List<String> events() {
        return fixtures.jdbc()
                .sql(
                        "select kind from reintegration.case_event where case_id = ? and kind in ('MOVED', 'CLOSED', 'REOPENED') order by at, id")
                .param(id.id())
                .query((row, number) -> row.getString("kind"))
                .list();
    }
}
