package org.mrcportal.reintegration.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;
import org.mrcportal.centres.StretchesAsJson;
import org.mrcportal.reintegration.CaseFigures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.Due;
import org.mrcportal.reintegration.CaseRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts and lists from the same rows, whatever the number of centres, periods and cases. */
@Component
@Transactional(readOnly = true)
class FiguresOfCases implements CaseFigures, CaseRecords {

    /** Everything that is counted: {@code period, what, id, case_id, centre_id, at, value}. */
    private static final String RECORD = """
            with s as materialized (select * from %1$s),
            open_file as (select c.* from reintegration.case_file c where not c.protected),
            record as (
                select s.period, 'OPEN_TYPE' as what, c.id, c.id as case_id, c.centre_id, c.opened_at as at, c.case_type as value
                from s join open_file c on c.centre_id = s.centre_id and c.opened_at < s.ends
                where not exists (select from reintegration.closure k
                                  where k.case_id = c.id and k.closed_at < s.ends
                                    and (k.reopened_at is null or k.reopened_at >= s.ends))
                union all
                select s.period, 'NEW_TYPE', c.id, c.id, c.centre_id, c.opened_at, c.case_type
                from s join open_file c on c.centre_id = s.centre_id and c.opened_at >= s.starts and c.opened_at < s.ends
                union all
                select s.period, 'REASON', k.id, c.id, c.centre_id, k.closed_at, k.reason
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.closure k on k.case_id = c.id and k.closed_at >= s.starts and k.closed_at < s.ends
                union all
                select s.period, 'LATE', c.id, c.id, c.centre_id, c.opened_at, 'CASE'
                from s join open_file c on c.centre_id = s.centre_id and s.period = 0 and c.state <> 'CLOSED'
                where exists (select from (select s.zone) z cross join lateral (%2$s) x where x.until <= now())
                union all
                select s.period, 'KIND', a.id, c.id, c.centre_id, a.delivered_on::timestamp at time zone s.zone, a.kind
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.assistance a on a.case_id = c.id and a.state in ('DELIVERED', 'ACKNOWLEDGED')
                    and a.delivered_on between s.first_day and s.last_day
                union all
                select s.period, 'ANSWER', r.id, c.id, c.centre_id, r.sent_at, r.state
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.referral r on r.case_id = c.id and r.sent_at >= s.starts and r.sent_at < s.ends
                union all
                select s.period, 'TRAINING', e.id, c.id, c.centre_id, e.enrolled_at, e.state
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.enrolment e on e.case_id = c.id and e.enrolled_at >= s.starts and e.enrolled_at < s.ends
                union all
                select s.period, 'ROUND', x.id, c.id, c.centre_id, x.completed_at, x.round
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.assessment x on x.case_id = c.id and x.completed_at >= s.starts and x.completed_at < s.ends
                    and x.instrument = 'RSS' and x.round in ('M3', 'M6', 'M12') and x.composite is not null and x.taken_from is null
                join reintegration.assessment b on b.case_id = c.id and b.client_id = x.client_id and b.round = 'BASELINE'
                    and b.instrument = x.instrument and b.instrument_version = x.instrument_version and b.composite is not null)
            """.formatted(StretchesAsJson.TABLE, Due.ROWS);

    private static final String COUNT = RECORD
            + "select period, centre_id, what, value, count(*) from record group by period, centre_id, what, value";

    private static final String TOGETHER = RECORD + """
            , stage as (
                select c.id, c.centre_id, e.at, case e.kind when 'OPENED' then 'DRAFT' else e.detail end as state,
                       lead(e.at) over (partition by c.id order by e.at, e.id) as until
                from open_file c
                join reintegration.case_event e on e.case_id = c.id and e.kind in ('OPENED', 'MOVED', 'CLOSED', 'REOPENED')
                where c.centre_id in (select centre_id from s))
            select period, 'STAGE' as what, g.state as value, '' as currency, count(*) as number,
                   percentile_cont(0.5) within group (order by extract(epoch from g.until - g.at) / 86400)::numeric as first,
                   null::numeric as b1, null::numeric as b2, null::numeric as b3, null::numeric as b4,
                   null::numeric as a1, null::numeric as a2, null::numeric as a3, null::numeric as a4
            from s join stage g on g.centre_id = s.centre_id and g.until >= s.starts and g.until < s.ends and g.state <> 'CLOSED'
            group by period, g.state
            union all
            select period, 'SERVED', 'SERVED', '', count(*),
                   percentile_cont(0.5) within group (order by extract(epoch from r.served_at - r.sent_at) / 86400)::numeric,
                   null, null, null, null, null, null, null, null
            from record x join reintegration.referral r on r.id = x.id and r.served_at is not null
            where x.what = 'ANSWER' group by period
            union all
            select period, 'COST', a.kind, a.currency, count(*), sum(a.spent), null, null, null, null, null, null, null, null
            from record x join reintegration.assistance a on a.id = x.id
            where x.what = 'KIND' group by period, a.kind, a.currency
            union all
            select period, 'CHANGE', x.value, '', count(*), null, avg(b.economic), avg(b.social), avg(b.psychosocial),
                   avg(b.composite), avg(a.economic), avg(a.social), avg(a.psychosocial), avg(a.composite)
            from record x join reintegration.assessment a on a.id = x.id
            join reintegration.assessment b on b.case_id = a.case_id and b.client_id = a.client_id and b.round = 'BASELINE'
                and b.instrument = a.instrument and b.instrument_version = a.instrument_version
            where x.what = 'ROUND' group by period, x.value
            """;

    private static final String LIST = RECORD + """
            select r.id, r.case_id, r.centre_id, r.at, r.value, c.reference, k.code
            from record r join open_file c on c.id = r.case_id join clients.client k on k.id = c.client_id
            where r.what = :what and r.period = 0 and (cast(:value as text) is null or r.value = :value)
              and (cast(:after as timestamptz) is null or (r.at, r.id) < (:after, :id))
            order by r.at desc, r.id desc limit :most
            """;

    private final JdbcClient jdbc;

    FiguresOfCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                        row.getLong("count")))
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
                    costs.add(new Cost(period, value, row.getString("currency"), row.getBigDecimal("first")));
                case "CHANGE" -> changes.add(new Change(period, value, number, means(row, "b"), means(row, "a")));
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
                                now.getFirst().before().atOffset(ZoneOffset.UTC),
                                now.stream().map(s -> s.centre().id()).toArray(UUID[]::new))
                        .query(Long.class)
                        .single();
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
    public List<CaseRow> rows(
            List<Stretch> stretches, Dimension dimension, @Nullable String value, @Nullable Place after, int most) {
        return jdbc.sql(LIST)
                .param("stretches", StretchesAsJson.of(stretches))
                .param("what", dimension.name())
                .param("value", value)
                .param("after", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("id", after == null ? null : after.id())
                .param("most", most)
                .query((row, number) -> new CaseRow(
                        row.getObject("id", UUID.class),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("reference"),
                        row.getString("code"),
                        row.getString("value")))
                .list();
    }

    @Override
    public long number(List<Stretch> stretches, Dimension dimension, @Nullable String value) {
        return jdbc.sql(RECORD + """
                        select count(*) from record
                        where what = :what and period = 0 and (cast(:value as text) is null or value = :value)
                        """)
                .param("stretches", StretchesAsJson.of(stretches))
                .param("what", dimension.name())
                .param("value", value)
                .query(Long.class)
                .single();
    }
}
