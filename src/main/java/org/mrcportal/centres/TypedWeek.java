package org.mrcportal.centres;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The hours of a week as a form submits them: rows of a day, a beginning and an end. Rows left empty mean nothing; every
 * day has one to spare, so that a further block needs no script.
 *
 * @param day ISO 8601 numbers of weekdays, Monday is 1
 */
public record TypedWeek(List<String> day, List<String> from, List<String> until) {

    private static final int MOST_ROWS = 7 * 12;

    /** The three lists run in parallel, with gaps where a form is forged; what belongs to no weekday is dropped. */
    public TypedWeek(@Nullable List<String> day, @Nullable List<String> from, @Nullable List<String> until) {
        List<String> days = new ArrayList<>();
        List<String> begins = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        int rows = day == null ? 0 : Math.min(day.size(), MOST_ROWS);
        for (DayOfWeek weekday : DayOfWeek.values()) {
            String number = String.valueOf(weekday.getValue());
            boolean spare = false;
            for (int row = 0; row < rows; row++) {
                if (day != null && number.equals(day.get(row))) {
                    days.add(number);
                    begins.add(at(from, row));
                    ends.add(at(until, row));
                    spare |= begins.getLast().isBlank() && ends.getLast().isBlank();
                }
            }
            if (!spare) {
                days.add(number);
                begins.add("");
                ends.add("");
            }
        }
        this.day = List.copyOf(days);
        this.from = List.copyOf(begins);
        this.until = List.copyOf(ends);
    }

    /** One day with its rows. */
    public record Day(int number, String label, List<Row> rows) {}

    /** @param index of the row in the form */
    public record Row(int index, String from, String until) {}

    public static TypedWeek of(List<OpeningHours> week) {
        return new TypedWeek(
                week.stream().map(h -> String.valueOf(h.day().getValue())).toList(),
                week.stream().map(h -> CentreTime.time(h.opens())).toList(),
                week.stream().map(h -> CentreTime.time(h.closes())).toList());
    }

    /** What a form was filled in from, to be compared with what is saved by the time it comes back. */
    public static String mark(List<OpeningHours> week) {
        return week.stream()
                .map(h -> h.day().getValue() + " " + CentreTime.hours(h.opens(), h.closes()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Days that have hours, as a person reads them: "Monday 09:00–13:00, 14:00–18:00". */
    public static List<String> lines(List<OpeningHours> week, Locale locale) {
        return Arrays.stream(DayOfWeek.values())
                .flatMap(day -> week.stream()
                        .filter(h -> h.day() == day)
                        .map(h -> CentreTime.hours(h.opens(), h.closes()))
                        .reduce((some, more) -> some + ", " + more)
                        .map(hours -> CentreTime.weekday(day, locale) + " " + hours)
                        .stream())
                .toList();
    }

    public List<Day> days(Locale locale) {
        return Arrays.stream(DayOfWeek.values())
                .map(weekday -> new Day(
                        weekday.getValue(),
                        CentreTime.weekday(weekday, locale),
                        IntStream.range(0, day.size())
                                .filter(row -> day.get(row).equals(String.valueOf(weekday.getValue())))
                                .mapToObj(row -> new Row(row, from.get(row), until.get(row)))
                                .toList()))
                .toList();
    }

    /**
     * The hours, in order. What cannot be gets a problem beside its field, and is left out.
     *
     * @param path of this object in the form
     */
    public List<OpeningHours> hours(Errors errors, String path) {
        List<OpeningHours> hours = new ArrayList<>();
        for (int row = 0; row < day.size(); row++) {
            if (from.get(row).isBlank() && until.get(row).isBlank()) {
                continue;
            }
            String fromField = "%s.from[%d]".formatted(path, row);
            String untilField = "%s.until[%d]".formatted(path, row);
            Optional<LocalTime> begins = TypedTime.beginning(from.get(row));
            Optional<LocalTime> ends = TypedTime.end(until.get(row));
            if (begins.isEmpty()) {
                errors.rejectValue(fromField, "centres.week.beginning");
            }
            if (ends.isEmpty()) {
                errors.rejectValue(untilField, "centres.week.end");
            }
            if (begins.isPresent() && ends.isPresent()) {
                if (!begins.get().isBefore(ends.get())) {
                    errors.rejectValue(untilField, "centres.week.backwards");
                    continue;
                }
                OpeningHours block =
                        new OpeningHours(DayOfWeek.of(Integer.parseInt(day.get(row))), begins.get(), ends.get());
                if (hours.stream().anyMatch(block::overlaps)) {
                    errors.rejectValue(fromField, "centres.week.overlap");
                } else {
                    hours.add(block);
                }
            }
        }
        hours.sort(Comparator.comparing(OpeningHours::day).thenComparing(OpeningHours::opens));
        return hours;
    }

    private static String at(@Nullable List<String> list, int row) {
        return list == null || row >= list.size() ? "" : Objects.requireNonNullElse(list.get(row), "");
    }
}
