package org.mrcportal.clients;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;

/**
 * Tells whom a consultation or an appointment was with. Clients come below both, so counselling implements this and
 * whoever goes on from there asks it.
 */
public interface Encounters {

    /** Within the scope of the transaction; none where nobody known came. */
    Optional<Encounter> find(UUID id);

    /**
     * A consultation or an appointment of somebody known.
     *
     * @param booked an appointment; else a consultation
     */
    record Encounter(ClientId client, CentreId centre, boolean booked) {}
}
