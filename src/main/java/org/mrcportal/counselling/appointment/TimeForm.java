package org.mrcportal.counselling.appointment;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;

/**
 * The time somebody chose.
 *
 * @param time the moment, as a radio's value
 * @param once idempotency key of the form
 */
public record TimeForm(@Nullable String time, @Nullable String once) {

    /** The moment; empty where none was chosen or no page can have offered it. */
    public Optional<Instant> start() {
        try {
            return Optional.ofNullable(time)
                    .filter(text -> text.length() <= 30)
                    .map(Instant::parse)
                    .filter(start -> start.atOffset(ZoneOffset.UTC).getYear() / 100 == 20);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public UUID key() {
        return Once.of(once);
    }
}
