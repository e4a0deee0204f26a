package org.mrcportal.centres.settings;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.DayField;

/**
 * A day that a centre stays closed, or opens again.
 *
 * @param day as the browser's date field sends it: 2026-12-31
 * @param confirmed which bookings the manager knows to be affected
 */
record ClosedDayForm(@Nullable String day, @Nullable String confirmed) {

    Optional<LocalDate> date() {
        return DayField.read(day);
    }
}
