package org.mrcportal.counselling.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTests {

    @Test
    void stretchesThatMeetWhereTheClockIsPutForwardAreOne() {
        WorkingDay day = new WorkingDay(LocalDate.of(2026, 3, 29), ZoneId.of("Europe/Berlin"));

        assertThat(day.slots(List.of(new Hours(60, 135), new Hours(165, 240))))
                .containsExactly(
                        new TimeSlot(Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-03-29T02:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "09:00, 17:30, 09:00–17:30",
        "9:00, 24:00, 09:00–24:00",
        "00:00, 23:59, 00:00–23:59",
        "8.15, 9.00, 08:15–09:00"
    })
    void areReadAsTheyAreTyped(String from, String until, String hours) {
        assertThat(Hours.typed(from, until)).hasToString("Optional[" + hours + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "17:00, 09:00",
        "09:00, 09:00",
        "22:00, 00:00",
        "22:00, 02:00",
        "09:00, 24:01",
        "09:60, 10:00",
        "nine, 10:00"
    })
    void areRefusedWhereTheyEndBeforeTheyBeginOrAreNoTimes(String from, String until) {
        assertThat(Hours.typed(from, until)).isEmpty();
    }

    @Test
    void areNothingWhereNothingIsTyped() {
        assertThat(Hours.typed(null, "10:00")).isEmpty();
        assertThat(Hours.typed("", "")).isEmpty();
    }

    @Test
    void neverLeaveTheirDay() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hours(600, 540));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hours(0, 1441));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hours(-1, 60));
    }

    @Test
    void knowThatAMinuteBeforeMidnightIsNotMidnight() {
        assertThat(Hours.of("23:00", "23:59").until()).isEqualTo(Hours.MIDNIGHT - 1);
        assertThat(Hours.of("23:00", "24:00").until()).isEqualTo(Hours.MIDNIGHT);
    }
}
