package org.mrcportal.counselling.appointment;

import java.time.Instant;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Told by the log of consultations that an appointment was kept. */
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
}
