package org.mrcportal.reintegration.protection;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.reintegration.team.CaseWorkers;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Names who watches over protection at a centre. Such a person sees every protected case: so nobody names themselves. */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class FocalPointDesk {

    private final ManagedCentres managed;
    private final CaseWorkers colleagues;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FocalPointDesk(
            ManagedCentres managed,
            CaseWorkers colleagues,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.managed = managed;
        this.colleagues = colleagues;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    record FocalPoint(StaffId id, String name) {}

    record Page(CentreCard centre, List<FocalPoint> named, List<CaseWorkers.Colleague> others) {}

    @Transactional(readOnly = true)
    Page page(String code, StaffMember me, Language language) {
        CentreCard centre = managed.toRead(code, language);
        List<FocalPoint> named = jdbc.sql("""
                        select s.id, s.name from reintegration.focal_point f join accounts.staff s on s.id = f.staff_id
                        where f.centre_id = ? order by s.name, s.id
                        """)
                .param(centre.id().id())
                .query((row, number) ->
                        new FocalPoint(new StaffId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
        return new Page(
                centre,
                named,
                colleagues.at(centre.id()).stream()
                        .filter(one -> !one.id().equals(me.id())
                                && named.stream().noneMatch(focal -> focal.id().equals(one.id())))
                        .toList());
    }

    void name(String code, StaffId who, StaffMember me, Language language) {
        CentreCard centre = managed.toChange(code, language);
        if (who.equals(me.id())) {
            throw new AccessDeniedException("nobody names themselves");
        }
        if (colleagues.at(centre.id()).stream().noneMatch(one -> one.id().equals(who))) {
            throw new NotFound(who);
        }
        int named = jdbc.sql("""
                        insert into reintegration.focal_point (centre_id, staff_id, named_by, named_at)
                        values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        centre.id().id(),
                        who.id(),
                        me.id().id(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (named == 1) {
            events.publishEvent(new AuditEntry("FOCAL_POINT_NAMED", centre.id().id(), "staff:" + who, null));
        }
    }

    void remove(String code, StaffId who, Language language) {
        CentreCard centre = managed.toChange(code, language);
        int removed = jdbc.sql("delete from reintegration.focal_point where centre_id = ? and staff_id = ?")
                .params(centre.id().id(), who.id())
                .update();
        if (removed == 1) {
            events.publishEvent(
                    new AuditEntry("FOCAL_POINT_REMOVED", centre.id().id(), "staff:" + who, null));
        }
    }
}
