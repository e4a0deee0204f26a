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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** Who stands behind cases, and what people told when they were asked after months. */
@FiguresTest
class PersonsAndAnswersTests {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 10);

    private final Fixtures fixtures = new Fixtures("figures");
    private final CaseFixtures more = new CaseFixtures(fixtures);
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
    void aPersonCountsOnceInHoweverManyHouseholdsAndOnlyFromTheDayItIsOnRecord() {
        ClientId mother = person("F", "30_39");
        ClientId daughter = person("F", "18_24");
        CaseId first = opened(mother);
        relative(first, mother, "SELF", "M", "UNDER_18", NOON);
        relative(first, daughter, "CHILD", null, null, NOON);
        relative(first, null, "CHILD", "M", "UNDER_18", NOON);
        relative(first, null, "PARENT", null, null, NOON);
        relative(first, null, "CHILD", "F", "UNDER_18", NOON.plus(Duration.ofDays(60)));
        CaseId second = opened(daughter);
        relative(second, mother, "PARENT", null, null, NOON);
        opened(mother);
        CaseId kept = cases.opened(NOON, Map.of("protected", true));
        relative(kept, null, "SPOUSE", "M", "40_49", NOON);
        ManagerVisit manager = manager();
        String page = manager.page("/manage/cases?" + NOVEMBER);
        assertThat(page)
                .containsPattern("cases/open\\?[^>]*>3<")
                .containsPattern("cases/persons_open[^>]*>4<")
                .containsPattern("cases/persons_new[^>]*>4<")
                .contains("they are not added to cases");
        String persons = section(manager.page("/manage/cases/detail?" + NOVEMBER), "cases-persons");
        assertThat(persons)
                .contains("counts once")
                .containsSubsequence("Female, 18–24", "Female, 30–39", "Male, Under 18", "Not said, Not known")
                .doesNotContain("40–49", "Female, Under 18");
        for (ManagerVisit.Shown number : ManagerVisit.numbers(persons)) {
            assertThat(number.text()).isIn("0", "1");
            if (!number.href().isEmpty()) {
                assertThat(manager.list(number.href()).rows()).as(number.href()).isOne();
            }
        }
        ManagerVisit.Listed list = manager.list("/manage/cases/persons_open?" + NOVEMBER);
        assertThat(list.rows()).isEqualTo(4);
        assertThat(list.text())
                .as("a daughter stands for her own case, and nobody is named by the case of others")
                .contains("/staff/cases/" + second, more.code(daughter));
        assertThat(manager.page("/manage/cases/persons_open?" + NOVEMBER)).contains("or somebody of the household");
        assertThat(manager.list("/manage/cases/persons_open?value=M_UNDER_18&" + NOVEMBER)
                        .text())
                .contains("/staff/cases/" + first, more.code(mother));
    }

    @Test
    void theNetworkReadsNoPersonsOfASexAndAgeThatTellOfFewHouseholds() {
        for (int i = 0; i < 9; i++) {
            opened(person("F", "30_39"));
        }
        for (int i = 0; i < 7; i++) {
            opened(person("M", "30_39"));
        }
        for (int i = 0; i < 6; i++) {
            CaseId file = opened(person("M", "25_29"));
            relative(file, null, "SPOUSE", "F", "25_29", NOON);
            if (i < 2) {
                relative(file, null, "SIBLING", "M", "30_39", NOON);
            }
        }
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(centre), Role.NETWORK_MANAGER));
        String detail = network.page("/manage/cases/detail?" + NOVEMBER + "&centre=" + centre.code());
        assertThat(section(detail, "cases-open-sex-and-age")).as("cases").contains(">9<", ">7<", ">6<");
        assertThat(section(detail, "cases-persons"))
                .as("9 brothers and clients, of whom 7 are clients, and one more number that would give them away")
                .contains("not shown")
                .doesNotContain("/manage/cases/persons");
        String open = section(detail, "cases-persons").replaceAll("(?s)<td class=\"past\">.*?</td>", "");
        assertThat(open.split("not shown", -1).length - 1).isGreaterThanOrEqualTo(2);
        assertThat(network.get("/manage/cases/persons_open?" + NOVEMBER).status())
                .isEqualTo(404);
    }

    @Test
    void whatPeopleToldIsCountedByRoundAndQuestionAndOpensTheCases() {
        told(asked("M3", DAY, "DONE"), "RUNNING", "ENOUGH");
        told(asked("M3", DAY, "DONE"), "RUNNING", "NOT_ASKED");
        told(asked("M6", DAY, "DONE"), "ENDED", "TOO_LITTLE");
        asked("M3", DAY, "NOT_REACHED");
        asked("M3", DAY.plusDays(20), "DUE");
        asked("M3", DAY, "CANCELLED");
        asked("OTHER", DAY, "DUE");
        told(asked("M3", DAY.minusDays(40), "DONE"), "RESTING", "ALMOST");
        told(asked("M3", DAY, "DUE"), "RESTING", "ALMOST");
        ManagerVisit manager = manager();
        assertThat(manager.page("/manage/cases?" + NOVEMBER)).contains("href=\"/manage/cases/answers?");
        String answers = manager.page("/manage/cases/answers?" + NOVEMBER);
        String asked = section(answers, "cases-asked");
        assertThat(ManagerVisit.numbers(asked).stream().limit(8).map(ManagerVisit.Shown::text))
                .as("due, asked, not reached, still to be asked; each with October")
                .containsExactly("5", "1", "2", "1", "1", "0", "2", "0");
        assertThat(section(answers, "cases-told-business"))
                .contains("How is the business?", "It works", "Closed")
                .doesNotContain("Paused", "The same people");
        assertThat(section(answers, "cases-told-income")).contains("Too little", "Not asked");
        List<ManagerVisit.Shown> numbers = ManagerVisit.numbers(answers).stream()
                .filter(n -> !n.href().isEmpty() && n.href().contains("2026-11-01"))
                .toList();
        assertThat(numbers).hasSizeGreaterThan(10);
        for (ManagerVisit.Shown number : numbers) {
            ManagerVisit.Listed list = manager.list(number.href());
            assertThat(list.number()).as(number.href()).isEqualTo(Integer.parseInt(number.text()));
            assertThat(list.rows()).as(number.href()).isEqualTo(Integer.parseInt(number.text()));
        }
        assertThat(manager.page("/manage/cases/told?value=M6-INCOME-TOO_LITTLE&" + NOVEMBER))
                .contains("After 6 months: Is the income enough? Too little", "10 November 2026");
        assertThat(manager.get("/manage/cases/table.csv?table=cases-told-business&" + NOVEMBER)
                        .body())
                .contains("RUNNING,It works,2,0,0");
    }

    @Test
    void changeIsToldOfTheSamePeopleFromFiveOn() {
        for (int i = 0; i < 4; i++) {
            again("ENDED", "RUNNING");
        }
        again("ENDED", "NOT_ASKED");
        told(asked("M12", DAY, "DONE"), "RUNNING", "ENOUGH");
        ManagerVisit manager = manager();
        String few = section(manager.page("/manage/cases/answers?" + NOVEMBER), "cases-told-business");
        assertThat(few).contains("The same people", "fewer than 5").doesNotContain("cases/told_");
        again("RESTING", "RUNNING");
        String five = section(manager.page("/manage/cases/answers?" + NOVEMBER), "cases-told-business");
        assertThat(five)
                .containsPattern("told_first[^>]*value=BUSINESS\"[^>]*>5<")
                .containsPattern("told_first[^>]*value=BUSINESS-ENDED\"[^>]*>4<")
                .containsPattern("told_first[^>]*value=BUSINESS-RESTING\"[^>]*>1<")
                .containsPattern("told_again[^>]*value=BUSINESS-RUNNING\"[^>]*>5<");
        assertThat(manager.list("/manage/cases/told_again?value=BUSINESS-RUNNING&" + NOVEMBER)
                        .rows())
                .isEqualTo(5);
    }

    @Test
    void theNetworkReadsNoFewAnswers() {
        for (int i = 0; i < 9; i++) {
            told(asked("M3", DAY, "DONE"), i < 6 ? "RUNNING" : "ENDED", "ENOUGH");
        }
        told(asked("M6", DAY, "DONE"), "RUNNING", "ENOUGH");
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(centre), Role.NETWORK_MANAGER));
        String here = NOVEMBER + "&centre=" + centre.code();
        String business = section(network.page("/manage/cases/answers?" + here), "cases-told-business");
        assertThat(business).contains("fewer than 5", "not shown").doesNotContain(">3<", ">6<", ">1<", "cases/told?");
        assertThat(section(network.page("/manage/cases/answers?" + here), "cases-asked"))
                .contains(">9<", "fewer than 5")
                .doesNotContain(">1<", "cases/asked");
        assertThat(network.get("/manage/cases/told?" + NOVEMBER).status()).isEqualTo(404);
    }

    @Test
    void howManyToldDoesNotGiveAwayHowFewWereNotReached() {
        for (int i = 0; i < 7; i++) {
            told(asked("M3", DAY, "DONE"), "RUNNING", "ENOUGH");
        }
        for (int i = 0; i < 10; i++) {
            asked("M3", DAY, "DUE");
        }
        for (int i = 0; i < 3; i++) {
            asked("M3", DAY, "NOT_REACHED");
        }
        String here = "/manage/cases/answers?" + NOVEMBER + "&centre=" + centre.code();
        String read = new ManagerVisit(port, fixtures.staff(List.of(centre), Role.NETWORK_MANAGER)).page(here);
        assertThat(section(read, "cases-asked"))
                .contains(">20<", ">10<", "not shown")
                .doesNotContain(">7<");
        assertThat(section(read, "cases-told-business"))
                .as("20 less 10 less 7 are 3")
                .contains("not shown")
                .doesNotContain(">7<");
        assertThat(section(manager().page(here), "cases-told-business")).contains(">7<");
    }

    @Test
    void whatWasOpenedByMistakeIsInNoFigureUntilItIsTakenUpAgain() {
        CaseId right = cases.opened(NOON, Map.of());
        cases.moved(right, "DRAFT", NOON);
        cases.moved(right, "SCREENING", NOON.plus(Duration.ofHours(3)));
        cases.closed(right, "WITHDREW");
        CaseId wrong = cases.opened(NOON, Map.of());
        cases.moved(wrong, "DRAFT", NOON);
        cases.moved(wrong, "SCREENING", NOON.plus(Duration.ofHours(5)));
        asked(wrong, "M3", DAY, "DUE");
        cases.closed(wrong, "OPENED_BY_MISTAKE");
        CaseId kept = cases.opened(NOON, Map.of("protected", true));
        cases.closed(kept, "OPENED_BY_MISTAKE");
        ManagerVisit manager = manager();
        for (String list : List.of("new", "closed", "left", "persons_new")) {
            assertThat(manager.list("/manage/cases/" + list + "?" + NOVEMBER).rows())
                    .as(list)
                    .isOne();
        }
        String whileOpen = "?from=2026-11-01&to=2026-11-11";
        assertThat(manager.list("/manage/cases/open" + whileOpen).rows()).isOne();
        assertThat(manager.list("/manage/cases/asked" + whileOpen).rows()).isZero();
        fixtures.jdbc()
                .sql(
                        "update reintegration.closure set reopened_at = closed_at, reopened_by = closed_by where case_id = ?")
                .param(wrong.id())
                .update();
        assertThat(manager.list("/manage/cases/new?" + NOVEMBER).rows()).isEqualTo(2);
        assertThat(manager.list("/manage/cases/closed?" + NOVEMBER).rows())
                .as("it ended for no reason that says anything of the work")
                .isOne();
    }

    @Test
    void thePageOfAnswersStaysSmallAndCostsTheSame() {
        ManagerVisit manager = manager();
        told(asked("M3", DAY, "DONE"), "RUNNING", "ENOUGH");
        int few = cost(manager);
        for (int i = 0; i < 12; i++) {
            again(List.of("RUNNING", "RESTING", "ENDED", "NONE").get(i % 4), i % 2 == 0 ? "ENDED" : "RUNNING");
        }
        assertThat(cost(manager)).isEqualTo(few).isLessThanOrEqualTo(10);
        assertThat(manager.page("/manage/cases/answers?" + NOVEMBER).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(40 * 1024);
    }

    private static int cost(ManagerVisit manager) {
        Statements.forget();
        manager.page("/manage/cases/answers?" + NOVEMBER);
        return Statements.seen().size();
    }

    private ManagerVisit manager() {
        return new ManagerVisit(port, fixtures.staff(centre, Role.CENTRE_MANAGER));
    }

    private ClientId person(String sex, String age) {
        return fixtures.client(centre, Map.of("sex", sex, "age_group", age));
    }

    private CaseId opened(ClientId client) {
        return more.caseFile(centre, client, worker, Map.of("opened_at", NOON));
    }

    private void relative(
            CaseId file,
            @Nullable ClientId client,
            String relation,
            @Nullable String sex,
            @Nullable String age,
            Instant since) {
        var columns = Fixtures.row("relation", relation, "added_at", since);
        columns.put("client_id", client == null ? null : client.id());
        columns.put("head", false);
        columns.put("sex", sex);
        columns.put("age_group", age);
        more.relative(centre, file, client == null ? ClientId.next() : client, worker, columns);
    }

    /** Somebody who told after 3 months, long ago, and after 12, now; both times how the business is. */
    private void again(String first, String later) {
        CaseId file = cases.opened(NOON.minus(Duration.ofDays(400)), Map.of());
        told(asked(file, "M3", DAY.minusMonths(9), "DONE"), first, "ENOUGH");
        told(asked(file, "M12", DAY, "DONE"), later, "ENOUGH");
    }

    private UUID asked(String round, LocalDate due, String state) {
        return asked(cases.opened(NOON.minus(Duration.ofDays(100)), Map.of()), round, due, state);
    }

    private UUID asked(CaseId file, String round, LocalDate due, String state) {
        var columns = Fixtures.row("round", round, "state", state);
        columns.put("settled_at", state.equals("DUE") ? null : NOON);
        return more.followUp(centre, file, new ClientId(cases.client(file)), due, columns);
    }

    private void told(UUID followUp, String business, String income) {
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.tracer
                        select id, centre_id, case_id, 1, jsonb_build_object('BUSINESS', ?, 'INCOME', ?), ?, ?
                        from reintegration.follow_up where id = ?
                        """)
                .params(business, income, worker.id().id(), java.sql.Timestamp.from(NOON), followUp)
                .update();
    }
}
