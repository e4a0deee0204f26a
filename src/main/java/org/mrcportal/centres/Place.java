package org.mrcportal.centres;

import org.jspecify.annotations.Nullable;

/**
 * A region, or a district of it.
 *
 * @param region ISO 3166-2
 * @param district null: somewhere in the region, or the region as a whole
 */
public record Place(String region, @Nullable String district) {

    /** What a form submits: the district's code, or the region's. */
    public String code() {
        return district == null ? region : district;
    }
}
