package org.mrcportal.reintegration.followup;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.shared.DayField;
import org.springframework.validation.Errors;

/**
 * When a planned follow-up is to be, as typed.
 *
 * @param version of the follow-up, as the page knew it
 * @param day empty: as it is
 * @param from the best hour begins; with {@code until} empty: at any hour
 */
record WhenForm(
        @Nullable Long version,
        @Nullable String day,
        @Nullable String from,
        @Nullable String until) {

    static WhenForm of(long version, LocalDate day, @Nullable ContactHours hours) {
        return new WhenForm(
                version,
                day.toString(),
                hours == null ? null : hours.from().toString(),
                hours == null ? null : hours.until().toString());
    }

    /** @param stands the day it has: it may stay, also where it has passed */
    void check(Errors errors, LocalDate stands, LocalDate today) {
        PlanForm.check(errors, day, false, today, stands);
        if (!ContactHours.sound(from, until)) {
            errors.rejectValue("from", "followups.hours.wrong");
        }
    }

    Optional<LocalDate> readDay() {
        return DayField.read(day);
    }

    @Nullable
    ContactHours hours() {
        return ContactHours.typed(from, until);
    }
}
