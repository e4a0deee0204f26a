package org.mrcportal.counselling.availability;

import java.util.List;
import org.mrcportal.accounts.StaffId;

/**
 * A time somebody is free.
 *
 * @param counsellors who; a group that has begun to form first, then the one with the fewest talks that day
 * @param places how many people can still take it, with all of them together
 * @param ofGroup whether people talk together
 */
public record FreeTime(TimeSlot slot, List<StaffId> counsellors, int places, boolean ofGroup) {}
