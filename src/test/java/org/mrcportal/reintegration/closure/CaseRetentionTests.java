package org.mrcportal.reintegration.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.StillServed;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class CaseRetentionTests {

    private static final Duration KEEP = Duration.ofDays(1826);
    private static final Instant NOON = Instant.parse("2026-11-25T07:00:00Z");

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final List<StillServed> modules;

    @Autowired
    CaseRetentionTests(
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            List<StillServed> modules) {
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.modules = modules;
    }

    @Test
    void theContentOfACaseIsDeletedFiveYearsAfterItsClosureAndNotADayBefore() {
        CaseId file = closed(NOON, false);
        night(NOON.plus(KEEP).minus(1, ChronoUnit.DAYS));
        assertThat(notes(file)).isOne();
        night(NOON.plus(KEEP));
        assertThat(notes(file)).isZero();
        assertThat(fixtures.jdbc()
                        .sql(
                                "select state || ' ' || case_type || ' ' || (emptied_at is not null) from reintegration.case_file where id = ?")
                        .param(file.id())
                        .query(String.class)
                        .single())
                .as("what figures count stays")
                .isEqualTo("CLOSED VOLUNTARY true");
        assertThat(fixtures.jdbc()
                        .sql("select reason || coalesce(outcome, '') from reintegration.closure where case_id = ?")
                        .param(file.id())
                        .query(String.class)
                        .single())
                .isEqualTo("PLAN_DONE");
    }

    @Test
    void decisionsGoAndWhatWasBoughtStays() {
        CaseId file = closed(NOON, false);
        var row = Fixtures.row(
                "id", UUID.randomUUID(), "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("kind", "CASH");
        row.put("form", "CASH");
        row.put("cash_reason", "Rent for a room near her brother");
        row.put("text", "Rent");
        row.put("cost", 0);
        row.put("currency", "UZS");
        row.put("state", "CANCELLED");
        row.put("requested_by", worker.id().id());
        row.put("requested_at", NOON);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.assistance", row, Map.of());
        night(NOON.plus(KEEP));
        assertThat(fixtures.jdbc()
                        .sql("select text || '|' || cash_reason from reintegration.assistance where case_id = ?")
                        .param(file.id())
                        .query(String.class)
                        .single())
                .isEqualTo("Rent|");
    }

    @Test
    void aProtectedCaseIsNotForgottenByTheJob() {
        CaseId file = closed(NOON, true);
        night(NOON.plus(KEEP).plus(1, ChronoUnit.HOURS));
        assertThat(notes(file)).isZero();
    }

    @Test
    void aCaseThatWasTakenUpAgainKeepsItsContent() {
        CaseId file = closed(NOON, false);
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'REOPENED', closed_at = null where id = ?")
                .param(file.id())
                .update();
        night(NOON.plus(KEEP).plus(900, ChronoUnit.DAYS));
        assertThat(notes(file)).isOne();
    }

    @Test
    void theNameOfSomebodyWithAnOpenCaseIsKeptAlsoInAProtectedOneAndOfWhoIsYetToBeAsked() {
        ClientId open = fixtures.client(centre);
        cases.caseFile(centre, open, worker, Map.of("protected", true));
        ClientId gone = fixtures.client(centre);
        cases.caseFile(centre, gone, worker, Map.of("state", "CLOSED", "closed_at", NOON.minus(400, ChronoUnit.DAYS)));
        ClientId asked = fixtures.client(centre);
        CaseId followed = cases.caseFile(
                centre, asked, worker, Map.of("state", "CLOSED", "closed_at", NOON.minus(400, ChronoUnit.DAYS)));
        cases.followUp(centre, followed, asked, LocalDate.of(2026, 12, 1), Map.of());
        Set<ClientId> served = Scope.network()
                .readByPortal()
                .call(() -> modules.stream()
                        .flatMap(module ->
                                module.since(NOON.minus(30, ChronoUnit.DAYS), Set.of(open, gone, asked)).stream())
                        .collect(Collectors.toSet()));
        assertThat(served).containsExactlyInAnyOrder(open, asked);
    }

    private void night(Instant at) {
        CaseRetention retention = new CaseRetention(jdbc, events, Clock.fixed(at, ZoneOffset.UTC), KEEP);
        Scope.of(centre.id().id())
                .readByPortal()
                .run(() -> transaction.executeWithoutResult(status -> retention.next()));
    }

    private CaseId closed(Instant at, boolean kept) {
        CaseId file = cases.caseFile(
                centre, fixtures.client(centre), worker, Map.of("state", "CLOSED", "closed_at", at, "protected", kept));
        var note =
                Fixtures.row("id", UUID.randomUUID(), "centre_id", centre.id().id(), "case_id", file.id());
        note.put("author_id", worker.id().id());
        note.put("text", new byte[] {1});
        note.put("made_at", at);
        note.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.case_note", note, Map.of());
        var closure =
                Fixtures.row("id", UUID.randomUUID(), "centre_id", centre.id().id(), "case_id", file.id());
        closure.put("reason", "PLAN_DONE");
        closure.put("outcome", "A workshop of her own");
        closure.put("closed_by", worker.id().id());
        closure.put("closed_at", at);
        closure.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.closure", closure, Map.of());
        return file;
    }

    private int notes(CaseId file) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.case_note where case_id = ?")
                .param(file.id())
                .query(Integer.class)
                .single();
    }
}
