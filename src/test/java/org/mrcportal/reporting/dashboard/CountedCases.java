package org.mrcportal.reporting.dashboard;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;

/** Cases of a centre in November 2026, and what figures count of them. */
final class CountedCases {

    static final Instant NOON = Instant.parse("2026-11-10T07:00:00Z");

    private final Fixtures fixtures;
    private final CaseFixtures cases;
    private final Centre centre;
    private final Staff worker;

    CountedCases(Fixtures fixtures, Centre centre, Staff worker) {
        this.fixtures = fixtures;
        this.cases = new CaseFixtures(fixtures);
        this.centre = centre;
        this.worker = worker;
    }

    /** The case came to this state. */
    void moved(CaseId file, String state, Instant at) {
        fixtures.insert(
                "reintegration.case_event",
                Fixtures.row(
                        "id",
                        UuidCreator.getTimeOrderedEpoch(),
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        file.id(),
                        "at",
                        at,
                        "kind",
                        state.equals("DRAFT") ? "OPENED" : "MOVED",
                        "staff_id",
                        worker.id().id(),
                        "detail",
                        state),
                Map.of());
    }

    /** The case was kept for its team until then. */
    void madeOrdinary(CaseId file, Instant at) {
        var row = Fixtures.row(
                "id",
                UuidCreator.getTimeOrderedEpoch(),
                "centre_id",
                centre.id().id(),
                "case_id",
                file.id());
        row.put("at", at);
        row.put("kind", "MADE_ORDINARY");
        row.put("staff_id", worker.id().id());
        fixtures.insert("reintegration.case_event", row, Map.of());
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = false where id = ?")
                .param(file.id())
                .update();
    }

    /** Another version of the survey, asked of nobody yet. */
    void anotherVersion(int version) {
        fixtures.jdbc().sql("""
                        insert into reintegration.instrument
                        select code, ?, date '2999-01-01', scored, provisional, completeness, high_below, low_above, words
                        from reintegration.instrument where code = 'RSS' and version = 1 on conflict do nothing
                        """).param(version).update();
    }

    CaseId opened(Instant at, Map<String, Object> columns) {
        var all = new java.util.HashMap<>(columns);
        all.put("opened_at", at);
        return cases.caseFile(centre, fixtures.client(centre), worker, all);
    }

    void closed(CaseId file, String reason) {
        fixtures.jdbc()
                .sql(
                        "update reintegration.case_file set state = 'CLOSED', closed_at = opened_at + interval '2 days' where id = ?")
                .param(file.id())
                .update();
        fixtures.insert(
                "reintegration.closure",
                Fixtures.row(
                        "id",
                        UuidCreator.getTimeOrderedEpoch(),
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        file.id(),
                        "reason",
                        reason,
                        "closed_by",
                        worker.id().id(),
                        "closed_at",
                        NOON.plus(Duration.ofDays(2)),
                        "once",
                        UUID.randomUUID()),
                Map.of());
    }

    void referred(CaseId file, String state, int days) {
        UUID partner = cases.partner(centre, worker, Map.of());
        var row = Fixtures.row(
                "id",
                UuidCreator.getTimeOrderedEpoch(),
                "version",
                0L,
                "centre_id",
                centre.id().id(),
                "case_id",
                file.id(),
                "client_id",
                client(file),
                "partner_id",
                partner,
                "service",
                "LEGAL",
                "urgency",
                "NORMAL",
                "state",
                state,
                "state_since",
                NOON,
                "sent_at",
                NOON,
                "due_on",
                LocalDate.of(2999, 1, 1),
                "made_by",
                worker.id().id(),
                "made_at",
                NOON,
                "once",
                UUID.randomUUID());
        row.put("served_at", days == 0 ? null : NOON.plus(Duration.ofDays(days)));
        fixtures.insert("reintegration.referral", row, Map.of());
    }

    void delivered(CaseId file, String kind, String spent, String currency) {
        delivered(file, kind, spent, currency, Map.of());
    }

    void delivered(CaseId file, String kind, String spent, String currency, Map<String, Object> columns) {
        UUID fund = UuidCreator.getTimeOrderedEpoch();
        fixtures.insert(
                "reintegration.fund",
                Fixtures.row(
                        "id",
                        fund,
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "project",
                        "Return " + fund,
                        "currency",
                        currency,
                        "amount",
                        new BigDecimal("100000"),
                        "starts_on",
                        LocalDate.of(2026, 1, 1),
                        "ends_on",
                        LocalDate.of(2026, 12, 31),
                        "created_by",
                        worker.id().id(),
                        "created_at",
                        NOON,
                        "once",
                        UUID.randomUUID()),
                Map.of());
        fixtures.insert(
                "reintegration.assistance",
                Fixtures.row(
                        "id",
                        UuidCreator.getTimeOrderedEpoch(),
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        file.id(),
                        "kind",
                        kind,
                        "form",
                        "IN_KIND",
                        "text",
                        "Papers",
                        "fewer_reason",
                        "Nobody else sells it",
                        "cost",
                        new BigDecimal(spent),
                        "currency",
                        currency,
                        "spent",
                        new BigDecimal(spent),
                        "fund_id",
                        fund,
                        "state",
                        "DELIVERED",
                        "requested_by",
                        worker.id().id(),
                        "requested_at",
                        NOON,
                        "decided_by",
                        fixtures.staff(centre, Role.CENTRE_MANAGER).id().id(),
                        "decided_at",
                        NOON,
                        "delivered_on",
                        LocalDate.of(2026, 11, 12),
                        "once",
                        UUID.randomUUID()),
                columns);
    }

    void pair(String before, String after, int version) {
        CaseId file = opened(NOON.minus(Duration.ofDays(100)), Map.of());
        ClientId client = new ClientId(client(file));
        assessment(file, client, "BASELINE", before, version);
        assessment(file, client, "M3", after, version);
    }

    void assessment(CaseId file, ClientId client, String round, String value, int version) {
        BigDecimal score = new BigDecimal(value);
        fixtures.insert(
                "reintegration.assessment",
                Fixtures.row(
                        "id",
                        UuidCreator.getTimeOrderedEpoch(),
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        file.id(),
                        "client_id",
                        client.id(),
                        "instrument",
                        "RSS",
                        "instrument_version",
                        version,
                        "round",
                        round,
                        "started_by",
                        worker.id().id(),
                        "started_at",
                        NOON,
                        "completed_at",
                        round.equals("BASELINE") ? NOON.minus(Duration.ofDays(90)) : NOON,
                        "economic",
                        score,
                        "social",
                        score,
                        "psychosocial",
                        score,
                        "composite",
                        score,
                        "once",
                        UUID.randomUUID()),
                Map.of());
    }

    UUID client(CaseId file) {
        return fixtures.jdbc()
                .sql("select client_id from reintegration.case_file where id = ?")
                .param(file.id())
                .query(UUID.class)
                .single();
    }
}
