package org.mrcportal.reintegration.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.StaffPages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What everybody carries, and what stands behind each number of it. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@SuppressWarnings("NullAway.Init")
class SupervisionPagesTests implements StaffPages {

    private static final Pattern NUMBER = Pattern.compile("href=\"([^\"]*/supervision/[^\"]*)\"[^>]*>(\\d+)<");

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private Centre centre;
    private Staff owner;
    private Staff colleague;
    private Staff manager;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void aCentre() {
        centre = fixtures.centre();
        owner = fixtures.staff(centre, Role.CASE_WORKER);
        colleague = fixtures.staff(centre, Role.CASE_WORKER);
        manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    }

    @Test
    void everyNumberOfTheWorkloadOpensWhatItCounts() {
        for (String state : List.of("DRAFT", "ASSESSED", "ACTIVE", "MONITORING", "MONITORING")) {
            file(Map.of("state", state));
        }
        ClientId client = fixtures.client(centre);
        CaseId late = cases.caseFile(centre, client, owner, Map.of());
        CaseId kept = file(Map.of("protected", true));
        for (CaseId file : List.of(late, late, kept)) {
            cases.task(
                    centre,
                    file,
                    "TEAM_CHANGED",
                    Instant.now().minusSeconds(3600),
                    Map.of("assignee_id", owner.id().id()));
        }
        cases.followUp(centre, late, client, LocalDate.of(2026, 1, 1), Map.of());
        int opened = 0;
        for (Staff reader : List.of(manager, owner)) {
            String page = page(reader, "/staff/cases/supervision");
            Matcher number = NUMBER.matcher(page);
            while (number.find()) {
                String list = page(reader, number.group(1).replace("&amp;", "&"));
                assertThat(list.split("<th scope=\"row\"", -1).length - 1)
                        .as(number.group(1))
                        .isEqualTo(Integer.parseInt(number.group(2)));
                assertThat(list).contains(owner.name(), number.group(2) + " in all");
                assertThat(list.contains(kept.toString())).as(number.group(1)).isIn(false, reader == owner);
                opened++;
            }
        }
        assertThat(opened).isGreaterThanOrEqualTo(16);
        String from = "/staff/cases/supervision/" + owner.id();
        assertThat(page(manager, from + "/late")).contains("Tasks", "Follow-ups");
        assertThat(get(colleague, from + "/open")).as("of colleagues").hasStatus(404);
        assertThat(get(manager, from + "/nothing")).hasStatus(404);
        assertThat(get(manager, from + "/open?centre=" + fixtures.centre().code()))
                .hasStatus(404);
    }

    @Test
    void theWorkloadCountsForTheManagerWhatTheManagerMaySee() {
        CaseId file = file(Map.of());
        file(Map.of("state", "MONITORING"));
        file(Map.of("protected", true));
        CaseId nobodys = file(Fixtures.row("owner_id", null));
        cases.task(
                centre,
                file,
                "OWN",
                Instant.now().minusSeconds(60),
                Map.of("assignee_id", owner.id().id()));
        assertThat(load(page(manager, "/staff/cases/supervision"), owner))
                .containsExactly(2, 0, 0, 1, 1, 1, 0, 0, 0, 1);
        assertThat(load(page(owner, "/staff/cases/supervision"), owner)).containsExactly(3, 0, 0, 2, 1, 1, 0, 0, 0, 1);
        assertThat(page(owner, "/staff/cases/supervision"))
                .doesNotContain("<th class=\"govuk-table__header\" scope=\"row\">" + colleague.name());
        assertThat(page(manager, "/staff/cases/supervision")).contains(team(nobodys), colleague.name());
        assertThat(get(
                        manager,
                        "/staff/cases/supervision?centre=" + fixtures.centre().code()))
                .hasStatus(404);
    }

    /** A step of a plan that is still being written, and what a client said about another. */
    @Test
    void theWorkloadCallsOverdueWhatTheListOfCasesDoes() {
        cases.step(centre, file(Map.of()), owner, Map.of("due_on", LocalDate.of(2026, 1, 1)));
        CaseId spoken = file(Map.of());
        fixtures.insert(
                "reintegration.step_word",
                Fixtures.row(
                        "id",
                        UUID.randomUUID(),
                        "centre_id",
                        centre.id().id(),
                        "case_id",
                        spoken.id(),
                        "action_id",
                        cases.step(centre, spoken, owner, "Ask for the papers"),
                        "said_by",
                        "CLIENT",
                        "word",
                        "DONE",
                        "said_at",
                        Instant.parse("2026-11-02T07:00:00Z")),
                Map.of());
        cases.step(centre, file(Map.of()), owner, "Not due for long");
        file(Map.of("state", "DRAFT", "opened_at", Instant.parse("2026-01-02T07:00:00Z")));
        assertThat(load(page(manager, "/staff/cases/supervision"), owner))
                .containsExactly(4, 1, 0, 3, 0, 3, 3, 0, 0, 0);
        assertThat(page(manager, "/staff/cases/supervision/" + owner.id() + "/late"))
                .contains("3 in all", "5 November 2026", "What was said about a step", "What brings the case on");
        assertThat(page(manager, "/staff/cases?which=ALL"))
                .containsPattern("1 January 2026</span><br><span>a step of the plan")
                .containsPattern("5 January 2026</span><br><span>bringing the case on")
                .containsPattern("5 November 2026</span><br><span>what was said about a step")
                .containsPattern("class=\"late\"(?s:.*)class=\"late\"")
                .doesNotContain("Ask for the papers");
        assertThat(page(manager, "/manage/cases/overdue")).contains("3 overdue cases");
    }

    private static List<Integer> load(String page, Staff of) {
        int at = page.indexOf("scope=\"row\">" + of.name());
        String line = page.substring(at, page.indexOf("</tr>", at));
        return Pattern.compile("numeric\">(?:<b>)?(?:<a[^>]*>)?(\\d+)<")
                .matcher(line)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private CaseId file(Map<String, ? extends @Nullable Object> columns) {
        return cases.caseFile(centre, fixtures.client(centre), owner, columns);
    }

    private static String team(CaseId file) {
        return "/staff/cases/" + file + "/team";
    }

    @Override
    public MockMvcTester mvc() {
        return mvc;
    }
}
