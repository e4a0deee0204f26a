package org.mrcportal.reintegration.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * ContactAttempts to reach a person, all in vain. Only after three of them, the first at least 60 days ago by the centre's
 * calendar, it is honest to say that the person cannot be reached.
 *
 * @param count how many
 * @param first the day of the first; null: none yet
 */
public record Tries(int count, @Nullable LocalDate first) {

    public static final int LEAST = 3;
    public static final int DAYS = 60;

    /** @param zone the centre's: an attempt at half past eleven in the evening is that day's */
    public static Tries of(Collection<Instant> attempts, ZoneId zone) {
        return new Tries(
                attempts.size(),
                attempts.stream()
                        .min(Comparator.naturalOrder())
                        .map(at -> LocalDate.ofInstant(at, zone))
                        .orElse(null));
    }

    public boolean enough(LocalDate today) {
        LocalDate from = longEnough();
        return count >= LEAST && from != null && !today.isBefore(from);
    }

    /** The day from which the attempts reach over 60 days; null: nobody has tried yet. */
    public @Nullable LocalDate longEnough() {
        return first == null ? null : first.plusDays(DAYS);
    }
}
