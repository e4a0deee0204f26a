package org.mrcportal.counselling;

import java.util.Optional;

/** Appointments, for the modules that tell people about them. Reads within the scope of the transaction. */
public interface Appointments {

    Optional<AppointmentCard> card(AppointmentId id);

    /** The calendar file of the appointment (RFC 5545), neutral in every line, in the person's language. */
    Optional<String> calendarFile(AppointmentId id);
}
