package org.mrcportal.counselling.appointment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.validation.Errors;

/**
 * Who is absent from when until when, in the centre's zone.
 *
 * @param centre code
 * @param counsellor id
 */
record AbsenceForm(
        @Nullable String centre,
        @Nullable String counsellor,
        @Nullable String fromDay,
        @Nullable String fromTime,
        @Nullable String untilDay,
        @Nullable String untilTime) {

    private static final Duration LONGEST = Duration.ofDays(366);

    boolean blank() {
        return fromTime == null && untilTime == null;
    }

    /** A whole day, until somebody says otherwise. */
    static AbsenceForm ofDay(@Nullable String centre, @Nullable String counsellor, LocalDate day) {
        return new AbsenceForm(
                centre, counsellor, day.toString(), "00:00", day.plusDays(1).toString(), "00:00");
    }

    Optional<StaffId> who() {
        try {
            return counsellor == null || counsellor.isBlank()
                    ? Optional.empty()
                    : Optional.of(new StaffId(UUID.fromString(counsellor)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    void check(Errors errors, ZoneId zone, Instant now) {
        if (who().isEmpty()) {
            errors.rejectValue("counsellor", "counselling.absence.counsellor.missing");
        }
        Optional<Instant> from = moment(fromDay, fromTime, zone);
        Optional<Instant> until = moment(untilDay, untilTime, zone);
        if (from.isEmpty()) {
            errors.rejectValue("fromDay", "counselling.absence.from.missing");
        }
        if (until.isEmpty()) {
            errors.rejectValue("untilDay", "counselling.absence.until.missing");
        }
        if (from.isPresent() && until.isPresent()) {
            if (!from.get().isBefore(until.get())) {
                errors.rejectValue("untilDay", "counselling.absence.order");
            } else if (!until.get().isAfter(now)) {
                errors.rejectValue("untilDay", "counselling.absence.past");
            } else if (from.get().plus(LONGEST).isBefore(until.get())) {
                errors.rejectValue("untilDay", "counselling.absence.long");
            }
        }
    }

    /** For a form without errors. */
    TimeSlot stretch(ZoneId zone) {
        return new TimeSlot(
                moment(fromDay, fromTime, zone).orElseThrow(),
                moment(untilDay, untilTime, zone).orElseThrow());
    }

    private static Optional<Instant> moment(@Nullable String day, @Nullable String time, ZoneId zone) {
        try {
            return day == null || !day.matches("20\\d{2}-\\d{2}-\\d{2}") || time == null || time.length() > 8
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(day)
                            .atTime(LocalTime.parse(time))
                            .atZone(zone)
                            .toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
