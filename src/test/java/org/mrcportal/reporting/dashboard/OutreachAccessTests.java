package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.reporting.dashboard.ManagerVisit.section;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who sees which figures of outreach, what bad addresses give, and what the pages cost. */
@FiguresTest
class OutreachAccessTests {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";
    private static final Instant NOON = Instant.parse("2026-11-10T07:00:00Z");

    private final Fixtures fixtures = new Fixtures("figures");
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private Centre centre = new Centre(org.mrcportal.centres.CentreId.next(), "");
    private Centre other = centre;
    private Staff officer = new Staff(org.mrcportal.accounts.StaffId.next(), "", "", java.util.Set.of(), List.of());

    @LocalServerPort
    int port;

    @BeforeEach
    void record() {
        centre = fixtures.centre(Map.of("reported_in_person_min", 6000, "reported_source", "a note of 2025"));
        other = fixtures.centre();
        officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        held("WOMEN", 3);
        held("YOUTH", 12);
        held("ALL", 40);
    }

    private SessionId held(String audience, int heads) {
        SessionId id = outreach.session(
                centre, officer, NOON, Map.of("state", "HELD", "held_at", NOON, "audience_code", audience));
        heads(id, "F", heads);
        return id;
    }

    private void heads(SessionId id, String sex, int heads) {
        fixtures.insert(
                "outreach.head_count",
                Map.of(
                        "id",
                        UuidCreator.getTimeOrderedEpoch(),
                        "centre_id",
                        centre.id().id(),
                        "session_id",
                        id.id(),
                        "source",
                        "SHEET",
                        "sex",
                        sex,
                        "age_band",
                        "18_29",
                        "number",
                        heads,
                        "counted_at",
                        NOON,
                        "counted_by",
                        officer.id().id()),
                Map.of());
    }

    @Test
    void aSessionWhereATapWasTakenBackIsNotListedBehindTheHeadsOfOthers() {
        heads(held("STUDENTS", 7), "M", 2);
        SessionId takenBack = held("STUDENTS", 8);
        heads(takenBack, "M", 1);
        heads(takenBack, "M", -1);
        assertThat(manager(centre).page("/manage/outreach/sessions?sex=M&age=18_29&" + NOVEMBER))
                .contains("1 session: 2 attendances")
                .doesNotContain(takenBack.toString());
    }

    @Test
    void aCentreManagerSeesTheOwnCentreWithEveryNumberAndThePublishedTotalsBeside() {
        ManagerVisit manager = manager(centre);
        String page = manager.page("/manage/outreach?" + NOVEMBER);
        assertThat(section(page, "attendances-audiences"))
                .contains(">3<", ">12<", ">40<")
                .doesNotContain("fewer than");
        assertThat(section(page, "reported-before")).contains("6,000", "a note of 2025");
        assertThat(page).doesNotContain("6,055");
        String list = manager.page("/manage/outreach/sessions?audience=WOMEN&" + NOVEMBER);
        assertThat(list).contains("1 session: 3 attendances", "/staff/sessions/");
        assertThat(section(manager.page("/manage?" + NOVEMBER), "of-outreach"))
                .contains(">55<", "/manage/outreach?from");
    }

    @Test
    void theNetworkSeesNoSmallNumberAndNobodysCountsInTheList() {
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(), Role.NETWORK_MANAGER));
        String only = NOVEMBER + "&centre=" + centre.code();
        String audiences = section(network.page("/manage/outreach?" + only), "attendances-audiences");
        assertThat(audiences).contains("fewer than 5", "not shown", ">40<").doesNotContain(">3<", ">12<");
        assertThat(network.page("/manage/outreach/table.csv?table=attendances-audiences&" + only))
                .contains("fewer than 5")
                .doesNotContain(",3,", ",12,");
        for (String hidden : List.of("audience=WOMEN", "audience=YOUTH", "audience=ALL&region=UZ-SA")) {
            assertThat(network.page("/manage/outreach/sessions?" + only + "&" + hidden))
                    .doesNotContain("<tbody");
        }
        assertThat(network.page("/manage/outreach/sessions?state=HELD&" + only))
                .contains("<tbody", "3 sessions")
                .doesNotContain("/staff/sessions/", ">3<", ">12<", ">40<");
        assertThat(network.page("/manage/outreach?" + only)).doesNotContain("/staff/campaigns/");
    }

    @Test
    void anotherCentresManagerSeesNone() {
        ManagerVisit stranger = manager(other);
        for (String asked : List.of("", "&centre=" + centre.code())) {
            String page = stranger.page("/manage/outreach?" + NOVEMBER + asked);
            assertThat(page).doesNotContain("City " + centre.code(), "6,000", ">40<");
            assertThat(stranger.page("/manage/outreach/sessions?" + NOVEMBER + asked))
                    .doesNotContain("<tbody");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CENTRE_MANAGER", "NETWORK_MANAGER"})
    void nobodyElseOpensThem(Role role) {
        Staff staff = fixtures.staff(centre, role);
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        for (String path :
                List.of("/manage/outreach", "/manage/outreach/sessions", "/manage/outreach/table.csv?table=outreach")) {
            assertThat(visitor.get(path).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void ofReachStandsTheWidestPostOfTheNewestDayAndEventsAreAddedUp() {
        UUID campaign = campaign("Check the =offer");
        UUID first = post(campaign, "FACEBOOK");
        UUID second = post(campaign, "FACEBOOK");
        UUID telegram = post(campaign, "TELEGRAM");
        snapshot(first, "FACEBOOK", "2026-10-30", 500L, 10L);
        snapshot(first, "FACEBOOK", "2026-11-02", 900L, 20L);
        snapshot(first, "FACEBOOK", "2026-11-20", 1100L, 30L);
        snapshot(second, "FACEBOOK", "2026-11-25", 800L, 40L);
        snapshot(second, "FACEBOOK", "2026-12-01", 9999L, 9999L);
        snapshot(telegram, "TELEGRAM", "2026-11-25", null, 7L);
        fixtures.insert(
                "outreach.campaign_target",
                Map.of(
                        "centre_id",
                        centre.id().id(),
                        "campaign_id",
                        campaign,
                        "platform",
                        "FACEBOOK",
                        "measure",
                        "REACH",
                        "target",
                        2000L),
                Map.of());
        ManagerVisit manager = manager(centre);
        String reach = section(manager.page("/manage/outreach?" + NOVEMBER), "reach");
        assertThat(reach).contains(">1,100<", ">500<", "2,000 (55%)", "20 November 2026", ">70<", ">7<");
        assertThat(reach).doesNotContain("1,900", "9,999", "Telegram · Most people");
        String file = manager.page("/manage/outreach/table.csv?table=reach&" + NOVEMBER);
        assertThat(file).contains(campaign + " FACEBOOK REACH", ",1100,500,2000,2026-11-20");
        fixtures.jdbc()
                .sql("update outreach.campaign set name = '=1+1' where id = ?")
                .param(campaign)
                .update();
        assertThat(manager.page("/manage/outreach/table.csv?table=reach&" + NOVEMBER))
                .doesNotContain(",=1+1");
    }

    @Test
    void aMeasureTheNewestDayDoesNotTellStandsAsOfTheDayInThePeriodThatToldIt() {
        UUID campaign = campaign("Partial");
        UUID first = post(campaign, "FACEBOOK");
        UUID second = post(campaign, "FACEBOOK");
        snapshot(first, "FACEBOOK", "2026-11-02", 2100L, 20L);
        snapshot(first, "FACEBOOK", "2026-11-20", null, 30L);
        snapshot(second, "FACEBOOK", "2026-10-30", 5000L, 10L);
        snapshot(second, "FACEBOOK", "2026-11-04", null, 11L);
        snapshot(second, "FACEBOOK", "2026-11-25", 800L, null);
        String reach = section(manager(centre).page("/manage/outreach?" + NOVEMBER), "reach");
        assertThat(reach).contains(">2,100<", "2 November 2026", ">41<", "4 November 2026", "20 November 2026");
        assertThat(reach).doesNotContain(">800<", "25 November 2026");
    }

    @Test
    void whatPeopleLearntIsShownFromFivePairsOn() {
        SessionId session = held("ALL", 9);
        fixtures.jdbc()
                .sql(
                        "insert into outreach.knowledge_round (session_id, version, centre_id, topic_code, questions, code, seats,"
                                + " started_at) values (?, 0, ?, 'MONEY', array['MONEY_1', 'MONEY_2'], ?, 20, now())")
                .params(session.id(), centre.id().id(), OutreachFixtures.reference())
                .update();
        for (int seat = 1; seat <= 4; seat++) {
            pair(session, seat, 0, 2);
        }
        ManagerVisit manager = manager(centre);
        assertThat(section(manager.page("/manage/outreach?" + NOVEMBER), "knowledge"))
                .contains("fewer than 5")
                .doesNotContain("100%");
        pair(session, 5, 2, 2);
        assertThat(section(manager.page("/manage/outreach?" + NOVEMBER), "knowledge"))
                .contains(">5<", ">20%<", ">100%<", ">80%<");
        assertThat(manager.page("/manage/outreach/sessions?checked=MONEY&" + NOVEMBER))
                .contains("1 session: 9 attendances");
    }

    private void pair(SessionId session, int seat, int before, int after) {
        for (String phase : List.of("BEFORE", "AFTER")) {
            fixtures.jdbc()
                    .sql(
                            "insert into outreach.knowledge_sheet (id, centre_id, session_id, phase, seat, source, answers, correct,"
                                    + " asked, once) values (?, ?, ?, ?, ?, 'PAPER', array['TRUE', 'FALSE'], ?, 2, ?)")
                    .params(
                            UuidCreator.getTimeOrderedEpoch(),
                            centre.id().id(),
                            session.id(),
                            phase,
                            seat,
                            phase.equals("BEFORE") ? before : after,
                            UuidCreator.getTimeOrderedEpoch())
                    .update();
        }
    }

    private UUID campaign(String name) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        fixtures.jdbc()
                .sql(
                        "insert into outreach.campaign (id, version, centre_id, name, starts_on, ends_on, audience_code, channels,"
                                + " once, created_by, created_at) values (?, 0, ?, ?, date '2026-11-01', date '2026-11-30', 'ALL',"
                                + " array['FACEBOOK'], ?, ?, now())")
                .params(
                        id,
                        centre.id().id(),
                        name,
                        UuidCreator.getTimeOrderedEpoch(),
                        officer.id().id())
                .update();
        return id;
    }

    private UUID post(UUID campaign, String platform) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        fixtures.insert(
                "outreach.post",
                Map.of(
                        "id",
                        id,
                        "version",
                        0L,
                        "centre_id",
                        centre.id().id(),
                        "campaign_id",
                        campaign,
                        "platform",
                        platform,
                        "posted_on",
                        LocalDate.of(2026, 10, 29),
                        "once",
                        UuidCreator.getTimeOrderedEpoch(),
                        "created_by",
                        officer.id().id(),
                        "created_at",
                        NOON),
                Map.of());
        return id;
    }

    private void snapshot(UUID post, String platform, String day, @Nullable Long reach, @Nullable Long views) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("centre_id", centre.id().id());
        row.put("post_id", post);
        row.put("platform", platform);
        row.put("taken_on", LocalDate.parse(day));
        row.put("reach", reach);
        row.put("views", views);
        row.put("source", "HAND");
        row.put("entered_by", officer.id().id());
        row.put("entered_at", NOON);
        fixtures.insert("outreach.reach_snapshot", row, Map.of());
    }

    @Test
    void theCostOfASessionIsEnteredAndTakenBack() {
        SessionId session = held("ALL", 20);
        Visitor me = new Visitor(port);
        me.signIn(officer.username(), Fixtures.PASSWORD);
        String path = "/staff/sessions/" + session + "/cost";
        String csrf = me.get(path).value("_csrf").orElseThrow();
        var wrong = me.post(path, "_csrf", csrf, "amount", "a lot", "currency", "");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.body()).contains("govuk-error-message", "value=\"a lot\"");
        assertThat(me.post(path, "_csrf", csrf, "amount", "150.50", "currency", "USD")
                        .status())
                .isEqualTo(303);
        assertThat(me.post(path, "_csrf", csrf, "amount", "150.50", "currency", "USD")
                        .status())
                .isEqualTo(303);
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where subject = ? and action = 'SESSION_COSTED'")
                        .param("session:" + session)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        ManagerVisit manager = manager(centre);
        assertThat(section(manager.page("/manage/outreach?" + NOVEMBER), "cost"))
                .contains("1 session out of 4", ">20<", "150.50 USD", "7.53 USD");
        assertThat(me.post(path, "_csrf", csrf, "amount", "", "currency", "USD").status())
                .isEqualTo(303);
        assertThat(section(manager.page("/manage/outreach?" + NOVEMBER), "cost"))
                .doesNotContain("USD");
        Visitor stranger = new Visitor(port);
        stranger.signIn(fixtures.staff(other, Role.OUTREACH_OFFICER).username(), Fixtures.PASSWORD);
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(me.get("/staff/sessions/no-id/cost").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/manage/outreach/table.csv",
                "/manage/outreach/table.csv?table=staff",
                "/manage/outreach/table.csv?table=outreach&from=x&to=y",
                "/manage/outreach/sessions?from=2026-11-01",
                "/manage/outreach/sessions?topic='%20or%201=1",
                "/manage/outreach/sessions?after=x",
                "/manage/outreach/sessions?after=2026-11-01T00:00:00Z_x"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(manager(centre).get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/manage/outreach",
                "/manage/outreach?month=2026-13&centre=%00&centre=%F0%9F%8D%89",
                "/manage/outreach?from=2026-11-30&to=2026-11-01",
                "/manage/outreach/sessions",
                "/manage/outreach/sessions?sex=F&age=18_29&topic=NO_SUCH&audience=NONE&region=none&currency=none&turnout=ODD",
                "/manage/outreach/sessions?state=ODD&sex=X",
                "/manage/outreach/sessions?checked=MONEY",
                "/manage/outreach/sessions?turnout=ALL"
            })
    void whatIsUnusualIsAPage(String path) {
        assertThat(manager(centre).get(path).status()).isEqualTo(200);
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(), Role.NETWORK_MANAGER));
        assertThat(network.get(path).status()).isEqualTo(200);
    }

    @Test
    void aLongListGoesOnFromItsLastSession() {
        for (int i = 0; i < 60; i++) {
            held("ALL", 1);
        }
        ManagerVisit manager = manager(centre);
        String first = manager.page("/manage/outreach/sessions?" + NOVEMBER);
        assertThat(first.split("<tr ", -1)).hasSize(1 + 1 + 50);
        String next = first.replaceAll("(?s).*<a rel=\"next\" href=\"([^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(manager.page(next).split("<tr ", -1)).hasSize(1 + 1 + 13);
    }

    @Test
    void aPageCostsTheSameFewStatementsHoweverManyRecordsThereAre() {
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(), Role.NETWORK_MANAGER));
        for (var visit : List.of(manager(centre), network)) {
            for (String path : List.of(
                    "/manage/outreach?" + NOVEMBER,
                    "/manage/outreach/sessions?state=HELD&" + NOVEMBER,
                    "/manage/outreach/table.csv?table=reach&" + NOVEMBER)) {
                int few = statements(visit, path);
                held("ALL", 5);
                snapshot(post(campaign("Another"), "FACEBOOK"), "FACEBOOK", "2026-11-05", 5L, 5L);
                assertThat(statements(visit, path)).as(path).isEqualTo(few).isLessThanOrEqualTo(10 - 3);
            }
        }
    }

    /** Without the session's three, the last of which may come after the answer. */
    private static int statements(ManagerVisit visit, String path) {
        visit.page(path);
        Statements.forget();
        visit.page(path);
        return (int) Statements.seen().stream()
                .filter(sql -> !sql.contains("accounts.session"))
                .count();
    }

    private ManagerVisit manager(Centre of) {
        return new ManagerVisit(port, fixtures.staff(of, Role.CENTRE_MANAGER));
    }
}
