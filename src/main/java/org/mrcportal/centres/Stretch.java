package org.mrcportal.centres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Days of one centre, in its own zone.
 *
 * @param period which of the compared periods it belongs to
 * @param last the last day counted
 */
public record Stretch(int period, CentreId centre, ZoneId zone, LocalDate first, LocalDate last) {

    public Instant from() {
        return first.atStartOfDay(zone).toInstant();
    }

    /** The first instant no longer counted. */
    public Instant before() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
