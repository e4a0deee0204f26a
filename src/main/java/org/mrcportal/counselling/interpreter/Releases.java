package org.mrcportal.counselling.interpreter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentCancelled;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.AppointmentMoved;
import org.mrcportal.counselling.AppointmentUnsettled;
import org.mrcportal.counselling.InterpreterReleased;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes requests back, in the transaction that makes them pointless: the visit has another time or none. Who was asked, or
 * had agreed, is told.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Releases {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Releases(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Another counsellor at the same time needs the same interpreter. */
    @EventListener
    void moved(AppointmentMoved visit) {
        release(visit.appointment(), visit.startsAt());
    }

    @EventListener
    void cancelled(AppointmentCancelled visit) {
        release(visit.appointment(), null);
    }

    @EventListener
    void unsettled(AppointmentUnsettled visit) {
        release(visit.appointment(), null);
    }

    /**
     * Takes the open requests of a visit back.
     *
     * @param stillAt requests for this very beginning stay; null: none does
     * @return how many there were
     */
    int release(AppointmentId visit, @Nullable Instant stillAt) {
        List<InterpreterReleased> released = jdbc.sql("""
                        with open as (
                            select id from counselling.interpreter_request
                            where appointment_id = :visit and state in ('ASKED', 'ACCEPTED')
                              and starts_at is distinct from cast(:stillAt as timestamptz)
                            order by id for update)
                        update counselling.interpreter_request r set state = 'RELEASED', version = version + 1
                        from open where r.id = open.id
                        returning r.id, r.centre_id
                        """)
                .param("visit", visit.id())
                .param("stillAt", stillAt == null ? null : stillAt.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new InterpreterReleased(
                        row.getObject("id", UUID.class), new CentreId(row.getObject("centre_id", UUID.class))))
                .list();
        released.forEach(events::publishEvent);
        return released.size();
    }
}
