package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Over random sessions at two centres in two zones: every figure is what this test counts itself, and opens its sessions. */
@FiguresTest
class OutreachAgreeTests {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";
    private static final ZoneId BISHKEK = ZoneId.of("Asia/Bishkek");
    private static final List<String> STATES = List.of("HELD", "HELD", "HELD", "PUBLISHED", "CANCELLED", "DRAFT");
    private static final List<String> SEXES = List.of("F", "M", "UNKNOWN");
    private static final List<String> BANDS = List.of("UNDER_18", "18_29", "30_59", "60_PLUS", "UNKNOWN");

    /** Midnights of Tashkent and Osh around November, and a microsecond before. */
    private static final List<Instant> EDGES = List.of(
            Instant.parse("2026-10-31T18:00:00Z"),
            Instant.parse("2026-10-31T17:59:59.999999Z"),
            Instant.parse("2026-10-31T19:00:00Z"),
            Instant.parse("2026-10-31T18:59:59.999999Z"),
            Instant.parse("2026-11-30T18:00:00Z"),
            Instant.parse("2026-11-30T19:00:00Z"));

    private final Fixtures fixtures = new Fixtures("figures");
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final List<Held> sessions = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();

    @LocalServerPort
    int port;

    /** What this test knows of a session it made. */
    private record Held(
            LocalDate day,
            String state,
            String region,
            String topic,
            String audience,
            @Nullable String currency,
            BigDecimal cost,
            Map<String, Long> heads,
            long places,
            long came) {

        long attendances() {
            return heads.values().stream().mapToLong(Long::longValue).sum();
        }

        int period() {
            return day.getYear() == 2026 && day.getMonthValue() == 11
                    ? 0
                    : day.getYear() == 2026 && day.getMonthValue() == 10 ? 1 : 2;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyFigureIsWhatTheRecordsGiveAndOpensItsSessions(long seed) {
        Centre tashkent = fixtures.centre();
        Centre osh = fixtures.centre(Map.of("zone", BISHKEK.getId(), "country", "KG", "region_code", "KG-GO"));
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            make(i % 2 == 0 ? tashkent : osh, i % 2 == 0 ? Fixtures.TASHKENT : BISHKEK, random, i);
        }
        String code = code(tashkent, 1000);
        for (String made : List.of("2026-11-30T18:59:59Z", "2026-10-31T19:00:00Z", "2026-11-30T19:00:00Z")) {
            Instant at = Instant.parse(made);
            fixtures.appointment(
                    tashkent,
                    fixtures.counsellor(tashkent),
                    fixtures.client(tashkent),
                    at.plus(Duration.ofDays(9)),
                    Map.of("via", code, "booked_at", at));
        }
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(List.of(tashkent, osh), Role.CENTRE_MANAGER));

        var headlines = csv(manager, "outreach");
        assertThat(headlines.get("sessions-held")).isEqualTo(both(s -> s.state().equals("HELD"), s -> 1));
        assertThat(headlines.get("sessions-cancelled"))
                .isEqualTo(both(s -> s.state().equals("CANCELLED"), s -> 1));
        assertThat(headlines.get("sessions-open")).isEqualTo(both(s -> s.state().equals("PUBLISHED"), s -> 1));
        assertThat(headlines.get("attendances")).isEqualTo(both(this::held, Held::attendances));
        Predicate<Held> takesPlaces = s -> s.state().equals("HELD") || s.state().equals("PUBLISHED");
        assertThat(headlines.get("places")).isEqualTo(both(takesPlaces, Held::places));
        assertThat(headlines.get("places-taken-up")).isEqualTo(both(this::held, Held::came));
        double perSession = (double) number(0, this::held, Held::attendances) / number(0, this::held, s -> 1);
        assertThat(Double.parseDouble(headlines
                        .getOrDefault("attendances-per-session", List.of())
                        .getFirst()))
                .isCloseTo(perSession, org.assertj.core.data.Offset.offset(0.051));
        double share = (double) number(0, this::held, Held::came) / number(0, this::held, Held::places);
        assertThat(Double.parseDouble(
                        headlines.getOrDefault("share-who-came", List.of()).getFirst()))
                .isCloseTo(share, org.assertj.core.data.Offset.offset(0.00051));

        breakdown(manager, "attendances-regions", Held::region);
        breakdown(manager, "attendances-topics", Held::topic);
        breakdown(manager, "attendances-audiences", Held::audience);
        var ages = csv(manager, "attendances-sex-and-age");
        for (String band : BANDS) {
            List<String> expected = new ArrayList<>();
            for (String sex : SEXES) {
                expected.addAll(both(this::held, s -> s.heads().getOrDefault(sex + ":" + band, 0L)));
            }
            assertThat(ages.get(band)).as(band).isEqualTo(expected);
        }
        cost(csv(manager, "cost"));
        assertThat(csv(manager, "codes").get("LEAFLET"))
                .startsWith(
                        String.valueOf(arrivals.stream().filter(p -> p == 0).count()),
                        String.valueOf(arrivals.stream().filter(p -> p == 1).count()))
                .hasSize(4)
                .element(2)
                .isEqualTo("2");
        opens(manager);
    }

    private void cost(Map<String, List<String>> rows) {
        Map<String, List<Held>> byCurrency = sessions.stream()
                .filter(s -> held(s) && s.currency() != null && s.period() == 0)
                .collect(Collectors.groupingBy(s -> String.valueOf(s.currency())));
        assertThat(byCurrency).isNotEmpty();
        byCurrency.forEach((currency, of) -> {
            BigDecimal spent = of.stream().map(Held::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
            long heads = of.stream().mapToLong(Held::attendances).sum();
            List<String> row = rows.getOrDefault(currency, List.of());
            assertThat(row.get(0)).isEqualTo(String.valueOf(of.size()));
            assertThat(row.get(2)).isEqualTo(String.valueOf(heads));
            assertThat(new BigDecimal(row.get(4))).isEqualByComparingTo(spent);
            assertThat(new BigDecimal(row.get(6)))
                    .isEqualByComparingTo(spent.divide(BigDecimal.valueOf(heads), 2, RoundingMode.HALF_UP));
        });
    }

    /** Every number with an address opens a list whose title says the same number. */
    private void opens(ManagerVisit manager) {
        String html = manager.page("/manage/outreach?" + NOVEMBER);
        int opened = 0;
        for (ManagerVisit.Shown shown : ManagerVisit.numbers(html)) {
            if (shown.href().contains("/sessions?") && shown.text().matches("[0-9,]+")) {
                var list = manager.page(shown.href());
                String title = list.replaceAll("(?s).*<h1[^>]*>([^<]*)</h1>.*", "$1");
                List<String> numbers = List.of(title.replaceAll("(?<=[0-9]),(?=[0-9])", "")
                        .replaceAll("[^0-9]+", " ")
                        .strip()
                        .split(" "));
                assertThat(numbers)
                        .as(shown + ": " + title)
                        .contains(shown.text().replace(",", ""));
                opened++;
            }
        }
        assertThat(opened).isGreaterThan(30);
    }

    private void breakdown(ManagerVisit manager, String table, Function<Held, String> by) {
        var rows = csv(manager, table);
        assertThat(rows).isNotEmpty();
        rows.forEach((value, cells) -> assertThat(cells)
                .as(table + " " + value)
                .isEqualTo(both(s -> held(s) && by.apply(s).equals(value), Held::attendances)));
        assertThat(rows.values().stream()
                        .mapToLong(c -> Long.parseLong(c.getFirst()))
                        .sum())
                .isEqualTo(number(0, this::held, Held::attendances));
    }

    private boolean held(Held session) {
        return session.state().equals("HELD");
    }

    private List<String> both(Predicate<Held> which, ToLongFunction<Held> what) {
        return List.of(String.valueOf(number(0, which, what)), String.valueOf(number(1, which, what)));
    }

    private long number(int period, Predicate<Held> which, ToLongFunction<Held> what) {
        return sessions.stream()
                .filter(s -> s.period() == period)
                .filter(which)
                .mapToLong(what)
                .sum();
    }

    private void make(Centre centre, ZoneId zone, Random random, int number) {
        Staff officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        Instant at = number < EDGES.size()
                ? EDGES.get(number)
                : Instant.parse("2026-10-01T05:00:00Z").plus(Duration.ofHours(random.nextInt(24 * 62)));
        String state = STATES.get(random.nextInt(STATES.size()));
        String region = List.of("UZ-SA", "UZ-TK", "KG-GO").get(random.nextInt(3));
        String audience = List.of("ALL", "WOMEN", "YOUTH").get(random.nextInt(3));
        String currency = random.nextInt(3) == 0 ? null : List.of("USD", "UZS").get(random.nextInt(2));
        BigDecimal cost = new BigDecimal(random.nextInt(100_000)).movePointLeft(2);
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("state", state);
        columns.put("region_code", region);
        columns.put("audience_code", audience);
        columns.put("held_at", state.equals("HELD") ? at : null);
        columns.put("cancelled_at", state.equals("CANCELLED") ? at : null);
        columns.put("capacity", null);
        columns.put("cost_amount", currency == null ? null : cost);
        columns.put("cost_currency", currency);
        SessionId id = outreach.session(centre, officer, at, columns);
        String topic = List.of("LEGAL_WORK", "MONEY").get(random.nextInt(2));
        if (!topic.equals("LEGAL_WORK")) {
            // A second topic, and the first one is not the main one any more.
            fixtures.insert(
                    "outreach.session_topic",
                    Map.of("centre_id", centre.id().id(), "session_id", id.id(), "topic_code", topic, "position", -1),
                    Map.of());
        }
        Map<String, Long> heads = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            String sex = SEXES.get(random.nextInt(3));
            String band = BANDS.get(random.nextInt(5));
            int people = 1 + random.nextInt(12);
            headCount(centre, officer, id, sex, band, people, at);
            heads.merge(sex + ":" + band, (long) people, Long::sum);
        }
        headCount(centre, officer, id, "F", "18_29", 3, at);
        headCount(centre, officer, id, "F", "18_29", -1, at);
        heads.merge("F:18_29", 2L, Long::sum);
        long places = 0;
        long came = 0;
        for (int i = 0; i < 4; i++) {
            int people = 1 + random.nextInt(3);
            String registered = random.nextInt(4) == 0 ? "WAITING" : "REGISTERED";
            RegistrationId registration =
                    outreach.registration(centre, id, Map.of("people", people, "state", registered, "joined_at", at));
            if (registered.equals("REGISTERED")) {
                places += people;
            }
            int checked = random.nextInt(3);
            if (checked > 0) {
                int arrived = people + (checked == 2 ? 1 : 0);
                boolean undone = random.nextInt(4) == 0;
                checkIn(centre, officer, id, registration, arrived, at, undone);
                if (!undone) {
                    heads.merge("UNKNOWN:UNKNOWN", (long) arrived, Long::sum);
                    came += registered.equals("REGISTERED") ? people : 0;
                }
            }
        }
        String code = number % 5 == 0 ? code(centre, number) : null;
        if (code != null) {
            outreach.registration(centre, id, Map.of("via", code, "joined_at", at, "people", 2));
            places += 2;
        }
        LocalDate day = LocalDate.ofInstant(at, zone);
        Held made = new Held(day, state, region, topic, audience, currency, cost, heads, places, came);
        sessions.add(made);
        if (code != null) {
            outreach.registration(centre, id, Map.of("via", code, "joined_at", at, "state", "LAPSED"));
            if (!state.equals("CANCELLED")) {
                arrivals.add((long) made.period());
            }
        }
    }

    private String code(Centre centre, int number) {
        String alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
        Random random = new Random(centre.id().hashCode() * 31L + number);
        String code = random.ints(6, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
        fixtures.insert(
                "outreach.short_code",
                Map.of(
                        "code",
                        code,
                        "centre_id",
                        centre.id().id(),
                        "kind",
                        "LEAFLET",
                        "label",
                        "A leaflet",
                        "target",
                        "SESSIONS",
                        "once",
                        UuidCreator.getTimeOrderedEpoch(),
                        "created_at",
                        Instant.parse("2026-09-01T00:00:00Z")),
                Map.of());
        return code;
    }

    private void headCount(
            Centre centre, Staff officer, SessionId session, String sex, String band, int number, Instant at) {
        fixtures.insert(
                "outreach.head_count",
                Map.of(
                        "id",
                        UuidCreator.getTimeOrderedEpoch(),
                        "centre_id",
                        centre.id().id(),
                        "session_id",
                        session.id(),
                        "source",
                        "TAP",
                        "sex",
                        sex,
                        "age_band",
                        band,
                        "number",
                        number,
                        "counted_at",
                        at,
                        "counted_by",
                        officer.id().id()),
                Map.of());
    }

    private void checkIn(
            Centre centre,
            Staff officer,
            SessionId session,
            RegistrationId registration,
            int people,
            Instant at,
            boolean undone) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", UuidCreator.getTimeOrderedEpoch());
        row.put("version", 0L);
        row.put("centre_id", centre.id().id());
        row.put("session_id", session.id());
        row.put("registration_id", registration.id());
        row.put("people", people);
        row.put("sex", "UNKNOWN");
        row.put("age_band", "UNKNOWN");
        row.put("checked_in_at", at);
        row.put("checked_in_by", officer.id().id());
        row.put("undone_at", undone ? at : null);
        row.put("once", UuidCreator.getTimeOrderedEpoch());
        fixtures.insert("outreach.check_in", row, Map.of());
    }

    /** The rows of a table's file by their code, without the label. */
    private static Map<String, List<String>> csv(ManagerVisit manager, String table) {
        Map<String, List<String>> rows = new HashMap<>();
        String[] lines = manager.page("/manage/outreach/table.csv?table=" + table + "&" + NOVEMBER)
                .split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            List<String> cells = List.of(lines[i].split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
            rows.put(cells.getFirst(), cells.subList(2, cells.size()));
        }
        return rows;
    }
}
