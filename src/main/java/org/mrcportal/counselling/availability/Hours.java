package org.mrcportal.counselling.availability;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a day, half-open, in minutes from its beginning by the clock on the wall. Midnight at the end of a day is
 * 24:00, minute {@value #MIDNIGHT}; 23:59 is a minute before it.
 *
 * @param from 0 to 1439
 * @param until after it, at most 1440
 */
public record Hours(int from, int until) {

    public static final int MIDNIGHT = 24 * 60;

    public Hours {
        if (from < 0 || until > MIDNIGHT || until <= from) {
            throw new IllegalArgumentException(
                    "Hours end after they begin, on the same day: %d to %d".formatted(from, until));
        }
    }

    /** As typed, such as {@code 9:00} and {@code 24:00}; empty where these are no times or the second is not later. */
    public static Optional<Hours> typed(@Nullable String from, @Nullable String until) {
        int begins = minute(from);
        int ends = minute(until);
        return begins < 0 || ends <= begins ? Optional.empty() : Optional.of(new Hours(begins, ends));
    }

    /** @throws IllegalArgumentException where {@link #typed} finds nothing */
    public static Hours of(String from, String until) {
        return typed(from, until).orElseThrow(() -> new IllegalArgumentException(from + " to " + until));
    }

    /** Whether the two overlap or touch, so that they are one stretch. */
    boolean meets(Hours other) {
        return from <= other.until && other.from <= until;
    }

    Hours joined(Hours other) {
        return new Hours(Math.min(from, other.from), Math.max(until, other.until));
    }

    private static int minute(@Nullable String text) {
        if (text == null || !text.strip().matches("\\d{1,2}[:.]\\d{2}")) {
            return -1;
        }
        String[] parts = text.strip().split("[:.]", -1);
        int hour = Integer.parseInt(parts[0]);
        int minute = Integer.parseInt(parts[1]);
        return minute > 59 || hour * 60 + minute > MIDNIGHT ? -1 : hour * 60 + minute;
    }

    /** "09:00–24:00". */
    @Override
    public String toString() {
        return "%02d:%02d–%02d:%02d".formatted(from / 60, from % 60, until / 60, until % 60);
    }
}
