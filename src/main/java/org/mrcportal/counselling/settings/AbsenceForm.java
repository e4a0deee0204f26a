package org.mrcportal.counselling.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.TypedTime;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.DayField;
import org.springframework.validation.Errors;

/**
 * When a counsellor is away, as typed: whole days, unless times are given.
 *
 * @param first day, as the browser's date field sends it
 * @param firstTime when it begins on that day; empty: with the day
 * @param last day, itself included
 * @param lastTime when it ends on that day; empty: with the day
 */
record AbsenceForm(
        @Nullable String first,
        @Nullable String firstTime,
        @Nullable String last,
        @Nullable String lastTime,
        @Nullable String confirmed) {

    static AbsenceForm blank() {
        return new AbsenceForm(null, null, null, null, null);
    }

    /** The absence; empty where there are problems, which stand beside their fields. */
    Optional<TimeSlot> absence(Colleague saved, ZoneId zone, Instant now, Errors errors) {
        Optional<LocalDate> begins = date(first);
        Optional<LocalDate> ends = last == null || last.isBlank() ? begins : date(last);
        Optional<LocalTime> from = blank(firstTime) ? Optional.of(LocalTime.MIN) : TypedTime.beginning(text(firstTime));
        Optional<LocalTime> until = blank(lastTime) ? Optional.of(LocalTime.MAX) : TypedTime.end(text(lastTime));
        if (begins.isEmpty()) {
            errors.rejectValue("first", "counselling.settings.day.unreadable");
        }
        if (from.isEmpty()) {
            errors.rejectValue("firstTime", "centres.week.beginning");
        }
        if (ends.isEmpty() && begins.isPresent()) {
            errors.rejectValue("last", "counselling.settings.day.unreadable");
        }
        if (until.isEmpty()) {
            errors.rejectValue("lastTime", "centres.week.end");
        }
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        Instant start =
                begins.orElseThrow().atTime(from.orElseThrow()).atZone(zone).toInstant();
        Instant end = end(ends.orElseThrow(), until.orElseThrow(), zone);
        if (!start.isBefore(end)) {
            errors.rejectValue("last", "counselling.settings.absence.backwards");
        } else if (!end.isAfter(now)) {
            errors.rejectValue("last", "counselling.settings.absence.past");
        } else if (ends.get().isAfter(LocalDate.ofInstant(now, zone).plusYears(2))
                || begins.get().isBefore(LocalDate.ofInstant(now, zone).minusYears(2))) {
            errors.rejectValue("last", "counselling.settings.absence.far");
        } else if (saved.away().stream().anyMatch(new TimeSlot(start, end)::overlaps)) {
            errors.rejectValue("first", "counselling.settings.absence.overlap");
        }
        return errors.hasErrors() ? Optional.empty() : Optional.of(new TimeSlot(start, end));
    }

    private static Instant end(LocalDate day, LocalTime time, ZoneId zone) {
        return time.equals(LocalTime.MAX)
                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                : day.atTime(time).atZone(zone).toInstant();
    }

    /** A day as a browser sends it. */
    static Optional<LocalDate> date(@Nullable String text) {
        return DayField.read(text);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
