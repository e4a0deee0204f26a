package org.mrcportal.reintegration.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Notes, protected cases, focal points and emergency access as the pages have them. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@SuppressWarnings("NullAway.Init")
class ProtectionPagesTests implements StaffPages {

    private static final String SECRET = "She fears her husband";
    private static final String REASON = "She stands at the door and is afraid";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private Centre centre;
    private Staff owner;
    private Staff colleague;
    private Staff manager;
    private Staff focal;
    private ClientId client;
    private CaseId file;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void aCase() {
        centre = fixtures.centre();
        owner = fixtures.staff(centre, Role.CASE_WORKER);
        colleague = fixtures.staff(centre, Role.CASE_WORKER);
        manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        focal = fixtures.staff(centre, Role.CASE_WORKER);
        client = fixtures.client(centre);
        file = cases.caseFile(centre, client, owner, Map.of());
        cases.focalPoint(centre, focal);
    }

    @Test
    void anOrdinaryNoteIsReadByWhoeverMaySeeTheCaseAndIsWrittenOnce() {
        String once = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(post(colleague, notes(), "text", "Came with her brother", "about", "EVERYBODY", "once", once))
                    .hasStatus(303);
        }
        assertThat(page(manager, notes())).containsOnlyOnce("Came with her brother");
        assertThat(count("reintegration.case_event where case_id = ? and kind = 'NOTE_WRITTEN'"))
                .isOne();
        assertThat(trail("CASE_NOTE_WRITTEN")).hasSize(1);
    }

    @Test
    void aRestrictedNoteIsReadByItsAuthorTheTeamAndTheFocalPointAndEachReadingIsOnRecord() {
        assertThat(post(
                        colleague,
                        notes(),
                        "text",
                        SECRET,
                        "about",
                        "PROTECTION",
                        "once",
                        UUID.randomUUID().toString()))
                .hasStatus(303);
        for (Staff reader : List.of(colleague, owner, focal)) {
            assertThat(page(reader, notes())).contains(SECRET, "Only the team: protection");
        }
        assertThat(page(manager, notes())).doesNotContain(SECRET);
        assertThat(page(fixtures.staff(centre, Role.CASE_WORKER), notes())).doesNotContain(SECRET);
        assertThat(trail("RESTRICTED_NOTE_READ")).containsExactly("1", "1", "1");
        assertThat(trail("RESTRICTED_NOTE_WRITTEN")).hasSize(1);
        assertThat(count("reintegration.case_event where case_id = ?"))
                .as("the timeline says nothing")
                .isZero();
    }

    @Test
    void anOrdinaryNoteIsClosedByItsAuthorTheOwnerOrTheFocalPointAndOpenedByTheFocalPointAlone() {
        Staff other = fixtures.staff(centre, Role.CASE_WORKER);
        for (Staff closer : List.of(colleague, owner, focal)) {
            String once = UUID.randomUUID().toString();
            assertThat(post(colleague, notes(), "text", SECRET, "about", "EVERYBODY", "once", once))
                    .hasStatus(303);
            UUID note = fixtures.jdbc()
                    .sql("select id from reintegration.case_note where case_id = ?")
                    .param(file.id())
                    .query(UUID.class)
                    .single();
            String close = notes() + "/" + note + "/close";
            String open = notes() + "/" + note + "/open";
            assertThat(page(other, notes())).contains(SECRET).doesNotContain(close);
            assertThat(post(other, close, "about", "FAMILY")).hasStatus(403);
            assertThat(post(closer, close, "about", "EVERYBODY")).hasStatus(303);
            assertThat(page(other, notes())).as("of no known subject").contains(SECRET);
            assertThat(page(closer, notes())).contains(close);
            for (int press = 0; press < 2; press++) {
                assertThat(post(closer, close, "about", "FAMILY")).hasStatus(303);
            }
            assertThat(page(other, notes())).doesNotContain(SECRET);
            assertThat(page(colleague, notes())).contains(SECRET, "Only the team: family");
            assertThat(count("reintegration.case_event where case_id = ?"))
                    .as("the timeline says nothing")
                    .isZero();
            assertThat(post(other, close, "about", "FAMILY")).hasStatus(404);
            for (Staff reader : List.of(colleague, owner)) {
                assertThat(page(reader, notes())).doesNotContain(open);
                assertThat(post(reader, open)).hasStatus(403);
            }
            assertThat(page(focal, notes())).contains(open);
            for (int press = 0; press < 2; press++) {
                assertThat(post(focal, open)).hasStatus(303);
            }
            assertThat(page(other, notes())).containsOnlyOnce(SECRET);
            assertThat(count("reintegration.case_event where case_id = ? and kind = 'NOTE_WRITTEN'"))
                    .isOne();
            assertThat(post(closer, close, "about", "FAMILY")).hasStatus(303);
        }
        assertThat(trail("NOTE_CLOSED")).hasSize(6).containsOnly("");
        assertThat(trail("NOTE_OPENED")).hasSize(3);
    }

    @Test
    void nobodyWritesAnOrdinaryNoteByLeavingSomethingOut() {
        for (String about : List.of("", "WHATEVER")) {
            String once = UUID.randomUUID().toString();
            assertThat(post(owner, notes(), "text", SECRET, "about", about, "once", once))
                    .hasStatus(200)
                    .bodyText()
                    .contains("Choose who may read the note", SECRET);
        }
        assertThat(post(owner, notes(), "text", SECRET)).hasStatus(200);
        assertThat(count("reintegration.case_note where case_id = ?")).isZero();
    }

    @Test
    void whoeverMayNotReadRestrictedNotesGetsTheSamePageWhetherThereAreAnyOrNot() {
        String before = still(page(manager, notes()));
        for (int i = 0; i < NoteDesk.PAGE + 2; i++) {
            cases.restrictedNote(centre, file, owner, SECRET);
        }
        assertThat(still(page(manager, notes()))).isEqualTo(before);
        assertThat(page(owner, notes())).contains(SECRET, "Older ones");
    }

    @Test
    void whatWasTypedStaysWhereTheNoteIsRefused() {
        String longer = "а".repeat(NoteForm.LONGEST + 1);
        assertThat(page(post(owner, notes(), "text", longer, "about", "HEALTH")))
                .contains(longer, "longer than");
        assertThat(page(post(owner, notes(), "text", " ", "about", ""))).contains("Write something");
        assertThat(page(post(owner, notes(), "text", "Kept words", "about", "SPY")))
                .contains("Kept words");
        assertThat(page(post(owner, notes(), "text", "Kept words", "about", "")))
                .as("nobody writes for everybody by choosing nothing")
                .contains("Kept words", "Choose who may read the note");
        assertThat(page(post(owner, notes(), "text", "Kept words"))).contains("Choose who may read the note");
        assertThat(page(owner, notes()))
                .as("nothing is chosen beforehand")
                .doesNotContainPattern("<input[^>]*name=\"about\"[^>]*checked");
        assertThat(post(owner, notes(), "text", "x".repeat(100_000), "about", ""))
                .hasStatusOk();
        assertThat(count("reintegration.case_note where case_id = ?")).isZero();
    }

    @Test
    void aProtectedCaseIsNotThereForColleaguesManagersAndOtherCentres() {
        cases.caseFile(centre, client, owner, Map.of());
        protect();
        Staff stranger = fixtures.staff(fixtures.centre(), Role.CASE_WORKER);
        for (Staff outsider : List.of(colleague, manager, stranger)) {
            assertThat(get(outsider, notes())).hasStatus(404);
            assertThat(get(outsider, team())).hasStatus(404);
            assertThat(post(outsider, notes(), "text", "I was here", "about", ""))
                    .hasStatus(404);
            assertThat(post(outsider, team() + "/open")).hasStatus(404);
        }
        assertThat(get(focal, notes())).hasStatusOk();
        assertThat(get(owner, team())).hasStatusOk();
    }

    @Test
    void theOwnerAndTheFocalPointKeepACaseToItsTeamAndOpenItAgainAndNobodyElse() {
        Staff member = fixtures.staff(centre, Role.CASE_WORKER);
        cases.member(centre, file, member, owner);
        UUID task = cases.task(
                centre,
                file,
                "OWN",
                Instant.now(),
                Map.of("assignee_id", colleague.id().id(), "text", "Ring her"));
        assertThat(post(colleague, team() + "/keep")).hasStatus(403);
        assertThat(post(manager, team() + "/keep")).hasStatus(403);
        assertThat(post(member, team() + "/keep")).hasStatus(403);
        assertThat(post(owner, team() + "/keep")).hasStatus(303);
        assertThat(get(colleague, team())).hasStatus(404);
        assertThat(page(member, "/staff/tasks")).contains("This case is now for its team only");
        assertThat(page(colleague, "/staff/tasks")).doesNotContain("Ring her");
        assertThat(fixtures.jdbc()
                        .sql("select assignee_id from reintegration.task where id = ?")
                        .param(task)
                        .query(UUID.class)
                        .single())
                .isEqualTo(owner.id().id());
        assertThat(post(focal, team() + "/open")).hasStatus(303);
        assertThat(get(colleague, team())).hasStatusOk();
        assertThat(trail("CASE_KEPT")).hasSize(1);
        assertThat(trail("CASE_MADE_ORDINARY")).hasSize(1);
    }

    @Test
    void whatWasNoticedAtIntakeOffersToKeepTheCaseToTheOwnerAloneAndDoesNothingByItself() {
        screening("STRONG");
        assertThat(page(owner, team())).contains("speaks for keeping the case to its team");
        assertThat(page(manager, team())).doesNotContain("speaks for keeping the case to its team");
        assertThat(fixtures.jdbc()
                        .sql("select protected from reintegration.case_file where id = ?")
                        .param(file.id())
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void emergencyAccessAnswersTheSameWhateverItFound() {
        protect();
        cases.restrictedNote(centre, file, owner, SECRET);
        String nothingClosed = cases.code(fixtures.client(centre));
        ClientId theirs = fixtures.client(fixtures.centre());
        String first = null;
        for (String typed : List.of(
                cases.code(client),
                cases.reference(file),
                nothingClosed,
                cases.code(theirs),
                "TAS-26-99999",
                "ABCD1234")) {
            Staff reader = fixtures.staff(centre, Role.CASE_WORKER);
            assertThat(open(reader, typed)).hasStatus(303);
            String answer = still(page(reader, "/staff/emergency-access")).replaceAll("\\d\\d:\\d\\d", "");
            assertThat(answer).doesNotContain(SECRET, typed);
            first = first == null ? answer : first;
            assertThat(answer.replace(name(answer), "")).as(typed).isEqualTo(first.replace(name(first), ""));
        }
    }

    @Test
    void whatIsOpenedInAnEmergencyIsReadMarkedToldAndClosedAgain() {
        protect();
        cases.restrictedNote(centre, file, owner, SECRET);
        assertThat(get(colleague, notes())).hasStatus(404);
        assertThat(open(colleague, cases.code(client))).hasStatus(303);
        assertThat(count(
                        "reintegration.broken_glass where client_id = ? and ends_at = opened_at + interval '3 hours'",
                        client.id()))
                .isOne();
        String look = "/staff/emergency-access/" + opening(colleague);
        assertThat(page(colleague, look)).contains(SECRET, owner.name());
        assertThat(page(colleague, notes())).contains(SECRET);
        assertThat(get(manager, look)).hasStatus(404);
        assertThat(page(owner, "/staff/tasks")).contains("Somebody opened this case in an emergency", colleague.name());
        assertThat(page(owner, team())).contains("In an emergency");
        assertThat(fixtures.jdbc()
                        .sql(
                                "select bool_and(by_glass) from reintegration.case_view where case_id = ? and staff_id = ?")
                        .params(file.id(), colleague.id().id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(trail("RESTRICTED_NOTE_READ")).contains("1 by glass");
        Staff officer = fixtures.staff(List.of(), Role.DATA_PROTECTION_OFFICER);
        Staff everywhere =
                new Staff(officer.id(), officer.username(), officer.name(), officer.roles(), List.of(centre.id()));
        assertThat(page(everywhere, "/admin/glass"))
                .contains(REASON, cases.code(client), "I have looked at it", "1 opening waits for you to look at")
                .contains("Emergency openings (1)");
        assertThat(post(everywhere, "/admin/glass/" + opening(colleague) + "/acknowledge"))
                .hasStatus(303);
        assertThat(post(everywhere, "/admin/glass/" + opening(colleague) + "/acknowledge"))
                .hasStatus(303);
        assertThat(page(everywhere, "/admin/glass"))
                .contains(officer.name())
                .doesNotContain("I have looked at it", "for you to look at", "Emergency openings (");
        assertThat(get(manager, "/admin/glass")).hasStatus(403);
        assertThat(post(manager, look + "/end")).hasStatus(404);
        assertThat(get(colleague, look)).as("ended by nobody else").hasStatusOk();
        assertThat(post(colleague, look + "/end")).hasStatus(303);
        assertThat(get(colleague, look)).hasStatus(404);
        assertThat(get(colleague, notes())).hasStatus(404);
    }

    @Test
    void whoeverOpenedACaseInAnEmergencyOnlyReadsInIt() {
        protect();
        ClientId waiting = fixtures.client(centre);
        CaseId nobodys = cases.caseFile(centre, waiting, owner, Fixtures.row("protected", true, "owner_id", null));
        for (Staff reader : List.of(manager, colleague)) {
            cases.glass(centre, client, reader, Instant.now().minusSeconds(5));
            cases.glass(centre, waiting, reader, Instant.now().minusSeconds(5));
            String self = reader.id().toString();
            assertThat(page(reader, team())).doesNotContain(team() + "/add", team() + "/hand-over", team() + "/keep");
            assertThat(page(reader, notes())).doesNotContain("Save the note");
            assertThat(post(reader, team() + "/add", "who", self)).hasStatus(403);
            assertThat(post(reader, team() + "/add", "who", focal.id().toString()))
                    .hasStatus(403);
            assertThat(post(reader, team() + "/hand-over", "to", self, "version", "0"))
                    .hasStatus(403);
            assertThat(post(reader, team() + "/open")).hasStatus(403);
            assertThat(post(reader, notes(), "text", "I was here", "about", "PROTECTION"))
                    .hasStatus(403);
            for (String take : List.of("/take", "/team/take")) {
                assertThat(post(reader, "/staff/cases/" + nobodys + take, "version", "0"))
                        .as(take)
                        .hasStatus(403);
            }
            assertThat(page(reader, "/staff/cases/" + nobodys)).doesNotContain("/take");
        }
        String bulk = "/staff/cases/handover?centre=" + centre.code();
        assertThat(page(manager, bulk + "&from=" + owner.id())).doesNotContain(file.toString());
        assertThat(page(manager, bulk)).doesNotContain(nobodys.toString());
        assertThat(page(post(
                        manager,
                        "/staff/cases/handover",
                        "centre",
                        centre.code(),
                        "from",
                        owner.id().toString(),
                        "to",
                        colleague.id().toString(),
                        "case",
                        file.toString())))
                .contains("Nothing has been handed over");
        assertThat(count("reintegration.case_member where case_id = ?")).isZero();
        assertThat(count("reintegration.restricted_note where case_id = ?")).isZero();
        assertThat(count("reintegration.case_file where id = ? and protected and owner_id is not null"))
                .isOne();
        assertThat(count("reintegration.case_file where id = ? and owner_id is null", nobodys.id()))
                .isOne();
    }

    @Test
    void aCaseThatStayedWithARecordMergedIntoAnotherIsOpenedToo() {
        protect();
        ClientId survivor = fixtures.client(centre);
        fixtures.jdbc()
                .sql("update clients.client set merged_into = ? where id = ?")
                .params(survivor.id(), client.id())
                .update();
        assertThat(open(colleague, cases.code(client))).hasStatus(303);
        assertThat(page(colleague, "/staff/emergency-access/" + opening(colleague)))
                .contains(cases.reference(file));
        assertThat(page(owner, "/staff/tasks")).contains("Somebody opened this case in an emergency");
    }

    @Test
    void anOpeningThatIsOverClosesInTheMiddleOfASession() {
        protect();
        cases.glass(centre, client, colleague, Instant.now().minus(Duration.ofMinutes(5)));
        assertThat(get(colleague, notes())).hasStatusOk();
        fixtures.jdbc()
                .sql("update reintegration.broken_glass set ends_at = now() - interval '1 second' where staff_id = ?")
                .param(colleague.id().id())
                .update();
        assertThat(get(colleague, notes())).hasStatus(404);
        assertThat(page(colleague, "/staff/emergency-access")).contains("Nothing.");
    }

    @Test
    void aCounsellorReadsInAnEmergencyWithoutGettingToTheCasesThemselves() {
        cases.restrictedNote(centre, file, owner, SECRET);
        Staff counsellor = fixtures.staff(centre, Role.COUNSELLOR);
        assertThat(open(counsellor, cases.reference(file))).hasStatus(303);
        assertThat(page(counsellor, "/staff/emergency-access/" + opening(counsellor)))
                .contains(SECRET)
                .doesNotContain("/staff/cases/" + file);
        assertThat(get(counsellor, notes())).hasStatus(403);
        assertThat(get(fixtures.staff(centre, Role.FRONT_DESK), "/staff/emergency-access"))
                .hasStatus(403);
    }

    @Test
    void openingWantsAReasonAndIsCounted() {
        assertThat(page(post(colleague, "/staff/emergency-access", "who", cases.code(client), "reason", "danger")))
                .contains("Say why", "danger", cases.code(client));
        assertThat(page(post(colleague, "/staff/emergency-access", "who", "", "reason", REASON)))
                .contains(REASON);
        assertThat(post(colleague, "/staff/emergency-access", "who", "x".repeat(100_000), "reason", REASON))
                .hasStatusOk();
        String once = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            post(colleague, "/staff/emergency-access", "who", cases.code(client), "reason", REASON, "once", once);
        }
        assertThat(count("reintegration.broken_glass where client_id = ?", client.id()))
                .isOne();
        for (int i = 2; i < GlassDesk.TRIES; i++) {
            assertThat(open(colleague, "TAS-26-1")).hasStatus(303);
        }
        assertThat(page(open(colleague, cases.code(client)))).contains("opened too often", REASON);
    }

    @Test
    void aManagerNamesFocalPointsOfTheOwnCentreButNeverThemselves() {
        String settings = "/manage/settings/" + centre.code() + "/protection";
        assertThat(page(manager, settings)).contains(focal.name(), colleague.name());
        assertThat(post(manager, settings, "who", colleague.id().toString())).hasStatus(303);
        assertThat(post(manager, settings, "who", manager.id().toString())).hasStatus(403);
        assertThat(post(
                        manager,
                        settings,
                        "who",
                        fixtures.staff(fixtures.centre(), Role.CASE_WORKER).id().toString()))
                .hasStatus(404);
        assertThat(post(
                        manager,
                        settings,
                        "who",
                        fixtures.staff(centre, Role.FRONT_DESK).id().toString()))
                .hasStatus(404);
        assertThat(post(manager, settings, "who", "nonsense")).hasStatus(303);
        assertThat(get(manager, "/manage/settings/" + fixtures.centre().code() + "/protection"))
                .hasStatus(404);
        for (Staff named : List.of(focal, colleague)) {
            assertThat(post(manager, settings + "/remove", "who", named.id().toString()))
                    .hasStatus(303);
        }
        assertThat(page(manager, settings)).contains("go to their case worker");
        assertThat(page(manager, "/manage/settings")).contains(settings);
        assertThat(fixtures.jdbc()
                        .sql("select action from audit.trail where centre_id = ? and action like 'FOCAL%' order by id")
                        .param(centre.id().id())
                        .query(String.class)
                        .list())
                .containsExactly("FOCAL_POINT_NAMED", "FOCAL_POINT_REMOVED", "FOCAL_POINT_REMOVED");
    }

    private void protect() {
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
    }

    private void screening(String result) {
        fixtures.jdbc()
                .sql("""
                        insert into reintegration.screening (id, centre_id, case_id, instrument, cues, result, author_id, made_at, once)
                        values (gen_random_uuid(), ?, ?, 1, '{}', ?, ?, now(), gen_random_uuid())
                        """)
                .params(centre.id().id(), file.id(), result, owner.id().id())
                .update();
    }

    private String notes() {
        return "/staff/cases/" + file + "/notes";
    }

    private String team() {
        return "/staff/cases/" + file + "/team";
    }

    private MvcTestResult open(Staff who, String whom) {
        return post(
                who,
                "/staff/emergency-access",
                "who",
                whom,
                "reason",
                REASON,
                "once",
                UUID.randomUUID().toString());
    }

    private UUID opening(Staff who) {
        return fixtures.jdbc()
                .sql("select id from reintegration.broken_glass where staff_id = ? order by opened_at desc limit 1")
                .param(who.id().id())
                .query(UUID.class)
                .single();
    }

    private long count(String from) {
        return count(from, file.id());
    }

    private long count(String from, UUID about) {
        return fixtures.jdbc()
                .sql("select count(*) from " + from)
                .param(about)
                .query(Long.class)
                .single();
    }

    /** Details of the trail's entries about the case. */
    private List<@Nullable String> trail(String action) {
        return fixtures.jdbc()
                .sql("select coalesce(detail, '') from audit.trail where subject = ? and action = ? order by id")
                .params("case:" + file, action)
                .query(String.class)
                .list();
    }

    /** Without what differs from one time to the next. */
    private static String still(String page) {
        return page.replaceAll("value=\"[^\"]{20,}\"", "").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    /** The reader's own name, in the head of the page. */
    private static String name(String page) {
        int at = page.indexOf("<bdi>");
        return page.substring(at, page.indexOf("</bdi>", at));
    }

    @Override
    public MockMvcTester mvc() {
        return mvc;
    }
}
