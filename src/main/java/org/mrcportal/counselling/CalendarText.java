package org.mrcportal.counselling;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.StandardTime;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.text.ICalWriter;
import biweekly.util.DateTimeComponents;
import biweekly.util.UtcOffset;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

/** Calendars as text (RFC 5545), as every calendar file and feed of the portal is written. */
public final class CalendarText {

    public static final String PRODUCT = "-//MRC portal//EN";

    private static final DateTimeComponents EVER = new DateTimeComponents(1970, 1, 1, 0, 0, 0, false);
    private static final int LONGEST_LINE = 75;

    private CalendarText() {}

    public static String of(ICalendar calendar) {
        return folded(unfolded(calendar));
    }

    /** The zone with the offset it has at that moment: one event needs no more. */
    public static TimezoneAssignment zone(ZoneId zone, Instant moment) {
        ZoneOffset offset = zone.getRules().getOffset(moment);
        UtcOffset shown = new UtcOffset(offset.getTotalSeconds() * 1000L);
        StandardTime observance = new StandardTime();
        observance.setDateStart(EVER);
        observance.setTimezoneOffsetFrom(shown);
        observance.setTimezoneOffsetTo(shown);
        VTimezone component = new VTimezone(zone.getId());
        component.addStandardTime(observance);
        return new TimezoneAssignment(TimeZone.getTimeZone(zone), component);
    }

    private static String unfolded(ICalendar calendar) {
        var text = new StringWriter();
        try (var writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The standard folds lines at 75 bytes, the library at 75 characters. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        int bytes = 0;
        for (int c : text.codePoints().toArray()) {
            int length = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (c == '\r') {
                bytes = -2;
            } else if (bytes + length > LONGEST_LINE) {
                folded.append("\r\n ");
                bytes = 1;
            }
            folded.appendCodePoint(c);
            bytes += length;
        }
        return folded.toString();
    }
}
