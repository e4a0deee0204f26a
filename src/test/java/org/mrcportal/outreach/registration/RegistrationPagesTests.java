package org.mrcportal.outreach.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.Fixtures.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.convention.TestBean;

@SuppressWarnings("NullAway.Init")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "portal.registration.per-hour=500"})
@Import(Statements.class)
class RegistrationPagesTests {

    /** A Wednesday, nine in the morning in Tashkent. */
    private static final Instant WEDNESDAY_NINE = Instant.parse("2026-11-25T04:00:00Z");

    private static final Instant NEXT_WEEK = WEDNESDAY_NINE.plus(Duration.ofDays(7));
    private static final Movable CLOCK = new Movable();

    @LocalServerPort
    int port;

    @Autowired
    SessionOffering offering;

    @Autowired
    RegistrationRetention retention;

    @TestBean
    Clock clock;

    static Clock clock() {
        return CLOCK;
    }

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private Fixtures.Centre centre;
    private Fixtures.Staff officer;
    private SessionId forms;

    @BeforeEach
    void itIsNineOnWednesday() {
        CLOCK.now = WEDNESDAY_NINE;
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'registration%' or what like 'sign-in%'")
                .update();
        centre = fixtures.centre();
        officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        var elsewhere = fixtures.centre();
        forms = outreach.session(elsewhere, fixtures.staff(elsewhere, Role.OUTREACH_OFFICER), NEXT_WEEK);
    }

    @Test
    void aHundredPeopleAtOnceGetTwelvePlacesAndNobodyAnError() throws Exception {
        SessionId session = session(Map.of("capacity", 12));
        String form = form(session);
        List<Callable<Page>> people = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String number = Integer.toString(1 + i % 4);
            people.add(() -> new Visitor(port).submit(form, form, "once", key(), "people", number));
        }
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (Future<Page> page : threads.invokeAll(people)) {
                assertThat(page.get().status()).isIn(303, 409);
            }
        }
        assertThat(taken(session)).isEqualTo(12);
        assertThat(count(session, "WAITING")).isZero();
    }

    @Test
    void aFormThatIsSentTwiceRegistersOnceEvenAtTheSameMoment() throws Exception {
        SessionId session = session(Map.of());
        String form = form(session);
        String once = key();
        List<Callable<Page>> twice = List.of(
                () -> new Visitor(port).submit(form, form, "once", once, "people", "2"),
                () -> new Visitor(port).submit(form, form, "once", once, "people", "2"));
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<String> pages = new ArrayList<>();
            for (Future<Page> page : threads.invokeAll(twice)) {
                pages.add(page.get().location());
            }
            assertThat(pages.get(0)).isEqualTo(pages.get(1)).matches("/en/registrations/[A-Za-z0-9_-]{22}");
        }
        assertThat(taken(session)).isEqualTo(2);
    }

    @Test
    void aGroupThatOnlyHalfFitsChoosesWhatHappens() {
        SessionId session = session(Map.of("capacity", 3));
        String form = form(session);
        Visitor visitor = new Visitor(port);
        Page refused =
                visitor.submit(form, form, "once", key(), "people", "5", "name", "Oʻgʻiloy", "phone", "90 123 45 67");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("3 places are left; you asked for 5.", "Take the 3 places", "Wait until 5 places")
                .contains("value=\"Oʻgʻiloy\"", "value=\"90 123 45 67\"", "id=\"people-error\"", "/en/sessions\"");
        assertThat(taken(session)).isZero();

        String once = refused.value("once").orElseThrow();
        Page own = visitor.get(
                visitor.submit(form, form, "once", once, "people", "5", "choice", "TAKE_3", "name", "Oʻgʻiloy")
                        .location());
        assertThat(own.body()).contains("You are registered", "3 people");
        assertThat(taken(session)).isEqualTo(3);

        Page waiting = visitor.get(visitor.submit(form, form, "once", key(), "people", "5", "choice", "WAIT")
                .location());
        assertThat(waiting.body()).contains("You are on the waiting list", "You are the first in line.", "5 people");
    }

    @Test
    void whatIsTypedWrongStaysAndIsExplainedBesideTheField() {
        String form = form(session(Map.of()));
        Page page = new Visitor(port)
                .submit(
                        form,
                        form,
                        "once",
                        key(),
                        "people",
                        "21",
                        "name",
                        "N".repeat(101),
                        "phone",
                        "12",
                        "email",
                        "nobody@",
                        "reminders",
                        "true");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("people-error", "name-error", "phone-error", "email-error")
                .contains("value=\"21\"", "value=\"12\"", "value=\"nobody@\"", "checked");
        Page nowhere = new Visitor(port).submit(form, form, "once", key(), "people", "1", "reminders", "true");
        assertThat(nowhere.body()).contains("reminders-error");
        Page switched = new Visitor(port)
                .submit(form, form.replace("/en/", "/uz/"), "switch", "1", "people", "7", "name", "Ali");
        assertThat(switched.body()).contains("value=\"7\"", "value=\"Ali\"", "Necha kishi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "99999999999999999999", "1e1", "\u0000", "٣", "<script>"})
    void nothingThatIsTypedBreaksThePage(String people) {
        String form = form(session(Map.of()));
        Page page = new Visitor(port)
                .submit(
                        form,
                        form,
                        "once",
                        "no key",
                        "people",
                        people,
                        "name",
                        "\u0000",
                        "email",
                        "a\u0000@example.org",
                        "choice",
                        "TAKE_x",
                        "via",
                        "x".repeat(5000));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("people-error").doesNotContain("<script>");
    }

    @Test
    void onePersonHasOneRegistrationInASessionHoweverTheNameIsWritten() {
        SessionId session = session(Map.of());
        String form = form(session);
        Visitor visitor = new Visitor(port);
        String[] first = {"people", "1", "name", "Gʻulom Yusupov", "phone", "+998 90 123 45 67"};
        String[] again = {"people", "2", "name", "Ғулом Юсупов", "phone", "901234567"};
        String[] sister = {"people", "1", "name", "Malika", "phone", "901234567"};
        assertThat(visitor.submit(form, form, with(first)).status()).isEqualTo(303);
        Page refused = visitor.submit(form, form, with(again));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("is registered already").doesNotContain("/registrations/");
        assertThat(visitor.submit(form, form, with(sister)).status())
                .as("a family shares a telephone")
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED, cancelled_at, This session is cancelled.",
        "HELD, held_at, This session is over.",
    })
    void aSessionThatIsOverOrCancelledSaysSoAndWhatElseThereIs(String state, String column, String words) {
        SessionId session = session(row("state", state, column, WEDNESDAY_NINE));
        SessionId other = session(Map.of());
        Page page = new Visitor(port).get(form(session));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(words, "/en/sessions/" + slug(other)).doesNotContain("name=\"people\"");
    }

    @Test
    void withoutRegistrationOneJustComesAndADraftIsNowhere() {
        assertThat(new Visitor(port)
                        .get(form(session(Map.of("registration", false))))
                        .body())
                .contains("Just come");
        CLOCK.now = NEXT_WEEK.plus(Duration.ofMinutes(1));
        assertThat(new Visitor(port).get(form(session(Map.of()))).body()).contains("has begun");
        CLOCK.now = WEDNESDAY_NINE;
        assertThat(new Visitor(port)
                        .get(form(session(row("state", "DRAFT", "published_at", null))))
                        .status())
                .isEqualTo(404);
        assertThat(new Visitor(port).get("/en/sessions/%00/register").status()).isIn(400, 404);
        assertThat(new Visitor(port).get("/en/registrations/" + "A".repeat(22)).status())
                .isEqualTo(404);
        assertThat(new Visitor(port).get("/en/registrations/nobody").status()).isEqualTo(404);
    }

    @Test
    void placesThatComeFreeAreOfferedInOrderAndPassOnWhenNobodyAnswers() {
        SessionId session = session(Map.of("capacity", 4));
        String four = registered(session, "4");
        String five = waiting(session, "5");
        String three = waiting(session, "3");
        String two = waiting(session, "2");
        String one = waiting(session, "1");

        cancel(four);

        assertThat(states(session))
                .as("five do not fit and let the smaller ones pass")
                .containsExactly("4 CANCELLED", "5 WAITING", "3 OFFERED", "2 WAITING", "1 OFFERED");
        assertThat(page(three).body()).contains("Places have come free for you", "We keep 3 places for you until");
        assertThat(page(one).body()).contains("We keep 1 place for you until");

        act(one, "accept");
        assertThat(page(one).body()).contains("You are registered");
        round();
        assertThat(states(session))
                .containsExactly("4 CANCELLED", "5 WAITING", "3 OFFERED", "2 WAITING", "1 REGISTERED");

        CLOCK.now = WEDNESDAY_NINE.plus(Duration.ofHours(25));
        assertThat(page(three).body()).contains("The places have passed on");
        Page late = act(three, "accept");
        assertThat(late.status()).isEqualTo(303);
        assertThat(states(session))
                .containsExactly("4 CANCELLED", "5 WAITING", "3 LAPSED", "2 OFFERED", "1 REGISTERED");

        act(two, "decline");
        round();
        assertThat(states(session))
                .containsExactly("4 CANCELLED", "5 WAITING", "3 LAPSED", "2 CANCELLED", "1 REGISTERED");

        fixtures.jdbc()
                .sql("update outreach.awareness_session set capacity = 6 where id = ?")
                .param(session.id())
                .update();
        round();
        assertThat(states(session)).contains("5 OFFERED");
        assertThat(page(five).body()).contains("We keep 5 places");
        assertThat(taken(session)).isEqualTo(6);
    }

    @Test
    void manyNodesAtOnceOfferEachPlaceOnce() throws Exception {
        SessionId session = session(Map.of("capacity", 3));
        String three = registered(session, "3");
        for (int i = 0; i < 6; i++) {
            waiting(session, "1");
        }
        fixtures.jdbc()
                .sql("update outreach.registration set state = 'CANCELLED', cancelled_at = now() where token_hash = ?")
                .param(SecretLinks.hash(three))
                .update();
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            nodes.add(() -> {
                round();
                return true;
            });
        }
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (Future<Boolean> node : threads.invokeAll(nodes)) {
                assertThat(node.get()).isTrue();
            }
        }
        assertThat(states(session).stream().filter(state -> state.endsWith("OFFERED")))
                .hasSize(3);
    }

    @Test
    void whoeverComesNewDoesNotPassThoseWhoWait() {
        SessionId session = session(Map.of("capacity", 2));
        registered(session, "2");
        waiting(session, "2");
        fixtures.jdbc()
                .sql("update outreach.awareness_session set capacity = 4 where id = ?")
                .param(session.id())
                .update();
        String form = form(session);
        assertThat(new Visitor(port)
                        .submit(form, form, "once", key(), "people", "1")
                        .status())
                .isEqualTo(409);
        round();
        assertThat(states(session)).containsExactly("2 REGISTERED", "2 OFFERED");
    }

    /** What is free is too little for the group that waits, so the page offers it, and the form gives it. */
    @Test
    void thePageSaysHowManyPlacesTheFormGives() {
        SessionId session = session(Map.of("capacity", 6));
        String first = registered(session, "5");
        waiting(session, "3");
        assertThat(publicPage(session)).contains("1 place left");
        assertThat(new Visitor(port).get(form(session)).body()).doesNotContain("All places are taken");
        registered(session, "1");
        assertThat(publicPage(session)).contains("All places are taken");
        cancel(first);
        assertThat(states(session)).containsExactly("5 CANCELLED", "3 OFFERED", "1 REGISTERED");
        assertThat(publicPage(session)).contains("2 places left");

        SessionId more = session(Map.of("capacity", 2));
        registered(more, "2");
        waiting(more, "2");
        fixtures.jdbc()
                .sql("update outreach.awareness_session set capacity = 4 where id = ?")
                .param(more.id())
                .update();
        assertThat(publicPage(more)).as("it is offered to those who wait").contains("All places are taken");
        assertThat(new Visitor(port).get(form(more)).body()).contains("All places are taken");
        CLOCK.now = NEXT_WEEK.minus(Duration.ofHours(2));
        assertThat(publicPage(more)).as("too late for an offer").contains("2 places left");
        registered(more, "2");
    }

    @Test
    void whoHasComeCancelsNothingAndIsToldWhy() {
        SessionId session = session(Map.of());
        String mine = registered(session, "2");
        UUID checkIn = checkIn(session, id(mine));
        assertThat(page(mine).body())
                .contains("You are already here")
                .doesNotContain(own(mine) + "/cancel", own(mine) + "/people");
        assertThat(new Visitor(port).get(own(mine) + "/cancel").location()).isEqualTo(own(mine));
        assertThat(act(mine, "cancel").location()).isEqualTo(own(mine));
        new Visitor(port).submit(form(forms), own(mine) + "/people", "people", "1");
        assertThat(states(session)).containsExactly("2 REGISTERED");
        fixtures.jdbc()
                .sql("update outreach.check_in set undone_at = now() where id = ?")
                .param(checkIn)
                .update();
        cancel(mine);
        assertThat(states(session)).containsExactly("2 CANCELLED");
    }

    @Test
    void theFrontDeskRegistersCallersAndReadsNoList() {
        SessionId session = session(Map.of("capacity", 2));
        Visitor desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        String overview = "/staff/sessions/" + session;
        assertThat(desk.get(overview).body())
                .contains(list(session) + "/new\"")
                .doesNotContain(list(session) + "\"", overview + "/knowledge\"", overview + "/certificates\"");
        Page added = desk.submit(list(session) + "/new", list(session), "once", key(), "people", "2", "name", "Malika");
        assertThat(added.location()).startsWith(list(session) + "/new?added=");
        assertThat(desk.get(added.location()).body())
                .contains("Say to the person: your number is", "All places are taken")
                .doesNotContain("Malika");
        assertThat(states(session)).containsExactly("2 REGISTERED");
        UUID registration = fixtures.jdbc()
                .sql("select id from outreach.registration where session_id = ?")
                .param(session.id())
                .query(UUID.class)
                .single();
        assertThat(desk.get(list(session)).status()).isEqualTo(403);
        assertThat(desk.get(list(session) + "/file").status()).isEqualTo(403);
        for (String act : List.of("cancel", "raise")) {
            assertThat(desk.submit(list(session) + "/new", list(session) + "/" + registration + "/" + act)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(signedIn(fixtures.staff(centre, Role.COUNSELLOR))
                        .get(list(session) + "/new")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCancelledSessionTellsThoseWhoWaitTooAndShowsOthers() {
        SessionId session = session(Map.of("capacity", 2));
        String registered = registered(session, "2");
        String waiting = waiting(session, "1");
        SessionId other = session(Map.of());
        fixtures.jdbc()
                .sql("update outreach.awareness_session set state = 'CANCELLED', cancelled_at = now() where id = ?")
                .param(session.id())
                .update();
        for (String token : List.of(registered, waiting)) {
            assertThat(page(token).body())
                    .contains("This session is cancelled", "/en/sessions/" + slug(other))
                    .doesNotContain("/cancel\"", "/people\"");
        }
        cancel(registered);
        round();
        assertThat(states(session)).containsExactly("2 REGISTERED", "1 WAITING");
    }

    @Test
    void aPersonChangesTheNumberAndGivesPlacesUp() {
        SessionId session = session(Map.of("capacity", 6));
        String mine = registered(session, "3");
        registered(session, "2");
        assertThat(new Visitor(port)
                        .submit(own(mine) + "/people", own(mine) + "/people", "people", "5")
                        .body())
                .contains("You can have 4 places in all; you asked for 5.", "value=\"5\"");
        assertThat(new Visitor(port)
                        .submit(own(mine) + "/people", own(mine) + "/people", "people", "4")
                        .status())
                .isEqualTo(303);
        assertThat(taken(session)).isEqualTo(6);
        new Visitor(port).submit(own(mine) + "/people", own(mine) + "/people", "people", "1");
        assertThat(taken(session)).isEqualTo(3);

        Page asked = new Visitor(port).get(own(mine) + "/cancel");
        assertThat(asked.body()).contains("Cancel your registration?");
        assertThat(taken(session)).as("asking changes nothing").isEqualTo(3);
        cancel(mine);
        assertThat(page(mine).body()).contains("Your registration is cancelled");
        assertThat(taken(session)).isEqualTo(2);
    }

    @Test
    void theJoiningLinkIsForTheRegisteredOnly() {
        SessionId session = session(row("online", true, "institution", null, "capacity", 1));
        String link = "https://meet.example.org/abc-defg";
        fixtures.jdbc()
                .sql("update outreach.awareness_session set joining_link = :link where id = :id")
                .param("link", Fixtures.seal().seal(link, "session.link:" + session))
                .param("id", session.id())
                .update();
        String registered = registered(session, "1");
        String waiting = waiting(session, "1");
        assertThat(page(registered).body()).contains("href=\"" + link + "\"");
        assertThat(page(waiting).body()).doesNotContain(link);
        assertThat(new Visitor(port).get(form(session)).body()).doesNotContain(link);
        cancel(registered);
        assertThat(page(registered).body()).doesNotContain(link);
        assertThat(page(waiting).body()).contains("Places have come free").doesNotContain(link);
    }

    @Test
    void theCalendarFileSaysWhereAndWhenButNotWhatAbout() {
        SessionId session = session(Map.of());
        String token = registered(session, "2");
        Page file = new Visitor(port).get(own(token) + "/session.ics");
        String text = file.body().replace("\r\n ", "");
        assertThat(file.header("content-type")).startsWith("text/calendar");
        assertThat(text)
                .contains(
                        "METHOD:PUBLISH", "UID:registration-", "SEQUENCE:0", "School 12", "DTSTART;TZID=Asia/Tashkent")
                .doesNotContainIgnoringCase("legal");
        cancel(token);
        String after = new Visitor(port).get(own(token) + "/session.ics").body();
        assertThat(after).contains("METHOD:CANCEL", "SEQUENCE:1");
        assertThat(uid(after)).isEqualTo(uid(text));
        assertThat(new Visitor(port)
                        .get(own(waiting(session(Map.of("capacity", 1)), "2")) + "/session.ics")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void publicPagesAreLightAndAskTheDatabaseSixTimesAtMost() throws IOException {
        SessionId session = session(Map.of("capacity", 3));
        String registered = registered(session, "3");
        String waiting = waiting(session, "2");
        SessionId cancelled = session(row("state", "CANCELLED", "cancelled_at", WEDNESDAY_NINE));
        for (Language language : Language.values()) {
            for (String path : List.of(
                    form(session),
                    form(cancelled),
                    own(registered),
                    own(waiting),
                    own(registered) + "/people",
                    own(registered) + "/cancel")) {
                Statements.forget();
                Page page = new Visitor(port).get(path.replace("/en/", "/" + language.code() + "/"));
                assertThat(Statements.seen()).as(path).hasSizeLessThanOrEqualTo(6);
                assertThat(page.status()).as(path).isEqualTo(200);
                assertThat(zipped(page.body())).as(path).isLessThanOrEqualTo(6 * 1024);
                assertThat(page.body()).doesNotContain("<script", "??");
                assertThat(page.visitor().cookie("portal")).isEmpty();
            }
        }
        assertThat(page(registered).body()).doesNotContainIgnoringCase("working abroad");
    }

    @Test
    void thirtyDaysAfterwardsNobodyKnowsWhoCame() {
        SessionId session = session(Map.of());
        String form = form(session);
        new Visitor(port)
                .submit(
                        form,
                        form,
                        with(
                                "people",
                                "2",
                                "name",
                                "Malika",
                                "phone",
                                "901234567",
                                "email",
                                "m@example.org",
                                "reminders",
                                "true"));
        Instant over = NEXT_WEEK.plus(Duration.ofHours(2));
        CLOCK.now = over.plus(Duration.ofDays(30)).minusSeconds(1);
        forget();
        assertThat(kept(session)).isEqualTo(1);
        CLOCK.now = over.plus(Duration.ofDays(30));
        forget();
        assertThat(kept(session)).isZero();
        assertThat(taken(session)).isEqualTo(2);
    }

    @Test
    void oneAddressCannotFillEverySession() {
        String form = form(session(Map.of("capacity", 600)));
        Visitor visitor = new Visitor(port);
        fixtures.jdbc()
                .sql("delete from portal.attempt where what = 'registration.address'")
                .update();
        visitor.submit(form, form, "once", key(), "people", "1");
        fixtures.jdbc()
                .sql("update portal.attempt set tries = 500 where what = 'registration.address'")
                .update();
        assertThat(visitor.submit(form, form, "once", key(), "people", "1").status())
                .isEqualTo(429);
    }

    @Test
    void staffSeeTheListInOrderAndReadingNamesLeavesATrace() {
        SessionId session = session(Map.of("capacity", 3));
        String form = form(session);
        new Visitor(port).submit(form, form, with("people", "2", "name", "Malika", "phone", "901234567"));
        String waiting = waiting(session, "2");
        cancel(registered(session, "1"));
        Visitor staff = signedIn(officer);
        Statements.forget();
        Page list = staff.get(list(session));
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).containsSubsequence("Malika", "Registered", "Waiting", "Cancelled");
        assertThat(list.body()).contains("+998 90 123 45 67", "2 of 3 places");
        assertThat(trail("REGISTRATIONS_READ", session)).isEqualTo(1);
        assertThat(signedIn(fixtures.staff(fixtures.centre(), Role.OUTREACH_OFFICER))
                        .get(list(session))
                        .status())
                .isEqualTo(404);
        assertThat(signedIn(fixtures.staff(centre, Role.COUNSELLOR))
                        .get(list(session))
                        .status())
                .isEqualTo(403);
        assertThat(staff.get("/staff/sessions/nothing/registrations").status()).isEqualTo(404);

        Page file = staff.get(list(session) + "/file");
        assertThat(file.header("content-type")).startsWith("text/csv");
        assertThat(file.body()).contains("'+998901234567", "Malika").startsWith("\uFEFF");

        String id = list(session) + "/" + id(waiting);
        staff.submit(list(session), id + "/raise");
        assertThat(states(session)).as("there is one place, and they are two").contains("2 WAITING");
        fixtures.jdbc()
                .sql("update outreach.awareness_session set capacity = 4 where id = ?")
                .param(session.id())
                .update();
        staff.submit(list(session), id + "/raise");
        assertThat(page(waiting).body()).contains("You are registered");
        staff.submit(list(session), id + "/cancel");
        assertThat(page(waiting).body()).contains("Your registration is cancelled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELLED", "HELD", "over"})
    void staffGiveNoPlacesWhereNobodyComesAnyMore(String how) {
        SessionId session = session(Map.of("capacity", 2));
        String first = registered(session, "2");
        String id = list(session) + "/" + id(waiting(session, "1"));
        Visitor staff = signedIn(officer);
        if (how.equals("over")) {
            fixtures.jdbc()
                    .sql("update outreach.awareness_session set starts_at = ?, ends_at = ?, capacity = 9 where id = ?")
                    .params(
                            WEDNESDAY_NINE.minus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC),
                            WEDNESDAY_NINE.atOffset(ZoneOffset.UTC),
                            session.id())
                    .update();
        } else {
            fixtures.jdbc()
                    .sql("update outreach.awareness_session set state = ?, capacity = 9, %s_at = now() where id = ?"
                            .formatted(how))
                    .params(how, session.id())
                    .update();
        }
        assertThat(staff.submit(list(session), id + "/raise").status()).isEqualTo(303);
        assertThat(staff.get(list(session)).body()).contains("The session takes no more registrations.");
        assertThat(states(session)).containsExactly("2 REGISTERED", "1 WAITING");
        staff.submit(list(session), list(session) + "/" + id(first) + "/cancel");
        assertThat(states(session)).containsExactly("2 CANCELLED", "1 WAITING");
    }

    @Test
    void staffCancelNobodyWhoHasCome() {
        SessionId session = session(Map.of());
        UUID registration = id(registered(session, "2"));
        UUID checkIn = checkIn(session, registration);
        Visitor staff = signedIn(officer);
        String cancel = list(session) + "/" + registration + "/cancel";
        assertThat(staff.submit(list(session), cancel).status()).isEqualTo(303);
        assertThat(staff.get(list(session)).body()).contains("Somebody has been checked in with this registration.");
        assertThat(states(session)).containsExactly("2 REGISTERED");
        fixtures.jdbc()
                .sql("update outreach.check_in set undone_at = now() where id = ?")
                .param(checkIn)
                .update();
        staff.submit(list(session), cancel);
        assertThat(states(session)).containsExactly("2 CANCELLED");
    }

    @Test
    void aLongListGoesOnPageByPageAndTheFileHasAllOfIt() {
        SessionId session = session(Map.of("capacity", 200));
        for (int i = 0; i < RegistrationList.PAGE + 3; i++) {
            outreach.registration(
                    centre, session, row("registered_at", WEDNESDAY_NINE.minusSeconds(i), "joined_at", WEDNESDAY_NINE));
        }
        Visitor staff = signedIn(officer);
        Page first = staff.get(list(session));
        assertThat(first.body()).contains("103 of 200 places are taken", list(session) + "?page=2");
        assertThat(first.body().split("class=\"reference\"", -1)).hasSize(RegistrationList.PAGE + 1);
        Page second = staff.get(list(session) + "?page=2");
        assertThat(second.body()).contains(list(session) + "?page=1").doesNotContain("?page=3");
        assertThat(second.body().split("class=\"reference\"", -1)).hasSize(3 + 1);
        assertThat(staff.get(list(session) + "/file").body().lines()).hasSize(RegistrationList.PAGE + 4);
        for (String odd : List.of("0", "-1", "99999999999", "x")) {
            assertThat(staff.get(list(session) + "?page=" + odd).status()).isEqualTo(200);
        }
    }

    @Test
    void staffRegisterSomebodyOnTheTelephoneOnce() {
        SessionId session = session(Map.of("capacity", 2));
        Visitor staff = signedIn(officer);
        String once = key();
        String[] caller = {"once", once, "people", "2", "name", "=cmd|' /C calc'!A0", "language", "tg"};
        Page added = staff.submit(list(session) + "/new", list(session), caller);
        staff.submit(list(session) + "/new", list(session), caller);
        assertThat(states(session)).containsExactly("2 REGISTERED");
        assertThat(staff.get(added.location()).body()).contains("Say to the person: your number is");
        assertThat(staff.get(list(session) + "/file").body()).contains("'=cmd");
        Page full = staff.submit(list(session) + "/new", list(session), "once", key(), "people", "1");
        assertThat(full.status()).isEqualTo(409);
        assertThat(full.body()).contains("All places have just been taken", "Wait until 1 place");
        staff.submit(list(session) + "/new", list(session), "once", key(), "people", "1", "choice", "WAIT");
        assertThat(states(session)).containsExactly("2 REGISTERED", "1 WAITING");
    }

    private UUID checkIn(SessionId session, UUID registration) {
        UUID checkIn = UUID.randomUUID();
        fixtures.insert(
                "outreach.check_in",
                row(
                        "id",
                        checkIn,
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "session_id",
                        session.id(),
                        "registration_id",
                        registration,
                        "people",
                        2,
                        "sex",
                        "UNKNOWN",
                        "age_band",
                        "UNKNOWN",
                        "checked_in_at",
                        WEDNESDAY_NINE,
                        "checked_in_by",
                        officer.id().id(),
                        "once",
                        UUID.randomUUID()),
                Map.of());
        return checkIn;
    }

    private SessionId session(Map<String, ? extends @Nullable Object> columns) {
        return outreach.session(centre, officer, NEXT_WEEK, columns);
    }

    private String slug(SessionId session) {
        return String.valueOf(
                outreach.row("outreach.awareness_session", session.id()).get("slug"));
    }

    private String form(SessionId session) {
        return "/en/sessions/" + slug(session) + "/register";
    }

    private String publicPage(SessionId session) {
        return new Visitor(port).get("/en/sessions/" + slug(session)).body();
    }

    private String registered(SessionId session, String people) {
        return token(session, people, "");
    }

    private String waiting(SessionId session, String people) {
        return token(session, people, "WAIT");
    }

    private String token(SessionId session, String people, String choice) {
        String form = form(session);
        CLOCK.now = CLOCK.now.plusMillis(1);
        Page page = new Visitor(port).submit(form, form, "once", key(), "people", people, "choice", choice);
        assertThat(page.status()).isEqualTo(303);
        return page.location().substring(page.location().lastIndexOf('/') + 1);
    }

    private void cancel(String token) {
        act(token, "cancel");
    }

    /** As one of the page's buttons does it; where the page has none any more, with another page's token against forgery. */
    private Page act(String token, String verb) {
        return new Visitor(port).submit(form(forms), own(token) + "/" + verb);
    }

    private static String own(String token) {
        return "/en/registrations/" + token;
    }

    private Page page(String token) {
        return new Visitor(port).get(own(token));
    }

    private static String list(SessionId session) {
        return "/staff/sessions/" + session + "/registrations";
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(who.username(), Fixtures.PASSWORD);
        return visitor;
    }

    private void round() {
        Scope.network().run(offering::run);
    }

    private void forget() {
        Scope.network().run(() -> {
            boolean more = true;
            while (more) {
                more = retention.next();
            }
        });
    }

    private int taken(SessionId session) {
        return fixtures.jdbc()
                .sql(
                        "select coalesce(sum(people), 0) from outreach.registration where session_id = ? and state in ('OFFERED', 'REGISTERED')")
                .param(session.id())
                .query(Integer.class)
                .single();
    }

    private int count(SessionId session, String state) {
        return fixtures.jdbc()
                .sql("select count(*) from outreach.registration where session_id = ? and state = ?")
                .params(session.id(), state)
                .query(Integer.class)
                .single();
    }

    private int kept(SessionId session) {
        return fixtures.jdbc()
                .sql(
                        "select count(*) from outreach.registration where session_id = ? and (name is not null or phone is not null or email is not null or person_key is not null or reminders)")
                .param(session.id())
                .query(Integer.class)
                .single();
    }

    private int trail(String action, SessionId session) {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where action = ? and subject = ?")
                .params(action, "session:" + session)
                .query(Integer.class)
                .single();
    }

    private List<String> states(SessionId session) {
        return fixtures.jdbc()
                .sql("select people || ' ' || state from outreach.registration where session_id = ? order by joined_at")
                .param(session.id())
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    private UUID id(String token) {
        return fixtures.jdbc()
                .sql("select id from outreach.registration where token_hash = ?")
                .param(SecretLinks.hash(token))
                .query(UUID.class)
                .single();
    }

    private static String uid(String calendar) {
        return calendar.replaceAll("(?s).*\r\nUID:([^\r]*)\r\n.*", "$1");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String[] with(String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("once", key()));
        return all.toArray(String[]::new);
    }

    private static int zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }

    private static final class Movable extends Clock {

        private volatile Instant now = WEDNESDAY_NINE;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
