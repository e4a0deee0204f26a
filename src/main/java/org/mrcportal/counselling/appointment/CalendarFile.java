package org.mrcportal.counselling.appointment;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Organizer;
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
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.CalendarText;
import org.mrcportal.shared.Reference;
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
        calendar.setProductId(CalendarText.PRODUCT);
        calendar.addEvent(event);
        calendar.getTimezoneInfo().setDefaultTimezone(CalendarText.zone(centre.zone(), slot.startsAt()));
        return CalendarText.of(calendar);
    }

    private static Status status(Appointment appointment) {
        if (appointment.is(AppointmentState.CANCELLED)) {
            return Status.cancelled();
        }
        return appointment.awaitsConfirmation() ? Status.tentative() : Status.confirmed();
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
