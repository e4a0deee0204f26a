package org.mrcportal.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.TestDatabase;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientImport;
import org.mrcportal.counselling.BookingProofs;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.transaction.PlatformTransactionManager;

/** A small demonstration, loaded on a Monday before noon. */
@SpringBootTest(
        properties = {
            "test.database=demo_small",
            "portal.demonstration=true",
            "portal.demonstration.consultations=300",
            "portal.jobs=false"
        })
class DemonstrationTests {

    private static final int CONSULTATIONS = 300;

    @TestBean
    private Clock clock;

    @Autowired
    private Demonstration demonstration;

    @Autowired
    private UserDetailsService signIn;

    @Autowired
    private PasswordEncoder passwords;

    @Autowired
    private Seal seal;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ClientImport clients;

    @Autowired
    private BookingProofs proofs;

    @Autowired
    private SecretLinks links;

    @Autowired
    private AfterTheVisit afterTheVisit;

    @Autowired
    private OpenMatters openMatters;

    @Autowired
    private FieldYear fieldYear;

    static Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-23T06:40:00Z"), ZoneOffset.UTC);
    }

    @Test
    void hasExactlyTheConsultationsAskedForAndBookingsForTwoWeeks() {
        assertThat(count("counselling.consultation")).isEqualTo(CONSULTATIONS);
        assertThat(
                        count(
                                "counselling.consultation where started_at > '2026-11-23T06:40:00Z' or logged_at > '2026-11-23T06:40:00Z'"))
                .isZero();
        assertThat(count("counselling.appointment where state = 'BOOKED' and starts_at > '2026-11-24T00:00:00Z'"))
                .isGreaterThan(20);
        assertThat(count("counselling.appointment where booked_at > '2026-11-23T06:40:00Z'"))
                .isZero();
    }

    @Test
    void todayIsInFullSwing() {
        assertThat(texts("select distinct state from counselling.appointment where starts_at between"
                        + " '2026-11-23T00:00:00Z' and '2026-11-24T00:00:00Z'"))
                .contains("BOOKED", "ARRIVED", "IN_SESSION", "COMPLETED");
        assertThat(texts("select distinct state from counselling.walk_in where day = '2026-11-23'"))
                .contains("WAITING", "COMPLETED");
        assertThat(count("counselling.walk_in where state = 'WAITING' and day < '2026-11-23'"))
                .isZero();
    }

    @Test
    void casesEndInManyWaysPeopleAreAskedAndACourseIsFull() {
        assertThat(texts("select distinct reason from reintegration.closure"))
                .contains(
                        "PLAN_DONE", "SELF_RELIANT", "MIGRATED_AGAIN", "LOST_CONTACT", "WITHDREW", "OPENED_BY_MISTAKE");
        assertThat(texts("select distinct state from reintegration.follow_up")).contains("DUE", "DONE", "NOT_REACHED");
        assertThat(texts("select distinct state from reintegration.enrolment"))
                .contains("WAITING", "ENROLLED", "COMPLETED", "LEFT");
        assertThat(count("reintegration.course where state = 'PLANNED' and ends_on < '2026-11-23'"))
                .as("somebody has to say how it ended")
                .isPositive();
    }

    @Test
    void noCounsellorHasTwoAppointmentsAtOnceAndEachIsInWorkingHours() {
        assertThat(count("""
                        counselling.appointment a join counselling.appointment b
                        on a.counsellor_id = b.counsellor_id and a.id < b.id
                        and a.overbooked_for is null and b.overbooked_for is null
                        and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
                        """)).isZero();
        assertThat(count("""
                        counselling.appointment a join centres.centre c on c.id = a.centre_id
                        where not exists (
                            select from counselling.working_hours h
                            where h.staff_id = a.counsellor_id
                              and h.weekday = extract(isodow from a.starts_at at time zone c.zone)
                              and (a.starts_at at time zone c.zone)::time >= h.starts
                              and (a.ends_at at time zone c.zone)::time <= h.ends)
                        """)).isZero();
        assertThat(count("counselling.appointment a join counselling.absence x on x.staff_id = a.counsellor_id"
                        + " and a.starts_at < x.ends_at and a.ends_at > x.starts_at where a.unsettled_since is null"))
                .isZero();
        assertThat(count(
                        "counselling.appointment a join centres.centre c on c.id = a.centre_id join centres.closed_day d"
                                + " on d.centre_id = c.id and d.day = (a.starts_at at time zone c.zone)::date"))
                .isZero();
    }

    @Test
    void sharesAreThoseOfACentralAsianCentre() {
        assertThat(share("counselling.consultation", "mode = 'WALK_IN' and client_id is null"))
                .isEqualTo(0.55, within(0.1));
        assertThat(share("counselling.consultation", "destination = 'RU'")).isBetween(0.35, 0.75);
        assertThat(share("counselling.consultation", "sex = 'M'")).isBetween(0.5, 0.75);
        assertThat(share("counselling.consultation", "age_group in ('18_24', '25_29')"))
                .isBetween(0.35, 0.6);
        assertThat(share("counselling.consultation", "contact_type = 'FOLLOW_UP'"))
                .isBetween(0.05, 0.35);
        assertThat(texts("select distinct main_topic from counselling.consultation"))
                .hasSizeGreaterThan(15);
        assertThat(share("counselling.appointment", "state = 'NO_SHOW'")).isBetween(0.02, 0.2);
        assertThat(share("counselling.appointment", "state = 'CANCELLED'")).isBetween(0.02, 0.2);
    }

    @Test
    void clientCodesAreConsecutiveInTheOrderOfRegistration() {
        assertThat(count("""
                        (select c.code, row_number() over (partition by centre_id, left(code, 6) order by registered_at, id) n
                         from clients.client c) x
                        where right(code, 5)::int <> n
                        """)).isZero();
        assertThat(count("""
                        clients.code_counter n join centres.centre c on c.id = n.centre_id
                        where n.last <> (select count(*) from clients.client k where k.centre_id = n.centre_id
                                         and k.code like c.code || '-' || n.year % 100 || '-%')
                        """)).isZero();
        assertThat(count("clients.identity i join clients.client c on c.id = i.client_id"))
                .isEqualTo(count("clients.client"));
    }

    @Test
    void namesComeInEveryScript() {
        List<String> keys = texts("select name_key from clients.identity where name_key is not null");
        assertThat(keys).hasSizeGreaterThan(50).allMatch(key -> key.matches("[a-z0-9 ]+"));
        List<String> names = owner().sql("select client_id, name from clients.identity where name is not null")
                .query((row, number) -> Objects.toString(
                        seal.open(row.getBytes("name"), "identity.name:" + row.getString("client_id"))))
                .list();
        assertThat(String.join(" ", names))
                .as("Uzbek in both scripts, Russian, Tajik, Kyrgyz")
                .contains("gʻ", "қ", "ё", "ӯ", "ҷ", "ү", "ө");
    }

    @Test
    void everyRoleCanSignInAndHasItsCentres() {
        Map<String, Role> named = new LinkedHashMap<>();
        for (String centre : List.of("tas", "dyu", "oss")) {
            named.put("front-desk." + centre, Role.FRONT_DESK);
            named.put("counsellor." + centre, Role.COUNSELLOR);
            named.put("counsellor-2." + centre, Role.COUNSELLOR);
            named.put("counsellor-3." + centre, Role.COUNSELLOR);
            named.put("case-worker." + centre, Role.CASE_WORKER);
            named.put("case-worker-2." + centre, Role.CASE_WORKER);
            named.put("outreach-officer." + centre, Role.OUTREACH_OFFICER);
            named.put("centre-manager." + centre, Role.CENTRE_MANAGER);
        }
        named.put("network-manager", Role.NETWORK_MANAGER);
        named.put("data-protection-officer", Role.DATA_PROTECTION_OFFICER);
        named.put("administrator", Role.ADMINISTRATOR);
        named.forEach((name, role) -> {
            var found = signIn.loadUserByUsername(name);
            assertThat(found.isEnabled()).isTrue();
            assertThat(found.getAuthorities()).extracting(Object::toString).containsExactly("ROLE_" + role);
        });
        assertThat(passwords.matches(
                        "demonstration",
                        signIn.loadUserByUsername("counsellor.oss").getPassword()))
                .isTrue();
        assertThat(Set.copyOf(texts("select username from accounts.staff where demonstration")))
                .isEqualTo(named.keySet());
        assertThat(count("counselling.counsellor where sex = 'F'")).isPositive();
        assertThat(count("counselling.counsellor where sex = 'M'")).isPositive();
    }

    /** But for visits to the own plan, which last minutes. */
    @Test
    void everyPartOfCaseworkIsThere() {
        List<String> tables = texts("select schemaname || '.' || tablename from pg_tables"
                + " where schemaname in ('reintegration', 'partners') order by 1");
        assertThat(tables).hasSizeGreaterThan(40);
        assertThat(tables.stream().filter(table -> count(table) == 0)).isSubsetOf("reintegration.plan_visit");
        assertThat(count("reintegration.plan p join reintegration.case_file c on c.id = p.case_id"
                        + " where p.state = 'DRAFT' and p.sent_back_note is not null and not c.protected"))
                .isPositive();
        assertThat(texts("select distinct state from reintegration.case_file"))
                .contains("DRAFT", "SCREENING", "ASSESSED", "ACTIVE", "MONITORING", "CLOSED");
    }

    @Test
    void loadsTheSameYearAgainFromTheSameMoment() {
        Map<String, String> first = checksums();
        Demonstration unasked = loading(clock, false);
        assertThat(demonstration.load()).as("a filled database is left alone").isFalse();
        assertThat(checksums()).isEqualTo(first);
        emptied();
        unasked.afterSingletonsInstantiated();
        assertThat(count("centres.centre")).as("nobody asked").isZero();
        assertThat(demonstration.load()).isTrue();
        assertThat(checksums()).isEqualTo(first);
    }

    /** On a working day and on a Sunday, just after midnight, before the doors open, late at night, as the year turns. */
    @Test
    void somebodyWaitsAndSomebodyWasCalledWheneverThePortalIsStarted() {
        try {
            for (String moment : List.of(
                    "2026-11-25T19:00:20Z",
                    "2026-11-26T03:00:00Z",
                    "2026-11-26T18:58:00Z",
                    "2026-11-29T06:40:00Z",
                    "2026-12-31T18:50:00Z",
                    "2026-12-31T19:10:00Z")) {
                Instant now = Instant.parse(moment);
                emptied();
                assertThat(loading(Clock.fixed(now, ZoneOffset.UTC), true).load())
                        .as(moment)
                        .isTrue();
                assertThat(texts("""
                                select distinct w.centre_id from counselling.walk_in w
                                join counselling.ticket t on t.walk_in_id = w.id join centres.centre c on c.id = t.centre_id
                                where w.state = 'WAITING' and w.arrived_at <= '%1$s' and t.standing = 'WAITING'
                                  and t.day = ('%1$s'::timestamptz at time zone c.zone)::date
                                """.formatted(now))).as(moment).hasSize(3);
                assertThat(count("counselling.ticket where standing = 'ON_HOLD' and called_at <= '" + now + "'"))
                        .as(moment)
                        .isEqualTo(3);
            }
        } finally {
            emptied();
            demonstration.load();
        }
    }

    @Test
    void fillsTheBuiltInDatabaseUnlessToldNotToAndAnotherOnlyWhenAskedFor() {
        assertThat(wanted(Map.of("portal.database.embedded", "true"))).isTrue();
        assertThat(wanted(Map.of("portal.database.embedded", "true", "portal.demonstration", "false")))
                .isFalse();
        assertThat(wanted(Map.of())).isFalse();
        assertThat(wanted(Map.of("portal.demonstration", "true"))).isTrue();
    }

    private Demonstration loading(Clock when, boolean asked) {
        return new Demonstration(
                jdbc,
                transactions,
                passwords,
                when,
                clients,
                proofs,
                links,
                Fixtures.seal(),
                afterTheVisit,
                openMatters,
                fieldYear,
                asked,
                CONSULTATIONS);
    }

    private static void emptied() {
        owner().sql("truncate centres.centre, accounts.staff, clients.client cascade")
                .update();
    }

    private static boolean wanted(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
        return Boolean.parseBoolean(environment.resolveRequiredPlaceholders(Demonstration.WANTED));
    }

    /** Of every row, without what chance seals and salts. */
    private static Map<String, String> checksums() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("centres.centre_text", "t::text");
        rows.put("centres.closed_day", "t::text");
        rows.put("accounts.staff", "(id, username, name, sex, roles, language)::text");
        rows.put("counselling.working_hours", "t::text");
        rows.put("counselling.absence", "t::text");
        rows.put("clients.client", "t::text");
        rows.put("clients.identity", "(client_id, name_key, phone_hash, email_hash, may_call, may_message)::text");
        rows.put("clients.consent", "(client_id, purpose, given_at, how)::text");
        rows.put("counselling.appointment", "t::text");
        rows.put("counselling.walk_in", "t::text");
        rows.put("counselling.consultation", "t::text");
        return rows.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        table -> texts("select md5(string_agg(%2$s, '|' order by %2$s)) from %1$s t"
                                        .formatted(table.getKey(), table.getValue()))
                                .getFirst()));
    }

    private static double share(String table, String of) {
        return (double) count(table + " where " + of) / count(table);
    }

    private static long count(String from) {
        return owner().sql("select count(*) from " + from).query(Long.class).single();
    }

    private static List<String> texts(String sql) {
        return owner().sql(sql).query((row, number) -> row.getString(1)).list();
    }

    private static JdbcClient owner() {
        Map<String, Object> database = TestDatabase.database("demo_small");
        return JdbcClient.create(new DriverManagerDataSource(
                String.valueOf(database.get("spring.datasource.url")),
                String.valueOf(database.get("spring.datasource.username")),
                String.valueOf(database.get("spring.datasource.password"))));
    }
}
