package org.mrcportal.counselling.waitinglist;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.Errors;

/**
 * Which times suit somebody who is about to stand in line, as ticked.
 *
 * @param weeks for how many weeks a time is of use, as text
 * @param once idempotency key of the form
 */
record SuitingForm(
        @Nullable List<String> days,
        @Nullable List<String> parts,
        @Nullable String weeks,
        @Nullable String once) {

    static final List<String> WEEKS = List.of("1", "2", "4");

    /** What is no code of ours counts as not ticked. */
    SuitingForm {
        List<String> tickedDays = days == null ? List.of() : days;
        List<String> tickedParts = parts == null ? List.of() : parts;
        days = Suiting.DAYS.stream().filter(tickedDays::contains).toList();
        parts = Suiting.PARTS.stream().filter(tickedParts::contains).toList();
        weeks = weeks != null && WEEKS.contains(weeks) ? weeks : null;
    }

    SuitingForm withDefaults() {
        return new SuitingForm(
                days, parts, weeks == null ? "2" : weeks, UUID.randomUUID().toString());
    }

    void check(Errors errors) {
        if (weeks == null) {
            errors.rejectValue("weeks", "waiting.weeks.missing");
        }
    }

    /** For a form without errors. */
    Suiting suiting(LocalDate today) {
        return new Suiting(days == null ? List.of() : days, parts == null ? List.of() : parts, lastDay(today, weeks));
    }

    static LocalDate lastDay(LocalDate today, @Nullable String weeks) {
        return today.plusWeeks(weeks == null ? 1 : Long.parseLong(weeks));
    }

    UUID key() {
        return Once.of(once);
    }

    void addTo(MultiValueMap<String, String> parameters) {
        (days == null ? List.<String>of() : days).forEach(day -> parameters.add("days", day));
        (parts == null ? List.<String>of() : parts).forEach(part -> parameters.add("parts", part));
        if (weeks != null) {
            parameters.add("weeks", weeks);
        }
    }
}
