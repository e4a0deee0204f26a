package org.mrcportal.reintegration.team;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.DayField;
import org.mrcportal.shared.Once;

/**
 * Who stands in for whom, from one day to the last.
 *
 * @param absent ignored where somebody only speaks for themselves
 */
record CoverForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String absent,
        @Nullable String cover,
        @Nullable String from,
        @Nullable String until) {

    static CoverForm blank(String centre, @Nullable String absent) {
        return new CoverForm(UUID.randomUUID().toString(), centre, absent, null, null, null);
    }

    UUID key() {
        return Once.of(once);
    }

    Optional<LocalDate> first() {
        return DayField.read(from);
    }

    Optional<LocalDate> last() {
        return DayField.read(until);
    }
}
