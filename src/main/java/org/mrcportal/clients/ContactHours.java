package org.mrcportal.clients;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hours of every day in which a message may reach a person, in the centre's zone: half-open, and over midnight where
 * they end at or before they begin.
 */
public record ContactHours(LocalTime from, LocalTime until) {

    private static final Pattern TYPED = Pattern.compile("\\s*(\\d{1,2})(?:\\s*[:.]\\s*(\\d{2}))?\\s*");

    public ContactHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("Hours that end as they begin: " + from);
        }
    }

    /** A time as people type it: {@code 18}, {@code 18:30}, {@code 18.30}, {@code 24:00}. */
    public static Optional<LocalTime> typed(@Nullable String text) {
        if (text == null || text.length() > 20) {
            return Optional.empty();
        }
        Matcher parts = TYPED.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(parts.group(1));
        int minute = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        if (hour == 24 && minute == 0) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        return hour < 24 && minute < 60 ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
    }

    public boolean allow(LocalTime time) {
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    /** The first moment from now on that lies in these hours. */
    public Instant next(Instant now, ZoneId zone) {
        if (allow(LocalTime.ofInstant(now, zone))) {
            return now;
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant begin = today.atTime(from).atZone(zone).toInstant();
        return begin.isAfter(now)
                ? begin
                : today.plusDays(1).atTime(from).atZone(zone).toInstant();
    }

    /** Both times or none; whoever gives one only, or the same twice, gives none. */
    public static @Nullable ContactHours typed(@Nullable String from, @Nullable String until) {
        Optional<LocalTime> begin = typed(from);
        Optional<LocalTime> end = typed(until);
        return begin.isPresent() && end.isPresent() && !begin.equals(end)
                ? new ContactHours(begin.get(), end.get())
                : null;
    }

    /** Whether two fields together are either empty or hours. */
    public static boolean sound(@Nullable String from, @Nullable String until) {
        boolean nothing = (from == null || from.isBlank()) && (until == null || until.isBlank());
        return nothing || typed(from, until) != null;
    }
}
