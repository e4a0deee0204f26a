package org.mrcportal.counselling;

import java.util.UUID;

/** Places that are kept for people of the waiting lists. Reads within the scope of the transaction. */
public interface OpenOffers {

    /**
     * Whether the place is still kept and waits for the answer.
     *
     * @param number of the offer, as in {@link PlaceOffered}
     */
    boolean isOpen(UUID line, int number);
}
