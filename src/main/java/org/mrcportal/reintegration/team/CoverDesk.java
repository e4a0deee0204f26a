package org.mrcportal.reintegration.team;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stands in for whom. It opens all cases of the absent, the protected ones too; so nobody names themselves to stand in
 * for somebody else, and standing in is not handed on to whoever stands in for the stand-in.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CoverDesk {

    private final Centres centres;
    private final CaseWorkers colleagues;
    private final CaseTasks tasks;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CoverDesk(
            Centres centres,
            CaseWorkers colleagues,
            CaseTasks tasks,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.centres = centres;
        this.colleagues = colleagues;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** One absence; its last day included. */
    record Cover(
            UUID id,
            StaffId absent,
            String absentName,
            StaffId cover,
            String coverName,
            LocalDate from,
            LocalDate until,
            boolean now) {

        boolean endedBy(StaffMember me) {
            return me.is(Role.CENTRE_MANAGER)
                    || me.id().equals(absent)
                    || me.id().equals(cover);
        }
    }

    record Page(
            Workplaces workplaces,
            CentreCard centre,
            List<Cover> covers,
            List<CaseWorkers.Colleague> colleagues,
            LocalDate today) {}

    @Transactional(readOnly = true)
    Page page(@Nullable String code, StaffMember me, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        CentreCard centre = workplaces.at(code);
        Instant now = clock.instant();
        List<Cover> covers = jdbc.sql("""
                        select v.id, v.absent_id, a.name as absent, v.cover_id, c.name as cover, v.starts_at, v.ends_at
                        from reintegration.cover v
                        join accounts.staff a on a.id = v.absent_id
                        join accounts.staff c on c.id = v.cover_id
                        where v.centre_id = :centre and v.ends_at > :now
                        order by v.starts_at, v.id limit 100
                        """)
                .param("centre", centre.id().id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    Instant starts =
                            row.getObject("starts_at", OffsetDateTime.class).toInstant();
                    Instant ends =
                            row.getObject("ends_at", OffsetDateTime.class).toInstant();
                    return new Cover(
                            row.getObject("id", UUID.class),
                            new StaffId(row.getObject("absent_id", UUID.class)),
                            row.getString("absent"),
                            new StaffId(row.getObject("cover_id", UUID.class)),
                            row.getString("cover"),
                            LocalDate.ofInstant(starts, centre.zone()),
                            LocalDate.ofInstant(ends.minusSeconds(1), centre.zone()),
                            !starts.isAfter(now));
                })
                .list();
        return new Page(
                workplaces, centre, covers, colleagues.at(centre.id()), LocalDate.ofInstant(now, centre.zone()));
    }

    /**
     * Lets somebody stand in; the same form again changes nothing.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException where somebody stands in during a part of that time
     */
    void standIn(
            CentreCard centre,
            StaffId absent,
            StaffId cover,
            LocalDate from,
            LocalDate until,
            UUID once,
            StaffMember me) {
        List<CaseWorkers.Colleague> here = colleagues.at(centre.id());
        for (StaffId one : List.of(absent, cover)) {
            if (here.stream().noneMatch(known -> known.id().equals(one))) {
                throw new NotFound(one);
            }
        }
        boolean own = absent.equals(me.id());
        if (!own && (!me.is(Role.CENTRE_MANAGER) || cover.equals(me.id()))) {
            throw new AccessDeniedException("not one's own absence");
        }
        Instant now = clock.instant();
        Instant morning = from.atStartOfDay(centre.zone()).toInstant();
        int made = jdbc.sql("""
                        insert into reintegration.cover (id, centre_id, absent_id, cover_id, starts_at, ends_at, made_by, made_at, once)
                        values (:id, :centre, :absent, :cover, :starts, :ends, :me, :now, :once)
                        on conflict (once) do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", centre.id().id())
                .param("absent", absent.id())
                .param("cover", cover.id())
                .param("starts", (morning.isBefore(now) ? now : morning).atOffset(ZoneOffset.UTC))
                .param("ends", until.plusDays(1).atStartOfDay(centre.zone()).toOffsetDateTime())
                .param("me", me.id().id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("once", once)
                .update();
        if (made == 1) {
            tasks.tell(centre.id(), null, "COVER_NAMED", List.of(cover, absent), me.id());
            events.publishEvent(new AuditEntry("COVER_NAMED", centre.id().id(), "staff:" + absent, "staff:" + cover));
        }
    }

    /** Ends it before its time, or calls it off. Whoever is back, the stand-in, or a manager may. */
    void end(UUID id, StaffMember me) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Ended cover = jdbc.sql("""
                        select centre_id, absent_id, cover_id, starts_at > :now as ahead, ends_at <= :now as over
                        from reintegration.cover where id = :id for update
                        """)
                .param("id", id)
                .param("now", now)
                .query((row, number) -> new Ended(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        new StaffId(row.getObject("absent_id", UUID.class)),
                        new StaffId(row.getObject("cover_id", UUID.class)),
                        row.getBoolean("ahead"),
                        row.getBoolean("over")))
                .optional()
                .orElseThrow(() -> new NotFound(id));
        if (!me.is(Role.CENTRE_MANAGER)
                && !me.id().equals(cover.absent())
                && !me.id().equals(cover.cover())) {
            throw new AccessDeniedException("not one's own absence");
        }
        if (cover.over()) {
            return;
        }
        if (cover.ahead()) {
            jdbc.sql("delete from reintegration.cover where id = ?").param(id).update();
        } else {
            jdbc.sql("""
                            update reintegration.cover set ends_at = greatest(?, starts_at + interval '1 millisecond'), ended_by = ?
                            where id = ?
                            """).params(now, me.id().id(), id).update();
        }
        events.publishEvent(new AuditEntry(
                "COVER_ENDED", cover.centre().id(), "staff:" + cover.absent(), "staff:" + cover.cover()));
    }

    private record Ended(CentreId centre, StaffId absent, StaffId cover, boolean ahead, boolean over) {}
}
