package org.mrcportal.outreach.registration;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Transparency;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.shared.CalendarText;
import org.mrcportal.shared.Reference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes a registration as a calendar file (RFC 5545), in the centre's zone: published and, given up, cancelled (RFC 5546).
 * Somebody else may look into the calendar: it says where and when, never what about.
 */
@Component
class RegistrationCalendar {

    private final SessionWords words;
    private final MessageSource messages;
    private final Clock clock;
    private final String organizer;

    RegistrationCalendar(
            SessionWords words, MessageSource messages, Clock clock, @Value("${portal.mail.from}") String organizer) {
        this.words = words;
        this.messages = messages;
        this.clock = clock;
        this.organizer = organizer;
    }

    String of(Registration registration, SessionOnPlan session, CentreCard centre, Locale locale) {
        boolean cancelled = session.state() == SessionState.CANCELLED || registration.is(RegistrationState.CANCELLED);
        VEvent event = new VEvent();
        event.setUid("registration-" + registration.id() + "@mrc-portal");
        event.setDateTimeStamp(Date.from(clock.instant()));
        event.setSequence(session.sequence() + registration.sequence());
        event.setDateStart(Date.from(session.startsAt()), true);
        event.setDateEnd(Date.from(session.endsAt()), true);
        event.setSummary(text("registration.calendar.title", locale, centre.name()));
        event.setDescription(
                text("registration.calendar.reference", locale, Reference.grouped(registration.reference())));
        event.setLocation(words.place(session, centre, locale));
        event.setTransparency(Transparency.opaque());
        event.setOrganizer(new Organizer(centre.name(), organizer));
        event.setStatus(cancelled ? Status.cancelled() : Status.confirmed());
        ICalendar calendar = new ICalendar();
        calendar.setMethod(cancelled ? Method.cancel() : Method.publish());
        calendar.setProductId(CalendarText.PRODUCT);
        calendar.addEvent(event);
        calendar.getTimezoneInfo().setDefaultTimezone(CalendarText.zone(session.zone(), session.startsAt()));
        return CalendarText.of(calendar);
    }

    private String text(String key, Locale locale, Object argument) {
        return messages.getMessage(key, new Object[] {argument}, locale);
    }
}
