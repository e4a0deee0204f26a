package org.mrcportal.counselling.appointment;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import biweekly.property.Transparency;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.CalendarText;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes an appointment as a calendar file (RFC 5545), in the centre's zone. Somebody else may look into the calendar: it
 * says where and when, never why.
 */
@Component
class CalendarFile {

    private final MessageSource messages;

    CalendarFile(MessageSource messages) {
        this.messages = messages;
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
        event.setStatus(appointment.is(AppointmentState.CANCELLED) ? Status.cancelled() : Status.confirmed());
        ICalendar calendar = new ICalendar();
        calendar.setProductId(CalendarText.PRODUCT);
        calendar.addEvent(event);
        calendar.getTimezoneInfo().setDefaultTimezone(CalendarText.zone(centre.zone(), slot.startsAt()));
        return CalendarText.of(calendar);
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

    private String text(String key, Locale locale, Object argument) {
        return messages.getMessage(key, new Object[] {argument}, locale);
    }
}
