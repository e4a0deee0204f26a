package org.mrcportal.outreach;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registrations for sessions, for the modules that tell people about them. Reads within the scope of the transaction. */
public interface SessionRegistrations {

    /** So many at most are read in one go. */
    int BATCH = 500;

    Optional<RegistrationCard> card(RegistrationId id);

    /**
     * Everybody who has, is offered or waits for a place, by their ids, at most {@value #BATCH}; three statements.
     *
     * @param after the last one of the batch before; null: from the beginning
     */
    List<RegistrationCard> concerned(SessionId session, @Nullable RegistrationId after);

    /** The calendar file of the registration (RFC 5545), neutral in every line, in the person's language. */
    Optional<String> calendarFile(RegistrationId id);
}
