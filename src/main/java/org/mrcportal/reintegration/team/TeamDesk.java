package org.mrcportal.reintegration.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The team of a case, and who looked at it. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class TeamDesk {

    private static final int VIEWS = 30;

    private static final String PEOPLE = """
            select s.id, s.name, p.part, p.until
            from (
                select c.owner_id as staff_id, 'OWNER' as part, null::timestamptz as until
                from reintegration.case_file c where c.id = :case and c.owner_id is not null
                union all
                select m.staff_id, 'MEMBER', null from reintegration.case_member m where m.case_id = :case
                union all
                select v.cover_id, 'COVER', v.ends_at
                from reintegration.case_file c
                join reintegration.cover v on v.absent_id = c.owner_id and v.centre_id = c.centre_id
                where c.id = :case and v.starts_at <= :now and v.ends_at > :now
                union all
                select f.staff_id, 'FOCAL_POINT', null from reintegration.focal_point f where f.centre_id = :centre
                union all
                select w.staff_id, 'COLLEAGUE', null
                from accounts.staff_centre w join accounts.staff k on k.id = w.staff_id
                where w.centre_id = :centre and k.enabled and k.roles && array['CASE_WORKER', 'CENTRE_MANAGER']
            ) p
            join accounts.staff s on s.id = p.staff_id
            order by s.name, s.id
            """;

    private final Cases cases;
    private final CaseTasks tasks;
    private final JdbcClient jdbc;
    private final Clock clock;

    TeamDesk(Cases cases, CaseTasks tasks, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What somebody looked at on one day. */
    record Viewed(String who, LocalDate day, List<String> pages, Instant last, boolean byGlass) {}

    /**
     * The page of the team.
     *
     * @param cues whether what was noticed when the person was taken in speaks for keeping the case to its team
     * @param older the day before which more was looked at, or null
     */
    record Page(
            Team team,
            List<Viewed> views,
            boolean cues,
            @Nullable LocalDate older) {}

    Page page(CaseId id, @Nullable LocalDate before, StaffMember me, Locale locale) {
        CaseCard file = cases.open(id, "TEAM", me);
        Team team = team(file, locale);
        List<Viewed> views = views(file, before);
        LocalDate older = null;
        if (views.size() > VIEWS) {
            LocalDate cut = views.get(VIEWS).day();
            List<Viewed> whole =
                    views.stream().filter(view -> view.day().isAfter(cut)).toList();
            views = whole.isEmpty() ? views.subList(0, VIEWS) : whole;
            older = whole.isEmpty() ? cut : cut.plusDays(1);
        }
        return new Page(team, views, !file.kept() && team.guardedBy(me) && cues(file), older);
    }

    /** Somebody takes a case that nobody has taken. */
    boolean take(CaseId id, long version, StaffMember me) {
        CaseCard file = cases.get(id);
        if (file.owner() != null) {
            return file.owner().equals(me.id());
        }
        if (file.readOnly() || !team(file, Locale.ROOT).has(Team.Part.COLLEAGUE, me.id())) {
            throw new AccessDeniedException("not of this centre, or for reading only");
        }
        return changeOwner(file, version, me.id(), me.id());
    }

    /**
     * Gives the case to somebody else.
     *
     * @param stay whether the former owner stays in the team
     * @return false where somebody else has changed the case meanwhile
     */
    boolean handOver(CaseId id, StaffId to, long version, boolean stay, StaffMember me) {
        CaseCard file = cases.get(id);
        Team team = changeable(file, to, me);
        if (!team.has(Team.Part.COLLEAGUE, to)) {
            throw new NotFound(to);
        }
        StaffId former = file.owner();
        if (to.equals(former)) {
            return true;
        }
        if (stay && former != null) {
            insertMember(file, former, me.id());
        }
        if (former != null) {
            CaseId seen = file.kept() && !stay ? null : id;
            tasks.tell(file.centre(), seen, "CASE_TAKEN_OVER", List.of(former), me.id());
        }
        tasks.tell(file.centre(), id, "CASE_HANDED_OVER", List.of(to), me.id());
        return changeOwner(file, version, to, me.id());
    }

    /** @throws NotFound where the reader does not learn of the case */
    void find(CaseId id) {
        cases.get(id);
    }

    void add(CaseId id, StaffId who, StaffMember me) {
        CaseCard file = cases.get(id);
        Team team = changeable(file, who, me);
        if (!team.has(Team.Part.COLLEAGUE, who)) {
            throw new NotFound(who);
        }
        if (!who.equals(file.owner()) && insertMember(file, who, me.id())) {
            tasks.tell(file.centre(), id, "TEAM_JOINED", List.of(who), me.id());
            tellOwner(file, me);
            cases.happened(file, "MEMBER_ADDED", who.id(), me.id(), null);
        }
    }

    /** Takes somebody out of the team; everybody may leave it. Who left already is not taken out again. */
    void remove(CaseId id, StaffId who, StaffMember me) {
        CaseCard file = cases.get(id);
        Team team = team(file, Locale.ROOT);
        if (!team.changedBy(me) && !who.equals(me.id())) {
            throw new AccessDeniedException("not one's team");
        }
        if (team.has(Team.Part.MEMBER, who)) {
            cases.happened(file, "MEMBER_REMOVED", who.id(), me.id(), null);
            tellOwner(file, me);
            jdbc.sql("delete from reintegration.case_member where case_id = ? and staff_id = ?")
                    .params(id.id(), who.id())
                    .update();
        }
    }

    /** Whether the reader still sees the case, after what was done. */
    @Transactional(readOnly = true)
    boolean sees(CaseId id) {
        return jdbc.sql("select count(*) from reintegration.case_file where id = ?")
                        .param(id.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    Team team(CaseCard file, Locale locale) {
        return new Team(
                file,
                jdbc.sql(PEOPLE)
                        .param("case", file.id().id())
                        .param("centre", file.centre().id())
                        .param("now", now())
                        .query((row, number) -> person(row, file, locale))
                        .list());
    }

    /** @param who is brought in */
    private Team changeable(CaseCard file, StaffId who, StaffMember me) {
        Team team = team(file, Locale.ROOT);
        if (!team.broughtInBy(me, who)) {
            throw new AccessDeniedException("not one's team");
        }
        return team;
    }

    private void tellOwner(CaseCard file, StaffMember me) {
        if (file.owner() != null) {
            tasks.tell(file.centre(), file.id(), "TEAM_CHANGED", List.of(file.owner()), me.id());
        }
    }

    /** Last of all: who gives a protected case away does not see it afterwards, not even to write down having done so. */
    private boolean changeOwner(CaseCard file, long version, StaffId to, StaffId by) {
        if (file.version() != version) {
            return false;
        }
        cases.happened(file, "OWNER_CHANGED", to.id(), by, null);
        jdbc.sql("delete from reintegration.case_member where case_id = ? and staff_id = ?")
                .params(file.id().id(), to.id())
                .update();
        int changed = jdbc.sql(
                        "update reintegration.case_file set owner_id = ?, version = version + 1 where id = ? and version = ?")
                .params(to.id(), file.id().id(), version)
                .update();
        if (changed == 0) {
            throw new ChangedTogether();
        }
        return true;
    }

    private boolean insertMember(CaseCard file, StaffId who, StaffId by) {
        return jdbc.sql("""
                        insert into reintegration.case_member (centre_id, case_id, staff_id, added_by, added_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                        .params(file.centre().id(), file.id().id(), who.id(), by.id(), now())
                        .update()
                == 1;
    }

    private List<Viewed> views(CaseCard file, @Nullable LocalDate before) {
        return jdbc.sql("""
                        select s.name, (v.at at time zone :zone)::date as day, array_agg(distinct v.page) as pages,
                               max(v.at) as last, bool_or(v.by_glass) as by_glass
                        from reintegration.case_view v join accounts.staff s on s.id = v.staff_id
                        where v.case_id = :case and v.at < :before
                        group by s.id, s.name, day
                        order by day desc, last desc, s.id
                        limit :most
                        """)
                .param("zone", file.zone().getId())
                .param("case", file.id().id())
                .param(
                        "before",
                        before == null
                                ? now().plusDays(1)
                                : before.atStartOfDay(file.zone()).toOffsetDateTime())
                .param("most", VIEWS + 1)
                .query((row, number) -> new Viewed(
                        row.getString("name"),
                        row.getObject("day", LocalDate.class),
                        List.of((String[]) row.getArray("pages").getArray()),
                        row.getObject("last", OffsetDateTime.class).toInstant(),
                        row.getBoolean("by_glass")))
                .list();
    }

    private boolean cues(CaseCard file) {
        return jdbc.sql("""
                        select exists (select from reintegration.screening
                                       where case_id = ? and result in ('POSSIBLE', 'STRONG'))
                        """).param(file.id().id()).query(Boolean.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Team.Person person(ResultSet row, CaseCard file, Locale locale) throws SQLException {
        OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        return new Team.Person(
                new StaffId(row.getObject("id", UUID.class)),
                row.getString("name"),
                Team.Part.valueOf(row.getString("part")),
                until == null ? null : Team.until(until, file, locale));
    }
}
