package org.mrcportal.outreach.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class CampaignPagesTests {

    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);

    @LocalServerPort
    int port;

    /** Asks for the portal's database, so that it is there before the fixtures are. */
    CampaignPagesTests(@Autowired JdbcClient migrated) {}

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void anOfficerBeginsACampaignOnceHoweverOftenTheFormIsSent() throws Exception {
        Visitor me = signedIn(officer);
        String[] fields = campaignFields(me, "Check the offer");
        try (var several = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> sends = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Visitor device = signedIn(officer);
                String[] own = fields.clone();
                set(
                        own,
                        "_csrf",
                        device.get("/staff/campaigns/new").value("_csrf").orElseThrow());
                sends.add(() -> device.post("/staff/campaigns/new", own).status());
            }
            for (var sent : several.invokeAll(sends)) {
                assertThat(sent.get()).isEqualTo(303);
            }
        }
        assertThat(count("outreach.campaign", centre)).isEqualTo(1);
        assertThat(me.get("/staff/campaigns").body())
                .containsOnlyOnce("Check the offer")
                .contains("Young people", "Facebook, Telegram");
    }

    @Test
    void whatIsMissingIsSaidBesideItsFieldAndNothingTypedIsLost() {
        Visitor me = signedIn(officer);
        String[] fields = campaignFields(me, "");
        set(fields, "endsOn", "2026-01-01");
        set(fields, "budget", "about a lot");
        set(fields, "aim", "Know the law");
        var page = me.post("/staff/campaigns/new", fields);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "id=\"name-error\"",
                        "id=\"endsOn-error\"",
                        "id=\"budget-error\"",
                        "Know the law",
                        "about a lot");
        set(fields, "name", "x".repeat(100_000));
        assertThat(me.post("/staff/campaigns/new", fields).body()).contains("id=\"name-error\"");
    }

    @Test
    void aClosedCampaignTakesNoPostAndNoChangeButFigures() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Old one");
        String post = added(me, campaign, "FACEBOOK", "A post", "");
        assertThat(me.submit(campaign, campaign + "/close").status()).isEqualTo(303);
        String[] fields = postFields(me, campaign, "FACEBOOK", "One more", "");
        assertThat(me.post(campaign + "/posts/new", fields).body()).contains("The campaign is closed");
        assertThat(me.submit(post, post + "/snapshots", "takenOn", "2026-11-12", "reach", "5")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void figuresOfADayAreKeptOnceAndEachSaysItsDay() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Figures");
        String post = added(me, campaign, "FACEBOOK", "A post", "");
        enter(me, post, "takenOn", "2026-11-10", "reach", "1 200", "views", "3,000");
        enter(me, post, "takenOn", "2026-11-12", "reach", "1500", "views", "3100", "spend", "12,50", "currency", "EUR");
        enter(me, post, "takenOn", "2026-11-12", "clicks", "7");
        String page = me.get(post).body();
        assertThat(page).contains("12 November 2026", "1,500", "12.50 EUR", ">7<", "<polyline");
        assertThat(me.get(campaign).body()).contains("as of 12 November 2026", "1,500");
        assertThat(count("outreach.reach_snapshot", centre)).isEqualTo(2);

        enter(me, post, "takenOn", "2026-11-12", "correcting", "2026-11-12", "reach", "1600");
        assertThat(me.get(post).body()).contains("1,600").doesNotContain("12.50 EUR");
    }

    @Test
    void aFigureThatFallsIsAWarningAndNoError() {
        Visitor me = signedIn(officer);
        String post = added(me, begun(me, "Falling"), "FACEBOOK", "A post", "");
        enter(me, post, "takenOn", "2026-11-10", "views", "3000");
        enter(me, post, "takenOn", "2026-11-12", "views", "300");
        assertThat(me.get(post).body()).contains("lower than before", "lower than on an earlier day");
    }

    @Test
    void telegramTellsViewsNeverReach() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Telegram");
        String post = added(me, campaign, "TELEGRAM", "A post", "");
        var page = me.submit(post, post + "/snapshots", "takenOn", "2026-11-12", "reach", "100", "views", "90");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"reach-error\"", "Telegram gives views, not reach", "value=\"90\"");
        var target =
                me.submit(campaign, campaign + "/targets", "platform", "TELEGRAM", "measure", "REACH", "number", "100");
        assertThat(target.body()).contains("id=\"measure-error\"");
        assertThat(count("outreach.reach_snapshot", centre)).isZero();
    }

    @Test
    void reachIsNeverAddedUpButEventsAre() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Sums");
        for (int i = 1; i <= 3; i++) {
            enter(
                    me,
                    added(me, campaign, "FACEBOOK", "Post " + i, ""),
                    "takenOn",
                    "2026-11-1" + i,
                    "reach",
                    "" + 1000 * i,
                    "views",
                    "" + 100 * i);
        }
        me.submit(campaign, campaign + "/targets", "platform", "FACEBOOK", "measure", "VIEWS", "number", "1200");
        me.submit(campaign, campaign + "/targets", "platform", "FACEBOOK", "measure", "REACH", "number", "6000");
        String page = me.get(campaign).body();
        assertThat(page)
                .contains(">600<", "Views: 600 of 1,200 (50%)", "3,000 of 6,000 (50%)", "the best single post")
                .contains("as of 11 November 2026 – 13 November 2026", "never added", "The person who sees your post")
                .doesNotContain("6,000<", "4,000");
    }

    @Test
    void aMeasureTheNewestDayDoesNotTellStandsAsOfTheDayThatToldIt() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Partial");
        String first = added(me, campaign, "FACEBOOK", "Widest", "");
        enter(me, first, "takenOn", "2026-11-10", "reach", "2500", "views", "300", "clicks", "9");
        enter(me, first, "takenOn", "2026-11-14", "views", "320");
        String second = added(me, campaign, "FACEBOOK", "Second", "");
        enter(me, second, "takenOn", "2026-11-12", "reach", "1100", "views", "100", "clicks", "4");
        String page = me.get(campaign).body();
        assertThat(page.substring(0, page.indexOf(">Second<")))
                .contains(">2,500<", ">Widest</a>, <span>as of 10 November 2026", ">420<", ">13<")
                .contains("2 posts", "as of 10 November 2026 – 14 November 2026");
    }

    @Test
    void aPostShowsOfEachMeasureTheNewestFigureAndOfWhichDaysTheyAre() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Several days");
        String post = added(me, campaign, "FACEBOOK", "Partial", "");
        enter(me, post, "takenOn", "2026-11-10", "reach", "2500", "views", "300");
        enter(me, post, "takenOn", "2026-11-14", "views", "320");
        String page = me.get(campaign).body();
        assertThat(page.substring(page.indexOf("<th class=\"govuk-table__header\" scope=\"row\"><a")))
                .contains("10 November 2026 – 14 November 2026", ">2,500<", ">320<")
                .doesNotContain(">300<");
        List<String> lines = me.get(campaign + "/posts.csv").body().lines().toList();
        assertThat(lines).as("each figure once, beside its own day").hasSize(3);
        assertThat(lines.get(1)).contains("2026-11-14,,,320,");
        assertThat(lines.get(2)).contains("2026-11-10,2500,,,");
    }

    @Test
    void aPostKnownByItsLinkIsNotAddedAgain() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Links");
        added(me, campaign, "FACEBOOK", "A post", "https://www.facebook.com/mrc/posts/1");
        String[] again = postFields(me, campaign, "FACEBOOK", "Again", "https://facebook.com/mrc/posts/1/");
        assertThat(me.post(campaign + "/posts/new", again).body()).contains("id=\"link-error\"", "Again");
        String[] script = postFields(me, campaign, "FACEBOOK", "Bad", "javascript:alert(1)");
        assertThat(me.post(campaign + "/posts/new", script).body()).contains("id=\"link-error\"");
    }

    @Test
    void aPostNamesALeaderOfItsOwnCentresRegister() {
        UUID leader = leader(centre, "Gulnora Rahimova");
        UUID elsewhere = leader(fixtures.centre(), "Somebody else");
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Leaders");
        String post = added(me, campaign, "FACEBOOK", "A post", "");
        var form = me.get(post + "/edit");
        assertThat(form.body()).contains("Gulnora Rahimova").doesNotContain("Somebody else");
        List<String> fields = new ArrayList<>();
        form.hidden().forEach(field -> fields.addAll(List.of(field[0], field[1])));
        fields.addAll(List.of("title", "A post", "postedOn", "2026-11-01", "leader"));
        List<String> foreign = new ArrayList<>(fields);
        foreign.add(elsewhere.toString());
        assertThat(me.post(post + "/edit", foreign.toArray(String[]::new)).body())
                .contains("id=\"leader-error\"");
        fields.add(leader.toString());
        assertThat(me.post(post + "/edit", fields.toArray(String[]::new)).status())
                .isEqualTo(303);
        assertThat(me.get(post).body()).contains("Gulnora Rahimova");
        fixtures.jdbc()
                .sql("update outreach.leader set name = null, name_key = null, withdrawn_at = now() where id = ?")
                .param(leader)
                .update();
        assertThat(me.get(post).body()).doesNotContain("Gulnora Rahimova");
        var later = me.get(post + "/edit");
        assertThat(later.body()).doesNotContain("Gulnora Rahimova");
        fields.clear();
        later.hidden().forEach(field -> fields.addAll(List.of(field[0], field[1])));
        fields.addAll(List.of("title", "Another title", "postedOn", "2026-11-01", "leader", ""));
        assertThat(me.post(post + "/edit", fields.toArray(String[]::new)).status())
                .isEqualTo(303);
        assertThat(fixtures.jdbc()
                        .sql("select title from outreach.post where leader_id = ?")
                        .param(leader)
                        .query(String.class)
                        .list())
                .containsExactly("Another title");
    }

    @Test
    void aListedLeaderCanBeTakenOffAPost() {
        UUID leader = leader(centre, "Gulnora Rahimova");
        Visitor me = signedIn(officer);
        String post = added(me, begun(me, "Leaders"), "FACEBOOK", "A post", "");
        for (String chosen : List.of(leader.toString(), "")) {
            List<String> fields = new ArrayList<>();
            me.get(post + "/edit").hidden().forEach(field -> fields.addAll(List.of(field[0], field[1])));
            fields.addAll(List.of("title", "A post", "postedOn", "2026-11-01", "leader", chosen));
            assertThat(me.post(post + "/edit", fields.toArray(String[]::new)).status())
                    .isEqualTo(303);
        }
        assertThat(me.get(post).body()).doesNotContain("Gulnora Rahimova");
    }

    private UUID leader(Fixtures.Centre at, String name) {
        UUID id = UUID.randomUUID();
        fixtures.insert(
                "outreach.leader",
                Fixtures.row(
                        "id", id, "version", 0L, "centre_id", at.id().id(), "kind", "BLOGGER", "consent_how", "SPOKEN"),
                Map.of(
                        "languages", new String[] {"uz"},
                        "name", java.util.Objects.requireNonNull(Fixtures.seal().seal(name, "leader.name:" + id)),
                        "name_key", "g",
                        "consent_on", java.time.LocalDate.of(2026, 1, 1),
                        "once", UUID.randomUUID(),
                        "created_by", officer.id().id(),
                        "created_at", java.time.Instant.parse("2026-01-01T09:00:00Z")));
        return id;
    }

    @Test
    void aPostsShortCodeCountsTheRegistrationsThatCameByIt() {
        Visitor me = signedIn(officer);
        String post = added(me, begun(me, "Codes"), "FACEBOOK", "A post", "");
        for (int twice = 0; twice < 2; twice++) {
            assertThat(me.submit(post, post + "/code", "target", "SESSIONS").status())
                    .isEqualTo(303);
        }
        String code = fixtures.jdbc()
                .sql("select code from outreach.short_code where centre_id = ? and kind = 'POST'")
                .param(centre.id().id())
                .query(String.class)
                .single();
        var session = outreach.session(centre, officer, java.time.Instant.parse("2027-03-01T09:00:00Z"));
        outreach.registration(centre, session, Map.of("via", code));
        outreach.registration(centre, session, Map.of("via", code));
        var off = outreach.session(
                centre,
                officer,
                java.time.Instant.parse("2027-03-02T09:00:00Z"),
                Map.of("state", "CANCELLED", "cancelled_at", java.time.Instant.parse("2027-01-02T09:00:00Z")));
        outreach.registration(centre, off, Map.of("via", code));
        assertThat(me.get(post).body()).contains("/go/" + code, "2 registrations");
        assertThat(me.get(post.substring(0, post.indexOf("/posts/"))).body()).contains(code, "2 registrations");
        assertThat(me.submit(post, post + "/code", "target", "NOWHERE").status())
                .isEqualTo(404);
    }

    @Test
    void anotherCentresCampaignIsNotThereAndOtherRolesAreRefused() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Ours");
        String post = added(me, campaign, "FACEBOOK", "A post", "");
        Visitor stranger = signedIn(fixtures.staff(fixtures.centre(), Role.OUTREACH_OFFICER));
        for (String path : List.of(
                campaign, campaign + "/edit", campaign + "/posts/new", post, post + "/edit", campaign + "/posts.csv")) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
        }
        String other = begun(stranger, "Theirs");
        assertThat(stranger.get(other + post.substring(post.indexOf("/posts/"))).status())
                .isEqualTo(404);
        for (String action : List.of("/close", "/targets")) {
            assertThat(stranger.submit(
                                    "/staff/campaigns/new", campaign + action, "platform", "SITE", "measure", "VIEWS")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(stranger.submit("/staff/campaigns/new", post + "/snapshots", "takenOn", "2026-11-12", "views", "1")
                        .status())
                .isEqualTo(404);
        assertThat(me.get("/staff/campaigns/nonsense").status()).isEqualTo(404);
        assertThat(me.get("/staff/campaigns/" + UUID.randomUUID()).status()).isEqualTo(404);
        Visitor counsellor = signedIn(fixtures.staff(centre, Role.COUNSELLOR));
        assertThat(counsellor.get("/staff/campaigns").status()).isEqualTo(403);
    }

    @Test
    void filesRunNoFormulaAndKeepTelephonesAsText() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "=HYPERLINK(1)");
        String post = added(me, campaign, "FACEBOOK", "+998901234567", "");
        enter(me, post, "takenOn", "2026-11-12", "reach", "1200");
        String csv = me.get(campaign + "/posts.csv").body();
        assertThat(csv).contains("'=HYPERLINK(1)", "'+998901234567", "2026-11-12,1200", "Figures as of");
        var xlsx = me.get(campaign + "/posts.xlsx");
        assertThat(xlsx.status()).isEqualTo(200);
        assertThat(xlsx.header("content-type")).contains("spreadsheetml");
    }

    @Test
    void pagesAskTheDatabaseAtMostTenTimesHoweverManyPosts() {
        Visitor me = signedIn(officer);
        String campaign = begun(me, "Many");
        String post = added(me, campaign, "FACEBOOK", "A post", "");
        enter(me, post, "takenOn", "2026-11-12", "reach", "1200");
        for (String told : List.of(campaign, post)) {
            assertThat(me.get(told).status()).isEqualTo(200);
        }
        int few = statements(me, campaign);
        for (int i = 0; i < 20; i++) {
            added(me, campaign, "SITE", "Post " + i, "");
        }
        assertThat(statements(me, campaign)).isEqualTo(few).isLessThanOrEqualTo(10);
        for (String path :
                List.of("/staff/campaigns", post, post + "/edit", campaign + "/edit", campaign + "/posts/new")) {
            assertThat(statements(me, path)).as(path).isLessThanOrEqualTo(10);
        }
    }

    private static int statements(Visitor me, String path) {
        Statements.forget();
        assertThat(me.get(path).status()).isEqualTo(200);
        return Statements.seen().size();
    }

    private static void enter(Visitor me, String post, String... figures) {
        assertThat(me.submit(post, post + "/snapshots", figures).status()).isEqualTo(303);
    }

    private String begun(Visitor me, String name) {
        var begun = me.post("/staff/campaigns/new", campaignFields(me, name));
        assertThat(begun.status()).isEqualTo(303);
        return begun.location();
    }

    private static String added(Visitor me, String campaign, String platform, String title, String link) {
        var added = me.post(campaign + "/posts/new", postFields(me, campaign, platform, title, link));
        assertThat(added.status()).isEqualTo(303);
        return added.location();
    }

    private static String[] campaignFields(Visitor me, String name) {
        var form = me.get("/staff/campaigns/new");
        return new String[] {
            "_csrf",
            form.value("_csrf").orElseThrow(),
            "once",
            form.value("once").orElseThrow(),
            "centre",
            form.value("centre").orElseThrow(),
            "name",
            name,
            "aim",
            "",
            "startsOn",
            LocalDate.of(2026, 5, 1).toString(),
            "endsOn",
            LocalDate.of(2026, 12, 1).toString(),
            "audience",
            "YOUTH",
            "channels",
            "FACEBOOK",
            "channels",
            "TELEGRAM",
            "budget",
            "1 200,50",
            "currency",
            "EUR"
        };
    }

    private static String[] postFields(Visitor me, String campaign, String platform, String title, String link) {
        var form = me.get(campaign + "/posts/new");
        return new String[] {
            "_csrf",
            form.value("_csrf").orElseThrow(),
            "once",
            form.value("once").orElseThrow(),
            "platform",
            platform,
            "title",
            title,
            "postedOn",
            "2026-11-01",
            "link",
            link,
            "language",
            "uz",
            "topic",
            "JOB_OFFERS"
        };
    }

    private static void set(String[] fields, String name, String value) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(name)) {
                fields[i + 1] = value;
            }
        }
    }

    private long count(String table, Fixtures.Centre of) {
        return fixtures.jdbc()
                .sql("select count(*) from " + table + " where centre_id = ?")
                .param(of.id().id())
                .query(Long.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(who.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
