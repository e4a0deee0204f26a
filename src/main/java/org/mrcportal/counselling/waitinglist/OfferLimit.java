package org.mrcportal.counselling.waitinglist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * How long a place is kept for one person before it passes on. The hours of the night do not count, because nobody
 * should have to answer then; a quarter of the time that is left until the visit is the most, so that others can still
 * have the place; and the visit's minimum notice is the end in any case.
 *
 * @param usual the limit where the visit is far off
 * @param notice how long before its start a time can still be booked
 */
record OfferLimit(Duration usual, Duration notice) {

    /** With less than this nobody can answer: no offer is made then. */
    static final Duration SHORTEST = Duration.ofMinutes(10);

    private static final int SHARE = 4;
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime NIGHT = LocalTime.of(21, 0);

    /** Until when a place is kept that is offered now; empty where the visit is too near. */
    Optional<Instant> until(Instant now, Instant startsAt, ZoneId zone) {
        Duration share = Duration.between(now, startsAt).dividedBy(SHARE);
        Instant answered = awake(now.atZone(zone), share.compareTo(usual) < 0 ? share : usual);
        Instant latest = startsAt.minus(notice);
        Instant until = answered.isBefore(latest) ? answered : latest;
        return Duration.between(now, until).compareTo(SHORTEST) < 0 ? Optional.empty() : Optional.of(until);
    }

    private static Instant awake(ZonedDateTime from, Duration left) {
        ZonedDateTime start = from;
        if (!from.toLocalTime().isBefore(NIGHT)) {
            start = from.plusDays(1).with(MORNING);
        } else if (from.toLocalTime().isBefore(MORNING)) {
            start = from.with(MORNING);
        }
        Duration today = Duration.between(start, start.with(NIGHT));
        return left.compareTo(today) <= 0
                ? start.plus(left).toInstant()
                : awake(start.plusDays(1).with(MORNING), left.minus(today));
    }
}
