package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.reporting.dashboard.CountedCases.NOON;
import static org.mrcportal.reporting.dashboard.ManagerVisit.section;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

/** What stands behind days, sums, scores and kept cases, and how open cases are broken down. */
@FiguresTest
class CaseDetailTests {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";

    private static final Instant LONG_AGO = Instant.parse("2026-01-05T07:00:00Z");

    private static final List<String> COUNTRIES = List.of("RU", "DE", "PL", "KZ", "TR", "LT", "KR", "AE", "US");
    private static final List<String> TYPES = List.of("VOLUNTARY", "FORCED", "VULNERABLE");
    private static final List<String> STATES =
            List.of("DRAFT", "SCREENING", "ASSESSED", "PLAN_APPROVED", "ACTIVE", "MONITORING", "REOPENED");
    private static final List<String> KINDS =
            List.of("DOCUMENTS", "HOUSING", "A_KIND", "B_KIND", "C_KIND", "D_KIND", "E_KIND", "F_KIND");

    private static final List<String> ANSWERS = List.of("SERVED", "SENT", "ACCEPTED", "REFUSED", "CANNOT");

    private final Fixtures fixtures = new Fixtures("figures");
    private Centre centre = new Centre(org.mrcportal.centres.CentreId.next(), "");
    private Staff worker = new Staff(org.mrcportal.accounts.StaffId.next(), "", "", java.util.Set.of(), List.of());
    private CountedCases cases = new CountedCases(fixtures, centre, worker);

    @LocalServerPort
    int port;

    @BeforeEach
    void record() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
        centre = fixtures.centre();
        worker = fixtures.staff(centre, Role.CASE_WORKER);
        cases = new CountedCases(fixtures, centre, worker);
    }

    @Test
    void daysPerStageOpenTheCasesWithTheirDaysTheLongestFirst() {
        for (int days : List.of(2, 9, 4)) {
            CaseId file = cases.opened(NOON, Map.of());
            cases.moved(file, "DRAFT", NOON);
            cases.moved(file, "SCREENING", NOON.plus(Duration.ofDays(days)));
        }
        ManagerVisit manager = manager();
        String stages = section(manager.page("/manage/cases?" + NOVEMBER), "cases-stages");
        assertThat(manager.page("/manage/cases?" + NOVEMBER)).contains("<span class=\"kicker\">Cases</span>");
        assertThat(stages).contains(">4.0<").contains("/manage/cases/left?" + NOVEMBER.replace("&", "&amp;"));
        ManagerVisit.Listed list = manager.list("/manage/cases/left?by=stage&value=DRAFT&" + NOVEMBER);
        assertThat(list.rows()).isEqualTo(3);
        assertThat(list.text()).containsSubsequence(">9.0<", ">4.0<", ">2.0<");
    }

    @Test
    void daysUntilServedOpenTheServedReferralsWithTheirDays() {
        cases.referred(cases.opened(NOON, Map.of()), "SERVED", 3);
        cases.referred(cases.opened(NOON, Map.of()), "SERVED", 11);
        cases.referred(cases.opened(NOON, Map.of()), "SENT", 0);
        ManagerVisit manager = manager();
        assertThat(section(manager.page("/manage/cases?" + NOVEMBER), "cases"))
                .contains(">7.0<", ">67%<", "/manage/cases/served?");
        ManagerVisit.Listed list = manager.list("/manage/cases/served?" + NOVEMBER);
        assertThat(list.number()).isEqualTo(2);
        assertThat(list.text()).containsSubsequence(">11.0<", ">3.0<");
    }

    @Test
    void costsOpenTheAssistanceWithSumsOfEachCurrencyAndNothingOfKeptCases() {
        cases.delivered(cases.opened(NOON, Map.of()), "DOCUMENTS", "100.50", "EUR");
        cases.delivered(cases.opened(NOON, Map.of()), "DOCUMENTS", "20", "EUR");
        cases.delivered(cases.opened(NOON, Map.of()), "DOCUMENTS", "900", "UZS");
        cases.delivered(cases.opened(NOON, Map.of("protected", true)), "DOCUMENTS", "7", "EUR");
        Staff focal = fixtures.staff(centre, Role.CENTRE_MANAGER);
        new CaseFixtures(fixtures).focalPoint(centre, focal);
        for (ManagerVisit manager : List.of(manager(), new ManagerVisit(port, focal))) {
            String page = manager.page("/manage/cases?" + NOVEMBER);
            assertThat(page).contains("may open. Cases kept for their team");
            assertThat(section(page, "cases-assistance")).contains("120.50 EUR; 900 UZS");
            String list = manager.page("/manage/cases/delivered?value=DOCUMENTS&" + NOVEMBER);
            assertThat(list)
                    .contains("120.50 EUR; 900 UZS", ">100.50 EUR<", ">20 EUR<", ">900 UZS<", ">12 November 2026<")
                    .doesNotContain("7 EUR");
        }
    }

    @Test
    void keptCasesAreListedForThoseAloneWhoMayOpenThem() {
        CaseId kept = cases.opened(NOON, Map.of("protected", true));
        Staff focal = fixtures.staff(centre, Role.CENTRE_MANAGER);
        new CaseFixtures(fixtures).focalPoint(centre, focal);
        String others = manager().page("/manage/cases/kept?" + NOVEMBER);
        assertThat(others).contains("only for those who may open them").doesNotContain(kept.toString());
        ManagerVisit.Listed list = new ManagerVisit(port, focal).list("/manage/cases/kept?" + NOVEMBER);
        assertThat(list.rows()).isEqualTo(1);
        assertThat(list.text()).contains("/staff/cases/" + kept);
        assertThat(new ManagerVisit(port, focal).page("/manage/cases/open?" + NOVEMBER))
                .doesNotContain(kept.toString());
    }

    @Test
    void openCasesAreBrokenDownAndEachPartOpensItsCases() {
        CaseId first = cases.opened(NOON, Map.of("flags", new String[] {"URGENT", "MONEY"}));
        cases.moved(first, "DRAFT", NOON);
        cases.moved(first, "SCREENING", NOON.plus(Duration.ofDays(1)));
        cases.moved(first, "ASSESSED", NOON.plus(Duration.ofDays(40)));
        cases.opened(NOON, Map.of("returned_from", "DE"));
        ManagerVisit manager = manager();
        assertThat(section(manager.page("/manage/cases?" + NOVEMBER), "cases-open-states"))
                .as("by the stage at the end of November")
                .contains("value=SCREENING", "value=ACTIVE")
                .doesNotContain("value=ASSESSED");
        String detail = manager.page("/manage/cases/detail?" + NOVEMBER);
        assertThat(section(detail, "cases-new")).contains("Voluntary return");
        assertThat(section(detail, "cases-open-from")).contains("Germany", "Russia");
        assertThat(section(detail, "cases-open-marks")).contains("Urgent", "No money at all", "No mark");
        assertThat(section(detail, "cases-open-workers")).contains("value=" + worker.id());
        List<ManagerVisit.Shown> numbers = ManagerVisit.numbers(detail).stream()
                .filter(n -> !n.href().isEmpty() && !n.text().equals("0"))
                .toList();
        assertThat(numbers).hasSizeGreaterThanOrEqualTo(7);
        for (ManagerVisit.Shown number : numbers) {
            assertThat(manager.list(number.href()).rows()).as(number.href()).isEqualTo(Integer.parseInt(number.text()));
        }
        assertThat(manager.get("/manage/cases/table.csv?table=cases-open-from&" + NOVEMBER)
                        .body())
                .contains("DE,Germany,1,0");
    }

    @Test
    void theNetworkReadsNoSmallPartAndNobodysNumberOfCases() {
        for (int i = 0; i < 12; i++) {
            cases.opened(NOON, Map.of("flags", i < 9 ? new String[] {"SAFETY"} : new String[0]));
        }
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(centre), Role.NETWORK_MANAGER));
        String detail = network.page("/manage/cases/detail?" + NOVEMBER + "&centre=" + centre.code());
        assertThat(section(detail, "cases-open-marks"))
                .contains("fewer than 10")
                .doesNotContain(">9<", ">3<");
        assertThat(section(detail, "cases-open-from")).contains(">12<");
        assertThat(detail).doesNotContain("cases-open-workers", worker.id().toString(), "/manage/cases/open");
        for (String list : List.of("left", "served", "kept", "open?by=open_worker")) {
            assertThat(network.get("/manage/cases/" + list).status()).as(list).isEqualTo(404);
        }
    }

    @Test
    void versionsOfTheSurveyAreNeverPutTogether() {
        cases.anotherVersion(7);
        for (int i = 0; i < 5; i++) {
            cases.pair("0.2", "0.6", 1);
            cases.pair("0.4", "0.9", 7);
        }
        String scores = section(manager().page("/manage/cases?" + NOVEMBER), "cases-sustainability");
        assertThat(scores).contains("version 1", "version 7", ">0.20<", ">0.60<", ">0.40<", ">0.90<");
        assertThat(scores).doesNotContain(">0.30<", ">0.75<", ">10<");
        assertThat(scores).as("rounds of nobody yet").contains("After 6 months", "After 12 months");
    }

    @Test
    void theNetworkReadsScoresOfEachCentreUnlessFewWereAsked() {
        Centre other = fixtures.centre();
        CountedCases there = new CountedCases(fixtures, other, fixtures.staff(other, Role.CASE_WORKER));
        Centre third = fixtures.centre();
        CountedCases few = new CountedCases(fixtures, third, fixtures.staff(third, Role.CASE_WORKER));
        for (int i = 0; i < 6; i++) {
            cases.pair("0.2", "0.6", 1);
            there.pair("0.4", "0.9", 1);
        }
        few.pair("0.1", "0.7", 1);
        ManagerVisit network =
                new ManagerVisit(port, fixtures.staff(List.of(centre, other, third), Role.NETWORK_MANAGER));
        String both = "&centre=" + centre.code() + "&centre=" + other.code();
        String scores =
                section(network.page("/manage/cases/scores?" + NOVEMBER + both), "cases-sustainability-centres");
        assertThat(scores)
                .contains(">6<", ">0.20<", ">0.60<", ">0.40<", ">0.90<")
                .doesNotContain("href=\"/manage/cases/p");
        String all = network.page("/manage/cases/scores?" + NOVEMBER);
        assertThat(section(all, "cases-sustainability-centres"))
                .contains("fewer than 5", ">0.20<")
                .doesNotContain(">0.10<", ">0.70<");
        assertThat(section(network.page("/manage/cases?" + NOVEMBER), "cases-sustainability"))
                .as("what would give the one away by subtraction")
                .doesNotContain(">13<", ">0.28<");
    }

    @Test
    void whoWentToAnotherCentreIsNotCountedTwice() {
        Centre other = fixtures.centre();
        CountedCases there = new CountedCases(fixtures, other, fixtures.staff(other, Role.CASE_WORKER));
        for (int i = 0; i < 6; i++) {
            cases.pair("0.2", "0.6", 1);
            there.pair("0.2", "0.6", 1);
        }
        fixtures.jdbc()
                .sql("update reintegration.assessment set taken_from = gen_random_uuid() where centre_id = ?")
                .param(other.id().id())
                .update();
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(centre, other), Role.NETWORK_MANAGER));
        String both = "&centre=" + centre.code() + "&centre=" + other.code();
        String scores =
                section(network.page("/manage/cases/scores?" + NOVEMBER + both), "cases-sustainability-dimensions");
        assertThat(scores).contains(">6<").doesNotContain(">12<");
        fixtures.jdbc()
                .sql("update reintegration.assessment set taken_from = null where centre_id = ? and round = 'M3'")
                .param(other.id().id())
                .update();
        assertThat(section(network.page("/manage/cases/scores?" + NOVEMBER + both), "cases-sustainability-dimensions"))
                .as("asked again there, compared with what came along")
                .contains(">12<", ">0.20<", ">0.60<");
    }

    @Test
    void whatWasBegunAtAnotherCentreCountsWhereItIsFinished() {
        for (int i = 0; i < 5; i++) {
            cases.pair("0.2", "0.6", 1);
        }
        String taken = "update reintegration.assessment set taken_from = gen_random_uuid(), taken_begun = ?"
                + " where centre_id = ? and round = 'M3'";
        fixtures.jdbc().sql(taken).params(false, centre.id().id()).update();
        assertThat(manager().list("/manage/cases/pairs?" + NOVEMBER).rows())
                .as("finished elsewhere")
                .isZero();
        fixtures.jdbc().sql(taken).params(true, centre.id().id()).update();
        assertThat(manager().list("/manage/cases/pairs?" + NOVEMBER).rows()).isEqualTo(5);
    }

    @Test
    void whatOnlyFewMayKnowOfIsInNobodysNumbers() {
        CaseFixtures more = new CaseFixtures(fixtures);
        CaseId file = cases.opened(NOON, Map.of());
        cases.delivered(file, "DOCUMENTS", "100", "USD");
        cases.referred(file, "SERVED", 4);
        cases.referred(file, "SERVED", 9);
        var step = more.step(centre, file, worker, Map.of("due_on", LocalDate.of(2026, 1, 1), "sensitive", true));
        cases.delivered(file, "DOCUMENTS", "500", "USD", Map.of("action_id", step));
        more.task(centre, file, "STEP_LOOKS_DONE", LONG_AGO, Map.of("step_id", step));
        more.task(
                centre,
                file,
                "STRONG_SCREENING",
                LONG_AGO,
                Map.of("assignee_id", worker.id().id()));
        fixtures.jdbc().sql("""
                        update reintegration.referral set sensitive = true, due_on = date '2026-01-02'
                        where case_id = ? and served_at > sent_at + interval '5 days'
                        """).param(file.id()).update();
        Staff focal = fixtures.staff(centre, Role.CENTRE_MANAGER);
        more.focalPoint(centre, focal);
        for (ManagerVisit manager : List.of(manager(), new ManagerVisit(port, focal))) {
            String page = manager.page("/manage/cases?" + NOVEMBER);
            assertThat(section(page, "cases-assistance")).contains("100 USD").doesNotContain("600", "500");
            assertThat(manager.list("/manage/cases/served?" + NOVEMBER).rows()).isOne();
            assertThat(manager.list("/manage/cases/delivered?" + NOVEMBER).rows())
                    .isOne();
            assertThat(manager.list("/manage/cases/overdue?" + NOVEMBER).rows()).isZero();
        }
        more.task(centre, file, "OWN", LONG_AGO, Map.of("text", "Ring the school"));
        assertThat(manager().list("/manage/cases/overdue?" + NOVEMBER).rows()).isOne();
    }

    @Test
    void whoWaitsForAPlaceIsNotEnrolled() {
        CaseFixtures more = new CaseFixtures(fixtures);
        var full = more.course(centre, worker, Map.of("places", 2));
        for (String state : List.of("ENROLLED", "COMPLETED", "WAITING", "CANCELLED")) {
            CaseId file = cases.opened(NOON, Map.of());
            more.enrolment(
                    centre,
                    file,
                    new ClientId(cases.client(file)),
                    full,
                    worker,
                    Map.of("state", state, "enrolled_at", NOON));
        }
        assertThat(manager().list("/manage/cases/enrolled?" + NOVEMBER).rows())
                .as("one waits, one called off waiting")
                .isEqualTo(2);
    }

    @Test
    void theNetworkReadsNoSumOfFewDeliveriesInACurrency() {
        for (int i = 0; i < 6; i++) {
            cases.delivered(cases.opened(NOON, Map.of()), "DOCUMENTS", "100", "UZS");
        }
        cases.delivered(cases.opened(NOON, Map.of()), "DOCUMENTS", "77", "USD");
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(centre), Role.NETWORK_MANAGER));
        assertThat(section(network.page("/manage/cases?" + NOVEMBER + "&centre=" + centre.code()), "cases-assistance"))
                .contains("600 UZS")
                .doesNotContain("USD");
        assertThat(section(manager().page("/manage/cases?" + NOVEMBER), "cases-assistance"))
                .contains("600 UZS", "77 USD");
    }

    @Test
    void thePagesStaySmallAndCostTheSame() {
        ManagerVisit manager = manager();
        cases.opened(NOON, Map.of());
        int few = cost(manager);
        for (int i = 0; i < 30; i++) {
            CaseId file = cases.opened(
                    NOON,
                    Map.of(
                            "returned_from",
                            COUNTRIES.get(i % 9),
                            "case_type",
                            TYPES.get(i % 3),
                            "state",
                            STATES.get(i % 7)));
            cases.moved(file, "DRAFT", NOON);
            cases.moved(file, "SCREENING", NOON.plus(Duration.ofDays(i % 9)));
            cases.referred(file, ANSWERS.get(i % 5), i % 5 == 0 ? 1 + i : 0);
            cases.delivered(file, KINDS.get(i % 8), "10", i % 2 == 0 ? "EUR" : "UZS");
            cases.pair("0.2", "0.6", 1);
        }
        assertThat(cost(manager)).isEqualTo(few).isLessThanOrEqualTo(10);
        for (String page : List.of("/manage/cases?", "/manage/cases/detail?", "/manage/cases/scores?")) {
            assertThat(manager.page(page + NOVEMBER).getBytes(StandardCharsets.UTF_8).length)
                    .as(page)
                    .isLessThanOrEqualTo(30 * 1024);
        }
    }

    private static int cost(ManagerVisit manager) {
        Statements.forget();
        manager.page("/manage/cases/detail?" + NOVEMBER);
        return Statements.seen().size();
    }

    private ManagerVisit manager() {
        return new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
    }
}
