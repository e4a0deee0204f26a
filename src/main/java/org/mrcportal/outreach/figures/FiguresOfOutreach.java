package org.mrcportal.outreach.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mrcportal.centres.BookingsByCode;
import org.mrcportal.centres.BookingsByCode.Made;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;
import org.mrcportal.centres.StretchesAsJson;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.OutreachFigures;
import org.mrcportal.outreach.Platform;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts with one statement each, whatever the number of centres, periods and records. */
@Component
@Transactional(readOnly = true)
class FiguresOfOutreach implements OutreachFigures {

    /** The main topic of the session {@code a}. */
    static final String TOPIC =
            "coalesce((select t.topic_code from outreach.session_topic t where t.session_id = a.id order by t.position limit 1), 'OTHER')";

    private static final String COUNT = """
            with session as materialized (
                select s.period, a.id, a.centre_id, a.state, a.region_code, a.audience_code, a.cost_amount,
                       coalesce(a.cost_currency, '') as currency, %2$s as topic
                from %1$s
                join outreach.awareness_session a
                  on a.centre_id = s.centre_id and a.starts_at >= s.starts and a.starts_at < s.ends
                where a.state <> 'DRAFT'),
            head as (
                select s.period, s.centre_id, s.region_code, s.topic, s.audience_code, s.currency, h.sex, h.age_band, h.number
                from session s join outreach.attendance h on h.session_id = s.id
                where s.state = 'HELD'),
            place as (
                select s.period, s.centre_id, s.state, r.people, least(r.people, coalesce(c.people, 0)) as came
                from session s
                join outreach.registration r on r.session_id = s.id and r.state = 'REGISTERED'
                left join outreach.check_in c on c.registration_id = r.id and c.undone_at is null
                where s.state <> 'CANCELLED'),
            arrival as (
                select s.period, s.centre_id, k.kind
                from %1$s
                join outreach.arrival r
                  on r.centre_id = s.centre_id and r.joined_at >= s.starts and r.joined_at < s.ends
                join outreach.short_code k on k.code = r.code)
            select period, centre_id, 'SESSION_STATE' as what, case state when 'PUBLISHED' then 'OPEN' else state end as value,
                   count(*)::numeric as number, 0::numeric as first, 0::numeric as second, 0::numeric as third
            from session group by period, centre_id, state
            union all
            select period, centre_id,
                   case grouping(sex, region_code, topic, audience_code, currency)
                       when 15 then 'SEX_AGE' when 23 then 'REGION' when 27 then 'TOPIC' when 29 then 'AUDIENCE'
                       when 30 then 'CURRENCY' end,
                   coalesce(sex || ':' || age_band, region_code, topic, audience_code, currency), sum(number), 0, 0, 0
            from head
            group by grouping sets ((period, centre_id, sex, age_band), (period, centre_id, region_code),
                                    (period, centre_id, topic), (period, centre_id, audience_code),
                                    (period, centre_id, currency))
            union all
            select period, centre_id, 'TURNOUT', v.value, sum(v.number), 0, 0, 0
            from place cross join lateral (values
                ('CAME', case when state = 'HELD' then came end),
                ('STAYED_AWAY', case when state = 'HELD' then people - came end),
                ('OPEN', case when state = 'PUBLISHED' then people end)) v (value, number)
            where v.number > 0
            group by period, centre_id, v.value
            union all
            select period, centre_id, 'CODE_KIND', kind, count(*), 0, 0, 0 from arrival group by period, centre_id, kind
            union all
            select m.period, m.centre_id, 'BOOKING_KIND', k.kind, sum(m.number), 0, 0, 0
            from json_to_recordset(cast(:made as json)) as m(period int, centre_id uuid, code text, number bigint)
            join outreach.short_code k on k.code = m.code
            group by m.period, m.centre_id, k.kind
            union all
            select s.period, s.centre_id, 'GAIN', k.topic_code, count(*), sum(p.correct_before::numeric / p.asked),
                   sum(p.correct_after::numeric / p.asked), count(*) filter (where p.correct_after > p.correct_before)
            from session s
            join outreach.knowledge_round k on k.session_id = s.id
            join outreach.knowledge_pair p on p.session_id = s.id and p.asked > 0
            where s.state = 'HELD'
            group by s.period, s.centre_id, k.topic_code
            union all
            select period, centre_id, 'COST', currency, count(*), sum(cost_amount), 0, 0
            from session where state = 'HELD' and currency <> ''
            group by period, centre_id, currency
            """.formatted(StretchesAsJson.TABLE, TOPIC);

    /** Of the post {@code p} the newest figure of each measure in the stretch with its day. */
    private static final String NEWEST = Arrays.stream(Measure.values())
            .map(measure -> """
                    (select '%1$s' as measure, n.%2$s as number, n.taken_on from outreach.reach_snapshot n
                     where n.post_id = p.id and n.taken_on between c.first_day and c.last_day and n.%2$s is not null
                     order by n.taken_on desc limit 1)
                    """.formatted(measure, measure.column()))
            .collect(Collectors.joining(" union all "));

    /** Of each post and measure the newest figure in the stretch; a campaign without any is there while it runs. */
    private static final String REACH = """
            with campaign as materialized (
                select s.period, s.first_day, s.last_day, c.id, c.centre_id, c.name, c.starts_on
                from %1$s
                join outreach.campaign c on c.centre_id = s.centre_id
                where c.starts_on <= s.last_day and c.ends_on >= s.first_day
                   or exists (select from outreach.post p join outreach.reach_snapshot n on n.post_id = p.id
                              where p.campaign_id = c.id and n.taken_on between s.first_day and s.last_day)),
            snapshot as (
                select c.period, c.id as campaign, p.platform, n.measure, n.number, n.taken_on
                from campaign c
                join outreach.post p on p.campaign_id = c.id
                cross join lateral (%2$s) n),
            told as (
                select period, campaign, platform, measure, sum(number)::bigint as number, min(taken_on) as first_day, max(taken_on) as last_day
                from snapshot where measure <> 'REACH' group by period, campaign, platform, measure
                union all
                (select distinct on (period, campaign, platform) period, campaign, platform, measure, number, taken_on, taken_on
                 from snapshot where measure = 'REACH'
                 order by period, campaign, platform, number desc, taken_on desc)),
            hoped as (
                select c.period, c.id as campaign, t.platform, t.measure, t.target
                from campaign c join outreach.campaign_target t on t.campaign_id = c.id)
            select period, c.id, c.centre_id, c.name, platform, measure, r.number, r.first_day, r.last_day, r.target
            from campaign c
            join (select * from told full join hoped using (period, campaign, platform, measure)) r using (period)
            where r.campaign = c.id
            order by c.starts_on desc, c.name, c.id, platform, measure, period
            """.formatted(StretchesAsJson.TABLE, NEWEST);

    private final JdbcClient jdbc;
    private final BookingsByCode bookings;

    FiguresOfOutreach(JdbcClient jdbc, BookingsByCode bookings) {
        this.jdbc = jdbc;
        this.bookings = bookings;
    }

    @Override
    public Figures over(List<Stretch> stretches) {
        return over(stretches, List.of());
    }

    @Override
    public Figures withBookings(List<Stretch> stretches) {
        return over(stretches, bookings.over(stretches));
    }

    private Figures over(List<Stretch> stretches, List<Made> made) {
        Figures figures = new Figures(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String codes = made.stream()
                .map(m -> """
                        {"period":%d,"centre_id":"%s","code":"%s","number":%d}
                        """.formatted(m.period(), m.centre(), m.code(), m.number()))
                .collect(Collectors.joining(",", "[", "]"));
        jdbc.sql(COUNT)
                .param("stretches", StretchesAsJson.of(stretches))
                .param("made", codes)
                .query((ResultSet row) -> add(figures, row));
        return figures;
    }

    private static void add(Figures figures, ResultSet row) throws SQLException {
        int period = row.getInt("period");
        CentreId centre = new CentreId(row.getObject("centre_id", UUID.class));
        String what = row.getString("what");
        String value = row.getString("value");
        long number = row.getLong("number");
        switch (what) {
            case "COST" -> figures.costs().add(new Cost(period, centre, value, number, row.getBigDecimal("first")));
            case "GAIN" -> {
                figures.counts().add(new Count(period, centre, Dimension.CHECKED_TOPIC, value, number));
                figures.gains()
                        .add(new Gain(
                                period,
                                centre,
                                value,
                                number,
                                row.getDouble("first"),
                                row.getDouble("second"),
                                row.getLong("third")));
            }
            default -> figures.counts().add(new Count(period, centre, Dimension.valueOf(what), value, number));
        }
    }

    @Override
    public List<Reach> reach(List<Stretch> stretches) {
        return jdbc.sql(REACH)
                .param("stretches", StretchesAsJson.of(stretches))
                .query((row, number) -> new Reach(
                        row.getInt("period"),
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        new CampaignId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        Platform.valueOf(row.getString("platform")),
                        Measure.valueOf(row.getString("measure")),
                        row.getObject("number", Long.class),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getObject("target", Long.class)))
                .list();
    }
}
