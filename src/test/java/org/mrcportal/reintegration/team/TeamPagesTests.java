package org.mrcportal.reintegration.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.accounts.Role;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.StaffPages;
import org.mrcportal.shared.Reference;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Teams, hand-overs, absences, the workload and tasks as the pages have them. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@SuppressWarnings("NullAway.Init")
class TeamPagesTests implements StaffPages {

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
    void aCaseThatNobodyHasTakenIsTakenByOneOfThoseWhoPressTogether() throws Exception {
        CaseId file = file(Fixtures.row("owner_id", null));
        assertThat(page(colleague, team(file))).contains("Take the case");
        List<Callable<Integer>> presses = new ArrayList<>();
        for (Staff one : List.of(owner, colleague, owner, colleague)) {
            presses.add(() -> post(one, team(file) + "/take", "version", "0")
                    .getResponse()
                    .getStatus());
        }
        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> answer : several.invokeAll(presses)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(events(file)).containsExactly("OWNER_CHANGED");
        assertThat(List.of(owner.id().id(), colleague.id().id())).contains(ownerOf(file));
    }

    @Test
    void theOwnerHandsOverAndWhoStaysInTheTeamKeepsSeeingAProtectedCase() {
        for (boolean stays : List.of(true, false)) {
            CaseId file = file(Map.of("protected", true));
            String[] fields = stays
                    ? new String[] {"to", colleague.id().toString(), "version", "0", "stay", "true"}
                    : new String[] {"to", colleague.id().toString(), "version", "0"};
            assertThat(post(owner, team(file) + "/hand-over", fields)).hasStatus(303);
            assertThat(ownerOf(file)).isEqualTo(colleague.id().id());
            assertThat(get(owner, team(file))).hasStatus(stays ? 200 : 404);
            assertThat(page(colleague, "/staff/tasks")).contains("A case was handed over to you");
            assertThat(events(file)).containsExactly("OWNER_CHANGED");
        }
    }

    @Test
    void whoIsLateWithAHandOverIsToldAndNothingIsOverwritten() {
        CaseId file = file(Map.of());
        Staff third = fixtures.staff(centre, Role.CASE_WORKER);
        post(owner, team(file) + "/hand-over", "to", third.id().toString(), "version", "0");
        MvcTestResult late =
                post(manager, team(file) + "/hand-over", "to", colleague.id().toString(), "version", "0");
        assertThat(late).hasStatus(303).flash().containsEntry("notice", "team.changed-meanwhile");
        assertThat(ownerOf(file)).isEqualTo(third.id().id());
    }

    @Test
    void onlyTheOwnerManagersAndFocalPointsChangeATeamAndOnlyColleaguesOfTheCentreJoinIt() {
        CaseId file = file(Map.of());
        String somebody = colleague.id().toString();
        assertThat(post(colleague, team(file) + "/add", "who", somebody)).hasStatus(403);
        assertThat(post(colleague, team(file) + "/hand-over", "to", somebody, "version", "0"))
                .hasStatus(403);
        assertThat(post(manager, team(file) + "/add", "who", somebody)).hasStatus(303);
        assertThat(post(owner, team(file) + "/add", "who", somebody)).hasStatus(303);
        assertThat(events(file)).containsExactly("MEMBER_ADDED");
        for (Staff stranger :
                List.of(fixtures.staff(fixtures.centre(), Role.CASE_WORKER), fixtures.staff(centre, Role.FRONT_DESK))) {
            assertThat(post(owner, team(file) + "/add", "who", stranger.id().toString()))
                    .hasStatus(404);
            assertThat(post(
                            owner,
                            team(file) + "/hand-over",
                            "to",
                            stranger.id().toString(),
                            "version",
                            "0"))
                    .hasStatus(404);
        }
        assertThat(post(owner, team(file) + "/add", "who", "nonsense")).hasStatus(303);
        assertThat(post(owner, team(file) + "/hand-over", "to", somebody, "version", "nonsense"))
                .hasStatus(404);
        assertThat(post(colleague, team(file) + "/remove", "who", somebody))
                .as("everybody may leave")
                .hasStatus(303);
        assertThat(events(file)).containsExactly("MEMBER_ADDED", "MEMBER_REMOVED");
        assertThat(page(owner, team(file))).contains("Who looked at it", owner.name());
    }

    @Test
    void aManagerBringsInOthersButNeverThemselvesAndTheCaseWorkerIsTold() {
        CaseId file = file(Map.of());
        String self = manager.id().toString();
        assertThat(page(manager, team(file))).doesNotContain("value=\"" + self + "\"");
        assertThat(post(manager, team(file) + "/add", "who", self)).hasStatus(403);
        assertThat(post(manager, team(file) + "/hand-over", "to", self, "version", "0"))
                .hasStatus(403);
        MvcTestResult together = post(
                manager,
                "/staff/cases/handover",
                "centre",
                centre.code(),
                "from",
                owner.id().toString(),
                "to",
                self,
                "case",
                file.toString());
        assertThat(together).hasStatus(403);
        assertThat(page(manager, "/staff/cases/handover?centre=%s&from=%s".formatted(centre.code(), owner.id())))
                .doesNotContain("value=\"" + self + "\"");
        assertThat(ownerOf(file)).isEqualTo(owner.id().id());
        assertThat(page(owner, "/staff/tasks")).contains("Nothing to do");

        assertThat(post(manager, team(file) + "/add", "who", colleague.id().toString()))
                .hasStatus(303);
        assertThat(page(owner, "/staff/tasks")).contains("Somebody changed the team of your case");
        assertThat(events(file)).containsExactly("MEMBER_ADDED");
        assertThat(post(manager, team(file) + "/hand-over", "to", colleague.id().toString(), "version", "0"))
                .hasStatus(303);
        assertThat(page(owner, "/staff/tasks")).contains("A case of yours was given to somebody else");
        CaseId second = file(Map.of());
        assertThat(several(owner.id().toString(), colleague.id().toString(), second))
                .hasStatus(303);
        assertThat(page(owner, "/staff/tasks")).contains("Cases of yours were given to somebody else");
    }

    @Test
    void whoLosesAProtectedCaseToADecisionOfTheFocalPointIsToldWithoutTheCase() {
        Staff focal = fixtures.staff(centre, Role.CASE_WORKER);
        cases.focalPoint(centre, focal);
        CaseId file = file(Map.of("protected", true));
        assertThat(post(focal, team(file) + "/hand-over", "to", focal.id().toString(), "version", "0"))
                .as("the focal point may")
                .hasStatus(303);
        assertThat(get(owner, team(file))).hasStatus(404);
        assertThat(page(owner, "/staff/tasks"))
                .contains("A case of yours was given to somebody else")
                .doesNotContain(Reference.grouped(cases.reference(file)));
        assertThat(page(manager, "/staff/tasks?view=centre"))
                .as("a line without a case would say: this colleague had a protected one")
                .doesNotContain("A case of yours was given");
    }

    @Test
    void whoHasWrittenForFewIsToldThatSomebodyTookTheCaseAndNobodyElseIs() {
        Staff author = fixtures.staff(centre, Role.CASE_WORKER);
        Staff focal = fixtures.staff(centre, Role.CASE_WORKER);
        cases.focalPoint(centre, focal);
        CaseId file =
                file(Fixtures.row("owner_id", null, "opened_by", manager.id().id()));
        cases.restrictedNote(centre, file, author, "Where her brother lives");
        assertThat(post(colleague, team(file) + "/take", "version", "0")).hasStatus(303);
        for (Staff told : List.of(author, focal)) {
            assertThat(page(told, "/staff/tasks")).contains("was taken by somebody");
        }
        assertThat(page(manager, "/staff/tasks?view=centre")).doesNotContain("was taken by somebody");
        CaseId plain = file(Fixtures.row("owner_id", null));
        assertThat(post(colleague, team(plain) + "/take", "version", "0")).hasStatus(303);
        assertThat(page(focal, "/staff/tasks")).doesNotContain(Reference.grouped(cases.reference(plain)));
    }

    @Test
    void whoLookedIsListedByPersonAndDayHoweverOften() {
        CaseId file = file(Map.of());
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.case_view (id, centre_id, case_id, staff_id, at, page)
                        select gen_random_uuid(), ?, ?, ?, timestamptz '2026-03-01 07:00+00' + n * interval '8 hours', 'PLAN'
                        from generate_series(1, 300) n
                        """)
                .params(centre.id().id(), file.id(), colleague.id().id())
                .update();
        String first = page(owner, team(file));
        assertThat(first.split("<td class=\"govuk-table__cell\"><bdi>")).hasSizeLessThanOrEqualTo(32);
        assertThat(first).contains("?before=");
        assertThat(page(owner, team(file) + "?before=2026-04-01")).contains(colleague.name());
        assertThat(page(owner, team(file) + "?before=nonsense")).contains(colleague.name());
    }

    @Test
    void aTaskIsWrittenOnceDoneInOnePressAndOpenedAgain() {
        String once = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(task(owner, colleague.id().toString(), "", once)).hasStatus(303);
        }
        assertThat(page(colleague, "/staff/tasks")).containsOnlyOnce("Ring the clinic</span><br>");
        UUID id = fixtures.jdbc()
                .sql("select id from reintegration.task where once = ?")
                .param(UUID.fromString(once))
                .query(UUID.class)
                .single();
        Staff stranger = fixtures.staff(centre, Role.CASE_WORKER);
        assertThat(post(stranger, "/staff/tasks/" + id + "/done"))
                .hasStatus(303)
                .flash()
                .containsEntry("notice", "tasks.not-yours");
        assertThat(page(colleague, "/staff/tasks")).as("not a stranger's to do").doesNotContain("Done lately");
        for (int i = 0; i < 2; i++) {
            assertThat(post(colleague, "/staff/tasks/" + id + "/done")).hasStatus(303);
        }
        assertThat(page(colleague, "/staff/tasks")).contains("Done lately", "Nothing to do");
        assertThat(post(colleague, "/staff/tasks/" + id + "/undone")).hasStatus(303);
        assertThat(page(colleague, "/staff/tasks")).doesNotContain("Done lately", "Nothing to do");
        Staff elsewhere = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        assertThat(post(elsewhere, "/staff/tasks/" + id + "/done")).hasStatus(404);
        assertThat(fixtures.jdbc()
                        .sql("select action from audit.trail where subject = ? order by id")
                        .param("task:" + id)
                        .query(String.class)
                        .list())
                .containsExactly("TASK_DONE", "TASK_UNDONE");
    }

    @Test
    void whatIsToBeDoneInACaseFollowsItHoweverItChangesHands() {
        CaseId alone = file(Map.of());
        CaseId together = file(Map.of());
        CaseId nobodys = file(Fixtures.row("owner_id", null));
        Instant now = Instant.now();
        var owners = Map.of("assignee_id", owner.id().id());
        UUID first = cases.task(centre, alone, "REFERRAL_OVERDUE", now, owners);
        UUID second = cases.task(centre, together, "OWN", now, withText(owners, "Ring the college"));
        List<UUID> unowned = Stream.of(
                        "COURSE_PLACE",
                        "REFERRAL_CONTACT",
                        "REFERRAL_UNDELIVERED",
                        "REFERRAL_CONSENT",
                        "CONSENT_ENDED",
                        "DELETION_ASKED")
                .map(kind -> cases.task(centre, nobodys, kind, now, Map.of()))
                .toList();
        UUID elsewhere = cases.task(centre, null, "OWN", now, withText(owners, "Order paper"));
        UUID managers = cases.task(
                centre,
                alone,
                "OWN",
                now,
                withText(Map.of("assignee_id", manager.id().id()), "Sign it"));
        UUID heard = cases.task(centre, alone, "TEAM_CHANGED", now, owners);
        assertThat(post(owner, team(alone) + "/hand-over", "to", colleague.id().toString(), "version", "0"))
                .hasStatus(303);
        assertThat(several(owner.id().toString(), colleague.id().toString(), together))
                .hasStatus(303);
        assertThat(post(colleague, team(nobodys) + "/take", "version", "0")).hasStatus(303);
        for (UUID moved : List.of(first, second)) {
            assertThat(assignee(moved)).isEqualTo(colleague.id().id());
        }
        assertThat(unowned)
                .allSatisfy(moved ->
                        assertThat(assignee(moved)).isEqualTo(colleague.id().id()));
        assertThat(assignee(elsewhere)).isEqualTo(owner.id().id());
        assertThat(assignee(managers)).isEqualTo(manager.id().id());
        assertThat(assignee(heard))
                .as("what only told the former one")
                .isEqualTo(owner.id().id());
        assertThat(page(colleague, "/staff/tasks")).contains("Ring the college").doesNotContain("Order paper");
        assertThat(post(colleague, "/staff/tasks/" + second + "/done"))
                .flash()
                .containsEntry("notice", "tasks.is-done");
        assertThat(post(colleague, "/staff/tasks/" + managers + "/done"))
                .as("whoever carries the case settles what others have in it")
                .flash()
                .containsEntry("notice", "tasks.is-done");
        assertThat(page(owner, "/staff/tasks"))
                .contains("Order paper", "Cases of yours were given to somebody else")
                .doesNotContain("Ring the college");
        assertThat(post(colleague, team(alone) + "/hand-over", "to", owner.id().toString(), "version", "1"))
                .hasStatus(303);
        assertThat(assignee(first)).as("back again").isEqualTo(owner.id().id());
    }

    @Test
    void whatSomebodyHadToDoInAProtectedCaseIsTheCaseWorkersOnceTheyLeaveItsTeam() {
        CaseId file = file(Map.of("protected", true));
        cases.member(centre, file, colleague, owner);
        UUID task = cases.task(
                centre,
                file,
                "OWN",
                Instant.now(),
                withText(Map.of("assignee_id", colleague.id().id()), "Ring the shelter"));
        assertThat(post(owner, team(file) + "/remove", "who", colleague.id().toString()))
                .hasStatus(303);
        assertThat(assignee(task)).isEqualTo(owner.id().id());
        assertThat(page(owner, "/staff/tasks")).contains("Ring the shelter");
    }

    @Test
    void whoGaveATaskSeesWhetherItIsDone() {
        task(owner, colleague.id().toString(), "", UUID.randomUUID().toString());
        task(owner, owner.id().toString(), "", UUID.randomUUID().toString());
        assertThat(page(owner, "/staff/tasks?view=given"))
                .containsOnlyOnce("<span dir=\"auto\">Ring the clinic</span>")
                .contains("aria-current=\"page\">Given by me", colleague.name());
        UUID given = fixtures.jdbc()
                .sql("select id from reintegration.task where centre_id = ? and assignee_id = ?")
                .params(centre.id().id(), colleague.id().id())
                .query(UUID.class)
                .single();
        post(colleague, "/staff/tasks/" + given + "/done");
        assertThat(page(owner, "/staff/tasks?view=given"))
                .containsSubsequence("Done lately", "Ring the clinic", colleague.name() + ", ");
        assertThat(page(owner, "/staff/tasks")).doesNotContain(colleague.name() + ", ");
        assertThat(page(colleague, "/staff/tasks?view=given")).contains("What you give to colleagues stands here");
        assertThat(page(colleague, "/staff/tasks?view=centre")).doesNotContain("The centre’s");
    }

    private static Map<String, Object> withText(Map<String, ? extends Object> columns, String text) {
        var all = new HashMap<String, Object>(columns);
        all.put("text", text);
        return all;
    }

    private UUID assignee(UUID task) {
        return fixtures.jdbc()
                .sql("select assignee_id from reintegration.task where id = ?")
                .param(task)
                .query(UUID.class)
                .single();
    }

    @Test
    void nothingTypedIsLostWhereATaskIsRefused() {
        String typed = "Ring her <b>today</b>";
        for (String due : List.of("", "2026-13-45", "1999-01-01", "9999-12-31", "x".repeat(100_000))) {
            assertThat(page(post(
                            owner,
                            "/staff/tasks",
                            "text",
                            typed,
                            "due",
                            due,
                            "assignee",
                            owner.id().toString())))
                    .contains("Ring her &lt;b&gt;", "Give a day");
        }
        assertThat(page(task(
                        owner,
                        owner.id().toString(),
                        "ZZZZ9999",
                        UUID.randomUUID().toString())))
                .contains("You have no case of this reference", "Ring the clinic");
        Staff elsewhere = fixtures.staff(fixtures.centre(), Role.CASE_WORKER);
        assertThat(page(task(
                        owner, elsewhere.id().toString(), "", UUID.randomUUID().toString())))
                .contains("Choose somebody of the same centre");
    }

    @Test
    void aTaskAboutAProtectedCaseIsGivenToTheTeamAloneAndSeenByNobodyElse() {
        CaseId file = file(Map.of("protected", true));
        String reference = cases.reference(file);
        String once = UUID.randomUUID().toString();
        assertThat(page(task(owner, colleague.id().toString(), reference, once)))
                .contains("choose somebody of the team");
        assertThat(page(task(manager, manager.id().toString(), reference, once)))
                .contains("You have no case of this reference");
        cases.member(centre, file, colleague, owner);
        assertThat(task(owner, colleague.id().toString(), reference, once)).hasStatus(303);
        assertThat(page(colleague, "/staff/tasks")).contains("Ring the clinic");
        assertThat(page(manager, "/staff/tasks?view=centre")).doesNotContain("Ring the clinic");
        assertThat(page(owner, "/staff/tasks?case=" + file)).contains("value=\"" + reference + "\"");
        assertThat(page(manager, "/staff/tasks?case=" + file)).doesNotContain(reference);
    }

    @Test
    void anUrgentTaskForSupervisorsStandsOnTopAndReachesSomebodyWhereTheyMayNotKnowOfTheCase() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        CaseId ordinary = file(Map.of());
        cases.task(centre, null, "OWN", tomorrow.minus(Duration.ofDays(9)), Map.of("text", "Order paper"));
        cases.task(centre, ordinary, "STRONG_SCREENING", tomorrow, Map.of());
        assertThat(page(manager, "/staff/tasks"))
                .containsSubsequence(Reference.grouped(cases.reference(ordinary)), "Order paper");
        assertThat(page(owner, "/staff/tasks")).contains("Nothing to do");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(ordinary.id())
                .update();
        assertThat(page(manager, "/staff/tasks")).doesNotContain(Reference.grouped(cases.reference(ordinary)));
        assertThat(page(owner, "/staff/tasks"))
                .as("no focal point: the case worker")
                .contains(Reference.grouped(cases.reference(ordinary)));
        cases.focalPoint(centre, colleague);
        assertThat(page(colleague, "/staff/tasks")).contains(Reference.grouped(cases.reference(ordinary)));
        assertThat(page(owner, "/staff/tasks")).contains("Nothing to do");
    }

    @Test
    void whoStandsInSeesCasesAndTasksOfTheAbsentUntilItEnds() {
        CaseId file = file(Map.of("protected", true));
        cases.task(
                centre,
                file,
                "OWN",
                Instant.now(),
                Map.of("assignee_id", owner.id().id(), "text", "Ring the shelter"));
        assertThat(get(colleague, team(file))).hasStatus(404);
        assertThat(absence(owner, "", colleague, today(), today().plusDays(7))).hasStatus(303);
        assertThat(page(colleague, team(file))).contains("Stands in");
        assertThat(page(colleague, "/staff/tasks")).contains("Ring the shelter", "You stand in");
        UUID cover = fixtures.jdbc()
                .sql("select id from reintegration.cover where centre_id = ?")
                .param(centre.id().id())
                .query(UUID.class)
                .single();
        assertThat(post(fixtures.staff(centre, Role.CASE_WORKER), "/staff/cases/cover/" + cover + "/end"))
                .hasStatus(403);
        assertThat(post(owner, "/staff/cases/cover/" + cover + "/end")).hasStatus(303);
        assertThat(get(colleague, team(file))).hasStatus(404);
    }

    @Test
    void whoeverChoosesNobodyIsToldBesideTheField() {
        CaseId file = file(Map.of());
        assertMissing(owner, team(file), "/add", "who");
        assertMissing(owner, team(file), "/hand-over", "to");
        assertMissing(manager, "/manage/settings/" + centre.code() + "/protection", "", "who");
        assertThat(page(manager, "/staff/cases/handover?centre=%s&from=%s&to=".formatted(centre.code(), owner.id())))
                .contains("id=\"to-error\"", "id=\"cases-error\"", "Choose at least one case.");
    }

    private void assertMissing(Staff who, String address, String action, String field) {
        MvcTestResult refused = post(who, address + action, field, "", "version", "0");
        assertThat(refused).hasStatus(303);
        assertThat(page(mvc().get()
                        .uri(address)
                        .with(who.signedIn())
                        .cookie(refused.getResponse().getCookies())
                        .exchange()))
                .contains("id=\"" + field + "-error\"", "Choose somebody first");
    }

    @Test
    void nobodyStandsInOnTheirOwnWordNorTwoAtOnce() {
        assertThat(page(absence(manager, owner.id().toString(), manager, today(), today())))
                .contains("cannot stand in on your own word");
        assertThat(absence(manager, owner.id().toString(), colleague, today().plusDays(3), today().plusDays(5)))
                .hasStatus(303);
        assertThat(page(absence(manager, owner.id().toString(), colleague, today().plusDays(5), today().plusDays(9))))
                .contains("stands in on one of these days already");
        assertThat(absence(manager, owner.id().toString(), colleague, today().plusDays(6), today().plusDays(9)))
                .hasStatus(303);
        assertThat(page(absence(manager, owner.id().toString(), owner, today(), today())))
                .contains("Choose somebody else");
        assertThat(page(absence(owner, "", colleague, today().minusDays(1), today())))
                .contains("from today on");
        assertThat(page(absence(owner, "", colleague, today(), today().plusYears(3))))
                .contains("at most a year later");
        assertThat(absence(colleague, owner.id().toString(), manager, today().plusDays(1), today().plusDays(1)))
                .as("case workers speak for themselves")
                .hasStatus(303);
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from reintegration.cover where absent_id = ? and cover_id = ?")
                        .params(colleague.id().id(), manager.id().id())
                        .query(Long.class)
                        .single())
                .isOne();
        Staff elsewhere = fixtures.staff(fixtures.centre(), Role.CASE_WORKER);
        assertThat(absence(manager, owner.id().toString(), elsewhere, today().plusDays(20), today().plusDays(21)))
                .hasStatus(404);
    }

    @Test
    void severalCasesGoTogetherOrNotAtAll() {
        CaseId first = file(Map.of());
        CaseId second = file(Map.of());
        String to = colleague.id().toString();
        String from = owner.id().toString();
        String query = "/staff/cases/handover?centre=%s&from=%s".formatted(centre.code(), from);
        assertThat(page(manager, query)).contains(first.toString(), second.toString());
        assertThat(page(manager, query + "&to=%s&case=%s&case=%s".formatted(to, first, second)))
                .contains("2 cases go to " + colleague.name());
        fixtures.jdbc()
                .sql("update reintegration.case_file set owner_id = ? where id = ?")
                .params(manager.id().id(), second.id())
                .update();
        MvcTestResult late = several(from, to, first, second);
        assertThat(page(late)).contains("Nothing has been handed over");
        assertThat(ownerOf(first)).isEqualTo(owner.id().id());
        assertThat(events(first)).isEmpty();
        for (int i = 0; i < 2; i++) {
            assertThat(several(from, to, first)).hasStatus(303);
        }
        assertThat(ownerOf(first)).isEqualTo(colleague.id().id());
        assertThat(events(first)).containsExactly("OWNER_CHANGED");
        assertThat(page(several(from, to, first, new CaseId(UUID.randomUUID()))))
                .contains("Nothing has been handed over");
        assertThat(get(owner, "/staff/cases/handover")).hasStatus(403);
        assertThat(page(colleague, "/staff/tasks"))
                .containsOnlyOnce("<span dir=\"auto\">Cases were handed over to you");
    }

    @Test
    void whatCanNoLongerBeHandedOverIsNamedAndTheRestStaysChosen() {
        CaseId first = file(Map.of());
        CaseId second = file(Map.of());
        CaseId closed = file(Map.of("state", "CLOSED", "closed_at", Instant.now()));
        CaseId kept = file(Map.of("protected", true));
        fixtures.jdbc()
                .sql("update reintegration.case_file set owner_id = ? where id = ?")
                .params(manager.id().id(), second.id())
                .update();
        String page = page(several(owner.id().toString(), colleague.id().toString(), first, second, closed, kept));
        assertThat(page)
                .contains(Reference.grouped(cases.reference(second)) + "</span>, <span>")
                .containsPattern(Reference.grouped(cases.reference(second)) + "(?s).{0,80}in other hands by now")
                .containsPattern(Reference.grouped(cases.reference(closed)) + "(?s).{0,80}closed by now")
                .contains("One case goes to " + colleague.name(), "for that team alone")
                .doesNotContain(Reference.grouped(cases.reference(kept)));
        assertThat(ownerOf(first)).isEqualTo(owner.id().id());
    }

    @Test
    void aStandInEndsByItselfAtItsLastMoment() {
        CaseId file = file(Map.of("protected", true));
        Instant now = Instant.now();
        UUID cover = cases.cover(centre, owner, colleague, now.minusSeconds(7200), now.plusSeconds(3600));
        cases.task(centre, file, "OWN", now, Map.of("assignee_id", owner.id().id(), "text", "Ring the shelter"));
        assertThat(page(colleague, team(file))).contains("Stands in");
        assertThat(page(colleague, "/staff/tasks")).contains("Ring the shelter");
        fixtures.jdbc()
                .sql(
                        "update reintegration.cover set starts_at = starts_at - interval '1 day', ends_at = now() where id = ?")
                .param(cover)
                .update();
        assertThat(get(colleague, team(file))).hasStatus(404);
        assertThat(page(colleague, "/staff/tasks")).doesNotContain("Ring the shelter");
        assertThat(get(colleague, "/staff/cases/supervision/" + owner.id() + "/open"))
                .hasStatus(404);
    }

    @Test
    void aCaseOpenedByGlassHasNoFormsOfItsTeam() {
        var client = fixtures.client(centre);
        CaseId file = cases.caseFile(centre, client, owner, Map.of("protected", true));
        for (Staff stranger : List.of(colleague, manager)) {
            cases.glass(centre, client, stranger, Instant.now().minusSeconds(60));
            assertThat(page(stranger, team(file)))
                    .contains("opened it in an emergency")
                    .doesNotContain("action=\"/staff/cases", "/staff/tasks?case=");
        }
        assertThat(page(owner, team(file))).contains("action=\"/staff/cases", "/staff/tasks?case=");
    }

    private CaseId file(Map<String, ? extends @Nullable Object> columns) {
        return cases.caseFile(centre, fixtures.client(centre), owner, columns);
    }

    private static LocalDate today() {
        return LocalDate.now(Fixtures.TASHKENT);
    }

    private MvcTestResult absence(Staff who, String absent, Staff cover, LocalDate from, LocalDate until) {
        return post(
                who,
                "/staff/cases/cover",
                "centre",
                centre.code(),
                "absent",
                absent,
                "cover",
                cover.id().toString(),
                "from",
                from.toString(),
                "until",
                until.toString());
    }

    private MvcTestResult task(Staff who, String assignee, String file, String once) {
        return post(
                who,
                "/staff/tasks",
                "text",
                "Ring the clinic",
                "due",
                today().plusDays(2).toString(),
                "assignee",
                assignee,
                "file",
                file,
                "once",
                once);
    }

    private MvcTestResult several(String from, String to, CaseId... chosen) {
        List<String> fields = new ArrayList<>(List.of("centre", centre.code(), "from", from, "to", to));
        for (CaseId one : chosen) {
            fields.add("case");
            fields.add(one.toString());
        }
        return post(manager, "/staff/cases/handover", fields.toArray(String[]::new));
    }

    private static String team(CaseId file) {
        return "/staff/cases/" + file + "/team";
    }

    private UUID ownerOf(CaseId file) {
        return fixtures.jdbc()
                .sql("select owner_id from reintegration.case_file where id = ?")
                .param(file.id())
                .query(UUID.class)
                .single();
    }

    private List<@Nullable String> events(CaseId file) {
        return fixtures.jdbc()
                .sql("select kind from reintegration.case_event where case_id = ? order by at, id")
                .param(file.id())
                .query(String.class)
                .list();
    }

    @Override
    public MockMvcTester mvc() {
        return mvc;
    }
}
