package org.mrcportal.outreach.session;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.Seal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class PublicSessionTests {

    private static final int MOST_BYTES = 6 * 1024;
    private static final Instant SOON = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.HOURS);
    private static final Instant AGO = Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.HOURS);

    private final Sessions sessions;
    private final Seal seal;
    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);

    @LocalServerPort
    int port;

    PublicSessionTests(@Autowired Sessions sessions, @Autowired Seal seal) {
        this.sessions = sessions;
        this.seal = seal;
    }

    @Test
    void aSessionSaysHowManyPlacesAreLeftAndHidesItsLink() {
        SessionId id = outreach.session(centre, officer, SOON, columns("online", true, "institution", null));
        fixtures.jdbc()
                .sql("update outreach.awareness_session set joining_link = ? where id = ?")
                .params(
                        Objects.requireNonNull(seal.seal("https://meet.example.org/secret", Sessions.linkContext(id))),
                        id.id())
                .update();
        String path = "/en/sessions/" + slug(id);
        assertThat(get(path).body())
                .contains("30 places left", "Those who register get the link", path + "/register")
                .doesNotContain("meet.example.org");
        outreach.registration(centre, id, Map.of("people", 18));
        assertThat(get(path).body()).contains("12 places left");
        outreach.registration(centre, id, Map.of("people", 12));
        assertThat(get(path).body()).contains("All places are taken");
    }

    @Test
    void anAddressNeverDiesAndADraftsIsNotThereYet() {
        assertThat(get("/uz/sessions/" + slug(outreach.session(centre, officer, SOON, columns("state", "DRAFT"))))
                        .status())
                .isEqualTo(404);
        assertThat(get("/uz/sessions/none-such-0").status()).isEqualTo(404);
        assertThat(get("/uz/sessions/%00").status()).isIn(400, 404);
        SessionId cancelled = outreach.session(
                centre, officer, SOON, columns("state", "CANCELLED", "cancelled_at", Instant.now(), "sequence", 1));
        SessionId held =
                outreach.session(centre, officer, AGO, columns("state", "HELD", "held_at", AGO.plusSeconds(7200)));
        SessionId over = outreach.session(centre, officer, AGO);
        assertThat(get("/uz/sessions/" + slug(cancelled)).body())
                .contains("Bekor qilingan")
                .doesNotContain("/register");
        assertThat(get("/uz/sessions/" + slug(held)).body())
                .contains("Boʻlib oʻtgan")
                .doesNotContain("/register");
        assertThat(get("/uz/sessions/" + slug(over)).body()).contains("Tugagan").doesNotContain("/register");
    }

    @Test
    void whoeverSharesAPageShowsItWithoutAThirdParty() {
        String slug = slug(outreach.session(centre, officer, SOON));
        var page = get("/ky/sessions/" + slug);
        assertThat(page.body())
                .contains("property=\"og:title\" content=\"Чет өлкөдө мыйзамдуу иштөө\"")
                .contains("rel=\"canonical\" href=\"http://localhost:8080/ky/sessions/" + slug + "\"")
                .contains("hreflang=\"tg\" href=\"http://localhost:8080/tg/sessions/" + slug + "\"")
                .contains("property=\"og:locale:alternate\" content=\"uz\"")
                .doesNotContain("<script");
        var image = Pattern.compile("og:image\" content=\"http://localhost:8080([^\"]+)\"")
                .matcher(page.body());
        assertThat(image.find()).isTrue();
        var picture = get(image.group(1));
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("content-type")).isEqualTo("image/png");
        assertThat(Integer.parseInt(picture.header("content-length"))).isLessThan(30 * 1024);
    }

    @Test
    void theListIsFilteredAndLeadsToABookingWhereItIsEmpty() {
        String uzbek = slug(outreach.session(centre, officer, SOON));
        String russian =
                slug(outreach.session(centre, officer, SOON, columns("language", "ru", "region_code", "UZ-NG")));
        String list = "/en/sessions?centre=" + centre.code();
        assertThat(get(list).body()).contains(uzbek, russian);
        assertThat(get(list + "&language=ru&region=UZ-NG").body())
                .contains(russian)
                .doesNotContain(uzbek);
        assertThat(get(list + "&topic=LEGAL_WORK").body()).contains(russian, uzbek);
        assertThat(get(list + "&online=true").body())
                .contains("No session fits", "href=\"/en/book\"")
                .doesNotContain(uzbek);
        assertThat(get("/en/sessions?centre=%00&topic=x'&after=zzz_1&region=" + "9".repeat(5000))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theArchiveIsByMonthAndCentre() {
        Fixtures.Centre other = fixtures.centre();
        String ours = slug(outreach.session(centre, officer, AGO));
        String theirs = slug(outreach.session(other, fixtures.staff(other, Role.OUTREACH_OFFICER), AGO));
        var page = get("/ru/sessions/archive?centre=" + centre.code());
        assertThat(page.body()).contains(ours, "Прошла").doesNotContain(theirs);
        assertThat(get("/ru/sessions/archive?centre=" + centre.code() + "&month=2019-01")
                        .body())
                .as("a month without sessions shows the newest")
                .contains(ours);
    }

    @Test
    void aSessionHeldBeforeItsEndStandsInTheArchive() {
        Instant now = Instant.now();
        Instant begun = now.minus(Duration.ofHours(1));
        String held = slug(outreach.session(centre, officer, begun, columns("state", "HELD", "held_at", now)));
        String goingOn = slug(outreach.session(centre, officer, begun));
        assertThat(get("/en/sessions/archive?centre=" + centre.code()).body())
                .contains(held)
                .doesNotContain(goingOn);
        assertThat(get("/en/sessions?centre=" + centre.code()).body())
                .contains(goingOn)
                .doesNotContain(held);
    }

    @Test
    void pagesStayLightAndNeedFewStatementsHoweverManySessions() throws IOException {
        for (int i = 0; i < 3; i++) {
            outreach.session(centre, officer, SOON.plus(Duration.ofDays(i)));
            outreach.session(centre, officer, AGO.plus(Duration.ofHours(i)));
        }
        String slug = slug(outreach.session(centre, officer, SOON));
        List<String> paths = List.of(
                "/sessions?centre=" + centre.code(),
                "/sessions",
                "/sessions/" + slug,
                "/sessions/archive?centre=" + centre.code(),
                "/sessions.ics",
                "/centres/" + centre.code() + "/sessions.atom");
        get("/en" + paths.getFirst());
        List<Integer> few = new ArrayList<>();
        for (String path : paths) {
            Statements.forget();
            get("/en" + path);
            few.add(Statements.seen().size());
            assertThat(Statements.seen()).as(path).hasSizeLessThanOrEqualTo(6);
        }
        for (int i = 0; i < 30; i++) {
            outreach.session(centre, officer, SOON.plus(Duration.ofDays(i)));
        }
        for (int i = 0; i < paths.size(); i++) {
            Statements.forget();
            get("/en" + paths.get(i));
            assertThat(Statements.seen()).as(paths.get(i)).hasSize(few.get(i));
        }
        for (Language language : Language.values()) {
            for (String path : paths.subList(0, 4)) {
                assertThat(zipped(withoutCentresOfOtherTests(
                                get("/" + language.code() + path).body())))
                        .as(language + " " + path)
                        .isLessThanOrEqualTo(MOST_BYTES);
            }
        }
    }

    /** Tests share a database with hundreds of centres; the network has fourteen, here the own one stands for them. */
    private String withoutCentresOfOtherTests(String page) {
        return page.replaceAll("<option value=\"(?!" + centre.code() + "\")[A-Z]{3}\"[^<]*</option>\\s*", "");
    }

    @Test
    void theCalendarKeepsItsEventsAndSaysWhatIsCancelled() throws Exception {
        SessionId planned = outreach.session(centre, officer, SOON);
        SessionId cancelled = outreach.session(
                centre, officer, SOON, columns("state", "CANCELLED", "cancelled_at", Instant.now(), "sequence", 3));
        outreach.session(centre, officer, SOON, columns("state", "DRAFT"));
        String path = "/uz/centres/" + centre.code() + "/sessions.ics";
        var page = get(path);
        assertThat(page.header("content-type")).isEqualTo("text/calendar;charset=UTF-8");
        var strict =
                new CalendarBuilder().build(new ByteArrayInputStream(page.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(strict.validate().getEntries()).isEmpty();
        assertThat(strict.getComponents("VEVENT")).hasSize(2);
        Map<String, VEvent> events = new HashMap<>();
        Biweekly.parse(page.body())
                .first()
                .getEvents()
                .forEach(event -> events.put(event.getUid().getValue(), event));
        assertThat(events).containsOnlyKeys(planned + "@mrc-portal", cancelled + "@mrc-portal");
        VEvent gone = Objects.requireNonNull(events.get(cancelled + "@mrc-portal"));
        assertThat(gone.getStatus().isCancelled()).isTrue();
        assertThat(gone.getSequence().getValue()).isEqualTo(3);
        assertThat(events.values()).allSatisfy(event -> {
            assertThat(event.getSummary().getValue()).isEqualTo("Chet elda qonuniy ishlash");
            assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(SOON);
            assertThat(event.getUrl().getValue()).contains("/uz/sessions/");
        });

        String tag = page.header("etag");
        assertThat(tag).isNotBlank();
        assertThat(get(path, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(get("/uz/centres/none/sessions.ics").status()).isEqualTo(404);
    }

    @Test
    void theAtomFeedIsWhole() throws Exception {
        SessionId planned = outreach.session(centre, officer, SOON);
        fixtures.jdbc()
                .sql("insert into outreach.session_text values (?, ?, 'tg', 'Кор <ва> роҳ & хона', null)")
                .params(centre.id().id(), planned.id())
                .update();
        SessionId cancelled = outreach.session(
                centre, officer, SOON, columns("state", "CANCELLED", "cancelled_at", Instant.now(), "sequence", 1));
        String path = "/tg/centres/" + centre.code() + "/sessions.atom";
        var page = get(path);
        assertThat(page.header("content-type")).isEqualTo("application/atom+xml;charset=UTF-8");
        var parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        Document feed = parsers.newDocumentBuilder().parse(new org.xml.sax.InputSource(new StringReader(page.body())));
        Element root = feed.getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2005/Atom");
        assertThat(text(root, "id")).isEqualTo("http://localhost:8080" + path);
        assertThat(Instant.parse(text(root, "updated"))).isNotNull();
        assertThat(text((Element) root.getElementsByTagNameNS("*", "author").item(0), "name"))
                .isEqualTo(centre.name());
        assertThat(page.body()).contains("rel=\"self\"", "href=\"http://localhost:8080" + path + "\"");
        List<String> ids = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        var entries = root.getElementsByTagNameNS("*", "entry");
        for (int i = 0; i < entries.getLength(); i++) {
            ids.add(text((Element) entries.item(i), "id"));
            titles.add(text((Element) entries.item(i), "title"));
        }
        assertThat(ids).containsExactlyInAnyOrder("urn:uuid:" + planned, "urn:uuid:" + cancelled);
        assertThat(titles).containsExactlyInAnyOrder("Кор <ва> роҳ & хона", "Бекор шуд: Кори қонунӣ дар хориҷа");
        assertThat(get(path, "If-None-Match", page.header("etag")).status()).isEqualTo(304);
        assertThat(get("/tg/centres/" + centre.code()).body()).contains("type=\"application/atom+xml\" href=\"" + path);
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagNameNS("*", name).item(0).getTextContent();
    }

    private String slug(SessionId id) {
        return Scope.network().call(() -> sessions.get(id)).slug();
    }

    private Visitor.Page get(String path, String... headers) {
        Visitor.Page page = new Visitor(port).get(path, headers);
        assertThat(page.visitor().cookie("portal")).as("no session").isEmpty();
        return page;
    }

    private static Map<String, @Nullable Object> columns(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return columns;
    }

    private static int zipped(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
