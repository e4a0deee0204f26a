package org.mrcportal.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a form's field for a day of this century: 2026-11-24 as the browser's date field sends it, or 24.11.2026 as
 * people write it where there is no such field.
 */
public final class DayField {

    private static final Pattern SENT = Pattern.compile("20\\d{2}-\\d{2}-\\d{2}");
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(20\\d{2})");

    private DayField() {}

    public static Optional<LocalDate> read(@Nullable String text) {
        String typed = text == null ? "" : text.strip();
        Matcher written = WRITTEN.matcher(typed);
        try {
            if (written.matches()) {
                return Optional.of(LocalDate.of(
                        Integer.parseInt(written.group(3)),
                        Integer.parseInt(written.group(2)),
                        Integer.parseInt(written.group(1))));
            }
            return SENT.matcher(typed).matches() ? Optional.of(LocalDate.parse(typed)) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
