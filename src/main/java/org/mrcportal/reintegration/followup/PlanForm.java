package org.mrcportal.reintegration.followup;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.shared.DayField;
import org.springframework.validation.Errors;

/**
 * What the form that plans a follow-up submits, as typed.
 *
 * @param once the form's own key: sent twice, it plans one
 * @param client whom of the household
 * @param round M3, M6, M12 or OTHER
 * @param day empty: the day that follows from the round
 * @param from the best hour begins; with {@code until} empty: at any hour
 */
record PlanForm(
        @Nullable String once,
        @Nullable String client,
        @Nullable String round,
        @Nullable String day,
        @Nullable String from,
        @Nullable String until) {

    static PlanForm blank(UUID client) {
        return new PlanForm(UUID.randomUUID().toString(), client.toString(), null, null, null, null);
    }

    void check(Errors errors, LocalDate today) {
        if (round == null || Round.ofCode(round).isEmpty()) {
            errors.rejectValue("round", "followups.round.missing");
        }
        check(errors, day, "OTHER".equals(round), today, null);
        if (!ContactHours.sound(from, until)) {
            errors.rejectValue("from", "followups.hours.wrong");
        }
    }

    /**
     * Refuses a day that is none, has passed or is far away.
     *
     * @param needed where an empty field is refused as well
     * @param stands is never refused
     */
    static void check(
            Errors errors, @Nullable String day, boolean needed, LocalDate today, @Nullable LocalDate stands) {
        boolean typed = day != null && !day.isBlank();
        Optional<LocalDate> due = DayField.read(day);
        if (typed ? due.isEmpty() : needed) {
            errors.rejectValue("day", "followups.day.missing");
        } else if (due.filter(d -> !d.equals(stands) && (d.isBefore(today) || d.isAfter(today.plusYears(5))))
                .isPresent()) {
            errors.rejectValue("day", "followups.day.past");
        }
    }

    @Nullable
    ContactHours hours() {
        return ContactHours.typed(from, until);
    }
}
