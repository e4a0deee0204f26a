package org.mrcportal.outreach.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads visits for lists, within the scope of the transaction and with one statement each. */
@Component
@Transactional(readOnly = true)
public class VisitLines {

    private static final int MOST = 300;

    private static final String SELECT = """
            select v.id, v.day, v.state, v.region_code, v.district_code, v.purposes,
                   case when v.next_done_at is null then v.next_step end as next_step,
                   case when v.next_done_at is null then v.next_due end as next_due,
                   (select string_agg(s.name, ', ' order by s.name) from outreach.visit_staff x
                    join accounts.staff s on s.id = x.staff_id where x.visit_id = v.id) as staff,
                   (select string_agg(i.name, ', ' order by i.name) from outreach.visit_institution x
                    join outreach.institution i on i.id = x.institution_id where x.visit_id = v.id) as institutions,
                   (select count(*) from outreach.visit_leader x where x.visit_id = v.id) as leaders
            from outreach.visit v
            """;

    private final JdbcClient jdbc;
    private final Districts districts;

    VisitLines(JdbcClient jdbc, Districts districts) {
        this.jdbc = jdbc;
        this.districts = districts;
    }

    /** The newest first. */
    public List<VisitLine> ofInstitution(UUID institution, Locale locale) {
        return lines("""
                where v.id in (select x.visit_id from outreach.visit_institution x where x.institution_id = :institution)
                order by v.day desc, v.id desc limit :most
                """, Map.of("institution", institution), locale);
    }

    /** The newest first. */
    public List<VisitLine> ofLeader(UUID leader, Locale locale) {
        return lines("""
                where v.id in (select x.visit_id from outreach.visit_leader x where x.leader_id = :leader)
                order by v.day desc, v.id desc limit :most
                """, Map.of("leader", leader), locale);
    }

    /** Of one centre, from the first day to before the last. */
    List<VisitLine> between(UUID centre, LocalDate from, LocalDate before, Locale locale) {
        return lines("""
                where v.centre_id = :centre and v.day >= :from and v.day < :before
                order by v.day, v.id limit :most
                """, Map.of("centre", centre, "from", from, "before", before), locale);
    }

    /** Steps whose day has passed, and visits whose day has passed and of which nobody has said whether they were made. */
    List<VisitLine> overdue(UUID centre, LocalDate today, Locale locale) {
        return lines("""
                where v.centre_id = :centre
                  and (v.next_due < :today and v.next_done_at is null or v.state = 'PLANNED' and v.day < :today)
                order by coalesce(v.next_due, v.day), v.id limit :most
                """, Map.of("centre", centre, "today", today), locale);
    }

    /** Made in a region or a district on one of the days, both included; the newest first. */
    public List<VisitLine> madeIn(Place place, LocalDate first, LocalDate last, Locale locale) {
        Map<String, Object> parameters = new HashMap<>(Map.of("region", place.region(), "first", first, "last", last));
        String where = "where v.state = 'DONE' and v.region_code = :region and v.day between :first and :last";
        if (place.district() != null) {
            parameters.put("district", place.district());
            where += " and v.district_code = :district";
        }
        return lines(where + " order by v.day desc, v.id desc limit :most", parameters, locale);
    }

    private List<VisitLine> lines(String condition, Map<String, Object> parameters, Locale locale) {
        return jdbc.sql(SELECT + condition)
                .params(parameters)
                .param("most", MOST)
                .query((row, number) -> line(row, locale))
                .list();
    }

    private VisitLine line(ResultSet row, Locale locale) throws SQLException {
        return new VisitLine(
                row.getObject("id", UUID.class),
                row.getObject("day", LocalDate.class),
                row.getString("state"),
                districts.name(new Place(row.getString("region_code"), row.getString("district_code")), locale),
                List.of((String[]) row.getArray("purposes").getArray()),
                row.getString("staff"),
                row.getString("institutions"),
                row.getInt("leaders"),
                row.getString("next_step"),
                row.getObject("next_due", LocalDate.class));
    }
}
