package org.mrcportal.reintegration.figures;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Stretch;
import org.mrcportal.centres.StretchesAsJson;
import org.mrcportal.reintegration.CaseFigures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseRecords;
import org.mrcportal.reintegration.followup.Tracer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts and lists from the same rows, whatever the number of centres, periods and cases. */
@Component
@Transactional(readOnly = true)
class FiguresOfCases implements CaseFigures, CaseRecords {

    private static final String COUNT =
            CountedRecords.SQL + """
            , number as (
                select period, centre_id, what, value, count(*) as number from record
                where what not in ('STAGE', 'SERVED', 'KEPT') group by period, centre_id, what, value)
            select n.*,
            """ + CountedRecords.NAME.formatted("n") + " from number n";

    private static final String TOGETHER = CountedRecords.SQL + """
            , measured as materialized (select * from record where what in ('STAGE', 'SERVED', 'KIND', 'ROUND'))
            select period, what, value, '' as currency, null::uuid as centre_id, count(*) as number,
                   percentile_cont(0.5) within group (order by amount)::numeric as first,
                   null::numeric as b1, null::numeric as b2, null::numeric as b3, null::numeric as b4,
                   null::numeric as a1, null::numeric as a2, null::numeric as a3, null::numeric as a4
            from measured where what in ('STAGE', 'SERVED') group by period, what, value
            union all
            select period, 'COST', value, currency, null, count(*), sum(amount), null, null, null, null, null, null, null, null
            from measured where what = 'KIND' group by period, value, currency
            union all
            select period, 'CHANGE', x.value, '', x.centre_id, count(*), null, avg(b.economic), avg(b.social),
                   avg(b.psychosocial), avg(b.composite), avg(a.economic), avg(a.social), avg(a.psychosocial), avg(a.composite)
            from measured x join reintegration.assessment a on a.id = x.id
            join reintegration.assessment b on b.case_id = a.case_id and b.client_id = a.client_id and b.round = 'BASELINE'
                and b.instrument = a.instrument and b.instrument_version = a.instrument_version
            where x.what = 'ROUND' group by grouping sets ((period, x.value), (period, x.value, x.centre_id))
            """;

    private static final String CHOSEN = """
            where r.what = :what and r.period = 0
              and (cast(:value as text) is null or r.value = :value or starts_with(r.value, :value || '-'))
            """;

    private static final String LIST =
            CountedRecords.SQL + """
            , ranked as (
                select r.*, coalesce(case when r.what in ('STAGE', 'SERVED') then r.amount end,
                                     extract(epoch from r.at)) as rank
                from record r
            """ + CHOSEN + """
            )
            select r.*, c.reference, k.code,
            """ + CountedRecords.NAME.formatted("r") + """
            from ranked r join reintegration.case_file c on c.id = r.case_id join clients.client k on k.id = c.client_id
            where cast(:rank as numeric) is null or (r.rank, r.id) < (:rank, :id)
            order by r.rank desc, r.id desc limit :most
            """;

    private static final String SUM =
            CountedRecords.SQL + "select r.currency, count(*) as number, sum(r.amount) as amount from record r "
                    + CHOSEN + " group by r.currency";

    private final JdbcClient jdbc;
    private final Clock clock;

    FiguresOfCases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Figures over(List<Stretch> stretches) {
        String json = StretchesAsJson.of(stretches);
        List<Count> counts = jdbc.sql(COUNT)
                .param("stretches", json)
                .query((row, number) -> new Count(
                        row.getInt("period"),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        Dimension.valueOf(row.getString("what")),
                        row.getString("value"),
                        row.getLong("number"),
                        row.getString("name")))
                .list();
        List<Cost> costs = new ArrayList<>();
        List<Median> medians = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        jdbc.sql(TOGETHER).param("stretches", json).query((ResultSet row) -> {
            int period = row.getInt("period");
            String value = row.getString("value");
            long number = row.getLong("number");
            switch (row.getString("what")) {
                case "COST" ->
                    costs.add(new Cost(period, value, row.getString("currency"), row.getBigDecimal("first"), number));
                case "CHANGE" ->
                    changes.add(new Change(period, centre(row), value, number, means(row, "b"), means(row, "a")));
                default -> medians.add(new Median(period, value, row.getDouble("first"), number));
            }
        });
        return new Figures(counts, costs, medians, changes, kept(stretches));
    }

    private long kept(List<Stretch> stretches) {
        List<Stretch> now = stretches.stream().filter(s -> s.period() == 0).toList();
        return now.isEmpty()
                ? 0
                : jdbc.sql("select coalesce(sum(number), 0) from reintegration.kept_cases(?) where centre_id = any (?)")
                        .params(
                                endOfMonth(now.getFirst()).atOffset(ZoneOffset.UTC),
                                now.stream().map(s -> s.centre().id()).toArray(UUID[]::new))
                        .query(Long.class)
                        .single();
    }

    /** Days would tell on which day somebody came to be protected, so it is counted as a month ended that is over by now. */
    private Instant endOfMonth(Stretch days) {
        LocalDate today = CentreTime.day(clock.instant(), days.zone());
        LocalDate after = days.last().isBefore(today) ? days.last().plusDays(1) : today;
        return after.withDayOfMonth(1).atStartOfDay(days.zone()).toInstant();
    }

    private static @Nullable CentreId centre(ResultSet row) throws SQLException {
        UUID id = row.getObject("centre_id", UUID.class);
        return id == null ? null : new CentreId(id);
    }

    private static List<@Nullable Double> means(ResultSet row, String stem) throws SQLException {
        List<@Nullable Double> means = new ArrayList<>();
        for (int i : Arrays.asList(1, 2, 3, 4)) {
            var mean = row.getBigDecimal(stem + i);
            means.add(mean == null ? null : mean.doubleValue());
        }
        return means;
    }

    @Override
    public Map<String, List<String>> questions() {
        return Tracer.offered();
    }

    @Override
    public List<CaseRow> rows(
            List<Stretch> stretches, Dimension dimension, @Nullable String value, @Nullable Place after, int most) {
        return jdbc.sql(LIST)
                .param("stretches", StretchesAsJson.of(stretches))
                .param("what", dimension.name())
                .param("value", value)
                .param("rank", after == null ? null : after.rank())
                .param("id", after == null ? null : after.id())
                .param("most", most)
                .query((row, number) -> new CaseRow(
                        row.getObject("id", UUID.class),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("reference"),
                        row.getString("code"),
                        row.getString("value"),
                        row.getString("name"),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("earlier"),
                        row.getString("currency"),
                        row.getBigDecimal("rank")))
                .list();
    }

    @Override
    public Sum sum(List<Stretch> stretches, Dimension dimension, @Nullable String value) {
        AtomicLong all = new AtomicLong();
        SortedMap<String, BigDecimal> money = new TreeMap<>();
        jdbc.sql(SUM)
                .param("stretches", StretchesAsJson.of(stretches))
                .param("what", dimension.name())
                .param("value", value)
                .query((ResultSet row) -> {
                    all.addAndGet(row.getLong("number"));
                    String currency = row.getString("currency");
                    if (currency != null) {
                        money.put(currency, row.getBigDecimal("amount"));
                    }
                });
        return new Sum(all.get(), money);
    }
}
