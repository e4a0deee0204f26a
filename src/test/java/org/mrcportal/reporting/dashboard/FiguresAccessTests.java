package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.reporting.dashboard.ManagerVisit.numbers;
import static org.mrcportal.reporting.dashboard.ManagerVisit.section;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who sees which figures, what bad addresses give, and what a page costs. */
@FiguresTest
class FiguresAccessTests {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";
    private static final Instant NOON = Instant.parse("2026-11-10T07:00:00Z");

    private final Fixtures fixtures = new Fixtures("figures");
    private Centre centre = new Centre(org.mrcportal.centres.CentreId.next(), "");
    private Centre other = centre;
    private Staff counsellor = new Staff(org.mrcportal.accounts.StaffId.next(), "", "", java.util.Set.of(), List.of());

    @LocalServerPort
    int port;

    @BeforeEach
    void record() {
        centre = fixtures.centre(Map.of("reported_in_person_min", 6000, "reported_source", "a note of 2025"));
        other = fixtures.centre();
        counsellor = fixtures.counsellor(centre);
        contacts(centre, 3, "HEALTH");
        contacts(centre, 12, "STUDY");
        contacts(centre, 20, "OTHER");
        contacts(centre, 9, "TRAFFICKING");
        contacts(centre, 11, "ASYLUM");
    }

    private void contacts(Centre at, int number, String topic) {
        for (int i = 0; i < number; i++) {
            fixtures.consultation(
                    at, counsellor, fixtures.client(at), NOON.plusSeconds(60L * i), Map.of("main_topic", topic));
        }
    }

    @Test
    void aCentreManagerSeesTheOwnCentreWithEveryNumber() {
        ManagerVisit manager = manager(centre);
        String page = manager.page("/manage?" + NOVEMBER);
        assertThat(numbers(section(page, "topics")).stream().map(ManagerVisit.Shown::text))
                .containsExactly("20", "0", "12", "0", "11", "0", "9", "0", "3", "0");
        assertThat(page).contains("6,000").contains("a note of 2025").doesNotContain("fewer than");
        assertThat(manager.list("/manage/records?what=contacts&topic=TRAFFICKING&" + NOVEMBER)
                        .text())
                .contains("/staff/consultations/")
                .doesNotContain("rotected topic");
    }

    @Test
    void anotherCentresManagerSeesNone() {
        ManagerVisit stranger = manager(other);
        for (String asked :
                List.of("", "&centre=" + centre.code(), "&centre=" + centre.code() + "&centre=" + other.code())) {
            String page = stranger.page("/manage?" + NOVEMBER + asked);
            assertThat(numbers(section(page, "of-contacts")).stream().map(ManagerVisit.Shown::text))
                    .containsOnly("0");
            assertThat(page).doesNotContain("City " + centre.code()).doesNotContain("6,000");
            assertThat(stranger.page("/manage/table.csv?table=centres&" + NOVEMBER + asked))
                    .doesNotContain(centre.code());
            ManagerVisit.Listed list = stranger.list("/manage/records?what=contacts&" + NOVEMBER + asked);
            assertThat(list.number()).isZero();
            assertThat(list.rows()).isZero();
        }
    }

    @Test
    void theNetworkSeesNoSmallNumberAndOpensNoneOfThem() {
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(), Role.NETWORK_MANAGER));
        String only = NOVEMBER + "&centre=" + centre.code();
        String page = network.page("/manage?" + only);
        Map<String, String> topics = new java.util.HashMap<>();
        for (String row : network.page("/manage/table.csv?table=topics&" + only).split("\r\n")) {
            String[] cells = row.split(",", -1);
            topics.put(cells[0], cells[cells.length - 2]);
        }
        assertThat(topics)
                .containsEntry("HEALTH", "fewer than 5")
                .containsEntry("TRAFFICKING", "fewer than 10")
                .containsEntry("ASYLUM", "11")
                .containsEntry("STUDY", "12")
                .containsEntry("OTHER", "20");
        assertThat(section(page, "topics")).doesNotContain("topic=HEALTH&").contains("topic=STUDY");
        for (String hidden : List.of("topic=HEALTH", "topic=TRAFFICKING", "sex=M&topic=STUDY", "sex=M")) {
            String list = network.page("/manage/records?what=contacts&" + only + "&" + hidden);
            assertThat(list).doesNotContain("<tbody").containsAnyOf("fewer than", "not shown");
        }
        ManagerVisit.Listed study = network.list("/manage/records?what=contacts&topic=STUDY&" + only);
        assertThat(study.number()).isEqualTo(12);
        assertThat(study.rows()).isEqualTo(12);
        assertThat(study.text()).doesNotContain("/staff/consultations/").contains(centre.code() + "-26-");
        ManagerVisit.Listed all = network.list("/manage/records?what=contacts&" + only);
        assertThat(all.rows()).isEqualTo(55);
        assertThat(all.text()).doesNotContain("Health and insurance", "Trafficking", "Study and scholarships");
    }

    @Test
    void theNetworkSeesCentresSideBySide() {
        ManagerVisit network = new ManagerVisit(port, fixtures.staff(List.of(), Role.NETWORK_MANAGER));
        String page = network.page("/manage?" + NOVEMBER + "&centre=" + centre.code() + "&centre=" + other.code());
        assertThat(section(page, "centres")).contains("City " + centre.code()).contains("City " + other.code());
        assertThat(network.page("/manage/table.csv?table=centres&" + NOVEMBER)).contains("\r\n" + centre.code() + ",");
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
        for (String path : List.of(
                "/manage", "/manage/records?what=contacts", "/manage/table.csv?table=topics", "/manage/indicators")) {
            assertThat(visitor.get(path).status()).as(path).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-11-30&to=2026-11-01",
                "from=yesterday&to=2026-11-01",
                "from=2026-11-01",
                "from=0001-01-01&to=9999-12-31",
                "from=-999999999-01-01&to=%2B999999999-12-31",
                "from=1970-01-01&to=2026-11-30",
                "from=%00&to=%3Cscript%3E"
            })
    void aWrongPeriodIsAnsweredBesideItsField(String query) {
        ManagerVisit manager = manager(centre);
        String page = manager.page("/manage?" + query);
        assertThat(page)
                .contains("govuk-error-message")
                .doesNotContain("id=\"of-contacts\"")
                .doesNotContain("<script>");
        assertThat(manager.get("/manage/records?what=contacts&" + query).status())
                .isEqualTo(404);
        assertThat(manager.get("/manage/table.csv?table=topics&" + query).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/manage/records",
                "/manage/records?what=identities",
                "/manage/records?what=contacts&topic='%20or%201=1",
                "/manage/records?what=contacts&mode=%D0%AF",
                "/manage/records?what=contacts&after=x",
                "/manage/records?what=contacts&after=2026-11-01T00:00:00Z_x",
                "/manage/records?what=contacts&before=%2B999999999-12-31T23:59:59Z_00000000-0000-0000-0000-000000000000",
                "/manage/table.csv",
                "/manage/table.csv?table=staff"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(manager(centre).get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/manage",
                "/manage?month=2026-13",
                "/manage?centre=&centre=%F0%9F%8D%89&centre=TAS,OSS",
                "/manage?centre=%00&from=&to=",
                "/manage/records?what=contacts&topic=NO_SUCH_TOPIC",
                "/manage/records?what=persons&sex=F&age=25_29&type=FIRST&client=CODED&destination=none",
                "/manage/records?what=appointments&state=NO_SUCH_STATE&topic=STUDY",
                "/manage/indicators"
            })
    void whatIsUnusualIsAPage(String path) {
        assertThat(manager(centre).get(path).status()).isEqualTo(200);
    }

    @Test
    void aLongValueIsNoTrouble() {
        String much = "x".repeat(3000);
        assertThat(manager(centre)
                        .get("/manage?from=" + much + "&centre=" + much)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPageCostsTheSameFewStatementsHoweverManyRecordsThereAre() {
        ManagerVisit manager = manager(centre);
        Staff person = fixtures.staff(List.of(), Role.NETWORK_MANAGER);
        ManagerVisit network = new ManagerVisit(port, person);
        for (var visit : List.of(manager, network)) {
            for (String path : List.of(
                    "/manage?" + NOVEMBER,
                    "/manage/records?what=contacts&" + NOVEMBER,
                    "/manage/records?what=persons&" + NOVEMBER,
                    "/manage/table.csv?table=topics&" + NOVEMBER)) {
                int few = statements(visit, path);
                contacts(centre, 5, "STUDY");
                assertThat(statements(visit, path)).as(path).isEqualTo(few).isLessThanOrEqualTo(10 - 3);
            }
        }
    }

    /** Without the session's three, the last of which may come after the answer. */
    private int statements(ManagerVisit visit, String path) {
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
