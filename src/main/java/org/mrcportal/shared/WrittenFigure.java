package org.mrcportal.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number or a sum as people and platforms write it. What can be read in two ways, such as 1.234 or 1.2K, is not read. */
public final class WrittenFigure {

    /** Of anything counted, and of any sum. */
    public static final long MOST = 100_000_000_000L;

    private static final int LONGEST = 30;
    private static final String SPACE = "[ \\u00a0\\u202f\\u2009'\\u2019]";
    private static final Pattern COUNT =
            Pattern.compile("(?:\\d+|\\d{1,3}(?:" + SPACE + "\\d{3})+|\\d{1,3}(?:,\\d{3})+)(?:\\.0{1,2})?");
    private static final List<Pattern> SUMS = List.of(
            Pattern.compile("\\d+(?:[.,]\\d{1,2}|\\.\\d{4,})?"),
            Pattern.compile("\\d{1,3}(?:" + SPACE + "\\d{3})+(?:[.,]\\d{1,2})?"));
    private static final Pattern COMMA_GROUPS =
            Pattern.compile("\\d{1,3}(?:,\\d{3})+\\.\\d{1,2}|\\d{1,3}(?:,\\d{3}){2,}");
    private static final Pattern DOT_GROUPS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{3})+,\\d{1,2}|\\d{1,3}(?:\\.\\d{3}){2,}");

    private WrittenFigure() {}

    /** Nothing is written, or what platforms write instead of nothing. */
    public static boolean isNone(String text) {
        String written = text.strip();
        return written.isEmpty() || written.matches("[-–—]{1,3}|[nN]/?[aA]");
    }

    public static Optional<Long> count(String text) {
        String written = text.strip();
        if (written.length() > LONGEST || !COUNT.matcher(written).matches()) {
            return Optional.empty();
        }
        String digits = written.replaceFirst("\\.0+$", "").replaceAll("\\D", "");
        return new BigDecimal(digits).compareTo(BigDecimal.valueOf(MOST)) > 0
                ? Optional.empty()
                : Optional.of(Long.parseLong(digits));
    }

    /** Rounded to hundredths. */
    public static Optional<BigDecimal> sum(String text) {
        String written = text.strip();
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String plain;
        if (COMMA_GROUPS.matcher(written).matches()) {
            plain = written.replace(",", "");
        } else if (DOT_GROUPS.matcher(written).matches()) {
            plain = written.replace(".", "").replace(',', '.');
        } else if (SUMS.stream().anyMatch(form -> form.matcher(written).matches())) {
            plain = written.replaceAll(SPACE, "").replace(',', '.');
        } else {
            return Optional.empty();
        }
        BigDecimal sum = new BigDecimal(plain).setScale(2, RoundingMode.HALF_UP);
        return sum.compareTo(BigDecimal.valueOf(MOST)) > 0 ? Optional.empty() : Optional.of(sum);
    }
}
