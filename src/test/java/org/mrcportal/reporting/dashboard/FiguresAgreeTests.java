package org.mrcportal.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.reporting.dashboard.ManagerVisit.numbers;
import static org.mrcportal.reporting.dashboard.ManagerVisit.section;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Fixtures.Centre;
import org.mrcportal.Fixtures.Staff;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Over random records at two centres in two zones: every figure is what plain SQL counts, and every number opens exactly
 * the records it counts.
 */
@FiguresTest
class FiguresAgreeTests {

    private static final String NOVEMBER = "from=2026-11-01&to=2026-11-30";
    private static final List<String> TOPICS =
            List.of("LEGAL_WORK", "LEGAL_WORK", "LEGAL_WORK", "STUDY", "TRAFFICKING", "OTHER");
    private static final List<String> STATES = List.of(
            "BOOKED", "ARRIVED", "IN_SESSION", "COMPLETED", "COMPLETED", "NO_SHOW", "CANCELLED", "HELD", "EXPIRED");

    /** Midnights of Tashkent (+5) and Osh (+6) around November, a microsecond before and after. */
    private static final List<Instant> EDGES = Arrays.asList(
                    "2026-09-30T19:00:00Z",
                    "2026-10-31T18:00:00Z",
                    "2026-10-31T19:00:00Z",
                    "2026-11-30T18:00:00Z",
                    "2026-11-30T19:00:00Z",
                    "2026-09-30T18:00:00Z")
            .stream()
            .map(Instant::parse)
            .flatMap(edge -> java.util.stream.Stream.of(edge.minusNanos(1000), edge))
            .toList();

    /** This period and the one before, at a centre, by its own calendar: another way than the portal's own. */
    private static final String DAYS = """
            (x.centre_id = :tashkent and (%1$s at time zone 'Asia/Tashkent')::date between :first and :last
             or x.centre_id = :osh and (%1$s at time zone 'Asia/Bishkek')::date between :first and :last)
            """;

    private final Fixtures fixtures = new Fixtures("figures");

    private static final String MEDIAN_OF = """
            select round(max(days)::numeric, 1) from (
                select extract(epoch from starts_at - booked_at) / 86400 as days,
                       row_number() over (order by starts_at - booked_at) as place, count(*) over () as total
                from counselling.appointment x where %s and
            """;
    private static final String HALF = " where 2 * place <= total + 1";

    @LocalServerPort
    int port;

    private Centre tashkent = new Centre(org.mrcportal.centres.CentreId.next(), "");
    private Centre osh = tashkent;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyFigureIsWhatSqlCountsAndOpensItsRecords(long seed) {
        fill(new Random(seed));
        ManagerVisit manager = new ManagerVisit(port, fixtures.staff(List.of(tashkent, osh), Role.CENTRE_MANAGER));
        for (String centres : List.of("", "&centre=" + tashkent.code())) {
            String page = manager.page("/manage?" + NOVEMBER + centres);
            boolean both = centres.isEmpty();
            agree(page, manager, centres, both);
        }
        everyNumberOpensItsRecords(manager);
    }

    private void agree(String page, ManagerVisit manager, String centres, boolean both) {
        Map<String, List<String>> figures = csv(manager, "figures", centres);
        for (int period = 0; period < 2; period++) {
            assertThat(figures.get("contacts")).element(period).isEqualTo(count("", period, both));
            assertThat(figures.get("first-visits"))
                    .element(period)
                    .isEqualTo(count("and contact_type = 'FIRST'", period, both));
            assertThat(figures.get("persons"))
                    .element(period)
                    .isEqualTo(ask(
                            "select count(distinct (centre_id, client_id)) from counselling.consultation x where "
                                    + "client_id is not null and " + DAYS.formatted("x.started_at"),
                            period,
                            both));
            assertThat(figures.get("booked"))
                    .element(period)
                    .isEqualTo(appointments("state not in ('HELD', 'EXPIRED')", period, both));
            assertThat(figures.get("attended"))
                    .element(period)
                    .isEqualTo(appointments("state in ('ARRIVED', 'IN_SESSION', 'COMPLETED')", period, both));
            assertThat(figures.get("no-show"))
                    .element(period)
                    .isEqualTo(appointments("state = 'NO_SHOW'", period, both));
            assertThat(figures.get("cancelled"))
                    .element(period)
                    .isEqualTo(appointments("state = 'CANCELLED'", period, both));
            assertThat(figures.get("open")).element(period).isEqualTo(appointments("state = 'BOOKED'", period, both));
            assertThat(figures.get("wait"))
                    .element(period)
                    .isEqualTo(ask(
                            MEDIAN_OF.formatted("state in ('ARRIVED', 'IN_SESSION', 'COMPLETED')")
                                    + DAYS.formatted("x.starts_at") + ") w" + HALF,
                            period,
                            both));
        }
        Map<String, List<String>> waits = csv(manager, "waits", centres);
        assertThat(waits).hasSize(3);
        for (String language : waits.keySet()) {
            for (int period = 0; period < 2; period++) {
                String visits = "state in ('ARRIVED', 'IN_SESSION', 'COMPLETED') and language = '" + language + "'";
                assertThat(waits.get(language)).element(period).isEqualTo(appointments(visits, period, both));
                assertThat(waits.get(language))
                        .element(2 + period)
                        .isEqualTo(ask(
                                MEDIAN_OF.formatted(visits) + DAYS.formatted("x.starts_at") + ") w" + HALF,
                                period,
                                both));
            }
        }
        for (var table : Map.of(
                        "topics", "main_topic",
                        "destinations", "coalesce(destination, 'none')",
                        "regions", "coalesce(region_code, 'none')",
                        "languages", "language",
                        "modes", "mode")
                .entrySet()) {
            assertThat(csv(manager, table.getKey(), centres))
                    .as(table.getKey())
                    .isEqualTo(breakdown(table.getValue(), both));
            assertThat(numbers(section(page, table.getKey())).stream()
                            .map(ManagerVisit.Shown::text)
                            .toList())
                    .as("the file of %s has the numbers of the page", table.getKey())
                    .isEqualTo(rows(manager, table.getKey(), centres).stream()
                            .flatMap(row -> row.stream().skip(2))
                            .toList());
        }
        assertThat(csv(manager, "sex-and-age", centres)).isEqualTo(sexAndAge(both));
        String anonymous = count("and client_id is null", 0, both);
        assertThat(section(page, "of-contacts")).contains("client=ANONYMOUS\">" + anonymous + "<");
    }

    /** Each address once: the list's heading says the number, and all its pages have exactly so many rows. */
    private void everyNumberOpensItsRecords(ManagerVisit manager) {
        String page = manager.page("/manage?" + NOVEMBER);
        Map<String, String> lists = new TreeMap<>();
        for (ManagerVisit.Shown shown : numbers(page)) {
            boolean median = shown.text().contains(".");
            assertThat(shown.href().isEmpty())
                    .as(shown.text())
                    .isEqualTo(shown.text().equals("–"));
            if (!median && !shown.href().isEmpty()) {
                assertThat(lists.put(shown.href(), shown.text())).isIn(null, shown.text());
            }
        }
        assertThat(lists.size()).isGreaterThan(80);
        lists.forEach((href, number) -> {
            ManagerVisit.Listed list = manager.list(href);
            assertThat(list.number()).as(href).isEqualTo(Long.parseLong(number));
            assertThat(list.rows()).as(href).isEqualTo(Integer.parseInt(number));
            assertThat(list.text()).doesNotContain("Trafficking");
        });
        assertThat(lists.keySet().stream().filter(href -> href.contains("what=persons")))
                .anySatisfy(href -> assertThat(manager.list(href).text()).contains(tashkent.code() + "-26-"));
    }

    private void fill(Random random) {
        tashkent = fixtures.centre();
        osh = fixtures.centre(Map.of("country", "KG", "region_code", "KG-GO", "zone", "Asia/Bishkek"));
        for (Centre centre : List.of(tashkent, osh)) {
            Staff counsellor = fixtures.counsellor(centre);
            List<ClientId> clients = java.util.stream.IntStream.range(0, 30)
                    .mapToObj(i -> fixtures.client(centre))
                    .toList();
            List<Instant> times = new ArrayList<>(EDGES);
            for (int i = 0; i < 160; i++) {
                times.add(Instant.parse("2026-09-20T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(76 * 24 * 60))));
            }
            for (Instant time : times) {
                fixtures.consultation(
                        centre,
                        counsellor,
                        random.nextInt(4) == 0 ? null : clients.get(random.nextInt(clients.size())),
                        time,
                        consultation(random));
            }
            for (int i = 0; i < EDGES.size() + 90; i++) {
                // One counsellor each: edges a microsecond apart would overlap.
                Instant time = i < EDGES.size()
                        ? EDGES.get(i)
                        : Instant.parse("2026-09-20T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(76 * 24 * 60)));
                String state = STATES.get(random.nextInt(STATES.size()));
                Map<String, @Nullable Object> columns = new HashMap<>(Map.of(
                        "state", state, "language", List.of("uz", "ru", "ky").get(random.nextInt(3))));
                if (!List.of("HELD", "EXPIRED").contains(state)) {
                    columns.put("booked_at", time.minus(Duration.ofMinutes(random.nextInt(14 * 24 * 60))));
                }
                fixtures.appointment(
                        centre,
                        fixtures.staff(centre, Role.COUNSELLOR),
                        clients.get(random.nextInt(30)),
                        time,
                        columns);
            }
        }
    }

    private static Map<String, @Nullable Object> consultation(Random random) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("contact_type", any(random, "FIRST", "FOLLOW_UP"));
        columns.put("main_topic", TOPICS.get(random.nextInt(TOPICS.size())));
        columns.put("destination", any(random, "RU", "KR", "DE", null));
        columns.put("region_code", any(random, "UZ-TK", "KG-O", null));
        columns.put("sex", any(random, "F", "M", "M", "OTHER"));
        columns.put("age_group", any(random, "UNDER_18", "18_24", "25_29", "60_PLUS", "UNKNOWN"));
        columns.put("language", any(random, "uz-Latn", "ru", "ky", "other"));
        columns.put("mode", any(random, "WALK_IN", "APPOINTMENT", "PHONE", "TELEGRAM"));
        return columns;
    }

    private static @Nullable String any(Random random, @Nullable String... values) {
        return values[random.nextInt(values.length)];
    }

    private String count(String condition, int period, boolean both) {
        return ask(
                "select count(*) from counselling.consultation x where " + DAYS.formatted("x.started_at") + condition,
                period,
                both);
    }

    private String appointments(String condition, int period, boolean both) {
        return ask(
                "select count(*) from counselling.appointment x where " + condition + " and "
                        + DAYS.formatted("x.starts_at"),
                period,
                both);
    }

    private String ask(String sql, int period, boolean both) {
        return fixtures.jdbc()
                .sql(sql)
                .params(parameters(period, both))
                .query((row, number) -> row.getString(1))
                .single();
    }

    private Map<String, List<String>> breakdown(String column, boolean both) {
        Map<String, List<String>> expected = new HashMap<>();
        for (int period = 0; period < 2; period++) {
            int place = period;
            fixtures.jdbc()
                    .sql("select " + column + ", count(*) from counselling.consultation x where "
                            + DAYS.formatted("x.started_at") + " group by 1")
                    .params(parameters(period, both))
                    .query(row -> {
                        expected.computeIfAbsent(row.getString(1), code -> new ArrayList<>(List.of("0", "0")))
                                .set(place, row.getString(2));
                    });
        }
        return expected;
    }

    private Map<String, List<String>> sexAndAge(boolean both) {
        Map<String, List<String>> bothSides = breakdown("sex || ':' || age_group", both);
        Map<String, List<String>> expected = new HashMap<>();
        for (String age : Tables.AGES) {
            List<String> row = new ArrayList<>();
            for (String sex : List.of("F", "M", "OTHER")) {
                row.addAll(bothSides.getOrDefault(sex + ":" + age, List.of("0", "0")));
            }
            expected.put(age, row);
        }
        return expected;
    }

    private Map<String, Object> parameters(int period, boolean both) {
        return Map.of(
                "tashkent", tashkent.id().id(),
                "osh", both ? osh.id().id() : new java.util.UUID(0, 0),
                "first", java.time.LocalDate.of(2026, period == 0 ? 11 : 10, 1),
                "last", java.time.LocalDate.of(2026, period == 0 ? 11 : 10, period == 0 ? 30 : 31));
    }

    /** The numbers of a file by the code of their row. */
    private static Map<String, List<String>> csv(ManagerVisit manager, String table, String centres) {
        Map<String, List<String>> rows = new HashMap<>();
        rows(manager, table, centres).forEach(row -> rows.put(row.getFirst(), row.subList(2, row.size())));
        return rows;
    }

    private static List<List<String>> rows(ManagerVisit manager, String table, String centres) {
        String file = manager.page("/manage/table.csv?table=" + table + "&" + NOVEMBER + centres);
        assertThat(file).startsWith("\uFEFFCode,");
        try (var csv = de.siegmar.fastcsv.reader.CsvReader.builder().ofCsvRecord(file.substring(1))) {
            return csv.stream().skip(1).map(row -> row.getFields()).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
