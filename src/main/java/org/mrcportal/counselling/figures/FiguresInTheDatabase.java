package org.mrcportal.counselling.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Stretch;
import org.mrcportal.centres.StretchesAsJson;
import org.mrcportal.counselling.CounsellingFigures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts with one statement, whatever the number of centres, periods and records. */
@Component
@Transactional(readOnly = true)
class FiguresInTheDatabase implements CounsellingFigures {

    /** What became of the appointment {@code r}. */
    static final String STATE = "case when r.state = 'BOOKED' then 'OPEN'"
            + " when r.state in ('NO_SHOW', 'CANCELLED') then r.state else 'ATTENDED' end";

    /** The language of the visit {@code r}, empty where there was none. */
    static final String VISIT_LANGUAGE =
            "case when r.state in ('ARRIVED', 'IN_SESSION', 'COMPLETED') then r.language else '' end";

    /** Days from booking to visit, to a tenth. */
    static final String DAYS = "greatest(round(extract(epoch from r.starts_at - r.booked_at) / 86400, 1), 0.0)";

    /**
     * Closed months of a stretch come from their totals, the days before and after them from the records: each such piece
     * by itself ("offset 0" sees to that), through the index, whatever the planner thinks of their number.
     */
    private static final String COUNT = """
            with stretch as materialized (
                select s.*, s.months_from::timestamp at time zone s.zone as closed_from,
                       greatest(least(s.months_to, coalesce(c.closed_before, s.months_from)), s.months_from)::timestamp at time zone s.zone as closed_to,
                       greatest(least(s.months_to, coalesce(c.closed_before, s.months_from)), s.months_from) as closed_before
                from %1$s left join counselling.month_closing c on c.centre_id = s.centre_id),
            piece as materialized (
                select period, centre_id, starts, case when closed_to > closed_from then closed_from else ends end as ends
                from stretch
                union all
                select period, centre_id, closed_to, ends from stretch where closed_to > closed_from and closed_to < ends),
            closed as (
                select s.period, s.centre_id, f.dimension, f.value, f.number, s.months_from
                from stretch s
                join counselling.month_figure f
                  on f.centre_id = s.centre_id and f.month >= s.months_from and f.month < s.closed_before),
            booking as materialized (
                select s.period, s.centre_id, r.state, r.days, r.language
                from piece s cross join lateral (
                    select %2$s as state, %3$s as days, %4$s as language
                    from counselling.appointment r
                    where r.centre_id = s.centre_id and r.starts_at >= s.starts and r.starts_at < s.ends
                      and r.state not in ('HELD', 'EXPIRED')
                    offset 0) r),
            counted as (
                select s.period, s.centre_id, contact.*
                from piece s cross join lateral (
                    select case grouping(contact_type, anonymity, main_topic, destination, sex, region_code, language, mode)
                               when 127 then 'CONTACT_TYPE' when 191 then 'ANONYMITY' when 223 then 'TOPIC'
                               when 239 then 'DESTINATION' when 247 then 'SEX_AGE' when 251 then 'REGION'
                               when 253 then 'LANGUAGE' when 254 then 'MODE' end as what,
                           coalesce(contact_type, anonymity, main_topic, destination, sex || ':' || age_group,
                                    region_code, language, mode, '') as value,
                           count(*) as number
                    from (select c.*, case when c.client_id is null then 'ANONYMOUS' else 'CODED' end as anonymity
                          from counselling.consultation c
                          where c.centre_id = s.centre_id and c.started_at >= s.starts and c.started_at < s.ends) c
                    group by grouping sets ((contact_type), (anonymity), (main_topic), (destination), (sex, age_group),
                                            (region_code), (language), (mode))) contact
                union all
                select p.period, p.centre_id, 'PERSONS', '', count(*)
                from (select distinct s.period, s.centre_id, c.client_id
                      from piece s cross join lateral (
                          select c.client_id from counselling.consultation c
                          where c.centre_id = s.centre_id and c.started_at >= s.starts and c.started_at < s.ends
                            and c.client_id is not null
                          offset 0) c) p
                join stretch s on s.period = p.period and s.centre_id = p.centre_id
                where not exists (
                    select from counselling.consultation c
                    where c.client_id = p.client_id and c.centre_id = p.centre_id
                      and c.started_at >= s.closed_from and c.started_at < s.closed_to)
                group by p.period, p.centre_id
                union all
                select period, centre_id, 'APPOINTMENT_STATE', state, count(*) from booking
                group by period, centre_id, state
                union all
                select period, centre_id, 'VISIT_LANGUAGE', language, count(*) from booking
                group by period, centre_id, language
                union all
                select period, centre_id, case dimension when 'PERSON' then 'PERSONS' else dimension end,
                       case dimension when 'PERSON' then '' else value end, number
                from closed
                where dimension <> 'WAIT'
                  and (dimension <> 'PERSON' or value collate "C" < to_char(months_from, 'YYYY-MM'))),
            waited as (
                select period, centre_id, language, days, sum(number) as number
                from (select period, centre_id, language, days, 1 as number from booking where state = 'ATTENDED'
                      union all
                      select period, centre_id, split_part(value, ' ', 2), split_part(value, ' ', 1)::numeric, number
                      from closed where dimension = 'WAIT') w
                group by grouping sets ((period, centre_id, days), (period, days),
                                        (period, centre_id, language, days), (period, language, days))),
            placed as (
                select period, centre_id, language, days,
                       sum(number) over (partition by period, centre_id, language order by days) as place,
                       sum(number) over (partition by period, centre_id, language) as total
                from waited)
            select period, centre_id, what, value, what = 'TOPIC' and coalesce(bool_or(t.sensitive), false) as sensitive,
                   sum(number)::numeric as number
            from counted left join counselling.topic t on what = 'TOPIC' and t.code = value
            group by period, centre_id, what, value
            union all
            select period, centre_id, 'WAIT', coalesce(language, ''), false, min(days) from placed where 2 * place >= total
            group by period, centre_id, language
            """.formatted(StretchesAsJson.TABLE, STATE, DAYS, VISIT_LANGUAGE);

    private final JdbcClient jdbc;

    FiguresInTheDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Figures over(List<Stretch> stretches) {
        Figures figures = new Figures(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        jdbc.sql(COUNT).param("stretches", StretchesAsJson.of(stretches)).query((ResultSet row) -> add(figures, row));
        return figures;
    }

    private static void add(Figures figures, ResultSet row) throws SQLException {
        int period = row.getInt("period");
        String what = row.getString("what");
        UUID centre = row.getObject("centre_id", UUID.class);
        switch (what) {
            case "PERSONS" -> figures.persons().add(new Persons(period, new CentreId(centre), row.getLong("number")));
            case "WAIT" ->
                addWait(
                        figures,
                        period,
                        centre == null ? null : new CentreId(centre),
                        row.getString("value"),
                        row.getDouble("number"));
            default ->
                figures.counts()
                        .add(new Count(
                                period,
                                new CentreId(centre),
                                Dimension.valueOf(what),
                                row.getString("value"),
                                row.getBoolean("sensitive"),
                                row.getLong("number")));
        }
    }

    private static void addWait(Figures figures, int period, @Nullable CentreId centre, String language, double days) {
        if (language.isEmpty()) {
            figures.waits().add(new Wait(period, centre, days));
        } else {
            figures.languageWaits().add(new LanguageWait(period, centre, language, days));
        }
    }
}
