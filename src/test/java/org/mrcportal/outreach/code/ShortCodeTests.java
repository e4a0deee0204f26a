package org.mrcportal.outreach.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class ShortCodeTests {

    private static final Instant SOON = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.HOURS);

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);

    @LocalServerPort
    int port;

    /** The context has to be there before the rows. */
    ShortCodeTests(@Autowired SecretLinks context) {
        assertThat(context).isNotNull();
    }

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void aLeafletGetsOneCodeThatLeadsToABookingInTheReadersLanguage() {
        Visitor me = signedIn(officer);
        String code = leaflet(me, "BOOK");
        var sheet = me.get("/staff/codes/" + code);
        assertThat(sheet.body()).contains("Leaflet at the market", "/go/" + code, "class=\"qr\"");
        assertThat(new Visitor(port)
                        .get("/go/" + code.toLowerCase(java.util.Locale.ROOT), "Accept-Language", "ky")
                        .location())
                .isEqualTo("/ky/book?centre=" + centre.code() + "&via=" + code);
        assertThat(new Visitor(port)
                        .get("/go/" + code, "Accept-Language", "tg, en;q=0.5")
                        .location())
                .startsWith("/tg/book");
        var unknown = new Visitor(port).get("/go/222222", "Accept-Language", "uz");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("Biz bu kodni bilmaymiz", "/uz/sessions");
        assertThat(new Visitor(port).get("/go/%D0%90-1").status()).isEqualTo(404);
    }

    @Test
    void aSessionHasOneCodeHoweverManyAskForItAtOnce() throws Exception {
        SessionId session = outreach.session(centre, officer, SOON);
        List<Callable<String>> presses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Visitor me = signedIn(officer);
            String token = me.get("/staff/sessions/" + session).value("_csrf").orElseThrow();
            presses.add(() -> me.post("/staff/sessions/" + session + "/code", "_csrf", token)
                    .location());
        }
        Set<String> addresses = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var press : threads.invokeAll(presses)) {
                addresses.add(press.get());
            }
        }
        assertThat(addresses).hasSize(1);
        String code = addresses.iterator().next().substring("/staff/codes/".length());
        String location =
                new Visitor(port).get("/go/" + code, "Accept-Language", "ru").location();
        assertThat(location).matches("/ru/sessions/[a-z0-9-]+\\?via=" + code);
        assertThat(new Visitor(port).get(location).body())
                .as("the code goes on to whatever is done next")
                .contains("register?via=" + code, "&amp;via=" + code);
        assertThat(new Visitor(port).get(location.replace(code, "x%27%22%3C")).body())
                .doesNotContain("register?via=", "&amp;via=");
    }

    @Test
    void bookingsAndRegistrationsAreCountedBackToTheirCode() {
        fixtures.counsellor(centre);
        Visitor me = signedIn(officer);
        String code = leaflet(me, "BOOK");
        Visitor person = new Visitor(port);
        String answers =
                "situation=ABROAD&service=DOCUMENTS&mode=PHONE&centre=" + centre.code() + "&language=uz&sex=ANY";
        var steps = person.get("/en/book?via=" + code);
        assertThat(steps.body()).contains("name=\"via\" value=\"" + code + "\"");
        var times = person.get("/en/book/time?" + answers + "&via=" + code);
        var time = Pattern.compile("name=\"time\"[^>]*value=\"([^\"]+)\"").matcher(times.body());
        assertThat(time.find()).isTrue();
        List<String> fields = new ArrayList<>();
        times.hidden().forEach(field -> fields.addAll(List.of(field[0], field[1])));
        fields.addAll(List.of("time", time.group(1)));
        assertThat(person.post("/en/book/hold", fields.toArray(String[]::new)).status())
                .isEqualTo(303);
        assertThat(me.get("/staff/codes").body())
                .as("a held time is no booking")
                .contains("aria-label=\"0 Bookings: " + code);

        fixtures.jdbc()
                .sql("update counselling.appointment set state = 'BOOKED', held_until = null, booked_at = now(),"
                        + " reference = ?, client_id = ? where via = ?")
                .params(OutreachFixtures.reference(), fixtures.client(centre).id(), code)
                .update();
        SessionId session = outreach.session(centre, officer, SOON);
        outreach.registration(centre, session, Map.of("via", code));
        outreach.registration(
                centre, session, Map.of("via", code, "state", "CANCELLED", "cancelled_at", Instant.now()));
        outreach.registration(centre, session, Map.of("via", code, "state", "WAITING"));
        outreach.registration(
                centre,
                outreach.session(centre, officer, SOON, Map.of("state", "CANCELLED", "cancelled_at", Instant.now())),
                Map.of("via", code));
        assertThat(me.get("/staff/codes").body())
                .contains("aria-label=\"1 Bookings: " + code, "aria-label=\"1 Registrations: " + code);
        assertThat(me.get("/staff/codes/" + code).body())
                .contains("/registrations\"", ">Registrations: 1<", "waits for a place")
                .containsOnlyOnce(">registered<")
                .as("an outreach officer opens no visits")
                .doesNotContain("/staff/appointments/");
        assertThat(signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER))
                        .get("/staff/codes/" + code)
                        .body())
                .contains("/staff/appointments/");
    }

    @Test
    void codesOfOtherCentresAreNotFoundAndListsCostFewStatements() {
        Fixtures.Centre elsewhere = fixtures.centre();
        String theirs = leaflet(signedIn(fixtures.staff(elsewhere, Role.OUTREACH_OFFICER)), elsewhere, "SESSIONS");
        Visitor me = signedIn(officer);
        assertThat(me.get("/staff/codes/" + theirs).status()).isEqualTo(404);
        assertThat(me.get("/staff/codes?centre=" + elsewhere.code()).status()).isEqualTo(404);
        assertThat(signedIn(fixtures.staff(centre, Role.FRONT_DESK))
                        .get("/staff/codes")
                        .status())
                .isEqualTo(403);
        String code = leaflet(me, "SESSIONS");
        leaflet(me, "BOOK");
        for (String page : List.of("/staff/codes", "/staff/codes/new", "/staff/codes/" + code)) {
            Statements.forget();
            assertThat(me.get(page).status()).isEqualTo(200);
            assertThat(Statements.seen()).as(page).hasSizeLessThanOrEqualTo(10);
        }
        var wrong = me.submit("/staff/codes/new", "/staff/codes/new", "once", "x", "label", "", "target", "ELSEWHERE");
        assertThat(wrong.body()).contains("id=\"label-error\"", "id=\"target-error\"");
    }

    private String leaflet(Visitor me, String target) {
        return leaflet(me, centre, target);
    }

    private static String leaflet(Visitor me, Fixtures.Centre at, String target) {
        var form = me.get("/staff/codes/new");
        String[] fields = {
            "_csrf",
            form.value("_csrf").orElseThrow(),
            "once",
            form.value("once").orElseThrow(),
            "centre",
            at.code(),
            "label",
            "Leaflet at the market",
            "target",
            target
        };
        String address = me.post("/staff/codes/new", fields).location();
        assertThat(me.post("/staff/codes/new", fields).location())
                .as("sent twice")
                .isEqualTo(address);
        return address.substring("/staff/codes/".length());
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
