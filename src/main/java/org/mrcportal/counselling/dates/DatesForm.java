package org.mrcportal.counselling.dates;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The days a person types, each of them optional, as ISO 8601.
 *
 * @param permit the last day of a permit to work or stay
 * @param registration the last day of the registration at an address
 * @param ban the last day of an entry ban
 * @param wording NEUTRAL or PLAIN: whether the reminders say what the day is about
 */
record DatesForm(
        @Nullable String permit,
        @Nullable String registration,
        @Nullable String ban,
        @Nullable String wording) {

    static final List<String> WORDINGS = List.of("NEUTRAL", "PLAIN");
    static final DatesForm EMPTY = new DatesForm(null, null, null, "NEUTRAL");
    private static final int YEARS = 50;

    /** One of the days; {@code what} is the name of its field. */
    record Day(String what, LocalDate on) {}

    void check(Errors errors, LocalDate today) {
        typed().forEach((what, text) -> {
            LocalDate day = day(text);
            if (!isBlank(text) && (day == null || day.isBefore(today) || day.isAfter(today.plusYears(YEARS)))) {
                errors.rejectValue(what, "counselling.dates.wrong");
            }
        });
        if (typed().values().stream().allMatch(DatesForm::isBlank)) {
            errors.rejectValue("permit", "counselling.dates.missing");
        }
    }

    /** In order. */
    List<Day> days() {
        List<Day> days = new ArrayList<>();
        typed().forEach((what, text) -> {
            LocalDate day = day(text);
            if (day != null) {
                days.add(new Day(what, day));
            }
        });
        days.sort(Comparator.comparing(Day::on).thenComparing(Day::what));
        return days;
    }

    boolean plain() {
        return "PLAIN".equals(wording);
    }

    private Map<String, String> typed() {
        return Map.of(
                "permit", permit == null ? "" : permit,
                "registration", registration == null ? "" : registration,
                "ban", ban == null ? "" : ban);
    }

    private static @Nullable LocalDate day(String text) {
        if (!text.strip().matches("\\d{4}-\\d{2}-\\d{2}")) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static boolean isBlank(String text) {
        return text.isBlank();
    }
}
