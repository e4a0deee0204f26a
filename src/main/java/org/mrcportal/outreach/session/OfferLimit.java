package org.mrcportal.outreach.session;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * How long places are kept for one group before they pass on. Nobody should have to answer at night, so an end that falls
 * into it moves to the morning; some time before the session is the end in any case.
 *
 * @param usual the limit where the session is far off
 * @param notice how long before its start an offer ends at the latest
 */
record OfferLimit(Duration usual, Duration notice) {

    /** With less than this nobody can answer: no offer is made then. */
    static final Duration SHORTEST = Duration.ofMinutes(10);

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime NIGHT = LocalTime.of(21, 0);
    private static final Duration TO_READ = Duration.ofHours(2);

    /** Until when places are kept that are offered now; empty where the session is too near. */
    Optional<Instant> until(Instant now, Instant startsAt, ZoneId zone) {
        Instant answered = awake(now.plus(usual).atZone(zone));
        Instant latest = startsAt.minus(notice);
        Instant until = answered.isBefore(latest) ? answered : latest;
        return Duration.between(now, until).compareTo(SHORTEST) < 0 ? Optional.empty() : Optional.of(until);
    }

    private static Instant awake(ZonedDateTime end) {
        return morning(end).map(morning -> morning.plus(TO_READ)).orElse(end).toInstant();
    }

    /** The end of the night that a moment falls into, if it does. */
    private static Optional<ZonedDateTime> morning(ZonedDateTime moment) {
        if (!moment.toLocalTime().isBefore(NIGHT)) {
            return Optional.of(moment.plusDays(1).with(MORNING));
        }
        return moment.toLocalTime().isBefore(MORNING) ? Optional.of(moment.with(MORNING)) : Optional.empty();
    }
}
