package org.mrcportal.centres;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A stretch of a week in which a centre is open: half-open, in the centre's zone.
 *
 * @param closes {@link LocalTime#MAX} is 24:00
 */
public record OpeningHours(DayOfWeek day, LocalTime opens, LocalTime closes) {

    public boolean overlaps(OpeningHours other) {
        return day == other.day && opens.isBefore(other.closes) && other.opens.isBefore(closes);
    }
}
