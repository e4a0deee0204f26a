package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.reporting.dashboard.CountedCases.NOON;
import static org.mrcportal.reporting.dashboard.ManagerVisit.section;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The figures of casework: what they count, what they open, and what they keep from whom. */
@FiguresTest
class CasesPagesTests {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";

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
    void everyNumberOpensTheCasesItCounts() {
        for (int i = 0; i < 3; i++) {
            cases.opened(NOON, Map.of());
        }
        cases.opened(NOON, Map.of("case_type", "FORCED"));
        cases.opened(NOON.minus(Duration.ofDays(40)), Map.of());
        cases.closed(cases.opened(NOON, Map.of()), "PLAN_DONE");
        cases.referred(cases.opened(NOON, Map.of()), "SERVED", 6);
        cases.referred(cases.opened(NOON, Map.of()), "SENT", 0);
        cases.delivered(cases.opened(NOON, Map.of()), "DOCUMENTS", "120.50", "EUR");
        cases.delivered(cases.opened(NOON, Map.of()), "DOCUMENTS", "900", "UZS");
        var moved = cases.opened(NOON, Map.of());
        cases.moved(moved, "DRAFT", NOON);
        cases.moved(moved, "SCREENING", NOON.plus(Duration.ofDays(3)));
        for (int i = 0; i < 5; i++) {
            cases.pair("0.2", "0.6", 1);
        }
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
        String page = manager.page("/manage/cases?" + NOVEMBER);
        assertThat(section(page, "cases-assistance")).contains("120.50 EUR; 900 UZS");
        assertThat(section(page, "cases")).contains("50%", "6.0");
        List<ManagerVisit.Shown> numbers = ManagerVisit.numbers(page).stream()
                .filter(n -> !n.href().isEmpty() && !n.text().equals("0"))
                .distinct()
                .toList();
        assertThat(numbers).hasSizeGreaterThan(10);
        for (ManagerVisit.Shown number : numbers) {
            ManagerVisit.Listed list = manager.list(number.href());
            assertThat(list.number()).as(number.href()).isEqualTo(list.rows());
            if (number.text().matches("[0-9]+")) {
                assertThat(list.rows()).as(number.href()).isEqualTo(Integer.parseInt(number.text()));
            }
            if (!number.href().contains("/kept")) {
                assertThat(list.text()).as(number.href()).contains("/staff/cases/");
            }
        }
        assertThat(page).containsPattern("cases/open[^>]*>15<").containsPattern("cases/new[^>]*>10<");
        for (String measure : List.of("left", "served", "delivered", "kept", "pairs")) {
            assertThat(page).contains("href=\"/manage/cases/" + measure + "?");
        }
        assertThat(manager.get("/manage/cases/table.csv?table=cases-assistance&" + NOVEMBER)
                        .body())
                .contains("120.50 EUR; 900.00 UZS");
    }

    @Test
    void theNetworkSeesNoSmallNumberAndNoCase() {
        for (int i = 0; i < 3; i++) {
            cases.opened(NOON, Map.of());
        }
        for (int i = 0; i < 7; i++) {
            cases.opened(NOON, Map.of("case_type", "VULNERABLE"));
        }
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(centre), Role.NETWORK_MANAGER));
        String page = network.page("/manage/cases/detail?" + NOVEMBER + "&centre=" + centre.code());
        assertThat(section(page, "cases-new"))
                .contains("fewer than 5", "fewer than 10")
                .doesNotContain(">3<", ">7<");
        assertThat(page + network.page("/manage/cases?" + NOVEMBER))
                .doesNotContain("/manage/cases/new", "/staff/cases/");
        assertThat(network.get("/manage/cases/new?" + NOVEMBER).status()).isEqualTo(404);
    }

    /** In October, which is over whenever this runs. */
    @Test
    void keptCasesAreOneNumberInTensOfMonthsThatAreOverAndNowhereElse() {
        Instant october = Instant.parse("2026-10-10T07:00:00Z");
        Centre other = fixtures.centre();
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(List.of(centre, other), Role.CENTRE_MANAGER));
        String here = "&centre=" + centre.code();
        for (int i = 0; i < 9; i++) {
            cases.opened(october, Map.of("protected", true));
        }
        String nine = manager.page("/manage/cases?" + NOVEMBER + here);
        assertThat(section(nine, "cases")).contains("fewer than 10");
        assertThat(section(nine, "cases-open-states")).contains("Nothing in this period");
        CaseId tenth = cases.opened(october, Map.of("protected", true));
        String ten = manager.page("/manage/cases?" + NOVEMBER + here);
        assertThat(section(ten, "cases")).contains(">10 or more<").doesNotContain("fewer than 10");
        CaseId eleventh = cases.opened(october, Map.of("protected", true));
        for (int i = 0; i < 9; i++) {
            cases.opened(Instant.parse("2026-11-02T07:00:00Z"), Map.of("protected", true));
        }
        for (String day : List.of("2026-11-01", "2026-11-02", "2026-11-25")) {
            assertThat(section(manager.page("/manage/cases?from=2026-11-01&to=" + day + here), "cases"))
                    .as("no day tells of a case")
                    .contains(">10 or more<");
        }
        String inOctober = "from=2026-10-01&to=2026-10-31" + here;
        assertThat(manager.get("/manage/cases/table.csv?table=cases&" + inOctober)
                        .body())
                .contains("10 or more");
        assertThat(section(manager.page("/manage/cases?" + NOVEMBER), "cases"))
                .as("nor does the difference of two centres and one")
                .contains("not shown")
                .doesNotContain("or more");
        assertThat(section(ten, "cases-open-states")).contains("Nothing in this period");
        assertThat(manager.list("/manage/cases/open?" + NOVEMBER).rows()).isZero();
        cases.madeOrdinary(tenth, NOON);
        cases.madeOrdinary(eleventh, NOON);
        assertThat(section(manager.page("/manage/cases?" + inOctober), "cases"))
                .as("as it was then")
                .contains(">10 or more<");
    }

    @Test
    void changeIsShownOfTheSamePeopleFromFiveOnAndWithinAVersion() {
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
        for (int i = 0; i < 4; i++) {
            cases.pair("0.2", "0.6", 1);
        }
        cases.assessment(cases.opened(NOON, Map.of()), fixtures.client(centre), "M3", "0.9", 1);
        assertThat(section(manager.page("/manage/cases?" + NOVEMBER), "cases-sustainability"))
                .contains("fewer than 5", "provisional equal weights")
                .doesNotContain("0.20", "0.60");
        cases.pair("0.2", "0.6", 1);
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
        cases.opened(NOON, Map.of());
        int few = cost(manager);
        for (int i = 0; i < 60; i++) {
            cases.delivered(cases.opened(NOON, Map.of()), "DOCUMENTS", "10", "EUR");
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
}
