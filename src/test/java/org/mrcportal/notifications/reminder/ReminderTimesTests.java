package org.mrcportal.notifications.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mrcportal.notifications.reminder.ReminderTimes.Lead;
import org.mrcportal.notifications.reminder.ReminderTimes.Span;

class ReminderTimesTests {

    private static final ZoneId OSH = ZoneId.of("Asia/Bishkek");
    private static final Instant VISIT = Instant.parse("2026-12-02T04:00:00Z");

    @Test
    void aReminderIsDueOneDayAndTwoHoursBeforeAndEndsWellBeforeTheVisit() {
        Instant booked = VISIT.minus(Duration.ofDays(5));
        assertThat(Lead.DAY.of(VISIT, booked))
                .contains(new Span(VISIT.minus(Duration.ofHours(24)), VISIT.minus(Duration.ofHours(3))));
        assertThat(Lead.HOURS.of(VISIT, booked))
                .contains(new Span(VISIT.minus(Duration.ofHours(2)), VISIT.minus(Duration.ofMinutes(30))));
    }

    @Test
    void whoBooksLaterThanTheLeadIsNotReminded() {
        Instant dayBefore = VISIT.minus(Duration.ofHours(24));
        assertThat(Lead.DAY.of(VISIT, dayBefore)).isEmpty();
        assertThat(Lead.DAY.of(VISIT, dayBefore.minusSeconds(1))).isPresent();
        assertThat(Lead.HOURS.of(VISIT, dayBefore)).isPresent();
        assertThat(Lead.HOURS.of(VISIT, VISIT.minus(Duration.ofMinutes(90)))).isEmpty();
    }

    @Test
    void nobodyIsAskedAtNightHowItWas() {
        Instant atSix = Instant.parse("2026-12-02T12:00:00Z"); // 18:00 in Osh; three hours later it is 21:00
        assertThat(ReminderTimes.askHowItWas(atSix, OSH).from()).isEqualTo("2026-12-03T03:00:00Z");
        Instant atTen = Instant.parse("2026-12-02T04:00:00Z");
        assertThat(ReminderTimes.askHowItWas(atTen, OSH).from()).isEqualTo("2026-12-02T07:00:00Z");
    }

    @Property
    void theQuestionComesByDayAndBeforeItsEnd(@ForAll @IntRange(max = 60 * 24 * 400) int minute) {
        Instant ended = VISIT.plus(Duration.ofMinutes(minute));
        Span span = ReminderTimes.askHowItWas(ended, OSH);
        LocalTime asked = LocalTime.ofInstant(span.from(), OSH);
        assertThat(asked).isBetween(LocalTime.of(9, 0), LocalTime.of(20, 0));
        assertThat(span.from())
                .isAfterOrEqualTo(ended.plus(Duration.ofHours(3)))
                .isBefore(span.until());
    }
}
