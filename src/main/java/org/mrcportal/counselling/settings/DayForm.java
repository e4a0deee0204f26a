package org.mrcportal.counselling.settings;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.TypedTime;
import org.mrcportal.counselling.availability.Counsellor;
import org.mrcportal.counselling.availability.Hours;
import org.springframework.validation.Errors;

/**
 * How one day of a counsellor differs from its weekday, as typed.
 *
 * @param day as the browser's date field sends it
 * @param plan EXTRA, INSTEAD or NONE
 * @param from of up to two blocks
 */
record DayForm(
        @Nullable String day,
        @Nullable String plan,
        @Nullable String from,
        @Nullable String until,
        @Nullable String from2,
        @Nullable String until2,
        @Nullable String confirmed) {

    static DayForm blank() {
        return new DayForm(null, "NONE", null, null, null, null, null);
    }

    Optional<LocalDate> date() {
        return AbsenceForm.date(day);
    }

    /** The day's plan, a line for each block; problems stand beside their fields. */
    List<Counsellor.Dated> plans(Colleague saved, LocalDate today, Errors errors) {
        Optional<LocalDate> date = date();
        if (date.isEmpty()) {
            errors.rejectValue("day", "counselling.settings.day.unreadable");
        } else if (date.get().isBefore(today)) {
            errors.rejectValue("day", "counselling.settings.day.past");
        } else if (date.get().isAfter(today.plusYears(1))) {
            errors.rejectValue("day", "counselling.settings.day.far");
        } else if (saved.dated().stream().anyMatch(one -> one.day().equals(date.get()))) {
            errors.rejectValue("day", "counselling.settings.day.twice");
        }
        Optional<Counsellor.Plan> kind = Arrays.stream(Counsellor.Plan.values())
                .filter(one -> one.name().equals(plan))
                .findFirst();
        if (kind.isEmpty()) {
            errors.rejectValue("plan", "counselling.settings.plan.missing");
        }
        List<Hours> hours = new ArrayList<>();
        block("from", from, "until", until, hours, errors);
        block("from2", from2, "until2", until2, hours, errors);
        if (hours.size() == 2
                && hours.get(0).from() < hours.get(1).until()
                && hours.get(1).from() < hours.get(0).until()) {
            errors.rejectValue("from2", "centres.week.overlap");
        }
        if (kind.isPresent() && !errors.hasErrors()) {
            boolean none = kind.get() == Counsellor.Plan.NONE;
            if (none && !hours.isEmpty()) {
                errors.rejectValue("from", "counselling.settings.plan.no-hours");
            } else if (!none && hours.isEmpty()) {
                errors.rejectValue("from", "counselling.settings.plan.hours");
            }
        }
        if (errors.hasErrors()) {
            return List.of();
        }
        LocalDate on = date.orElseThrow();
        return hours.isEmpty()
                ? List.of(new Counsellor.Dated(on, Counsellor.Plan.NONE, null))
                : hours.stream()
                        .map(block -> new Counsellor.Dated(on, kind.orElseThrow(), block))
                        .toList();
    }

    private static void block(
            String fromField,
            @Nullable String from,
            String untilField,
            @Nullable String until,
            List<Hours> hours,
            Errors errors) {
        String begins = from == null ? "" : from.strip();
        String ends = until == null ? "" : until.strip();
        if (begins.isEmpty() && ends.isEmpty()) {
            return;
        }
        Optional<LocalTime> beginning = TypedTime.beginning(begins);
        Optional<LocalTime> end = TypedTime.end(ends);
        if (beginning.isEmpty()) {
            errors.rejectValue(fromField, "centres.week.beginning");
        }
        if (end.isEmpty()) {
            errors.rejectValue(untilField, "centres.week.end");
        }
        if (beginning.isPresent() && end.isPresent()) {
            if (beginning.get().isBefore(end.get())) {
                hours.add(Colleague.hours(beginning.get(), end.get()));
            } else {
                errors.rejectValue(untilField, "centres.week.backwards");
            }
        }
    }
}
