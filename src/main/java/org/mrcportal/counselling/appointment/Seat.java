package org.mrcportal.counselling.appointment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;

/**
 * A place in a counsellor's diary.
 *
 * @param occasion shared by the people of one group talk; null: a talk of one's own
 * @param place in the group, from 0
 * @param bufferBefore minutes kept free before the talk
 * @param bufferAfter minutes kept free after it
 */
record Seat(StaffId counsellor, @Nullable UUID occasion, int place, int bufferBefore, int bufferAfter) {

    /** For one person alone, without pauses. */
    static Seat alone(StaffId counsellor) {
        return new Seat(counsellor, null, 0, 0, 0);
    }
}
