package org.mrcportal.notifications.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When what nobody asked for at this moment is said: reminders before a visit, the question how it was afterwards. A
 * reminder has an end well before the visit, so that a portal that was down says nothing stale.
 */
public final class ReminderTimes {

    private static final Duration AFTERWARDS = Duration.ofHours(3);
    private static final Duration WORTH_ASKING = Duration.ofDays(3);
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final LocalTime DAY_BEGINS = LocalTime.of(8, 0);
    private static final LocalTime NIGHT = LocalTime.of(21, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);

    private ReminderTimes() {}

    /** A stretch of time: not before, and of no use from the end on. */
    public record Span(Instant from, Instant until) {}

    /** How long before a visit it is said, and until when it still helps. */
    public enum Lead {
        DAY(Duration.ofHours(24), Duration.ofHours(3)),
        HOURS(Duration.ofHours(2), Duration.ofMinutes(30));

        private final Duration before;
        private final Duration useful;

        Lead(Duration before, Duration useful) {
            this.before = before;
            this.useful = useful;
        }

        /** Empty where the visit is nearer than the lead: whoever books so late has just read when it is. */
        public Optional<Span> of(Instant startsAt, Instant now) {
            Instant from = startsAt.minus(before);
            return now.isBefore(from) ? Optional.of(new Span(from, startsAt.minus(useful))) : Optional.empty();
        }
    }

    /** The moment itself, or the morning after the night it falls into. */
    public static Instant awake(Instant moment, ZoneId zone) {
        ZonedDateTime at = moment.atZone(zone);
        LocalTime time = at.toLocalTime();
        if (time.isBefore(DAY_BEGINS)) {
            return at.with(DAY_BEGINS).toInstant();
        }
        return time.isBefore(NIGHT) ? moment : at.plusDays(1).with(DAY_BEGINS).toInstant();
    }

    /** Some hours after the visit, never in the evening or at night. */
    public static Span askHowItWas(Instant endedAt, ZoneId zone) {
        ZonedDateTime at = endedAt.plus(AFTERWARDS).atZone(zone);
        LocalTime time = at.toLocalTime();
        if (time.isBefore(MORNING)) {
            at = at.with(MORNING);
        } else if (!time.isBefore(EVENING)) {
            at = at.plusDays(1).with(MORNING);
        }
        return new Span(at.toInstant(), endedAt.plus(WORTH_ASKING));
    }
}
