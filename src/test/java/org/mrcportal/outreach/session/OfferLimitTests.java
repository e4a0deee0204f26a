package org.mrcportal.outreach.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class OfferLimitTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final OfferLimit LIMIT = new OfferLimit(Duration.ofHours(24), Duration.ofHours(2));

    @Test
    void keepsPlacesForADayWhereTheSessionIsFarOff() {
        assertThat(LIMIT.until(at("2026-11-25T14:00"), at("2026-12-10T14:00"), TASHKENT))
                .contains(at("2026-11-26T14:00"));
    }

    @Test
    void neverEndsAtNight() {
        assertThat(LIMIT.until(at("2026-11-25T23:30"), at("2026-12-10T14:00"), TASHKENT))
                .contains(at("2026-11-27T10:00"));
        assertThat(LIMIT.until(at("2026-11-25T03:00"), at("2026-12-10T14:00"), TASHKENT))
                .contains(at("2026-11-26T10:00"));
    }

    @Test
    void endsTwoHoursBeforeTheSessionInAnyCase() {
        assertThat(LIMIT.until(at("2026-11-25T14:00"), at("2026-11-26T09:00"), TASHKENT))
                .contains(at("2026-11-26T07:00"));
    }

    @Test
    void makesNoOfferThatNobodyCouldAnswer() {
        assertThat(LIMIT.until(at("2026-11-25T14:00"), at("2026-11-25T16:05"), TASHKENT))
                .isEmpty();
        assertThat(LIMIT.until(at("2026-11-25T14:00"), at("2026-11-25T12:00"), TASHKENT))
                .isEmpty();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(TASHKENT).toInstant();
    }
}
