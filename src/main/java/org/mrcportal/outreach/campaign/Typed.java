package org.mrcportal.outreach.campaign;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.WrittenDay;
import org.mrcportal.shared.NotFound;

/** What stands in a form's fields. */
final class Typed {

    private Typed() {}

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static boolean isLonger(@Nullable String text, int most) {
        return text != null && text.strip().length() > most;
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : WrittenDay.read(text, null).orElse(null);
    }

    /** The key of a form, which no person types. */
    static UUID key(@Nullable String once) {
        try {
            return UUID.fromString(String.valueOf(once));
        } catch (IllegalArgumentException tampered) {
            throw new NotFound("a form");
        }
    }
}
