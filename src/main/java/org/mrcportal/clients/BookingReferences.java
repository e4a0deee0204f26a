package org.mrcportal.clients;

import java.util.Optional;

/**
 * Tells whose booking a reference names. Clients come below bookings, so the module that takes bookings implements this
 * and the search for people asks it.
 */
public interface BookingReferences {

    /**
     * Within the scope of the transaction.
     *
     * @param typed a reference in any case, with or without separators, also with Cyrillic letters that look alike
     */
    Optional<ClientId> clientOf(String typed);
}
