package org.mrcportal.counselling.availability;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.mrcportal.accounts.StaffId;

/**
 * Somebody who gives counselling at a centre.
 *
 * @param sex F or M
 * @param languages in which the counsellor can talk
 * @param week when the counsellor is there, in the centre's zone
 */
record Counsellor(StaffId id, String sex, Set<String> languages, List<Shift> week) {

    /** A stretch of every week: half-open. */
    record Shift(DayOfWeek day, LocalTime starts, LocalTime ends) {}
}
