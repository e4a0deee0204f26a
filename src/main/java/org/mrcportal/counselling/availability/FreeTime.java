package org.mrcportal.counselling.availability;

import java.util.List;
import org.mrcportal.accounts.StaffId;

/**
 * A time somebody is free.
 *
 * @param counsellors who, the one with the fewest talks that day first
 */
public record FreeTime(TimeSlot slot, List<StaffId> counsellors) {}
