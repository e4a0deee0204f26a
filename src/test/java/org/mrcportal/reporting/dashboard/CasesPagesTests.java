package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.reporting.dashboard.ManagerVisit.section;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The figures of casework: what they count, what they open, and what they keep from whom. */
@FiguresTest
class CasesPagesTests {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";
    private static final Instant NOON = Instant.parse("2026-11-10T07:00:00Z");

    private final Fixtures fixtures = new Fixtures("figures");
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private Centre centre = new Centre(org.mrcportal.centres.CentreId.next(), "");
    private Staff worker = new Staff(org.mrcportal.accounts.StaffId.next(), "", "", java.util.Set.of(), List.of());

    @LocalServerPort
    int port;

    @BeforeEach
    void record() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
        centre = fixtures.centre();
        worker = fixtures.staff(centre, Role.CASE_WORKER);
    }

    @Test
    void everyNumberOpensTheCasesItCounts() {
        for (int i = 0; i < 3; i++) {
            opened(NOON, Map.of());
        }
        opened(NOON, Map.of("case_type", "FORCED"));
        opened(NOON.minus(Duration.ofDays(40)), Map.of());
        closed(opened(NOON, Map.of()), "PLAN_DONE");
        referred(opened(NOON, Map.of()), "SERVED", 6);
        referred(opened(NOON, Map.of()), "SENT", 0);
        delivered(opened(NOON, Map.of()), "DOCUMENTS", "120.50", "EUR");
        delivered(opened(NOON, Map.of()), "DOCUMENTS", "900", "UZS");
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
        String page = manager.page("/manage/cases?" + NOVEMBER);
        assertThat(section(page, "cases-assistance")).contains("120.50 EUR; 900 UZS");
        assertThat(section(page, "cases")).contains("50%", "6.0");
        List<ManagerVisit.Shown> numbers = ManagerVisit.numbers(page).stream()
                .filter(n -> !n.href().isEmpty() && !n.text().equals("0"))
                .toList();
        assertThat(numbers).hasSizeGreaterThan(10);
        for (ManagerVisit.Shown number : numbers) {
            ManagerVisit.Listed list = manager.list(number.href());
            assertThat(list.rows()).as(number.href()).isEqualTo(Integer.parseInt(number.text()));
            assertThat(list.number()).as(number.href()).isEqualTo(list.rows());
            assertThat(list.text()).contains("/staff/cases/");
        }
        assertThat(page).containsPattern("cases/open[^>]*>9<").containsPattern("cases/new[^>]*>9<");
        assertThat(manager.get("/manage/cases/table.csv?table=cases-assistance&" + NOVEMBER)
                        .body())
                .contains("120.50 EUR; 900.00 UZS");
    }

    @Test
    void theNetworkSeesNoSmallNumberAndNoCase() {
        for (int i = 0; i < 3; i++) {
            opened(NOON, Map.of());
        }
        for (int i = 0; i < 7; i++) {
            opened(NOON, Map.of("case_type", "VULNERABLE"));
        }
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(centre), Role.NETWORK_MANAGER));
        String page = network.page("/manage/cases?" + NOVEMBER + "&centre=" + centre.code());
        assertThat(section(page, "cases-new"))
                .contains("fewer than 5", "fewer than 10")
                .doesNotContain(">3<", ">7<");
        assertThat(page).doesNotContain("/manage/cases/new", "/staff/cases/");
        assertThat(network.get("/manage/cases/new?" + NOVEMBER).status()).isEqualTo(404);
    }

    @Test
    void keptCasesAreOneNumberFromTenOnAndNowhereElse() {
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
        for (int i = 0; i < 9; i++) {
            opened(NOON, Map.of("protected", true));
        }
        String nine = manager.page("/manage/cases?" + NOVEMBER);
        assertThat(section(nine, "cases")).contains("fewer than 10");
        assertThat(section(nine, "cases-new")).contains("Nothing in this period");
        opened(NOON, Map.of("protected", true));
        String ten = manager.page("/manage/cases?" + NOVEMBER);
        assertThat(section(ten, "cases")).contains(">10<").doesNotContain("fewer than 10");
        assertThat(section(ten, "cases-open")).contains("Nothing in this period");
        assertThat(manager.list("/manage/cases/open?" + NOVEMBER).rows()).isZero();
    }

    @Test
    void changeIsShownOfTheSamePeopleFromFiveOnAndWithinAVersion() {
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
        for (int i = 0; i < 4; i++) {
            pair("0.2", "0.6", 1);
        }
        assessment(opened(NOON, Map.of()), fixtures.client(centre), "M3", "0.9", 1);
        assertThat(section(manager.page("/manage/cases?" + NOVEMBER), "cases-sustainability"))
                .contains("fewer than 5", "provisional equal weights")
                .doesNotContain("0.20", "0.60");
        pair("0.2", "0.6", 1);
        String five = section(manager.page("/manage/cases?" + NOVEMBER), "cases-sustainability");
        assertThat(five).contains(">5<", ">0.20<", ">0.60<").doesNotContain("0.90", "fewer than 5");
    }

    @Test
    void addressesThatMeanNothingAreNotThere() {
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
        for (String address : List.of(
                "/manage/cases/nothing",
                "/manage/cases/new?value=%27x",
                "/manage/cases/new?after=x",
                "/manage/cases/table.csv?table=x",
                "/manage/cases/new?from=x&to=y")) {
            assertThat(manager.get(address).status()).as(address).isEqualTo(404);
        }
        assertThat(new ManagerVisit(port, worker).get("/manage/cases").status()).isEqualTo(403);
    }

    @Test
    void thePagesCostTheSameHoweverManyCasesThereAre() {
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
        opened(NOON, Map.of());
        int few = cost(manager);
        for (int i = 0; i < 60; i++) {
            delivered(opened(NOON, Map.of()), "DOCUMENTS", "10", "EUR");
        }
        assertThat(cost(manager)).isEqualTo(few).isLessThanOrEqualTo(10);
        var first = manager.get("/manage/cases/new?" + NOVEMBER);
        var second = manager.get(first.link("next"));
        assertThat(rows(first.body())).isEqualTo(50);
        assertThat(rows(second.body())).isEqualTo(11);
        assertThat(second.link("next")).isEmpty();
    }

    private static int rows(String html) {
        return html.split("/staff/cases/", -1).length - 1;
    }

    private static int cost(ManagerVisit manager) {
        Statements.forget();
        manager.page("/manage/cases?" + NOVEMBER);
        return Statements.seen().size();
    }

    private CaseId opened(Instant at, Map<String, Object> columns) {
        var all = new java.util.HashMap<>(columns);
        all.put("opened_at", at);
        return cases.caseFile(centre, fixtures.client(centre), worker, all);
    }

    private void closed(CaseId file, String reason) {
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

    private void referred(CaseId file, String state, int days) {
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

    private void delivered(CaseId file, String kind, String spent, String currency) {
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
                Map.of());
    }

    private void pair(String before, String after, int version) {
        CaseId file = opened(NOON.minus(Duration.ofDays(100)), Map.of());
        ClientId client = new ClientId(client(file));
        assessment(file, client, "BASELINE", before, version);
        assessment(file, client, "M3", after, version);
    }

    private void assessment(CaseId file, ClientId client, String round, String value, int version) {
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

    private UUID client(CaseId file) {
        return fixtures.jdbc()
                .sql("select client_id from reintegration.case_file where id = ?")
                .param(file.id())
                .query(UUID.class)
                .single();
    }
}
