package org.mrcportal.outreach.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.FieldFixtures;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionCancelled;
import org.mrcportal.outreach.SessionChanged;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.SessionPublished;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import({Statements.class, SessionPagesTests.Told.class})
class SessionPagesTests {

    private static final Instant SOON = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.HOURS);

    /** Hears what people are told of. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Told {

        private static final List<SessionId> PUBLISHED = new CopyOnWriteArrayList<>();
        private static final List<SessionId> CHANGED = new CopyOnWriteArrayList<>();
        private static final List<SessionId> CANCELLED = new CopyOnWriteArrayList<>();

        @EventListener
        void published(SessionPublished event) {
            PUBLISHED.add(event.session());
        }

        @EventListener
        void changed(SessionChanged event) {
            CHANGED.add(event.session());
        }

        @EventListener
        void cancelled(SessionCancelled event) {
            CANCELLED.add(event.session());
        }
    }

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);

    private final Sessions sessions;

    @LocalServerPort
    int port;

    SessionPagesTests(@Autowired Sessions sessions) {
        this.sessions = sessions;
    }

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void anOfficerPlansASessionOnceAndPublishesIt() {
        Visitor me = signedIn(officer);
        Map<String, List<String>> fields = fields(me);
        fields.put("where", List.of("ONLINE"));
        fields.put("region", List.of("UZ-SA"));
        fields.put("link", List.of("https://meet.example.org/room-77"));
        fields.put("capacity", List.of("25"));
        fields.put("also", List.of("DOCUMENTS", "LEGAL_WORK"));
        fields.put("staff", List.of(officer.id().toString()));
        fields.put("what", List.of("Leaflets", "", ""));
        fields.put("number", List.of("40", "", ""));
        fields.put("titles", List.of("", "", "Qonuniy ishlang", "", ""));
        String address = me.post("/staff/sessions/new", array(fields)).location();
        assertThat(me.post("/staff/sessions/new", array(fields)).location())
                .as("sent twice")
                .isEqualTo(address);
        SessionId session = SessionId.of(address.substring(address.lastIndexOf('/') + 1));
        Map<String, ?> row = outreach.row("outreach.awareness_session", session.id());
        assertThat(row.get("state")).isEqualTo("DRAFT");
        assertThat(String.valueOf(row.get("slug"))).startsWith(centre.code().toLowerCase(java.util.Locale.ROOT) + "-");
        assertThat(new String((byte[]) row.get("joining_link"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("meet.example.org");
        assertThat(Scope.of(centre.id().id()).call(() -> sessions.joiningLink(session)))
                .isEqualTo("https://meet.example.org/room-77");
        assertThat(fixtures.jdbc()
                        .sql("select topic_code from outreach.session_topic where session_id = ? order by position")
                        .param(session.id())
                        .query(String.class)
                        .list())
                .containsExactly("LEGAL_WORK", "DOCUMENTS");

        var page = me.get(address);
        assertThat(page.body())
                .contains("Working abroad legally", "Leaflets", "Draft")
                .doesNotContain("meet.example.org");
        assertThat(me.submit(address, address + "/publish").status()).isEqualTo(303);
        me.submit(address, address + "/publish");
        assertThat(Told.PUBLISHED).filteredOn(session::equals).as("told once").hasSize(1);
        assertThat(me.get(address + "/edit").body())
                .contains("value=\"https://meet.example.org/room-77\"", "Qonuniy ishlang");
    }

    @Test
    void severalWhoPublishAtOncePublishOnce() throws Exception {
        SessionId session = outreach.session(centre, officer, SOON, columns("state", "DRAFT"));
        String address = "/staff/sessions/" + session;
        List<Callable<Integer>> presses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Visitor me = signedIn(officer);
            String token = me.get(address).value("_csrf").orElseThrow();
            presses.add(() -> me.post(address + "/publish", "_csrf", token).status());
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var press : threads.invokeAll(presses)) {
                assertThat(press.get()).isEqualTo(303);
            }
        }
        assertThat(Told.PUBLISHED).filteredOn(session::equals).hasSize(1);
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where action = 'SESSION_PUBLISHED' and subject = ?")
                        .param("session:" + session)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsWrongStandsBesideItsFieldAndNothingTypedIsLost() {
        Visitor me = signedIn(officer);
        Map<String, List<String>> fields = fields(me);
        fields.put("topic", List.of("NOTHING"));
        fields.put("from", List.of("16:00"));
        fields.put("until", List.of("14:00"));
        fields.put("where", List.of("ELSEWHERE"));
        fields.put("region", List.of("KZ-75"));
        fields.put("capacity", List.of("99999999999999"));
        fields.put("partner", List.of("Y".repeat(100_000)));
        fields.put("what", List.of("Leaflets, cards", "", ""));
        fields.put("number", List.of("many", "", ""));
        var page = me.post("/staff/sessions/new", array(fields));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("id=\"topic-error\"", "id=\"until-error\"", "id=\"region-error\"", "id=\"institution-error\"")
                .contains("id=\"capacity-error\"", "id=\"partner-error\"", "id=\"what-error\"", "Leaflets, cards");
        var empty = me.post(
                "/staff/sessions/new",
                "_csrf",
                page.value("_csrf").orElseThrow(),
                "version",
                "x",
                "registration",
                "perhaps");
        assertThat(empty.body()).contains("id=\"topic-error\"", "id=\"day-error\"");
        assertThat(me.get("/staff/sessions/none").status()).isEqualTo(404);
        assertThat(me.get("/staff/sessions?after=1999999999-01-01T00:00:00Z_x&which=%00&topic=Z")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSeriesSkipsClosedDaysUnlessTheyAreTicked() {
        fixtures.jdbc()
                .sql("delete from centres.worked_holiday where centre_id = ?")
                .param(centre.id().id())
                .update();
        Visitor me = signedIn(officer);
        Map<String, List<String>> fields = fields(me);
        fields.put("day", List.of("2027-03-01"));
        fields.put("repeat", List.of("WEEKLY"));
        fields.put("times", List.of("4"));
        var preview = me.post("/staff/sessions/new", array(fields));
        assertThat(preview.body())
                .contains("value=\"2027-03-01\" checked", "value=\"2027-03-08\">", "value=\"2027-03-15\" checked");
        fields.put("act", List.of("AGREE"));
        assertThat(me.post("/staff/sessions/new", array(fields)).body()).contains("Tick at least one day");
        fields.put("agreed", List.of("2027-03-01", "2027-03-15", "2027-03-22", "2027-03-23"));
        String address = me.post("/staff/sessions/new", array(fields)).location();
        assertThat(me.post("/staff/sessions/new", array(fields)).location()).isEqualTo(address);
        assertThat(starts()).containsExactly("2027-03-01 14:00", "2027-03-15 14:00", "2027-03-22 14:00");

        String edit = address + "/edit";
        List<String> changed = new ArrayList<>(List.of("following", "true"));
        Map<String, List<String>> again = fields(me);
        var form = me.get(edit);
        again.put("version", List.of(form.value("version").orElseThrow()));
        again.put("day", List.of("2027-03-02"));
        again.put("from", List.of("15:00"));
        again.put("until", List.of("17:00"));
        changed.addAll(List.of(array(again)));
        assertThat(me.post(edit, changed.toArray(String[]::new)).status()).isEqualTo(303);
        assertThat(starts()).containsExactly("2027-03-02 15:00", "2027-03-16 15:00", "2027-03-23 15:00");
        assertThat(me.post(edit, changed.toArray(String[]::new)).status())
                .as("changed meanwhile")
                .isEqualTo(409);

        me.submit(address, address + "/publish", "following", "true");
        assertThat(states()).containsOnly("PUBLISHED");
        var ask = me.get(address + "/cancel");
        assertThat(ask.body()).contains("Nobody has a place", "Cancel this and the 2 that follow");
        me.submit(address, address + "/cancel", "following", "true");
        assertThat(states()).containsOnly("CANCELLED");
        assertThat(Told.CANCELLED).contains(SessionId.of(address.substring(address.lastIndexOf('/') + 1)));
    }

    @Test
    void whatHasTakenPlaceIsHeldAndNotCancelled() {
        Visitor me = signedIn(officer);
        SessionId over = outreach.session(centre, officer, Instant.now().minus(Duration.ofHours(3)));
        SessionId counted = outreach.session(centre, officer, Instant.now().minus(Duration.ofHours(1)));
        assertThat(me.get("/staff/sessions/" + counted).body()).contains(counted + "/cancel\"");
        heads(counted, 3);
        for (SessionId session : List.of(over, counted)) {
            String address = "/staff/sessions/" + session;
            assertThat(me.get(address).body()).contains(address + "/held\"").doesNotContain(address + "/cancel\"");
            assertThat(me.get(address + "/cancel").body())
                    .contains("cannot be cancelled any more", address + "/held\"")
                    .doesNotContain("action=\"" + address + "/cancel\"");
            assertThat(me.submit(address, address + "/cancel", "following", "true")
                            .status())
                    .isEqualTo(303);
            assertThat(me.get(address).body()).contains("cannot be cancelled any more");
            assertThat(outreach.row("outreach.awareness_session", session.id()).get("state"))
                    .isEqualTo("PUBLISHED");
            me.submit(address, address + "/held");
            me.submit(address, address + "/cancel");
            assertThat(me.get(address).body()).contains("It has been held or cancelled already");
            assertThat(outreach.row("outreach.awareness_session", session.id()).get("state"))
                    .isEqualTo("HELD");
        }
        SessionId miscounted = outreach.session(centre, officer, Instant.now().minus(Duration.ofHours(1)));
        heads(miscounted, 1);
        heads(miscounted, -1);
        assertThat(me.get("/staff/sessions/" + miscounted).body())
                .as("nobody came")
                .contains(miscounted + "/cancel\"");
    }

    @Test
    void whatWasMarkedAsHeldByMistakeIsTakenBackForAWeek() {
        Visitor me = signedIn(officer);
        SessionId session = outreach.session(centre, officer, Instant.now().minus(Duration.ofHours(1)));
        heads(session, 3);
        String address = "/staff/sessions/" + session;
        me.submit(address, address + "/held");
        Visitor desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        assertThat(desk.get(address).body()).doesNotContain(address + "/not-held");
        assertThat(desk.submit("/staff/sessions", address + "/not-held").status())
                .isEqualTo(403);
        assertThat(me.get(address).body()).contains("Marked as held by mistake?");
        me.submit(address, address + "/not-held");
        me.submit(address, address + "/not-held");
        assertThat(me.get(address).body()).contains("The session is no longer marked as held.", address + "/held\"");
        assertThat(outreach.row("outreach.awareness_session", session.id()).get("state"))
                .isEqualTo("PUBLISHED");
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(*) from audit.trail where action = 'SESSION_HELD_TAKEN_BACK' and subject = ?")
                        .param("session:" + session)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        me.submit(address, address + "/held");
        fixtures.jdbc()
                .sql("update outreach.awareness_session set held_at = held_at - interval '8 days' where id = ?")
                .param(session.id())
                .update();
        assertThat(me.get(address).body()).doesNotContain("Marked as held by mistake?");
        me.submit(address, address + "/not-held");
        assertThat(me.get(address).body()).contains("more than seven days ago");
        assertThat(outreach.row("outreach.awareness_session", session.id()).get("state"))
                .isEqualTo("HELD");
    }

    @Test
    void aSeriesIsCancelledButForWhatHasTakenPlace() {
        Map<String, Object> series = columns("series_id", UUID.randomUUID());
        SessionId first = outreach.session(centre, officer, Instant.now().plus(Duration.ofMinutes(60)), series);
        SessionId counted = outreach.session(centre, officer, Instant.now().plus(Duration.ofMinutes(90)), series);
        SessionId last = outreach.session(centre, officer, SOON, series);
        heads(counted, 2);
        outreach.registration(centre, counted, Map.of("people", 4));
        Visitor me = signedIn(officer);
        String address = "/staff/sessions/" + first;
        assertThat(me.get(address + "/cancel").body())
                .contains("Cancel this and the one that follows")
                .doesNotContain("4 more people");
        me.submit(address, address + "/cancel", "following", "true");
        assertThat(List.of(first, counted, last))
                .extracting(session ->
                        outreach.row("outreach.awareness_session", session.id()).get("state"))
                .containsExactly("CANCELLED", "PUBLISHED", "CANCELLED");
        assertThat(Told.CANCELLED).contains(first, last).doesNotContain(counted);
    }

    @Test
    void aHeldSessionIsNotMovedIntoTheFuture() {
        Instant ago = SOON.minus(Duration.ofDays(40));
        SessionId session =
                outreach.session(centre, officer, ago, Map.of("state", "HELD", "held_at", ago.plusSeconds(7200)));
        Visitor me = signedIn(officer);
        String edit = "/staff/sessions/" + session + "/edit";
        Map<String, List<String>> fields = fields(me);
        fields.put("version", List.of(me.get(edit).value("version").orElseThrow()));
        var refused = me.post(edit, array(fields));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body()).contains("id=\"day-error\"", "it cannot begin later than now");
        fields.put("day", List.of(LocalDate.now().minusDays(20).toString()));
        assertThat(me.post(edit, array(fields)).status()).isEqualTo(303);
        assertThat(starts()).containsExactly(LocalDate.now().minusDays(20) + " 14:00");
    }

    @Test
    void aDraftThatBelongsToAVisitCanBeThrownAway() {
        SessionId draft = outreach.session(centre, officer, SOON, columns("state", "DRAFT"));
        UUID visit = new FieldFixtures(fixtures).visit(centre, officer, LocalDate.now(), Map.of());
        fixtures.insert(
                "outreach.visit_session",
                Fixtures.row("centre_id", centre.id().id(), "visit_id", visit, "session_id", draft.id()),
                Map.of());
        Visitor me = signedIn(officer);
        String address = "/staff/sessions/" + draft;
        assertThat(me.submit(address + "/cancel", address + "/cancel").status()).isEqualTo(303);
        assertThat(me.get(address).status()).isEqualTo(404);
        assertThat(me.get("/staff/visits/" + visit).status()).isEqualTo(200);
    }

    @Test
    void nobodyLosesAPlaceToALowerCapacity() {
        SessionId session = outreach.session(centre, officer, SOON);
        outreach.registration(centre, session, Map.of("people", 12));
        Visitor me = signedIn(officer);
        String edit = "/staff/sessions/" + session + "/edit";
        var form = me.get(edit);
        Map<String, List<String>> fields = fields(me);
        fields.put("version", List.of(form.value("version").orElseThrow()));
        fields.put("capacity", List.of("11"));
        var refused = me.post(edit, array(fields));
        assertThat(refused.body()).contains("id=\"capacity-error\"", "12 places are taken already");
        fields.put("capacity", List.of("12"));
        assertThat(me.post(edit, array(fields)).status()).isEqualTo(303);
        assertThat(Told.CHANGED).as("people hear of the new time").contains(session);
        org.assertj.core.api.Assertions.assertThatException()
                .as("the database too")
                .isThrownBy(() -> fixtures.jdbc()
                        .sql("update outreach.awareness_session set capacity = 11 where id = ?")
                        .param(session.id())
                        .update());
    }

    @Test
    void sessionsOfOtherCentresAndOtherRolesAreKeptApart() {
        Fixtures.Centre elsewhere = fixtures.centre();
        SessionId theirs = outreach.session(elsewhere, fixtures.staff(elsewhere, Role.OUTREACH_OFFICER), SOON);
        Visitor me = signedIn(officer);
        for (String page : List.of("", "/edit", "/cancel")) {
            assertThat(me.get("/staff/sessions/" + theirs + page).status()).isEqualTo(404);
        }
        for (String action : List.of("/publish", "/held", "/cancel")) {
            assertThat(me.submit("/staff/sessions", "/staff/sessions/" + theirs + action)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(me.get("/staff/sessions?centre=" + elsewhere.code()).status())
                .isEqualTo(404);

        SessionId ours = outreach.session(centre, officer, SOON);
        Visitor desk = signedIn(fixtures.staff(centre, Role.FRONT_DESK));
        assertThat(desk.get("/staff/sessions/" + ours).status()).isEqualTo(200);
        assertThat(desk.get("/staff/sessions/new").status()).isEqualTo(403);
        assertThat(desk.submit("/staff/sessions", "/staff/sessions/" + ours + "/cancel")
                        .status())
                .isEqualTo(403);
        assertThat(signedIn(fixtures.staff(centre, Role.COUNSELLOR))
                        .get("/staff/sessions")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theListGoesOnPageByPageWithAConstantNumberOfStatements() {
        for (int i = 0; i < 45; i++) {
            outreach.session(centre, officer, SOON.plus(Duration.ofDays(i)));
        }
        Visitor me = signedIn(officer);
        me.get("/staff/sessions");
        Statements.forget();
        var first = me.get("/staff/sessions");
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(links(first)).hasSize(40);
        var second = me.get(first.link("next"));
        assertThat(links(second)).hasSize(5).doesNotContainAnyElementsOf(links(first));
        assertThat(links(me.get(second.link("prev")))).isEqualTo(links(first));

        String address = "/staff/sessions/" + links(first).getFirst();
        me.get(address + "/edit");
        for (String page : List.of(address, address + "/edit", address + "/cancel", "/staff/sessions/new")) {
            Statements.forget();
            assertThat(me.get(page).status()).isEqualTo(200);
            assertThat(Statements.seen()).as(page).hasSizeLessThanOrEqualTo(10);
        }
    }

    private static List<String> links(Visitor.Page page) {
        return java.util.regex.Pattern.compile("href=\"/staff/sessions/([0-9a-f-]{36})\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private List<@Nullable String> starts() {
        return fixtures.jdbc()
                .sql("""
                        select to_char(starts_at at time zone 'Asia/Tashkent', 'YYYY-MM-DD HH24:MI')
                        from outreach.awareness_session where centre_id = ? order by starts_at
                        """)
                .param(centre.id().id())
                .query(String.class)
                .list();
    }

    private List<@Nullable String> states() {
        return fixtures.jdbc()
                .sql("select state from outreach.awareness_session where centre_id = ?")
                .param(centre.id().id())
                .query(String.class)
                .list();
    }

    private void heads(SessionId session, int number) {
        Map<String, @Nullable Object> row =
                Fixtures.row("id", UUID.randomUUID(), "centre_id", centre.id().id(), "session_id", session.id());
        row.put("source", "TAP");
        row.put("sex", "UNKNOWN");
        row.put("age_band", "UNKNOWN");
        row.put("number", number);
        row.put("counted_at", Instant.now());
        row.put("counted_by", officer.id().id());
        fixtures.insert("outreach.head_count", row, Map.of());
    }

    /** The form of a session at the centre, filled in. */
    private Map<String, List<String>> fields(Visitor me) {
        var page = me.get("/staff/sessions/new?centre=" + centre.code());
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("_csrf", List.of(page.value("_csrf").orElseThrow()));
        fields.put("once", List.of(page.value("once").orElse(UUID.randomUUID().toString())));
        fields.put("centre", List.of(centre.code()));
        fields.put("topic", List.of("LEGAL_WORK"));
        fields.put("audience", List.of("ALL"));
        fields.put("language", List.of("uz"));
        fields.put("day", List.of(LocalDate.now().plusDays(20).toString()));
        fields.put("from", List.of("14:00"));
        fields.put("until", List.of("16:00"));
        fields.put("where", List.of("CENTRE"));
        fields.put("registration", List.of("true"));
        return fields;
    }

    private static String[] array(Map<String, List<String>> fields) {
        List<String> all = new ArrayList<>();
        fields.forEach((name, values) -> values.forEach(value -> all.addAll(List.of(name, value))));
        return all.toArray(String[]::new);
    }

    private static Map<String, Object> columns(String name, Object value) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put(name, value);
        return columns;
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
