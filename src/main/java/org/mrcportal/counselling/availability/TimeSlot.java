package org.mrcportal.counselling.availability;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/** A stretch of time: half-open, so back-to-back slots do not overlap. */
@Embeddable
public record TimeSlot(Instant startsAt, Instant endsAt) implements Serializable {

    public TimeSlot {
        if (!startsAt.isBefore(endsAt)) {
            throw new IllegalArgumentException("A slot ends after it starts: %s to %s".formatted(startsAt, endsAt));
        }
    }

    public static TimeSlot starting(Instant start, Duration length) {
        return new TimeSlot(start, start.plus(length));
    }

    public Duration length() {
        return Duration.between(startsAt, endsAt);
    }

    public boolean overlaps(TimeSlot other) {
        return startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(endsAt);
    }

    public boolean hasStartedBy(Instant moment) {
        return !startsAt.isAfter(moment);
    }
}
