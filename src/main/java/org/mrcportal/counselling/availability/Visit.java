package org.mrcportal.counselling.availability;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A talk that stands in a counsellor's diary: held, booked, or over.
 *
 * @param bufferBefore minutes kept free before it
 * @param bufferAfter minutes kept free after it
 * @param occasion shared by the people of one group talk; null: a talk of one's own
 */
public record Visit(
        TimeSlot slot,
        int bufferBefore,
        int bufferAfter,
        @Nullable UUID occasion) {

    public static Visit of(TimeSlot slot) {
        return new Visit(slot, 0, 0, null);
    }
}
