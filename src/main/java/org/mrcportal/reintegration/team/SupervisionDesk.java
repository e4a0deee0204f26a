package org.mrcportal.reintegration.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much each case worker has to carry, and what waits. Managers see everybody of the centre, case workers themselves.
 * Protected cases count for those alone who may see them.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class SupervisionDesk {

    private static final int MOST = 30;

    private static final String LOADS = """
            with late_action as (
                select a.case_id, count(*) as n
                from reintegration.action a
                join reintegration.goal g on g.id = a.goal_id
                join reintegration.plan p on p.id = g.plan_id and p.state = 'APPROVED'
                where a.centre_id = :centre and a.due_on < :today and a.state in ('PLANNED', 'STARTED')
                group by a.case_id
            ), late_follow_up as (
                select case_id, count(*) as n from reintegration.follow_up
                where centre_id = :centre and state = 'DUE' and due_on < :today group by case_id
            ), late_referral as (
                select case_id, count(*) as n from reintegration.referral
                where centre_id = :centre and state in ('SENT', 'ACCEPTED') and due_on < :today group by case_id
            ), late_task as (
                select assignee_id, count(*) as n from reintegration.task
                where centre_id = :centre and done_at is null and due_at < :now and assignee_id is not null group by assignee_id
            ), worker as (
                select s.id, s.name from accounts.staff s
                where exists (select from accounts.staff_centre w where w.staff_id = s.id and w.centre_id = :centre)
                  and s.enabled and 'CASE_WORKER' = any (s.roles)
                union
                select s.id, s.name from reintegration.case_file c join accounts.staff s on s.id = c.owner_id
                where c.centre_id = :centre and c.state <> 'CLOSED'
            )
            select w.id, w.name,
                   count(c.id) filter (where c.state in ('DRAFT', 'SCREENING')) as coming,
                   count(c.id) filter (where c.state in ('ASSESSED', 'PLAN_APPROVED')) as planned,
                   count(c.id) filter (where c.state in ('ACTIVE', 'REOPENED')) as active,
                   count(c.id) filter (where c.state = 'MONITORING') as monitored,
                   coalesce(sum(a.n), 0) as actions, coalesce(sum(f.n), 0) as follow_ups, coalesce(sum(r.n), 0) as referrals,
                   coalesce(max(t.n), 0) as tasks
            from worker w
            left join reintegration.case_file c on c.owner_id = w.id and c.centre_id = :centre and c.state <> 'CLOSED'
            left join late_action a on a.case_id = c.id
            left join late_follow_up f on f.case_id = c.id
            left join late_referral r on r.case_id = c.id
            left join late_task t on t.assignee_id = w.id
            where :everybody or w.id = :me
            group by w.id, w.name
            order by count(c.id) desc, w.name, w.id
            """;

    private final Centres centres;
    private final JdbcClient jdbc;
    private final Clock clock;

    SupervisionDesk(Centres centres, JdbcClient jdbc, Clock clock) {
        this.centres = centres;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What one case worker carries: open cases by how far they are, and what is overdue in them. */
    record Load(
            StaffId id,
            String name,
            long coming,
            long planned,
            long active,
            long monitored,
            long actions,
            long followUps,
            long referrals,
            long tasks) {

        public long open() {
            return coming + planned + active + monitored;
        }

        public long overdue() {
            return actions + followUps + referrals + tasks;
        }
    }

    /** A case nobody has taken. */
    record Waiting(CaseId id, String reference, String clientCode, CaseState state, LocalDate since, long days) {}

    /** @param waiting nobody's cases, the oldest first, at most {@value #MOST} */
    record Page(
            Workplaces workplaces,
            CentreCard centre,
            List<Load> loads,
            List<Waiting> waiting,
            long plans,
            long assistance) {}

    Page page(@Nullable String code, StaffMember me, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        CentreCard centre = workplaces.at(code);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        List<Load> loads = jdbc.sql(LOADS)
                .param("centre", centre.id().id())
                .param("today", today)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("me", me.id().id())
                .param("everybody", me.is(Role.CENTRE_MANAGER))
                .query((row, number) -> load(row))
                .list();
        List<Waiting> waiting = jdbc.sql("""
                        select c.id, c.reference, k.code, c.state, c.opened_at
                        from reintegration.case_file c join clients.client k on k.id = c.client_id
                        where c.centre_id = ? and c.owner_id is null and c.state <> 'CLOSED'
                        order by c.opened_at, c.id limit ?
                        """)
                .params(centre.id().id(), MOST)
                .query((row, number) -> {
                    LocalDate since = LocalDate.ofInstant(
                            row.getObject("opened_at", OffsetDateTime.class).toInstant(), centre.zone());
                    return new Waiting(
                            new CaseId(row.getObject("id", UUID.class)),
                            Reference.grouped(row.getString("reference")),
                            row.getString("code"),
                            CaseState.valueOf(row.getString("state")),
                            since,
                            since.until(today, ChronoUnit.DAYS));
                })
                .list();
        return jdbc.sql("""
                        select (select count(*) from reintegration.plan where centre_id = :centre and state = 'SUBMITTED') as plans,
                               (select count(*) from reintegration.assistance where centre_id = :centre and state = 'REQUESTED') as assistance
                        """)
                .param("centre", centre.id().id())
                .query((row, number) ->
                        new Page(workplaces, centre, loads, waiting, row.getLong("plans"), row.getLong("assistance")))
                .single();
    }

    private static Load load(ResultSet row) throws SQLException {
        return new Load(
                new StaffId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getLong("coming"),
                row.getLong("planned"),
                row.getLong("active"),
                row.getLong("monitored"),
                row.getLong("actions"),
                row.getLong("follow_ups"),
                row.getLong("referrals"),
                row.getLong("tasks"));
    }
}
