package org.mrcportal.counselling.appointment;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.StandardTime;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.text.ICalWriter;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Transparency;
import biweekly.util.DateTimeComponents;
import biweekly.util.UtcOffset;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes an appointment as a calendar file (RFC 5545), in the centre's zone. It is published and, given up, cancelled
 * (RFC 5546): nobody is asked to accept an invitation, for the answer would go to an address that nobody reads. Somebody else may look into the calendar: it
 * says where and when, never why.
 */
@Component
class CalendarFile {

    private static final DateTimeComponents EVER = new DateTimeComponents(1970, 1, 1, 0, 0, 0, false);

    private static final int LONGEST_LINE = 75;

    private final MessageSource messages;
    private final String organizer;

    CalendarFile(MessageSource messages, @Value("${portal.mail.from}") String organizer) {
        this.messages = messages;
        this.organizer = organizer;
    }

    String of(Appointment appointment, String reference, CentreCard centre, Locale locale) {
        VEvent event = new VEvent();
        event.setUid(uid(appointment.id()));
        event.setDateTimeStamp(Date.from(changedAt(appointment)));
        event.setSequence(appointment.sequence());
        TimeSlot slot = appointment.slot();
        event.setDateStart(Date.from(slot.startsAt()), true);
        event.setDateEnd(Date.from(slot.endsAt()), true);
        event.setSummary(text("counselling.calendar.title", locale, centre.name()));
        event.setDescription(text("counselling.calendar.reference", locale, Reference.grouped(reference)));
        if (appointment.wish().mode().equals("IN_PERSON")) {
            event.setLocation(place(centre));
        }
        event.setTransparency(Transparency.opaque());
        event.setOrganizer(new Organizer(centre.name(), organizer));
        event.setStatus(status(appointment));
        ICalendar calendar = new ICalendar();
        calendar.setMethod(appointment.is(AppointmentState.CANCELLED) ? Method.cancel() : Method.publish());
        calendar.setProductId("-//MRC portal//EN");
        calendar.addEvent(event);
        calendar.getTimezoneInfo().setDefaultTimezone(zone(centre.zone(), slot.startsAt()));
        return folded(unfolded(calendar));
    }

    private static Status status(Appointment appointment) {
        if (appointment.is(AppointmentState.CANCELLED)) {
            return Status.cancelled();
        }
        return appointment.awaitsConfirmation() ? Status.tentative() : Status.confirmed();
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

    private static String uid(AppointmentId id) {
        return id + "@mrc-portal";
    }

    private static Instant changedAt(Appointment appointment) {
        return Stream.of(appointment.cancelledAt(), appointment.bookedAt())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(appointment.slot().startsAt());
    }

    private static String place(CentreCard centre) {
        return Stream.of(centre.name(), centre.address(), centre.city())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /** The zone with the offset it has at that moment: one event needs no more. */
    private static TimezoneAssignment zone(ZoneId zone, Instant moment) {
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

    private String text(String key, Locale locale, Object argument) {
        return messages.getMessage(key, new Object[] {argument}, locale);
    }
}
