package org.mrcportal.outreach.session;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.RefreshInterval;
import biweekly.property.Status;
import biweekly.property.Transparency;
import biweekly.util.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import org.mrcportal.shared.CalendarText;
import org.springframework.stereotype.Component;

/**
 * Writes sessions as a calendar (RFC 5545, RFC 7986). Times are in UTC: sessions of several zones stand in one file. A
 * cancelled one stays, and says so.
 */
@Component
class SessionCalendar {

    private static final int HOURS_BETWEEN_QUESTIONS = 6;

    String of(SessionFeed.Content content) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId(CalendarText.PRODUCT);
        calendar.setName(content.title());
        calendar.addExperimentalProperty("X-WR-CALNAME", content.title());
        calendar.setUrl(content.list());
        Duration pause = Duration.builder().hours(HOURS_BETWEEN_QUESTIONS).build();
        calendar.setRefreshInterval(new RefreshInterval(pause));
        calendar.addExperimentalProperty("X-PUBLISHED-TTL", pause.toString());
        content.entries().stream()
                .sorted(Comparator.<SessionFeed.Entry, Instant>comparing(
                                entry -> entry.session().startsAt())
                        .thenComparing(entry -> entry.session().id().id()))
                .forEach(entry -> calendar.addEvent(event(entry)));
        return CalendarText.of(calendar);
    }

    private static VEvent event(SessionFeed.Entry entry) {
        SessionOnPlan session = entry.session();
        VEvent event = new VEvent();
        event.setUid(session.id() + "@mrc-portal");
        event.setDateTimeStamp(Date.from(entry.changedAt()));
        event.setLastModified(Date.from(entry.changedAt()));
        event.setSequence(session.sequence());
        event.setDateStart(Date.from(session.startsAt()), true);
        event.setDateEnd(Date.from(session.endsAt()), true);
        event.setSummary(entry.title());
        event.setLocation(entry.place());
        event.setDescription(
                entry.description() == null ? entry.address() : entry.description() + "\n" + entry.address());
        event.setUrl(entry.address());
        event.setStatus(entry.isCancelled() ? Status.cancelled() : Status.confirmed());
        event.setTransparency(Transparency.transparent());
        return event;
    }
}
