package org.mrcportal.counselling.consultation;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a consultation was held.
 *
 * @param mode such as WALK_IN, APPOINTMENT or PHONE
 * @param language such as {@code uz-Latn}
 * @param interpreterId of the register; null: none, or somebody else
 * @param interpreterMinutes how long the interpreter worked; null: not said
 */
@Embeddable
record Talk(
        Instant startedAt,
        Instant endedAt,
        String mode,
        String language,
        boolean interpreter,
        @Nullable UUID interpreterId,
        @Nullable Integer interpreterMinutes) {

    Talk(Instant startedAt, Instant endedAt, String mode, String language, boolean interpreter) {
        this(startedAt, endedAt, mode, language, interpreter, null, null);
    }

    Talk {
        if (endedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("A talk ends after it starts: %s to %s".formatted(startedAt, endedAt));
        }
    }

    /** Pressed buttons know the seconds that a form does not: where both name the same minute, the button's moment holds. */
    Talk sharpened(@Nullable Instant startedAt, @Nullable Instant endedAt) {
        Instant start = sameMinute(this.startedAt, startedAt) ? Objects.requireNonNull(startedAt) : this.startedAt;
        Instant end = sameMinute(this.endedAt, endedAt) ? Objects.requireNonNull(endedAt) : this.endedAt;
        return end.isBefore(start)
                ? this
                : new Talk(start, end, mode, language, interpreter, interpreterId, interpreterMinutes);
    }

    /** Who interpreted, where somebody did: whoever had agreed to. */
    Talk interpretedBy(@Nullable UUID interpreter) {
        return this.interpreter
                ? new Talk(startedAt, endedAt, mode, language, true, interpreter, interpreterMinutes)
                : this;
    }

    private static boolean sameMinute(Instant typed, @Nullable Instant pressed) {
        return pressed != null && typed.equals(pressed.truncatedTo(ChronoUnit.MINUTES));
    }
}
