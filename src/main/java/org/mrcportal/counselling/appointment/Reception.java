package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
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
    private final Centres centres;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reception(AppointmentRecords appointments, Centres centres, ApplicationEventPublisher events, Clock clock) {
        this.appointments = appointments;
        this.centres = centres;
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

    /** Once its day is over: no talk took place after all. */
    boolean lapsed(AppointmentId id) {
        return change(
                id, AppointmentState.NO_SHOW, appointment -> left(appointment).lapse());
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

    private Appointment left(Appointment appointment) {
        ZoneId zone =
                centres.byId(appointment.centre(), Language.EN).orElseThrow().zone();
        if (!CentreTime.day(appointment.slot().startsAt(), zone).isBefore(CentreTime.day(clock.instant(), zone))) {
            throw new IllegalStateException("Appointment %s is of today".formatted(appointment.id()));
        }
        return appointment;
    }

    private Appointment dueSoon(Appointment appointment) {
        Instant earliest = appointment.slot().startsAt().minus(EARLIEST);
        if (clock.instant().isBefore(earliest)) {
            throw new IllegalStateException("Appointment %s is on another day".formatted(appointment.id()));
        }
        return appointment;
    }
}
