package org.mrcportal.counselling.appointment;

import org.mrcportal.counselling.AppointmentId;
import org.springframework.stereotype.Component;

/** What the waiting room does with somebody who had booked: the same as the day board's buttons. */
@Component
public class BookedTurn {

    private final Reception reception;

    BookedTurn(Reception reception) {
        this.reception = reception;
    }

    public boolean arrived(AppointmentId id) {
        return reception.arrived(id);
    }

    public boolean started(AppointmentId id) {
        return reception.started(id);
    }

    public boolean finished(AppointmentId id) {
        return reception.finished(id);
    }

    /** The person is not here after all, or the talk has not begun: one step back. */
    public boolean undo(AppointmentId id) {
        return reception.undo(id);
    }
}
