package org.mrcportal.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactHoursTests {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    @Test
    void areHalfOpen() {
        ContactHours evening = new ContactHours(LocalTime.of(18, 0), LocalTime.of(21, 0));
        assertThat(evening.allow(LocalTime.of(18, 0))).isTrue();
        assertThat(evening.allow(LocalTime.of(20, 59))).isTrue();
        assertThat(evening.allow(LocalTime.of(21, 0))).isFalse();
        assertThat(evening.allow(LocalTime.of(17, 59))).isFalse();
    }

    @Test
    void mayGoOverMidnight() {
        ContactHours night = new ContactHours(LocalTime.of(22, 0), LocalTime.of(2, 0));
        assertThat(night.allow(LocalTime.of(23, 0))).isTrue();
        assertThat(night.allow(LocalTime.of(1, 59))).isTrue();
        assertThat(night.allow(LocalTime.of(2, 0))).isFalse();
        ContactHours untilMidnight = new ContactHours(LocalTime.of(18, 0), LocalTime.MIDNIGHT);
        assertThat(untilMidnight.allow(LocalTime.of(23, 59))).isTrue();
        assertThat(untilMidnight.allow(LocalTime.MIDNIGHT)).isFalse();
    }

    @Test
    void sayWhenTheyBeginNextInTheCentresZone() {
        ContactHours evening = new ContactHours(LocalTime.of(18, 0), LocalTime.of(21, 0));
        Instant noon = Instant.parse("2026-12-01T07:00:00Z"); // 12:00 in Tashkent
        assertThat(evening.next(noon, TASHKENT)).isEqualTo("2026-12-01T13:00:00Z");
        assertThat(evening.next(Instant.parse("2026-12-01T14:00:00Z"), TASHKENT))
                .isEqualTo("2026-12-01T14:00:00Z");
        assertThat(evening.next(Instant.parse("2026-12-01T17:00:00Z"), TASHKENT))
                .isEqualTo("2026-12-02T13:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"18,18:00", "9:30,09:30", "18.15,18:15", "' 07 : 05 ',07:05", "24:00,00:00", "0,00:00"})
    void areTypedAsPeopleTypeTimes(String typed, LocalTime meant) {
        assertThat(ContactHours.typed(typed)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25", "18:60", "24:01", "evening", "-1", "18:0", "181818181818181818181818"})
    void areNothingElse(String typed) {
        assertThat(ContactHours.typed(typed)).isEmpty();
    }

    @Test
    void needBothEnds() {
        assertThat(ContactHours.sound(null, " ")).isTrue();
        assertThat(ContactHours.sound("18", null)).isFalse();
        assertThat(ContactHours.sound("18", "18:00")).isFalse();
        assertThat(ContactHours.sound("18", "21")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plum", "Шафтоли", "gʻuncha", "school 5", "school's"})
    void aCodeWordIsAShortWord(String word) {
        assertThat(Contact.isCodeWord(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "x\r\nBcc: a@b.example", "\u0000", "far too long to be a code word"})
    void nothingInvisibleIsACodeWord(String word) {
        assertThat(Contact.isCodeWord(word)).isFalse();
    }
}
