package org.mrcportal.reporting.dashboard;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.DayField;
import org.springframework.validation.Errors;

/**
 * What the address of a page of figures asks for, as typed.
 *
 * @param month a calendar month, such as {@code 2026-10}, instead of two dates
 * @param centre codes of centres; none: all that the reader may see
 */
record FiguresForm(
        @Nullable String from,
        @Nullable String to,
        @Nullable String month,
        @Nullable List<String> centre) {

    List<String> centres() {
        return centre == null ? List.of() : centre;
    }

    /** The period, where it can be one; else the errors say what is wrong with which field. */
    Optional<Period> period(LocalDate today, Errors errors) {
        if (isBlank(from) && isBlank(to)) {
            YearMonth thisMonth = YearMonth.from(today);
            return Optional.of(Period.of(parsed(month, YearMonth::parse)
                    .filter(m -> Period.isPlausible(m.atDay(1)))
                    .orElse(thisMonth)));
        }
        Optional<LocalDate> first = date("from", from, errors);
        Optional<LocalDate> last = date("to", to, errors);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        if (first.get().isAfter(last.get())) {
            errors.rejectValue("to", "reporting.figures.to.too-early");
            return Optional.empty();
        }
        Period period = new Period(first.get(), last.get());
        if (period.tooLong()) {
            errors.rejectValue("to", "reporting.figures.to.too-late", new Object[] {Period.MOST_YEARS}, null);
            return Optional.empty();
        }
        return Optional.of(period);
    }

    private static Optional<LocalDate> date(String field, @Nullable String typed, Errors errors) {
        Optional<LocalDate> date =
                parsed(typed, LocalDate::parse).or(() -> DayField.read(typed)).filter(Period::isPlausible);
        if (date.isEmpty()) {
            errors.rejectValue(
                    field, isBlank(typed) ? "reporting.figures.date.missing" : "reporting.figures.date.wrong");
        }
        return date;
    }

    private static <T> Optional<T> parsed(@Nullable String typed, Function<String, T> parser) {
        if (typed == null || typed.length() > 20) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(typed.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isBlank(@Nullable String typed) {
        return typed == null || typed.isBlank();
    }
}
