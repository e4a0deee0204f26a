package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a day does to a booking, for the other features of counselling: each method joins the caller's transaction, whose
 * use case says who may. A step that the booking's state does not allow is an {@link IllegalStateException}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Visits {

    private final AppointmentRecords records;
    private final Clock clock;

    Visits(AppointmentRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    public Visit find(AppointmentId id) {
        return visit(records.findById(id).orElseThrow(() -> new NotFound(id)));
    }

    public Visit arrive(AppointmentId id) {
        return change(id, appointment -> appointment.arrive(clock.instant()));
    }

    public Visit start(AppointmentId id) {
        return change(id, appointment -> appointment.start(clock.instant()));
    }

    public Visit finish(AppointmentId id) {
        return change(id, appointment -> appointment.finish(clock.instant()));
    }

    public Visit noShow(AppointmentId id) {
        return change(id, appointment -> appointment.noShow(clock.instant()));
    }

    /** Takes back "arrived" or "no-show". */
    public Visit undo(AppointmentId id) {
        return change(id, Appointment::undo);
    }

    /** The consultation was written down: the booking is over, with the times of the consultation. */
    public Visit complete(AppointmentId id, Instant startedAt, Instant finishedAt) {
        return change(id, appointment -> appointment.complete(startedAt, finishedAt));
    }

    private Visit change(AppointmentId id, UnaryOperator<Appointment> verb) {
        Appointment appointment = records.lockById(id).orElseThrow(() -> new NotFound(id));
        return visit(records.save(verb.apply(appointment)));
    }

    private static Visit visit(Appointment appointment) {
        return new Visit(
                appointment.id(),
                appointment.centre(),
                appointment.counsellor(),
                appointment.client(),
                appointment.state(),
                appointment.wish(),
                appointment.slot(),
                appointment.arrivedAt(),
                appointment.startedAt(),
                appointment.finishedAt(),
                appointment.reference());
    }
}
