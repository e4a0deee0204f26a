package org.mrcportal.outreach;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A day as people, platforms and spreadsheets write it; a time after it is left aside. */
public final class WrittenDay {

    /** Before it no platform of ours was there. */
    public static final LocalDate FIRST = LocalDate.of(2004, 1, 1);

    private static final int LONGEST = 40;
    private static final String TIME = "(?:[T ,]{1,2}\\d{1,2}:\\d{2}.*)?";
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})" + TIME);
    private static final Pattern DOTS = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})" + TIME);
    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})" + TIME);
    private static final Pattern MONTH = Pattern.compile("([A-Z][a-z]{2}) (\\d{1,2}), (\\d{4})" + TIME);
    private static final Pattern SERIAL = Pattern.compile("(\\d{5})(?:\\.\\d+)?");
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("MMM d uuuu", Locale.ENGLISH);

    /** Day 0 of spreadsheets, which take 1900 for a leap year. */
    private static final LocalDate ZERO = LocalDate.of(1899, 12, 30);

    private WrittenDay() {}

    /** @param dayFirst whether 02/03/2026 is 2 March; null: such a day can be read in two ways, and is not read */
    public static Optional<LocalDate> read(String text, @Nullable Boolean dayFirst) {
        String written = text.strip();
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return day(written, dayFirst).filter(day -> !day.isBefore(FIRST));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String written, @Nullable Boolean dayFirst) {
        Matcher iso = ISO.matcher(written);
        if (iso.matches()) {
            return Optional.of(of(iso, 1, 2, 3));
        }
        Matcher dots = DOTS.matcher(written);
        if (dots.matches()) {
            return Optional.of(of(dots, 3, 2, 1));
        }
        Matcher slashes = SLASHES.matcher(written);
        if (slashes.matches() && dayFirst != null) {
            return Optional.of(dayFirst ? of(slashes, 3, 2, 1) : of(slashes, 3, 1, 2));
        }
        Matcher month = MONTH.matcher(written);
        if (month.matches()) {
            return Optional.of(
                    LocalDate.parse("%s %s %s".formatted(month.group(1), month.group(2), month.group(3)), ENGLISH));
        }
        Matcher serial = SERIAL.matcher(written);
        return serial.matches()
                ? Optional.of(ZERO.plus(Integer.parseInt(serial.group(1)), ChronoUnit.DAYS))
                : Optional.empty();
    }

    private static LocalDate of(Matcher parts, int year, int month, int day) {
        return LocalDate.of(
                Integer.parseInt(parts.group(year)),
                Integer.parseInt(parts.group(month)),
                Integer.parseInt(parts.group(day)));
    }
}
