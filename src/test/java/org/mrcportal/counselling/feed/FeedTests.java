package org.mrcportal.counselling.feed;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** A counsellor's or a centre's visits as calendar programs fetch them. */
@SuppressWarnings("NullAway.Init")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"portal.jobs=false", "test.database=feeds"})
@Import(Statements.class)
class FeedTests {

    private static final Instant TOMORROW =
            Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Fixtures fixtures = new Fixtures("feeds");
    private Fixtures.Centre centre;
    private Fixtures.Staff counsellor;
    private Visitor staff;

    @BeforeEach
    void openACentre() {
        fixtures.jdbc().sql("delete from portal.attempt").update();
        centre = fixtures.centre();
        counsellor = fixtures.staff(centre, Role.COUNSELLOR, Role.CENTRE_MANAGER);
        fixtures.counselsAt(centre, counsellor, Map.of());
        staff = new Visitor(port);
        staff.signIn(counsellor.username(), Fixtures.PASSWORD);
    }

    @Test
    void isReadAlikeByTwoLibraries() throws Exception {
        ClientId client = fixtures.client(centre, "Malika Yusupova");
        UUID first = visit(client, 0, Map.of()).id();
        visit(client, 60, Map.of("sequence", 3));
        AppointmentId given =
                visit(client, 120, Map.of("state", "CANCELLED", "cancelled_at", Instant.now(), "sequence", 2));
        visit(client, -3 * 24 * 60, Map.of("state", "NO_SHOW"));
        visit(client, -61 * 24 * 60, Map.of("state", "COMPLETED"));
        visit(client, 180, Map.of("state", "HELD"));
        String text = fetch(make()).body();

        Calendar strict = ical4j(text);
        assertThat(strict.validate().getEntries()).isEmpty();
        ICalendar other = Biweekly.parse(text).first();
        assertThat(other.validate(ICalVersion.V2_0).isEmpty()).isTrue();
        assertThat(other.getEvents()).extracting(FeedTests::told).isEqualTo(told(strict));
        assertThat(other.getEvents()).hasSize(4);
        assertThat(told(strict))
                .anyMatch(event -> event.startsWith(first + "@mrc-portal " + TOMORROW) && event.endsWith("0 CONFIRMED"))
                .anyMatch(event -> event.startsWith(given + "@mrc-portal") && event.endsWith("2 CANCELLED"));
        assertThat(text)
                .contains("REFRESH-INTERVAL", "X-PUBLISHED-TTL:PT15M", "TZID=Asia/Tashkent:", "BEGIN:VTIMEZONE");
    }

    @Test
    void endsLinesByTheStandardAndFoldsThemByBytes() {
        fixtures.jdbc()
                .sql("update centres.centre_text set name = ? where centre_id = ?")
                .params(
                        "Мигранттарга жардам берүү борбору, экинчи кабат, узун аталыш менен",
                        centre.id().id())
                .update();
        visit(fixtures.client(centre), 0, Map.of());
        String text = fetch(make()).body();
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
    }

    @Test
    void saysWhenButNeverWhomOrWhy() {
        ClientId client = fixtures.client(centre, "Malika Yusupova");
        visit(client, 0, Map.of("service_code", "UNPAID_WAGES", "needs", new String[] {"INTERPRETER"}));
        String code = fixtures.jdbc()
                .sql("select code from clients.client where id = ?")
                .param(client.id())
                .query(String.class)
                .single();
        String address = make();
        assertThat(fetch(address).body().replace("\r\n ", ""))
                .contains("SUMMARY:Visit\r\n", "CLASS:PRIVATE")
                .doesNotContain("Malika", "WAGES", "paid", "INTERPRETER", "+998", code, counsellor.name(), "RETURN");
        staff.submit(centresPage(), centresPage() + "/rules", "clientCode", "yes");
        assertThat(fetch(address).body()).contains("SUMMARY:Visit " + code).doesNotContain("Malika");
    }

    @Test
    void aCounsellorsHasTheOwnVisitsAndACentresAllOfThem() throws Exception {
        Fixtures.Staff another = fixtures.counsellor(centre);
        visit(fixtures.client(centre), 0, Map.of());
        fixtures.appointment(centre, another, fixtures.client(centre), TOMORROW);
        Fixtures.Centre elsewhere = fixtures.centre();
        fixtures.appointment(elsewhere, fixtures.counsellor(elsewhere), fixtures.client(elsewhere), TOMORROW);
        assertThat(told(ical4j(fetch(make()).body()))).hasSize(1);
        Page page = staff.submit(
                centresPage(), centresPage(), "once", UUID.randomUUID().toString());
        assertThat(told(ical4j(fetch(address(staff.get(page.location()))).body())))
                .hasSize(2);
    }

    @Test
    void aGroupIsOneVisit() throws Exception {
        UUID occasion = UUID.randomUUID();
        for (int place = 0; place < 3; place++) {
            visit(fixtures.client(centre), 0, Map.of("occasion", occasion, "place", place));
        }
        assertThat(told(ical4j(fetch(make()).body())))
                .singleElement()
                .asString()
                .startsWith(occasion + "@mrc-portal");
    }

    @Test
    void anEmptyCalendarIsACalendarToo() throws Exception {
        String text = fetch(make()).body();
        assertThat(ical4j(text).validate().getEntries()).isEmpty();
        assertThat(Biweekly.parse(text).first().getEvents()).isEmpty();
    }

    @Test
    void aProgramThatHasItAlreadyIsToldSo() {
        visit(fixtures.client(centre), 0, Map.of());
        String address = make();
        HttpResponse<String> first = fetch(address);
        String tag = first.headers().firstValue("etag").orElseThrow();
        String since = first.headers().firstValue("last-modified").orElseThrow();
        assertThat(first.headers().firstValue("content-type")).contains("text/calendar;charset=UTF-8");
        assertThat(fetch(address, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(fetch(address, "If-Modified-Since", since).statusCode()).isEqualTo(304);
        HttpResponse<String> head = send(request(address).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("etag")).contains(tag);
        visit(fixtures.client(centre), 60, Map.of());
        assertThat(fetch(address, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void theAddressIsShownOnceAndAtMostOneIsOpen() {
        String once = UUID.randomUUID().toString();
        Page made =
                staff.submit("/staff/calendar-feeds", "/staff/calendar-feeds", "centre", centre.code(), "once", once);
        String first = address(staff.get(made.location()));
        assertThat(staff.get("/staff/calendar-feeds").body()).doesNotContain(".ics");
        staff.submit("/staff/calendar-feeds", "/staff/calendar-feeds", "centre", centre.code(), "once", once);
        assertThat(fetch(first).statusCode())
                .as("a form sent twice makes one address")
                .isEqualTo(200);
        assertThat(staff.get("/staff/calendar-feeds").body()).contains("Last fetched");
        String second = make();
        assertThat(fetch(first).statusCode()).isEqualTo(404);
        assertThat(fetch(second).statusCode()).isEqualTo(200);
    }

    @Test
    void aRevokedAddressAndThatOfAClosedAccountLeadNowhere() {
        String address = make();
        UUID id = feed();
        staff.submit("/staff/calendar-feeds", "/staff/calendar-feeds/" + id + "/revoke");
        assertThat(fetch(address).statusCode()).isEqualTo(404);
        String another = make();
        assertThat(fetch(another).statusCode()).isEqualTo(200);
        fixtures.jdbc()
                .sql("update accounts.staff set enabled = false where id = ?")
                .param(counsellor.id().id())
                .update();
        assertThat(fetch(another).statusCode()).isEqualTo(404);
        fixtures.jdbc()
                .sql("update accounts.staff set enabled = true where id = ?")
                .param(counsellor.id().id())
                .update();
        fixtures.jdbc()
                .sql("update counselling.counsellor set active = false where staff_id = ?")
                .param(counsellor.id().id())
                .update();
        assertThat(fetch(another).statusCode()).as("counsels no more").isEqualTo(404);
    }

    @Test
    void theManagerClosesACounsellorsAddressAndNobodyElsesMay() {
        Fixtures.Staff other = fixtures.counsellor(centre);
        Visitor colleague = new Visitor(port);
        colleague.signIn(other.username(), Fixtures.PASSWORD);
        String address = make();
        UUID id = feed();
        assertThat(colleague
                        .submit("/staff/calendar-feeds", "/staff/calendar-feeds/" + id + "/revoke")
                        .status())
                .isEqualTo(404);
        assertThat(colleague.get(centresPage()).status()).isEqualTo(403);
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        Visitor elsewhere = new Visitor(port);
        elsewhere.signIn(stranger.username(), Fixtures.PASSWORD);
        assertThat(elsewhere.get(centresPage()).status()).isEqualTo(404);
        assertThat(elsewhere
                        .submit("/manage", centresPage() + "/" + id + "/revoke")
                        .status())
                .isEqualTo(404);
        assertThat(fetch(address).statusCode()).isEqualTo(200);
        staff.submit(centresPage(), centresPage() + "/" + id + "/revoke");
        assertThat(fetch(address).statusCode()).isEqualTo(404);
    }

    @Test
    void whoeverGuessesIsToldNothingAndAfterSomeTriesToStop() {
        for (String path : List.of(
                "/calendar/x.ics", "/calendar/" + "A".repeat(22) + ".ics", "/calendar/" + "A".repeat(5000) + ".ics")) {
            assertThat(fetch(path).statusCode()).as(path).isEqualTo(404);
        }
        int last = 0;
        for (int tries = 0; tries < 70 && last != 429; tries++) {
            last = fetch("/calendar/" + "B".repeat(22) + ".ics").statusCode();
        }
        assertThat(last).isEqualTo(429);
        visit(fixtures.client(centre), 0, Map.of());
        assertThat(fetch(make()).statusCode())
                .as("the right address is still answered")
                .isEqualTo(200);
    }

    @Test
    void takesFourStatementsHoweverManyVisits() {
        String address = make();
        Statements.forget();
        fetch(address);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(4);
        for (int visit = 0; visit < 40; visit++) {
            visit(fixtures.client(centre), 30 * visit, Map.of());
        }
        Statements.forget();
        assertThat(fetch(address).body()).contains("BEGIN:VEVENT");
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(4);
    }

    private AppointmentId visit(ClientId client, int minutes, Map<String, ? extends Object> columns) {
        return fixtures.appointment(centre, counsellor, client, TOMORROW.plus(Duration.ofMinutes(minutes)), columns);
    }

    private String make() {
        Page made = staff.submit(
                "/staff/calendar-feeds",
                "/staff/calendar-feeds",
                "centre",
                centre.code(),
                "once",
                UUID.randomUUID().toString());
        assertThat(made.status()).isEqualTo(303);
        return address(staff.get(made.location()));
    }

    private String centresPage() {
        return "/manage/settings/" + centre.code() + "/calendar-feeds";
    }

    private UUID feed() {
        return fixtures.jdbc()
                .sql("select id from counselling.calendar_feed where centre_id = ? and revoked_at is null")
                .param(centre.id().id())
                .query(UUID.class)
                .single();
    }

    private static String address(Page page) {
        var found = Pattern.compile("value=\"https?://[^/\"]+(/calendar/[A-Za-z0-9_-]{22}\\.ics)\"")
                .matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private static Calendar ical4j(String text) throws IOException, ParserException {
        return new CalendarBuilder().build(new StringReader(text));
    }

    /** What one library understood of an event, to be compared with the other. */
    private static String told(VEvent event) {
        return "%s %s %s %s %d %s"
                .formatted(
                        event.getUid().getValue(),
                        event.getDateStart().getValue().toInstant(),
                        event.getDateEnd().getValue().toInstant(),
                        event.getSummary().getValue(),
                        event.getSequence().getValue(),
                        event.getStatus().getValue());
    }

    private static List<String> told(Calendar calendar) {
        return calendar.<net.fortuna.ical4j.model.component.VEvent>getComponents(Component.VEVENT).stream()
                .map(event -> "%s %s %s %s %s %s"
                        .formatted(
                                event.getUid().orElseThrow().getValue(),
                                moment(event, "DTSTART"),
                                moment(event, "DTEND"),
                                value(event, "SUMMARY"),
                                value(event, "SEQUENCE"),
                                value(event, "STATUS")))
                .toList();
    }

    private static String value(net.fortuna.ical4j.model.component.VEvent event, String name) {
        return event.getProperty(name).orElseThrow().getValue();
    }

    private static Instant moment(net.fortuna.ical4j.model.component.VEvent event, String name) {
        net.fortuna.ical4j.model.property.DateProperty<?> property =
                event.<net.fortuna.ical4j.model.property.DateProperty<?>>getProperty(name)
                        .orElseThrow();
        return Instant.from(property.getDate());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> fetch(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
