package org.mrcportal.outreach.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.FieldFixtures;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class CoveragePagesTests {

    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), Fixtures.TASHKENT);

    private final Fixtures fixtures = new Fixtures();
    private final FieldFixtures field = new FieldFixtures(fixtures);
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void visitsSessionsAndAttendancesAreCountedWhereTheyWereAndOpenTheirRecords() {
        field.visit(centre, officer, TODAY.minusDays(20), Map.of());
        field.visit(centre, officer, TODAY.minusDays(10), Map.of());
        field.visit(centre, officer, TODAY.minusDays(5), Map.of("state", "CANCELLED"));
        field.visit(centre, officer, TODAY.plusDays(5), Map.of("state", "PLANNED"));
        held(centre, TODAY.minusDays(3), 31, Map.of());
        held(centre, TODAY.minusDays(3), 500, Map.of("online", true));
        Fixtures.Centre other = fixtures.centre();
        field.visit(other, fixtures.staff(other, Role.OUTREACH_OFFICER), TODAY.minusDays(1), Map.of());

        Visitor me = signedIn(officer);
        String csv = me.get("/staff/coverage.csv?region=UZ-SA").body();
        assertThat(record(csv, "UZ-SA")).startsWith("UZ-SA,Samarkand Region,,2,1,31,0.7,4379800,2026-01-01,");
        assertThat(record(csv, "UZ-SA")).endsWith(",%s,10,%s".formatted(TODAY.minusDays(10), TODAY.minusDays(3)));
        assertThat(record(csv, "UZ-SA-URGUT")).startsWith("UZ-SA-URGUT,Urgut tumani,,2,0,0,");
        assertThat(record(csv, "UZ-AN")).startsWith("UZ-AN,Andijan Region,,0,0,0,0.0,");
        assertThat(csv.lines().findFirst().orElseThrow()).contains("Region,Border target,Visits,Sessions");

        String page = me.get("/staff/coverage").body();
        assertThat(page).contains("Not reached in the last 90 days (13)", "role=\"img\"", "<title id=\"tiles-title\"");
        String visits = href(page, "what=visits&amp;place=UZ-SA&");
        assertThat(me.get(visits).body().split("/staff/visits/", -1)).hasSize(3);
        String sessions = href(page, "what=sessions&amp;place=UZ-SA&");
        assertThat(me.get(sessions).body()).contains(">31<").doesNotContain(">500<");
    }

    @Test
    void whatIsNotReachedStandsFirst() {
        field.visit(
                centre, officer, TODAY.minusDays(2), Map.of("region_code", "UZ-AN", "district_code", "UZ-AN-ASAKA"));
        field.visit(centre, officer, TODAY.minusDays(91), Map.of());
        String page = signedIn(officer).get("/staff/coverage").body();
        String table = page.substring(page.indexOf("id=\"regions\""));
        assertThat(table.indexOf("Samarkand Region")).isBetween(0, table.indexOf("Andijan Region"));
        assertThat(page.substring(0, page.indexOf("<figure")))
                .contains("Samarkand Region")
                .doesNotContain("Andijan");
    }

    @Test
    void aRegionOpensItsDistricts() {
        field.visit(centre, officer, TODAY.minusDays(2), nothing("district_code"));
        String page = signedIn(officer).get("/staff/coverage?region=UZ-SA").body();
        assertThat(page).contains("Districts: Samarkand Region", "Urgut tumani", "without a district");
    }

    @Test
    void theNetworkSeesFiguresOfAllCountriesAndOpensNoRecords() {
        Fixtures.Centre osh = fixtures.centre(Map.of("country", "KG", "region_code", "KG-GO", "zone", "Asia/Bishkek"));
        Fixtures.Staff network = fixtures.staff(List.of(centre, osh), Role.NETWORK_MANAGER);
        Fixtures.Staff there = fixtures.staff(osh, Role.OUTREACH_OFFICER);
        field.visit(osh, there, TODAY.minusDays(2), Map.of("region_code", "KG-O", "district_code", "KG-O-ALAY"));
        Visitor me = signedIn(network);
        String page = me.get("/staff/coverage?country=KG").body();
        assertThat(page).contains("Kyrgyzstan", "Osh Region").doesNotContain("what=visits");
        assertThat(me.get("/staff/coverage?country=KZ").body()).contains("population not known");
        assertThat(me.get("/staff/coverage/records?what=visits&place=KG-O").status())
                .isEqualTo(403);
        assertThat(me.get("/staff/visits").status()).isEqualTo(403);
    }

    @Test
    void theNetworkReadsNoSmallAttendancesNorWhatWouldGiveThemAway() {
        LocalDate first = LocalDate.of(2026, 1, 14);
        held(centre, first, 3, Map.of("district_code", "UZ-SA-URGUT"));
        held(centre, first, 41, Map.of("district_code", "UZ-SA-JOMBOY"));
        held(centre, first, 67, Map.of("district_code", "UZ-SA-NARPAY"));
        LocalDate second = first.plusMonths(1);
        held(centre, second, 2, Map.of("region_code", "UZ-AN"));
        held(centre, second, 31, Map.of("district_code", "UZ-SA-URGUT"));
        held(centre, second, 97, Map.of("region_code", "UZ-BU"));
        Visitor network = signedIn(fixtures.staff(List.of(centre), Role.NETWORK_MANAGER));

        String districts = "?country=UZ&region=UZ-SA&from=%1$s&to=%1$s".formatted(first);
        String csv = network.get("/staff/coverage.csv" + districts).body();
        assertThat(record(csv, "UZ-SA")).startsWith("UZ-SA,Samarkand Region,,0,3,111,2.5,");
        assertThat(record(csv, "UZ-SA-URGUT")).contains(",0,1,not shown,");
        assertThat(record(csv, "UZ-SA-JOMBOY")).contains(",0,1,not shown,");
        assertThat(record(csv, "UZ-SA-NARPAY")).contains(",0,1,67,");
        assertThat(network.get("/staff/coverage" + districts).body())
                .contains("attendances under 5 in a month are not shown", ">67<", ">not shown<")
                .doesNotContain(">41<");

        String regions = "?country=UZ&region=UZ-SA&from=%1$s&to=%1$s".formatted(second);
        csv = network.get("/staff/coverage.csv" + regions).body();
        assertThat(record(csv, "UZ-AN")).startsWith("UZ-AN,Andijan Region,,0,1,not shown,not shown,");
        assertThat(record(csv, "UZ-SA")).startsWith("UZ-SA,Samarkand Region,,0,1,not shown,not shown,");
        assertThat(record(csv, "UZ-SA-URGUT")).contains(",0,1,not shown,");
        assertThat(record(csv, "UZ-BU")).contains(",0,1,97,");
        for (String measure : List.of("ATTENDANCES", "PER_INHABITANTS")) {
            String page = network.get("/staff/coverage" + regions + "&measure=" + measure)
                    .body();
            assertThat(page).contains(">–</text>", ">97<").doesNotContain(">31<");
            String andijan = page.substring(page.indexOf("Andijan Region", page.indexOf("id=\"regions\"")));
            assertThat(andijan.substring(0, andijan.indexOf("</tr>")).split(">not shown<", -1))
                    .as("the number and what is reckoned from it")
                    .hasSize(3);
        }

        String both = "?country=UZ&region=UZ-SA&from=%s&to=%s".formatted(first, second);
        csv = network.get("/staff/coverage.csv" + both).body();
        assertThat(record(csv, "UZ-SA"))
                .as("February is left out of the sum, as it is by itself")
                .startsWith("UZ-SA,Samarkand Region,,0,4,≥ 111,≥ 2.5,");
        assertThat(record(csv, "UZ-BU")).contains(",0,1,97,");
        assertThat(record(csv, "UZ-SA-NARPAY")).contains(",0,1,67,");

        Visitor me = signedIn(officer);
        assertThat(record(me.get("/staff/coverage.csv" + districts).body(), "UZ-SA-URGUT"))
                .contains(",0,1,3,");
        assertThat(me.get("/staff/coverage" + districts).body()).doesNotContain("not shown");
    }

    /** Two periods that differ by a day would give away who came on it. */
    @Test
    void theNetworkReadsWholeMonthsThatAreOver() {
        held(centre, LocalDate.of(2026, 3, 3), 20, Map.of("region_code", "UZ-TO"));
        held(centre, LocalDate.of(2026, 3, 20), 2, Map.of("region_code", "UZ-TO"));
        held(centre, TODAY, 30, Map.of("region_code", "UZ-TO"));
        Visitor network = signedIn(fixtures.staff(List.of(centre), Role.NETWORK_MANAGER));
        for (String until : List.of("2026-03-19", "2026-03-20")) {
            String csv = network.get("/staff/coverage.csv?country=UZ&from=2026-03-02&to=" + until)
                    .body();
            assertThat(record(csv, "UZ-TO")).startsWith("UZ-TO,Tashkent Region,border target region,0,2,22,");
        }
        String csv = network.get("/staff/coverage.csv?country=UZ&from=2026-03-01&to=" + TODAY.plusYears(1))
                .body();
        assertThat(record(csv, "UZ-TO")).as("this month is not over").contains(",0,2,22,");
        assertThat(network.get("/staff/coverage.csv?country=UZ&from=%1$s&to=%1$s".formatted(TODAY))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCentreSeesItsOwnCountryOnly() {
        String page = signedIn(officer).get("/staff/coverage?country=TJ").body();
        assertThat(page).contains("Samarkand Region").doesNotContain("Sughd");
    }

    @Test
    void whatNobodyCanMeanIsSaidBesideTheFieldAndNeverAnError() {
        Visitor me = signedIn(officer);
        assertThat(me.get("/staff/coverage?from=2026-10-10&to=2026-09-01").body())
                .contains("The last day is before the first");
        assertThat(me.get("/staff/coverage?from=yesterday").body()).contains("Give a day");
        for (String strange : List.of(
                "?measure=%00&country=%F0%9F%98%80&region=UZ-XX",
                "?from=2026-13-40&to=999999", "/records?what=x&place=UZ-SA", "?from=2001-01-01")) {
            assertThat(me.get("/staff/coverage" + strange).status()).as(strange).isEqualTo(200);
        }
        assertThat(me.get("/staff/coverage/records?what=visits&place=nowhere").status())
                .isEqualTo(404);
        assertThat(signedIn(fixtures.staff(centre, Role.COUNSELLOR))
                        .get("/staff/coverage")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void itCostsTheSameFewStatementsHoweverMuchWasDone() {
        Visitor me = signedIn(officer);
        me.get("/staff/coverage?region=UZ-SA");
        Statements.forget();
        me.get("/staff/coverage?region=UZ-SA");
        int empty = Statements.seen().size();
        for (int day = 1; day < 12; day++) {
            field.visit(centre, officer, TODAY.minusDays(day), Map.of());
            held(centre, TODAY.minusDays(day), day, Map.of());
        }
        Statements.forget();
        me.get("/staff/coverage?region=UZ-SA");
        assertThat(Statements.seen()).hasSize(empty).hasSizeLessThanOrEqualTo(10);
    }

    private void held(Fixtures.Centre at, LocalDate day, int heads, Map<String, ? extends @Nullable Object> columns) {
        Instant start = day.atTime(LocalTime.NOON).atZone(Fixtures.TASHKENT).toInstant();
        Map<String, @Nullable Object> all =
                new HashMap<>(Map.of("state", "HELD", "held_at", start.plus(Duration.ofHours(2))));
        all.putAll(columns);
        SessionId session = outreach.session(at, officer, start, all);
        var row = Fixtures.row("id", UUID.randomUUID(), "centre_id", at.id().id(), "session_id", session.id());
        row.put("source", "SHEET");
        row.put("sex", "F");
        row.put("age_band", "UNKNOWN");
        row.put("number", heads);
        row.put("counted_at", start);
        row.put("counted_by", officer.id().id());
        fixtures.insert("outreach.head_count", row, Map.of());
    }

    private static Map<String, @Nullable Object> nothing(String column) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put(column, null);
        return columns;
    }

    private static String record(String csv, String code) {
        return csv.lines()
                .filter(line -> line.startsWith(code + ","))
                .findFirst()
                .orElse("none of " + code);
    }

    private static String href(String page, String part) {
        int at = page.indexOf(part);
        assertThat(at).as(part).isPositive();
        return page.substring(page.lastIndexOf('"', at) + 1, page.indexOf('"', at))
                .replace("&amp;", "&");
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
