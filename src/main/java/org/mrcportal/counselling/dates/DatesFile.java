package org.mrcportal.counselling.dates;

import biweekly.ICalendar;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.parameter.Related;
import biweekly.property.Transparency;
import biweekly.property.Trigger;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.mrcportal.shared.CalendarText;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes days as a calendar file (RFC 5545): whole days wherever the reader is, with reminders in the morning. */
@Component
class DatesFile {

    static final List<Integer> DAYS_BEFORE = List.of(30, 7, 1);
    private static final int MORNING = 9;

    private final MessageSource messages;
    private final Clock clock;

    DatesFile(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    String of(DatesForm form, Locale locale) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId(CalendarText.PRODUCT);
        for (DatesForm.Day day : form.days()) {
            calendar.addEvent(event(day, title(day, form.plain(), locale)));
        }
        return CalendarText.of(calendar);
    }

    String title(DatesForm.Day day, boolean plain, Locale locale) {
        return messages.getMessage("counselling.dates.title." + (plain ? day.what() : "neutral"), null, locale);
    }

    private VEvent event(DatesForm.Day day, String title) {
        VEvent event = new VEvent();
        event.setUid(UUID.randomUUID() + "@mrc-portal");
        event.setDateTimeStamp(Date.from(clock.instant()));
        event.setDateStart(new ICalDate(
                new DateTimeComponents(
                        day.on().getYear(), day.on().getMonthValue(), day.on().getDayOfMonth()),
                false));
        event.setSummary(title);
        event.setTransparency(Transparency.transparent());
        for (int before : DAYS_BEFORE) {
            var untilMidnight = Duration.builder().prior(true).hours(24 - MORNING);
            if (before > 1) {
                untilMidnight.days(before - 1);
            }
            event.addAlarm(VAlarm.display(new Trigger(untilMidnight.build(), Related.START), title));
        }
        return event;
    }
}
