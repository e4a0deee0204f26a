package org.mrcportal.counselling.figures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.CounsellingFigures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts with one statement, whatever the number of centres, periods and records. */
@Component
@Transactional(readOnly = true)
class FiguresInTheDatabase implements CounsellingFigures {

    private static final String COUNT = """
            with stretch as materialized (select * from %s),
            contact as (
                select s.period, c.centre_id, c.client_id, c.contact_type,
                       case when c.client_id is null then 'ANONYMOUS' else 'CODED' end as anonymity,
                       c.main_topic, c.destination, c.sex, c.age_group, c.region_code, c.language, c.mode
                from stretch s
                join counselling.consultation c
                  on c.centre_id = s.centre_id and c.started_at >= s.starts and c.started_at < s.ends),
            booking as (
                select s.period, a.centre_id,
                       case when a.state = 'BOOKED' then 'OPEN' when a.state in ('NO_SHOW', 'CANCELLED') then a.state
                            else 'ATTENDED' end as state,
                       greatest(round(extract(epoch from a.starts_at - a.booked_at) / 86400, 1), 0) as days
                from stretch s
                join counselling.appointment a
                  on a.centre_id = s.centre_id and a.starts_at >= s.starts and a.starts_at < s.ends
                where a.state not in ('HELD', 'EXPIRED'))
            select period, centre_id,
                   case grouping(contact_type, anonymity, main_topic, destination, sex, region_code, language, mode)
                       when 127 then 'CONTACT_TYPE' when 191 then 'ANONYMITY' when 223 then 'TOPIC'
                       when 239 then 'DESTINATION' when 247 then 'SEX_AGE' when 251 then 'REGION'
                       when 253 then 'LANGUAGE' when 254 then 'MODE' end as what,
                   coalesce(contact_type, anonymity, main_topic, destination, sex || ':' || age_group, region_code,
                            language, mode, '') as value,
                   coalesce((select t.sensitive from counselling.topic t where t.code = main_topic), false) as sensitive,
                   count(*)::numeric as number
            from contact
            group by grouping sets ((period, centre_id, contact_type), (period, centre_id, anonymity),
                (period, centre_id, main_topic), (period, centre_id, destination), (period, centre_id, sex, age_group),
                (period, centre_id, region_code), (period, centre_id, language), (period, centre_id, mode))
            union all
            select period, centre_id, 'PERSONS', '', false, count(*)
            from (select distinct period, centre_id, client_id from contact where client_id is not null) person
            group by period, centre_id
            union all
            select period, centre_id, 'APPOINTMENT_STATE', state, false, count(*)
            from booking group by period, centre_id, state
            union all
            select period, centre_id, 'WAIT', '', false, percentile_disc(0.5) within group (order by days)
            from booking where state = 'ATTENDED' group by grouping sets ((period, centre_id), (period))
            """.formatted(StretchesAsJson.TABLE);

    private final JdbcClient jdbc;

    FiguresInTheDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Figures over(List<Stretch> stretches) {
        Figures figures = new Figures(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
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
                figures.waits()
                        .add(new Wait(period, centre == null ? null : new CentreId(centre), row.getDouble("number")));
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
}
