package org.mrcportal.outreach.campaign;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of a list ends: the list runs from the newest day back. */
record DayPlace(LocalDate day, UUID id) {

    static Optional<DayPlace> of(@Nullable String text) {
        if (text == null || !text.matches("20\\d{2}-\\d{2}-\\d{2}_[0-9a-f-]{36}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new DayPlace(LocalDate.parse(text.substring(0, 10)), UUID.fromString(text.substring(11))));
        } catch (RuntimeException forged) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return day + "_" + id;
    }
}
