package org.mrcportal.centres.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.BookedVisits;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.ChangedMeanwhile;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says which services a centre offers, and how. */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class ServiceDesk {

    private final ManagedCentres managed;
    private final ObjectProvider<BookedVisits> visits;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ServiceDesk(
            ManagedCentres managed,
            ObjectProvider<BookedVisits> visits,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.managed = managed;
        this.visits = visits;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** All services there are, as the centre gives them. */
    record All(CentreCard centre, List<ServiceSetting> services) {}

    /** One of them. */
    record One(CentreCard centre, ServiceSetting service) {}

    @Transactional(readOnly = true)
    All open(String code, Language language) {
        CentreCard centre = managed.toRead(code, language);
        return new All(centre, services(centre));
    }

    @Transactional(readOnly = true)
    One open(String code, String service, Language language) {
        CentreCard centre = managed.toRead(code, language);
        return new One(centre, service(centre, service));
    }

    /**
     * Offers the service in this way, or no longer. Visits that are booked already stay as they are.
     *
     * @throws ChangedMeanwhile where the service is no longer as it was seen
     * @throws SettingsForgotten where the centre has set something of its own for it, unless that is confirmed
     * @throws BookingsAffected where people are booked for a service that is no longer offered, unless that is confirmed
     */
    void change(String code, ServiceSetting wanted, String seen, @Nullable String confirmed, Language language) {
        CentreCard centre = managed.toChange(code, language);
        ServiceSetting saved = service(centre, wanted.code());
        ChangedMeanwhile.unlessSame(seen, saved.mark());
        if (wanted.offered()) {
            offer(centre, wanted);
        } else if (saved.isOwn() && confirmed == null) {
            throw new SettingsForgotten();
        } else {
            withdraw(centre, wanted.code(), confirmed);
        }
        events.publishEvent(new AuditEntry(
                "SETTINGS_SERVICE_CHANGED",
                centre.id().id(),
                "service:" + wanted.code(),
                detail(wanted.usually(saved.usual()))));
    }

    private void offer(CentreCard centre, ServiceSetting wanted) {
        jdbc.sql("""
                        insert into centres.centre_service as o (centre_id, service_code, minutes, buffer_before,
                            buffer_after, places, needs_confirmation)
                        values (:centre, :service, :minutes, :before, :after, :places, :confirmed)
                        on conflict (centre_id, service_code) do update set minutes = excluded.minutes,
                            buffer_before = excluded.buffer_before, buffer_after = excluded.buffer_after,
                            places = excluded.places, needs_confirmation = excluded.needs_confirmation
                        """)
                .param("centre", centre.id().id())
                .param("service", wanted.code())
                .param("minutes", wanted.minutes())
                .param("before", wanted.before())
                .param("after", wanted.after())
                .param("places", wanted.places())
                .param("confirmed", wanted.confirmed())
                .update();
    }

    private void withdraw(CentreCard centre, String service, @Nullable String confirmed) {
        visits.forEach(all -> all.clear(centre, visit -> visit.service().equals(service), confirmed));
        jdbc.sql("delete from centres.centre_service where centre_id = ? and service_code = ?")
                .params(centre.id().id(), service)
                .update();
    }

    private static String detail(ServiceSetting wanted) {
        return wanted.offered()
                ? "%d min, pauses %d and %d min, places %d%s"
                        .formatted(
                                wanted.length(),
                                wanted.before(),
                                wanted.after(),
                                wanted.places(),
                                wanted.confirmed() ? ", to be confirmed" : "")
                : "not offered";
    }

    private ServiceSetting service(CentreCard centre, String code) {
        return services(centre).stream()
                .filter(service -> service.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("service"));
    }

    private List<ServiceSetting> services(CentreCard centre) {
        return jdbc.sql("""
                        select s.code, s.minutes as usual, o.service_code is not null as offered, o.minutes,
                               coalesce(o.buffer_before, 0) as before, coalesce(o.buffer_after, 0) as after,
                               coalesce(o.places, 1) as places, coalesce(o.needs_confirmation, false) as confirmed
                        from centres.service s
                        left join centres.centre_service o on o.service_code = s.code and o.centre_id = ?
                        order by s.position
                        """)
                .param(centre.id().id())
                .query((row, number) -> new ServiceSetting(
                        row.getString("code"),
                        row.getInt("usual"),
                        row.getBoolean("offered"),
                        row.getObject("minutes", Integer.class),
                        row.getInt("before"),
                        row.getInt("after"),
                        row.getInt("places"),
                        row.getBoolean("confirmed")))
                .list();
    }
}
