package org.mrcportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DayFieldTests {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-04", " 2026-11-04 ", "04.11.2026", "4.11.2026"})
    void aDayIsTakenAsTheBrowserSendsItAndAsPeopleWriteIt(String typed) {
        assertThat(DayField.read(typed)).contains(LocalDate.of(2026, 11, 4));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"2026-02-30", "30.02.2026", "11/04/2026", "4.11.26", "1926-11-04", "4.11.1926", "tomorrow", "\0"
            })
    void whatIsNoDayOfThisCenturyIsNone(String typed) {
        assertThat(DayField.read(typed)).isEmpty();
    }

    @Test
    void aLongTextIsNoDay() {
        assertThat(DayField.read("4.11.2026".repeat(20_000))).isEmpty();
    }
}
