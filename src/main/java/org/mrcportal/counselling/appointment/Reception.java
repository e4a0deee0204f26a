package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to an appointment on its day. Each method is one transaction and answers whether the appointment now is
 * as wanted; false means that its state did not allow it any more.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class Reception {

    /** Nobody arrives earlier than this before the time. */
    static final Duration EARLIEST = Duration.ofHours(12);

    private final AppointmentRecords appointments;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reception(AppointmentRecords appointments, ApplicationEventPublisher events, Clock clock) {
        this.appointments = appointments;
        this.events = events;
        this.clock = clock;
    }

    boolean arrived(AppointmentId id) {
        return change(
                id,
                AppointmentState.ARRIVED,
                appointment -> dueSoon(appointment).arrive(clock.instant()));
    }

    boolean started(AppointmentId id) {
        return change(
                id,
                AppointmentState.IN_SESSION,
                appointment -> dueSoon(appointment).start(clock.instant()));
    }

    boolean finished(AppointmentId id) {
        return change(id, AppointmentState.COMPLETED, appointment -> appointment.finish(clock.instant()));
    }

    boolean noShow(AppointmentId id) {
        return change(id, AppointmentState.NO_SHOW, appointment -> appointment.noShow(clock.instant()));
    }

    boolean undo(AppointmentId id) {
        return change(id, AppointmentState.BOOKED, Appointment::undo);
    }

    /** Pressing a button twice does no harm: the second press finds the work done. */
    private boolean change(AppointmentId id, AppointmentState wanted, UnaryOperator<Appointment> verb) {
        Appointment appointment = appointments.lockById(id).orElseThrow(() -> new NotFound(id));
        if (appointment.is(wanted)) {
            return true;
        }
        AppointmentState before = appointment.state();
        try {
            appointments.saveAndFlush(verb.apply(appointment));
        } catch (IllegalStateException changedMeanwhile) {
            return false;
        }
        events.publishEvent(new AuditEntry(
                "APPOINTMENT_" + appointment.state(), appointment.centre().id(), "appointment:" + id, "was " + before));
        return true;
    }

    private Appointment dueSoon(Appointment appointment) {
        Instant earliest = appointment.slot().startsAt().minus(EARLIEST);
        if (clock.instant().isBefore(earliest)) {
            throw new IllegalStateException("Appointment %s is on another day".formatted(appointment.id()));
        }
        return appointment;
    }
}
