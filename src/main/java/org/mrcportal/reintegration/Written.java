package org.mrcportal.reintegration;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.DayField;
import org.springframework.validation.Errors;

/** What stands in the fields of a form of casework. */
public final class Written {

    private Written() {}

    public static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A day of this century, as the browser's date field sends it or as people write it. */
    public static Optional<LocalDate> day(@Nullable String text) {
        return DayField.read(text);
    }

    public static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Refuses a text that is missing or too long. */
    public static void demand(Errors errors, String field, @Nullable String text, int most, String missing) {
        if (orNull(text) == null) {
            errors.rejectValue(field, missing);
        } else {
            limit(errors, field, text, most);
        }
    }

    /** Refuses a text that is too long. */
    public static void limit(Errors errors, String field, @Nullable String text, int most) {
        if (text != null && text.strip().length() > most) {
            errors.rejectValue(field, "cases.too-long", new Object[] {most}, null);
        }
    }
}
