package org.mrcportal.outreach.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Seal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
class AttendancePagesTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Seal seal;

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private Fixtures.Centre centre;
    private Fixtures.Staff desk;
    private Fixtures.Staff manager;
    private SessionId session;

    @BeforeEach
    void openASession() {
        centre = fixtures.centre();
        desk = fixtures.staff(centre, Role.FRONT_DESK);
        manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        session = outreach.session(centre, manager, Instant.now());
    }

    @Test
    void aTicketIsReadHoweverItIsTypedAndCountsOnce() {
        String reference = ticket(Map.of());
        assertThat(scan("http://localhost:8080/staff/check-in/" + reference)
                        .getResponse()
                        .getRedirectedUrl())
                .startsWith(path() + "?in=")
                .doesNotContain("again");
        assertThat(scan(" " + Reference.grouped(reference).toLowerCase(Locale.ROOT) + "-"))
                .redirectedUrl()
                .contains("again");
        assertThat(outreach.attendances(session)).isEqualTo(1);
        assertThat(get(scan(reference).getResponse().getRedirectedUrl(), desk))
                .hasStatusOk()
                .bodyText()
                .contains("Already in, since ", "1 person came");
        assertThat(trail("CHECKED_IN")).isEqualTo(1);
    }

    @Test
    void aTicketIsCheckedInOnceHoweverManyPhonesScanItAtOnce() throws Exception {
        String reference = ticket(Map.of());
        List<Callable<Integer>> phones = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(
                        i -> () -> scan(reference).getResponse().getStatus())
                .toList();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var answer : pool.invokeAll(phones)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(outreach.attendances(session)).isEqualTo(1);
    }

    @Test
    void aTicketOfAnotherSessionIsRefusedAndSaysWhichOneItIsFor() {
        SessionId other = outreach.session(centre, manager, Instant.now().plus(Duration.ofDays(2)));
        String reference = OutreachFixtures.reference();
        outreach.registration(centre, other, Map.of("reference", reference));
        assertThat(scan(reference))
                .hasStatusOk()
                .bodyText()
                .contains(Reference.grouped(reference) + " is for another session: Working abroad legally, ");
        assertThat(outreach.attendances(session)).isZero();
        assertThat(outreach.attendances(other)).isZero();
    }

    @Test
    void aTicketOfAnotherCentreIsAsUnknownAsOneThatNobodyHas() {
        Fixtures.Centre foreign = fixtures.centre();
        SessionId there = outreach.session(foreign, fixtures.staff(foreign, Role.OUTREACH_OFFICER), Instant.now());
        String reference = OutreachFixtures.reference();
        outreach.registration(foreign, there, Map.of("reference", reference));
        for (String code : List.of(reference, OutreachFixtures.reference())) {
            assertThat(scan(code))
                    .hasStatusOk()
                    .bodyText()
                    .contains("No ticket for this session has the code " + Reference.grouped(code));
        }
        assertThat(get("/staff/check-in/" + reference, desk)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(Hall.path(there), desk)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(Hall.path(there) + "/count", desk)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(Hall.path(there) + "/count/state", desk)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(Hall.path(there) + "/count/shell", desk)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(Hall.path(there) + "/sheet", desk)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(Hall.path(there) + "/sheet/counts", desk)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(Hall.path(there) + "/tickets", desk, Map.of("ticket", reference)))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(Hall.path(there) + "/count", desk, Map.of("tap", "F-18_29")))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(Hall.path(there) + "/sheet/counts", desk, Map.of("heads[0]", "3")))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(Hall.path(there) + "/names", desk, Map.of("name", "Malika")))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(outreach.attendances(there)).isZero();
    }

    @Test
    void whoWaitsOrHasCancelledIsRefusedWithWhatToDo() {
        assertThat(scan(ticket(columns("state", "WAITING", "registered_at", null))))
                .bodyText()
                .contains("is on the waiting list. If there is room, check in by name.");
        assertThat(scan(ticket(columns("state", "CANCELLED", "cancelled_at", Instant.now()))))
                .bodyText()
                .contains("was cancelled. If there is room, check in by name.");
        assertThat(scan(ticket(columns(
                        "state", "OFFERED", "offered_until", Instant.now().plusSeconds(600)))))
                .bodyText()
                .contains("has not accepted it.");
        assertThat(scan("no ticket at all")).bodyText().contains("This is not a ticket’s code.");
        assertThat(outreach.attendances(session)).isZero();
    }

    @Test
    void aGroupsTicketAsksHowManyHaveCome() {
        String reference = ticket(Map.of("people", 5));
        MvcTestResult asked = scan(reference);
        assertThat(asked).redirectedUrl().contains("?group=");
        assertThat(get(asked.getResponse().getRedirectedUrl(), desk))
                .bodyText()
                .contains("A ticket for 5 people.", "name=\"people\"", "value=\"5\"");
        assertThat(scan(reference, "people", "6")).bodyText().contains("is for 5 people.");
        assertThat(scan(reference, "people", "many")).bodyText().contains("is for 5 people.");
        assertThat(outreach.attendances(session)).isZero();
        scan(reference, "people", "3");
        assertThat(outreach.attendances(session)).isEqualTo(3);
        assertThat(get(path(), desk)).bodyText().contains("3 of 5 people came");
    }

    @Test
    void whoHasNoTicketComesInByNameAndIsDescribedAndTakenBack() {
        String once = UUID.randomUUID().toString();
        Map<String, String> malika = Map.of("name", "Malika", "sex", "F", "band", "18_29", "once", once);
        assertThat(post(path() + "/names", desk, malika)).redirectedUrl().startsWith(path() + "?in=");
        post(path() + "/names", desk, malika);
        assertThat(outreach.attendances(session)).isEqualTo(1);
        assertThat(get(path(), desk)).bodyText().contains("Malika", "1 person came");
        assertThat(trail("ATTENDANCE_READ")).as("names were shown").isEqualTo(1);

        UUID checkIn = checkIn();
        post(path() + "/" + checkIn + "/about", desk, Map.of("sex", "F", "band", "30_59"));
        assertThat(outreach.row("outreach.check_in", checkIn)).containsEntry("age_band", "30_59");
        post(path() + "/" + checkIn + "/undo", desk, Map.of());
        post(path() + "/" + checkIn + "/undo", desk, Map.of());
        assertThat(outreach.attendances(session)).isZero();
        assertThat(trail("CHECK_IN_UNDONE")).isEqualTo(1);
        assertThat(get(path(), desk)).bodyText().doesNotContain("Malika");
    }

    @Test
    void aNameThatIsMissingOrTooLongIsAskedForAgain() {
        assertThat(post(path() + "/names", desk, Map.of("name", " ", "sex", "M")))
                .hasStatusOk()
                .bodyText()
                .contains("name-error", "<option value=\"M\" selected=\"selected\">");
        assertThat(post(path() + "/names", desk, Map.of("name", "x".repeat(100_000))))
                .hasStatusOk()
                .bodyText()
                .contains("name-error");
    }

    @Test
    void aTicketThatWasTakenBackCanBeUsedAgain() {
        String reference = ticket(Map.of());
        scan(reference);
        post(path() + "/" + checkIn() + "/undo", desk, Map.of());
        scan(reference);
        assertThat(outreach.attendances(session)).isEqualTo(1);
    }

    @Test
    void everyTicketAndNameOnOnePageCounts() {
        String once = UUID.randomUUID().toString();
        String first = ticket(Map.of());
        for (String reference : List.of(first, ticket(Map.of()))) {
            assertThat(scan(reference, "once", once))
                    .redirectedUrl()
                    .contains("?in=")
                    .doesNotContain("again");
        }
        assertThat(scan(first, "once", once)).redirectedUrl().contains("again");
        assertThat(outreach.attendances(session)).isEqualTo(2);
        for (String name : List.of("Malika", "Zarina", "Malika", "Zarina")) {
            post(path() + "/names", desk, Map.of("name", name, "once", once));
        }
        assertThat(outreach.attendances(session)).isEqualTo(4);
    }

    @Test
    void whoWasTakenBackComesInAgainFromTheSamePage() {
        String once = UUID.randomUUID().toString();
        String reference = ticket(Map.of());
        scan(reference, "once", once);
        post(path() + "/" + checkIn() + "/undo", desk, Map.of());
        assertThat(scan(reference, "once", once)).redirectedUrl().doesNotContain("again");
        assertThat(outreach.attendances(session)).isEqualTo(1);
        post(path() + "/" + checkIn() + "/undo", desk, Map.of());
        Map<String, String> malika = Map.of("name", "Malika", "once", once);
        for (int time = 0; time < 3; time++) {
            post(path() + "/names", desk, malika);
            post(path() + "/names", desk, malika);
            assertThat(outreach.attendances(session)).isEqualTo(1);
            post(path() + "/" + checkIn() + "/undo", desk, Map.of());
        }
    }

    @Test
    void theListIsSearchedInAnyAlphabetAndByCode() {
        RegistrationId gulom = registered("Ғулом Юсупов");
        registered("Malika");
        String reference =
                String.valueOf(outreach.row("outreach.registration", gulom.id()).get("reference"));
        for (String typed : List.of("Gulom", "ғулом", "yusup", reference, reference.substring(0, 4))) {
            assertThat(mvc.get().uri(path()).param("q", typed).with(desk.signedIn()))
                    .bodyText()
                    .as(typed)
                    .contains("Ғулом Юсупов")
                    .doesNotContain("Malika");
        }
        assertThat(mvc.get().uri(path()).param("q", "Zarina").with(desk.signedIn()))
                .bodyText()
                .contains("Nobody found");
    }

    /** The names beyond the list cannot even be opened: whoever touches them fails. */
    @Test
    void aScanOpensNoMoreNamesThanTheListShows() {
        fixtures.jdbc()
                .sql("update outreach.awareness_session set capacity = null where id = ?")
                .param(session.id())
                .update();
        for (int i = 0; i < Door.LONGEST_LIST; i++) {
            outreach.registration(
                    centre, session, columns("registered_at", Instant.now().minus(Duration.ofDays(1))));
        }
        String mine = ticket(columns("registered_at", Instant.now()));
        for (int i = 0; i < 3; i++) {
            RegistrationId broken = registered("Broken");
            fixtures.jdbc()
                    .sql(
                            "update outreach.registration set name = '\\x00ff', registered_at = now() + interval '1 hour' where id = ?")
                    .param(broken.id())
                    .update();
        }
        assertThat(get(scan(mine).getResponse().getRedirectedUrl(), desk))
                .hasStatusOk()
                .bodyText()
                .contains("4 more people are not shown", Reference.grouped(mine));
        assertThat(get("/staff/check-in/" + mine, desk))
                .hasStatusOk()
                .bodyText()
                .contains("In since ");
        String group = ticket(columns("people", 4, "registered_at", Instant.now()));
        assertThat(get(scan(group).getResponse().getRedirectedUrl(), desk))
                .hasStatusOk()
                .bodyText()
                .contains("A ticket for 4 people", "value=\"" + group + "\"");
    }

    @Test
    void thePhonesCameraLeadsToOneButton() {
        String reference = ticket(Map.of());
        String address = "/staff/check-in/" + reference;
        assertThat(get(address, desk)).hasStatusOk().bodyText().contains("Working abroad legally", "Check in");
        assertThat(outreach.attendances(session)).as("looking changes nothing").isZero();
        assertThat(post(address, desk, Map.of())).redirectedUrl().startsWith(address);
        assertThat(outreach.attendances(session)).isEqualTo(1);
        assertThat(get(address, desk)).bodyText().contains("In since ");
        assertThat(post(address, desk, Map.of())).redirectedUrl().contains("again");
        assertThat(outreach.attendances(session)).isEqualTo(1);
        String waiting = ticket(columns("state", "WAITING", "registered_at", null));
        assertThat(get("/staff/check-in/" + waiting, desk))
                .bodyText()
                .contains("is on the waiting list")
                .doesNotContain("door__button");
    }

    @Test
    void countingIsOpenFromTwoHoursBeforeUntilTwoWeeksAfter() {
        SessionId tomorrow = outreach.session(centre, manager, Instant.now().plus(Duration.ofHours(3)));
        assertThat(get(Hall.path(tomorrow), desk)).bodyText().contains("Counting begins on ");
        assertThat(post(Hall.path(tomorrow) + "/count", desk, Map.of("tap", "F-18_29")))
                .hasStatus(HttpStatus.SEE_OTHER)
                .redirectedUrl()
                .isEqualTo(Hall.path(tomorrow));
        SessionId draft =
                outreach.session(centre, manager, Instant.now(), columns("state", "DRAFT", "published_at", null));
        assertThat(get(Hall.path(draft), desk)).bodyText().contains("not published yet");
        assertThat(outreach.attendances(tomorrow)).isZero();
        assertThat(get("/staff/check-in", desk))
                .bodyText()
                .contains(path())
                .doesNotContain(Hall.path(tomorrow), Hall.path(draft));
    }

    @Test
    void afterThatAManagerOpensItAgainAndSaysWhy() {
        SessionId old = outreach.session(centre, manager, Instant.now().minus(Duration.ofDays(20)));
        String counts = Hall.path(old) + "/sheet/counts";
        assertThat(get(Hall.path(old), desk))
                .bodyText()
                .contains("Counting ended on ")
                .doesNotContain("reopening");
        assertThat(post(Hall.path(old) + "/reopening", desk, Map.of("reason", "OTHER")))
                .hasStatus(HttpStatus.FORBIDDEN);
        post(Hall.path(old) + "/reopening", manager, Map.of("reason", ""));
        post(counts, manager, Map.of("heads[0]", "7"));
        assertThat(outreach.attendances(old)).isZero();
        post(Hall.path(old) + "/reopening", manager, Map.of("reason", "SHEET_CAME_LATE"));
        post(counts, manager, Map.of("heads[0]", "7"));
        assertThat(outreach.attendances(old)).isEqualTo(7);
        assertThat(trail("COUNTING_REOPENED")).isEqualTo(1);
    }

    @Test
    void onlyThoseWhoReceivePeopleAtSessionsSeeWhoComes() {
        for (Role role : List.of(Role.FRONT_DESK, Role.OUTREACH_OFFICER, Role.CENTRE_MANAGER)) {
            assertThat(get(path(), fixtures.staff(centre, role))).hasStatusOk();
        }
        for (Role role : List.of(Role.COUNSELLOR, Role.CASE_WORKER)) {
            Fixtures.Staff other = fixtures.staff(centre, role);
            for (String page : List.of("", "/count", "/count/state", "/sheet", "/sheet/counts")) {
                assertThat(get(path() + page, other)).as(role + page).hasStatus(HttpStatus.FORBIDDEN);
            }
            assertThat(get("/staff/check-in", other)).hasStatus(HttpStatus.FORBIDDEN);
        }
    }

    @Test
    void pagesCostTheSameHoweverManyHaveCome() {
        registered("Malika");
        scan(ticket(Map.of()));
        for (String page : List.of("", "/count", "/count/state", "/sheet", "/sheet/counts")) {
            assertThat(statements(path() + page)).as(page).isLessThanOrEqualTo(10);
        }
        int before = statements(path());
        for (int i = 0; i < 20; i++) {
            registered("Person " + i);
        }
        assertThat(statements(path())).isEqualTo(before);
        assertThat(statements("/staff/check-in")).isLessThanOrEqualTo(10);
    }

    @Test
    void nothingThatIsSentBreaksAPage() {
        String id = path();
        for (String address : List.of(
                "/staff/sessions/x/attendance",
                "/staff/sessions/" + UUID.randomUUID() + "/attendance",
                "/staff/check-in/none",
                "/staff/check-in/" + "7".repeat(5000))) {
            assertThat(get(address, desk)).as(address).hasStatus(HttpStatus.NOT_FOUND);
        }
        for (String odd : List.of("", "\u0000", "💥", "x".repeat(100_000), "-1", "99999999999999999999", "' or 1=1")) {
            assertThat(scan(odd).getResponse().getStatus()).isLessThan(500);
            assertThat(scan(ticket(Map.of("people", 2)), "people", odd)
                            .getResponse()
                            .getStatus())
                    .isLessThan(500);
            assertThat(mvc.get()
                            .uri(id)
                            .param("q", odd)
                            .param("in", odd)
                            .param("group", odd)
                            .with(desk.signedIn()))
                    .hasStatusOk();
            assertThat(post(id + "/count", desk, Map.of("tap", odd))).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(post(id + "/count", desk, Map.of("tap", "F-18_29", "press", odd)))
                    .hasStatus(HttpStatus.NOT_FOUND);
            assertThat(post(id + "/reopening", manager, Map.of("reason", odd))
                            .getResponse()
                            .getStatus())
                    .isEqualTo(303);
            assertThat(post(id + "/sheet/counts", desk, Map.of("heads[0]", odd, "seen", odd, "sure", odd))
                            .getResponse()
                            .getStatus())
                    .isLessThan(500);
            assertThat(mvc.get().uri(id + "/sheet").param("rows", odd).with(desk.signedIn()))
                    .hasStatusOk();
        }
        assertThat(post(id + "/" + UUID.randomUUID() + "/undo", desk, Map.of())).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(id + "/x/undo", desk, Map.of())).hasStatus(HttpStatus.NOT_FOUND);
    }

    private int statements(String address) {
        get(address, desk).getResponse();
        Statements.forget();
        assertThat(get(address, desk)).hasStatusOk();
        return 3
                + (int) Statements.seen().stream()
                        .filter(statement -> !statement.contains("accounts.session"))
                        .count();
    }

    private String ticket(Map<String, ? extends @Nullable Object> columns) {
        String reference = OutreachFixtures.reference();
        Map<String, @Nullable Object> all = new HashMap<>(columns);
        all.put("reference", reference);
        outreach.registration(centre, session, all);
        return reference;
    }

    private RegistrationId registered(String name) {
        RegistrationId id = outreach.registration(centre, session, Map.of());
        fixtures.jdbc()
                .sql("update outreach.registration set name = ? where id = ?")
                .params(Objects.requireNonNull(seal.seal(name, "registration.name:" + id)), id.id())
                .update();
        return id;
    }

    private UUID checkIn() {
        return fixtures.jdbc()
                .sql("select id from outreach.check_in where session_id = ? and undone_at is null")
                .param(session.id())
                .query(UUID.class)
                .single();
    }

    private int trail(String action) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where centre_id = ? and action = ?")
                .params(centre.id().id(), action)
                .query(Integer.class)
                .single();
    }

    private String path() {
        return Hall.path(session);
    }

    private MvcTestResult scan(String typed, String... more) {
        Map<String, String> form = new HashMap<>(Map.of("ticket", typed));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return post(path() + "/tickets", desk, form);
    }

    private MvcTestResult get(@Nullable String address, Fixtures.Staff who) {
        return mvc.get().uri(String.valueOf(address)).with(who.signedIn()).exchange();
    }

    private MvcTestResult post(String address, Fixtures.Staff who, Map<String, String> form) {
        MockMvcRequestBuilder request = mvc.post().uri(address).with(csrf()).with(who.signedIn());
        Map<String, String> all = new HashMap<>(form);
        all.putIfAbsent("once", UUID.randomUUID().toString());
        all.putIfAbsent("press", UUID.randomUUID().toString());
        all.forEach((name, value) -> request.param(name, value));
        return request.exchange();
    }

    private static Map<String, @Nullable Object> columns(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return columns;
    }
}
