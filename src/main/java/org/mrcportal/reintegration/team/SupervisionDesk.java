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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.NotFound;
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

    private static final int LONGEST = 200;

    private static final String LOADS = Carried.SQL + """
            , worker as (
                select s.id, s.name from accounts.staff s
                where exists (select from accounts.staff_centre w where w.staff_id = s.id and w.centre_id = :centre)
                  and s.enabled and 'CASE_WORKER' = any (s.roles)
                union
                select s.id, s.name from reintegration.case_file c join accounts.staff s on s.id = c.owner_id
                where c.centre_id = :centre and c.state <> 'CLOSED'
            )
            select w.id, w.name,
                   count(*) filter (where r.what = 'COMING') as coming,
                   count(*) filter (where r.what = 'PLANNED') as planned,
                   count(*) filter (where r.what = 'ACTIVE') as active,
                   count(*) filter (where r.what = 'MONITORED') as monitored,
                   count(*) filter (where r.what = 'LATE_ACTIONS') as actions,
                   count(*) filter (where r.what = 'LATE_FOLLOW_UPS') as follow_ups,
                   count(*) filter (where r.what = 'LATE_REFERRALS') as referrals,
                   count(*) filter (where r.what = 'LATE_TASKS') as tasks
            from worker w left join carried r on r.staff_id = w.id
            where :everybody or w.id = :me
            group by w.id, w.name
            order by count(*) filter (where r.what in ('COMING', 'PLANNED', 'ACTIVE', 'MONITORED')) desc, w.name, w.id
            """;

    private static final String LIST = Carried.SQL + """
            select r.what, r.case_id, r.due_on, r.kind, c.reference, k.code, c.state, count(*) over () as all
            from carried r
            left join reintegration.case_file c on c.id = r.case_id
            left join clients.client k on k.id = c.client_id
            where r.staff_id = :worker and r.what = any (string_to_array(:whats, ' '))
            order by r.due_on, c.reference, r.what, r.id limit :most
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

    /**
     * One thing that somebody carries.
     *
     * @param file null: a task about no case
     * @param due the day it was due, or since when a case is where it is
     * @param kind of a task; WORD: what client or partner said about a step; STAGE: what brings the case on; null: the thing itself
     */
    record Line(
            Carried what,
            @Nullable CaseId file,
            @Nullable String reference,
            @Nullable String clientCode,
            @Nullable CaseState state,
            LocalDate due,
            @Nullable String kind) {}

    /** @param number of all there are; at most {@value #LONGEST} are listed */
    record Behind(CentreCard centre, String name, long number, List<Line> lines) {}

    /** @throws NotFound where the reader neither supervises here nor is this case worker */
    Behind behind(@Nullable String code, StaffId worker, Set<Carried> whats, StaffMember me, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(code);
        if (!me.is(Role.CENTRE_MANAGER) && !worker.equals(me.id())) {
            throw new NotFound(worker);
        }
        String name = jdbc.sql("""
                        select s.name from accounts.staff s
                        where s.id = ? and (exists (select from accounts.staff_centre w
                                                    where w.staff_id = s.id and w.centre_id = ?)
                            or exists (select from reintegration.case_file c where c.owner_id = s.id and c.centre_id = ?)
                            or exists (select from reintegration.task t where t.assignee_id = s.id and t.centre_id = ?))
                        """)
                .params(
                        worker.id(),
                        centre.id().id(),
                        centre.id().id(),
                        centre.id().id())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFound(worker));
        Instant now = clock.instant();
        AtomicLong all = new AtomicLong();
        List<Line> lines = jdbc.sql(LIST)
                .param("centre", centre.id().id())
                .param("zone", centre.zone().getId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("worker", worker.id())
                .param("whats", whats.stream().map(Carried::name).collect(Collectors.joining(" ")))
                .param("most", LONGEST)
                .query((row, number) -> {
                    all.set(row.getLong("all"));
                    return line(row);
                })
                .list();
        return new Behind(centre, name, all.get(), lines);
    }

    private static Line line(ResultSet row) throws SQLException {
        UUID file = row.getObject("case_id", UUID.class);
        String reference = row.getString("reference");
        String state = row.getString("state");
        return new Line(
                Carried.valueOf(row.getString("what")),
                file == null ? null : new CaseId(file),
                reference == null ? null : Reference.grouped(reference),
                row.getString("code"),
                state == null ? null : CaseState.valueOf(state),
                row.getObject("due_on", LocalDate.class),
                row.getString("kind"));
    }

    Page page(@Nullable String code, StaffMember me, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        CentreCard centre = workplaces.at(code);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        List<Load> loads = jdbc.sql(LOADS)
                .param("centre", centre.id().id())
                .param("zone", centre.zone().getId())
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
                        select (select count(*) from reintegration.plan p
                                join reintegration.case_file c on c.id = p.case_id and c.state <> 'CLOSED'
                                where p.centre_id = :centre and p.state = 'SUBMITTED'
                                  and p.id <> all ((select reintegration.plans_seen_in_part())::uuid[])) as plans,
                               (select count(*) from reintegration.assistance s
                                join reintegration.case_file c on c.id = s.case_id and c.state <> 'CLOSED'
                                where s.centre_id = :centre and s.state = 'REQUESTED') as assistance
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
