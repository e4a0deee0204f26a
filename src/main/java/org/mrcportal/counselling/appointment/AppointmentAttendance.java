package org.mrcportal.counselling.appointment;

import java.time.Instant;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Told that an appointment was kept, or that the person came and did not wait. */
@Component
public class AppointmentAttendance {

    private final AppointmentRecords appointments;

    AppointmentAttendance(AppointmentRecords appointments) {
        this.appointments = appointments;
    }

    /** @throws IllegalStateException where the appointment was cancelled, or never made */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = IllegalStateException.class)
    public void complete(AppointmentId id, Instant startedAt, Instant endedAt) {
        Appointment appointment = appointments.lockById(id).orElseThrow(() -> new NotFound(id));
        appointments.saveAndFlush(appointment.complete(startedAt, endedAt));
    }

    /**
     * The person does not wait any longer: the booking stands as before the arrival, and the person may come back.
     *
     * @return false where the person is not waiting
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean leave(AppointmentId id) {
        Appointment appointment = appointments.lockById(id).orElseThrow(() -> new NotFound(id));
        if (!appointment.is(AppointmentState.ARRIVED)) {
            return false;
        }
        appointments.saveAndFlush(appointment.undo());
        return true;
    }
}
