package org.mrcportal.counselling.consultation;

import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.counselling.appointment.AppointmentAttendance;
import org.mrcportal.counselling.queue.WalkInAttendance;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What follows from a consultation on record: the visit is over, and the client is known better. */
@Component
class OccasionClosing {

    private final AppointmentAttendance appointments;
    private final WalkInAttendance walkIns;
    private final ClientDirectory clients;

    OccasionClosing(AppointmentAttendance appointments, WalkInAttendance walkIns, ClientDirectory clients) {
        this.appointments = appointments;
        this.walkIns = walkIns;
        this.clients = clients;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void close(Consultation logged) {
        Talk talk = logged.talk();
        if (logged.appointment() != null) {
            appointments.complete(logged.appointment(), talk.startedAt(), talk.endedAt());
        }
        if (logged.walkIn() != null) {
            walkIns.complete(logged.walkIn(), logged.counsellor(), talk.startedAt(), talk.endedAt());
        }
        if (logged.client() != null) {
            Findings findings = logged.findings();
            clients.learn(
                    logged.client(),
                    findings.sex(),
                    findings.ageGroup(),
                    findings.region(),
                    findings.migrationStatus());
        }
    }
}
