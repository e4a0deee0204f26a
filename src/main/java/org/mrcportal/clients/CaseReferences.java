package org.mrcportal.clients;

import java.util.Optional;

/**
 * Tells where the case is that a reference names. Clients come below cases, so the module that keeps cases implements this
 * and the search for people asks it.
 */
public interface CaseReferences {

    /**
     * Within the scope of the transaction; empty where the reader may not know of such a case.
     *
     * @param typed a reference in any case, with or without separators, also with Cyrillic letters that look alike
     */
    Optional<Found> find(String typed);

    /** @param reference for reading aloud */
    record Found(String reference, String href) {}
}
