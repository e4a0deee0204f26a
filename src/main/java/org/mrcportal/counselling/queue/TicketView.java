package org.mrcportal.counselling.queue;

import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;

/**
 * What the holder of a ticket reads.
 *
 * @param asOf when this was true, such as 10:42, in the centre's zone
 * @param standing null: the ticket is of another day
 * @param before how many are likely to be received first
 * @param estimate null: nothing honest can be said
 * @param desk where the person is called to; null: no desk was named
 * @param feedback secret of the questions about the visit; null: it is not over
 */
record TicketView(
        String token,
        CentreCard centre,
        int number,
        String asOf,
        @Nullable Standing standing,
        int before,
        @Nullable Estimate estimate,
        @Nullable String desk,
        @Nullable String feedback) {

    public boolean is(String name) {
        return standing != null && standing.name().equals(name);
    }

    /** Something can still change: the page looks again by itself. */
    public boolean isOpen() {
        return standing != null && standing.isOpen();
    }
}
