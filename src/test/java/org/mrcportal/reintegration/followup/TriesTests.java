package org.mrcportal.reintegration.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriesTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void threeAttemptsAreEnoughOnTheSixtiethDayAfterTheFirstAndNotADayBefore() {
        Tries tries = Tries.of(
                List.of(
                        at("2026-10-10T10:00", TASHKENT),
                        at("2026-09-01T10:00", TASHKENT),
                        at("2026-10-30T10:00", TASHKENT)),
                TASHKENT);
        assertThat(tries.longEnough()).isEqualTo(LocalDate.of(2026, 10, 31));
        assertThat(tries.enough(LocalDate.of(2026, 10, 30))).isFalse();
        assertThat(tries.enough(LocalDate.of(2026, 10, 31))).isTrue();
        assertThat(tries.enough(LocalDate.of(2027, 10, 31))).isTrue();
    }

    @Test
    void twoAttemptsAreNeverEnoughHoweverLongAgo() {
        Tries tries = Tries.of(List.of(at("2020-01-01T10:00", TASHKENT), at("2021-01-01T10:00", TASHKENT)), TASHKENT);
        assertThat(tries.enough(LocalDate.of(2026, 11, 25))).isFalse();
        assertThat(Tries.of(List.of(), TASHKENT).enough(LocalDate.of(2026, 11, 25)))
                .isFalse();
    }

    @Test
    void anAttemptLateInTheEveningIsThatDaysByTheCentresClock() {
        Instant lastMinute = at("2026-09-01T23:59", TASHKENT);
        Instant nextDay = lastMinute.plusSeconds(60);
        assertThat(new Tries(3, Tries.of(List.of(lastMinute), TASHKENT).first()).enough(LocalDate.of(2026, 10, 31)))
                .isTrue();
        assertThat(new Tries(3, Tries.of(List.of(nextDay), TASHKENT).first()).enough(LocalDate.of(2026, 10, 31)))
                .isFalse();
        assertThat(Tries.of(List.of(lastMinute), ZoneId.of("Asia/Bishkek")).first())
                .as("an hour further east it is the next day")
                .isEqualTo(LocalDate.of(2026, 9, 2));
    }

    @Test
    void theHourThatIsSkippedOrRepeatedInOtherZonesMovesNoDay() {
        Tries overTheChange = Tries.of(
                List.of(at("2026-08-30T00:30", BERLIN), at("2026-09-30T00:30", BERLIN), at("2026-10-25T02:30", BERLIN)),
                BERLIN);
        assertThat(overTheChange.enough(LocalDate.of(2026, 10, 28))).isFalse();
        assertThat(overTheChange.enough(LocalDate.of(2026, 10, 29))).isTrue();
    }

    private static Instant at(String local, ZoneId zone) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), zone).toInstant();
    }
}
