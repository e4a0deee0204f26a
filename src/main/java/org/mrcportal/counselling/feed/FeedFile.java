package org.mrcportal.counselling.feed;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Classification;
import biweekly.property.RefreshInterval;
import biweekly.property.Status;
import biweekly.property.Transparency;
import biweekly.util.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.mrcportal.shared.CalendarText;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the visits as a calendar (RFC 5545, RFC 7986): when somebody is busy, never with whom or why. */
@Component
class FeedFile {

    private static final int MINUTES_BETWEEN_QUESTIONS = 15;

    private final MessageSource messages;

    FeedFile(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * Whose calendar it is.
     *
     * @param centre its name, in the owner's language
     * @param locale the owner's language
     */
    record Heading(String centre, ZoneId zone, Locale locale) {}

    /**
     * A time when somebody is busy.
     *
     * @param id stays the same however the visit changes
     * @param sequence rises with every change
     * @param codes of the clients, where the centre allows it
     */
    record Visit(
            UUID id,
            Instant startsAt,
            Instant endsAt,
            int sequence,
            Instant changedAt,
            boolean cancelled,
            List<String> codes) {}

    /** The same visits give the same text. */
    String of(Heading heading, List<Visit> visits, Instant from, Instant until) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId(CalendarText.PRODUCT);
        String name = text("counselling.feed.name", heading.locale(), heading.centre());
        calendar.setName(name);
        calendar.addExperimentalProperty("X-WR-CALNAME", name);
        calendar.addExperimentalProperty("X-WR-TIMEZONE", heading.zone().getId());
        Duration pause = Duration.builder().minutes(MINUTES_BETWEEN_QUESTIONS).build();
        calendar.setRefreshInterval(new RefreshInterval(pause));
        calendar.addExperimentalProperty("X-PUBLISHED-TTL", pause.toString());
        String title = text("counselling.feed.visit", heading.locale());
        visits.forEach(visit -> calendar.addEvent(event(visit, title)));
        calendar.getTimezoneInfo().setDefaultTimezone(CalendarText.zone(heading.zone(), from, until));
        return CalendarText.of(calendar);
    }

    private static VEvent event(Visit visit, String title) {
        VEvent event = new VEvent();
        event.setUid(visit.id() + "@mrc-portal");
        event.setDateTimeStamp(Date.from(visit.changedAt()));
        event.setSequence(visit.sequence());
        event.setDateStart(Date.from(visit.startsAt()), true);
        event.setDateEnd(Date.from(visit.endsAt()), true);
        event.setSummary(visit.codes().isEmpty() ? title : title + " " + String.join(", ", visit.codes()));
        event.setClassification(Classification.private_());
        event.setTransparency(visit.cancelled() ? Transparency.transparent() : Transparency.opaque());
        event.setStatus(visit.cancelled() ? Status.cancelled() : Status.confirmed());
        return event;
    }

    private String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, locale));
    }
}
