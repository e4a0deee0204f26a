package org.mrcportal.outreach.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Place;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows around a visit: who goes, with whom, which sessions; and what can be picked of each. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class VisitParts {

    private static final int MOST = 500;

    /** Sessions so many days around a visit can belong to it. */
    private static final int DAYS_AROUND = 90;

    /** So many are offered beside those that belong to it. */
    private static final int MOST_SESSIONS = 60;

    private final JdbcClient jdbc;
    private final Districts districts;
    private final OutreachLabels labels;
    private final Seal seal;

    VisitParts(JdbcClient jdbc, Districts districts, OutreachLabels labels, Seal seal) {
        this.jdbc = jdbc;
        this.districts = districts;
        this.labels = labels;
        this.seal = seal;
    }

    /** One statement. */
    VisitLinks of(UUID visit) {
        return jdbc.sql("""
                        select array(select staff_id from outreach.visit_staff where visit_id = :id) as staff,
                               array(select institution_id from outreach.visit_institution where visit_id = :id) as institutions,
                               array(select leader_id from outreach.visit_leader where visit_id = :id) as leaders,
                               array(select session_id from outreach.visit_session where visit_id = :id) as sessions
                        """)
                .param("id", visit)
                .query((row, number) -> new VisitLinks(
                        ids(row, "staff"), ids(row, "institutions"), ids(row, "leaders"), ids(row, "sessions")))
                .single();
    }

    /**
     * Replaces who goes and with whom; whoever is none of the centre's is left out. Leaders who are no longer listed
     * cannot be chosen, and those who were met stay.
     */
    void writePlan(Visit visit, VisitLinks links) {
        UUID centre = visit.centre().id();
        replace(
                "outreach.visit_staff",
                "staff_id",
                "select c.staff_id from accounts.staff_centre c where c.centre_id = :centre and c.staff_id = any (:ids)",
                centre,
                visit.id(),
                links.staff());
        replace(
                "outreach.visit_institution",
                "institution_id",
                "select i.id from outreach.institution i where i.centre_id = :centre and i.id = any (:ids)",
                centre,
                visit.id(),
                links.institutions());
        replace(
                "outreach.visit_leader",
                "leader_id",
                "select l.id from outreach.leader l where l.centre_id = :centre and l.withdrawn_at is null and l.id = any (:ids)",
                "leader_id in (select l.id from outreach.leader l where l.withdrawn_at is null)",
                centre,
                visit.id(),
                links.leaders());
    }

    void writeSessions(Visit visit, Set<UUID> sessions) {
        replace(
                "outreach.visit_session",
                "session_id",
                "select s.id from outreach.awareness_session s where s.centre_id = :centre and s.id = any (:ids)",
                visit.centre().id(),
                visit.id(),
                sessions);
    }

    private void replace(String table, String column, String known, UUID centre, UUID visit, Collection<UUID> ids) {
        replace(table, column, known, "true", centre, visit, ids);
    }

    /** @param offered the condition for rows that could be chosen, the only ones to go where they were not */
    private void replace(
            String table, String column, String known, String offered, UUID centre, UUID visit, Collection<UUID> ids) {
        jdbc.sql("delete from " + table + " where visit_id = :visit and " + column + " <> all (:ids) and " + offered)
                .param("visit", visit)
                .param("ids", new SqlArrayValue("uuid", ids.toArray()))
                .update();
        if (!ids.isEmpty()) {
            jdbc.sql("insert into " + table + " (centre_id, visit_id, " + column
                            + ") select :centre, :visit, known.id from (" + known
                            + ") as known (id) on conflict do nothing")
                    .param("centre", centre)
                    .param("visit", visit)
                    .param("ids", new SqlArrayValue("uuid", ids.toArray()))
                    .update();
        }
    }

    /** Those who work at the centre, and those who are on record already. */
    List<Choice> staff(UUID centre, Collection<UUID> chosen) {
        return jdbc.sql("""
                        select s.id, s.name from accounts.staff s
                        where s.id = any (:chosen) or s.enabled and s.id in (
                            select c.staff_id from accounts.staff_centre c where c.centre_id = :centre)
                        order by lower(s.name), s.id limit :most
                        """)
                .param("centre", centre)
                .param("chosen", new SqlArrayValue("uuid", chosen.toArray()))
                .param("most", MOST)
                .query((row, number) -> Choice.of(row.getString("id"), row.getString("name")))
                .list();
    }

    List<Choice> institutions(UUID centre, Locale locale) {
        return jdbc.sql("""
                        select id, name, region_code, district_code from outreach.institution
                        where centre_id = ? order by lower(name), id limit ?
                        """)
                .params(centre, MOST)
                .query((row, number) -> new Choice(
                        row.getString("id"),
                        row.getString("name"),
                        districts.name(new Place(row.getString("region_code"), row.getString("district_code")), locale),
                        null))
                .list();
    }

    private Choice leader(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return Choice.of(id, Objects.requireNonNullElse(seal.open(row.getBytes("name"), "leader.name:" + id), ""));
    }

    /** Those who belong to a visit, by their names. */
    record Company(List<Choice> staff, List<Choice> institutions, List<Choice> leaders) {}

    /** One statement. Whoever is no longer listed as a leader is left out. */
    Company company(UUID visit) {
        Company company = new Company(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        jdbc.sql("""
                        select 'STAFF' as what, s.id, s.name as label, null::bytea as name
                        from outreach.visit_staff x join accounts.staff s on s.id = x.staff_id where x.visit_id = :visit
                        union all
                        select 'INSTITUTION', i.id, i.name, null
                        from outreach.visit_institution x join outreach.institution i on i.id = x.institution_id
                        where x.visit_id = :visit
                        union all
                        select 'LEADER', l.id, null, l.name
                        from outreach.visit_leader x join outreach.leader l on l.id = x.leader_id
                        where x.visit_id = :visit and l.withdrawn_at is null
                        order by 3, 2
                        """).param("visit", visit).query(row -> {
            switch (row.getString("what")) {
                case "STAFF" -> company.staff().add(Choice.of(row.getString("id"), row.getString("label")));
                case "INSTITUTION" ->
                    company.institutions().add(Choice.of(row.getString("id"), row.getString("label")));
                default -> company.leaders().add(leader(row));
            }
        });
        return company;
    }

    /** Sessions that belong to the visit, all of them; then those of its region that can, the nearest to its day first. */
    List<Choice> sessions(Visit visit, CentreCard centre, Locale locale) {
        LocalDate day = visit.plan().day();
        List<Choice> choices = new ArrayList<>();
        jdbc.sql("""
                        with tied as (select x.session_id from outreach.visit_session x where x.visit_id = :visit)
                        select s.id, (s.starts_at at time zone :zone)::date as day, s.institution,
                               (select t.topic_code from outreach.session_topic t where t.session_id = s.id
                                order by t.position limit 1) as topic
                        from outreach.awareness_session s
                        where s.id in (select session_id from tied)
                           or s.centre_id = :centre and s.region_code = :region and s.state <> 'CANCELLED'
                              and s.starts_at >= :from and s.starts_at < :until
                        order by s.id in (select session_id from tied) desc,
                                 abs((s.starts_at at time zone :zone)::date - :day), s.starts_at, s.id
                        limit (select count(*) from tied) + :most
                        """)
                .param("day", day)
                .param("most", MOST_SESSIONS)
                .param("zone", centre.zone().getId())
                .param("visit", visit.id())
                .param("centre", centre.id().id())
                .param("region", visit.plan().place().region())
                .param(
                        "from",
                        day.minusDays(DAYS_AROUND).atStartOfDay(centre.zone()).toOffsetDateTime())
                .param(
                        "until",
                        day.plusDays(DAYS_AROUND).atStartOfDay(centre.zone()).toOffsetDateTime())
                .query(row -> {
                    String institution = row.getString("institution");
                    String topic = row.getString("topic");
                    choices.add(new Choice(
                            row.getString("id"),
                            CentreTime.date(row.getObject("day", LocalDate.class), locale) + ", "
                                    + labels.topic(topic == null ? "OTHER" : topic, locale),
                            institution,
                            null));
                });
        return choices;
    }

    private static Set<UUID> ids(ResultSet row, String column) throws SQLException {
        Set<UUID> ids = new LinkedHashSet<>();
        for (Object id : (Object[]) row.getArray(column).getArray()) {
            ids.add((UUID) id);
        }
        return ids;
    }
}
