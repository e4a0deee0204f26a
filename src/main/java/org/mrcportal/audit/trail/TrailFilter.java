package org.mrcportal.audit.trail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of the trail is looked at; null means everything.
 *
 * @param before only entries older than this one
 */
record TrailFilter(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String action,
        @Nullable UUID centre,
        @Nullable String subject,
        @Nullable Position before) {

    /** Where a page of the trail ends. */
    record Position(Instant at, long id) {

        private static final Pattern TEXT = Pattern.compile("(\\d{1,10})\\.(\\d{1,6})-(\\d{1,18})");

        /** As it stands in an address; null for anything else. */
        static @Nullable Position of(@Nullable String text) {
            Matcher parts = TEXT.matcher(text == null ? "" : text);
            return parts.matches()
                    ? new Position(
                            Instant.ofEpochSecond(
                                    Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)) * 1000),
                            Long.parseLong(parts.group(3)))
                    : null;
        }

        @Override
        public String toString() {
            return at.getEpochSecond() + "." + at.getNano() / 1000 + "-" + id;
        }
    }

    static TrailFilter of(
            @Nullable LocalDate day,
            ZoneId zone,
            @Nullable String action,
            @Nullable UUID centre,
            @Nullable String subject,
            @Nullable Position before) {
        return new TrailFilter(
                day == null ? null : day.atStartOfDay(zone).toInstant(),
                day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant(),
                blankToNull(action),
                centre,
                blankToNull(subject),
                before);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
