package org.mrcportal.centres;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day as people type it: 9, 9:00, 09.30. The end of a day is 24:00, kept as {@link LocalTime#MAX} like the
 * database does; 23:59 is a minute before it.
 */
public final class TypedTime {

    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?:[:.]?([0-5]\\d))?");

    private TypedTime() {}

    /** When something begins: 00:00 to 23:59; empty where the text is no such time. */
    public static Optional<LocalTime> beginning(String text) {
        return read(text).filter(minutes -> minutes < 24 * 60).map(TypedTime::time);
    }

    /** When something ends: 00:01 to 24:00; empty where the text is no such time. */
    public static Optional<LocalTime> end(String text) {
        return read(text)
                .filter(minutes -> minutes > 0 && minutes <= 24 * 60)
                .map(minutes -> minutes == 24 * 60 ? LocalTime.MAX : time(minutes));
    }

    private static LocalTime time(int minutes) {
        return LocalTime.of(minutes / 60, minutes % 60);
    }

    private static Optional<Integer> read(String text) {
        Matcher typed = TIME.matcher(text.strip());
        if (text.length() > 20 || !typed.matches()) {
            return Optional.empty();
        }
        String minutes = typed.group(2);
        return Optional.of(Integer.parseInt(typed.group(1)) * 60 + (minutes == null ? 0 : Integer.parseInt(minutes)));
    }
}
