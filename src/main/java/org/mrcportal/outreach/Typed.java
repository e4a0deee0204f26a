package org.mrcportal.outreach;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in a form's fields. */
public final class Typed {

    private static final int CENTURY_ENDS = 2100;

    private Typed() {}

    public static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    public static boolean isLonger(@Nullable String text, int most) {
        return text != null && text.strip().length() > most;
    }

    public static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A day of this century or just before, as the browser's date field sends it or people write it. */
    public static Optional<LocalDate> day(@Nullable String text) {
        return text == null
                ? Optional.empty()
                : WrittenDay.read(text, null).filter(day -> day.getYear() < CENTURY_ENDS);
    }

    public static Optional<UUID> uuid(@Nullable String text) {
        try {
            return Optional.of(UUID.fromString(String.valueOf(text)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Each once, in their order; what is no id is left out. */
    public static Set<UUID> uuids(@Nullable List<String> texts) {
        Set<UUID> ids = new LinkedHashSet<>();
        (texts == null ? List.<String>of() : texts).forEach(text -> uuid(text).ifPresent(ids::add));
        return ids;
    }
}
