package org.mrcportal.counselling.waitinglist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mrcportal.counselling.availability.TimeSlot;

class OfferLimitTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final OfferLimit LIMIT = new OfferLimit(Duration.ofHours(2), Duration.ofHours(2));

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(TASHKENT).toInstant();
    }

    private static Optional<Instant> until(String now, String visit) {
        return LIMIT.until(at(now), at(visit), TASHKENT);
    }

    @Test
    void isTheUsualOneWhereTheVisitIsFarOff() {
        assertThat(until("2026-11-25T10:00", "2026-11-30T10:00")).contains(at("2026-11-25T12:00"));
    }

    @Test
    void doesNotCountTheNight() {
        assertThat(until("2026-11-25T20:30", "2026-11-30T10:00")).contains(at("2026-11-26T09:30"));
        assertThat(until("2026-11-25T23:10", "2026-11-30T10:00")).contains(at("2026-11-26T10:00"));
        assertThat(until("2026-11-25T03:00", "2026-11-30T10:00")).contains(at("2026-11-25T10:00"));
        assertThat(until("2026-11-25T21:00", "2026-11-30T10:00")).contains(at("2026-11-26T10:00"));
    }

    @Test
    void isAQuarterOfWhatIsLeftWhereTheVisitIsNear() {
        assertThat(until("2026-11-25T10:00", "2026-11-25T14:00")).contains(at("2026-11-25T11:00"));
    }

    @Test
    void neverLastsPastTheMinimumNotice() {
        assertThat(until("2026-11-25T10:00", "2026-11-25T12:20")).contains(at("2026-11-25T10:20"));
        assertThat(until("2026-11-25T20:00", "2026-11-26T09:00")).contains(at("2026-11-26T07:00"));
    }

    @Test
    void isNoneWhereNobodyCouldAnswerInTime() {
        assertThat(until("2026-11-25T10:00", "2026-11-25T12:09")).isEmpty();
        assertThat(until("2026-11-25T10:00", "2026-11-25T10:30")).isEmpty();
    }

    @Test
    void aTimeSuitsByItsDayItsPartOfTheDayAndTheLastDayOfUse() {
        LocalDate wednesday = LocalDate.parse("2026-11-25");
        Suiting suiting = new Suiting(List.of("3", "5"), List.of("MORNING", "EVENING"), wednesday.plusDays(7));

        assertThat(suits(suiting, "2026-11-25T11:59")).isTrue();
        assertThat(suits(suiting, "2026-11-25T12:00")).isFalse();
        assertThat(suits(suiting, "2026-11-27T17:00")).isTrue();
        assertThat(suits(suiting, "2026-11-26T09:00")).isFalse();
        assertThat(suits(suiting, "2026-12-02T09:00")).isTrue();
        assertThat(suits(suiting, "2026-12-04T09:00")).isFalse();
        assertThat(suits(new Suiting(List.of(), List.of(), wednesday), "2026-11-25T15:00"))
                .isTrue();
    }

    private static boolean suits(Suiting suiting, String start) {
        return suiting.suits(TimeSlot.starting(at(start), Duration.ofMinutes(30)), TASHKENT);
    }
}
