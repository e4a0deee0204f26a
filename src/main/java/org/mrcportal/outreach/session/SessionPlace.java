package org.mrcportal.outreach.session;

import org.jspecify.annotations.Nullable;

/**
 * Where a session takes place: in the centre's rooms, elsewhere, or online.
 *
 * @param region ISO 3166-2; of an online session: whom it is for
 * @param district code of {@code centres.district}, or null
 * @param settlement URBAN, RURAL or null
 * @param institution school, mahalla, employment centre, as people call it; or null
 */
public record SessionPlace(
        boolean atCentre,
        boolean online,
        String region,
        @Nullable String district,
        @Nullable String settlement,
        @Nullable String institution,
        @Nullable String address) {

    public SessionPlace {
        if (atCentre && online) {
            throw new IllegalArgumentException("A session is online or at the centre");
        }
    }
}
