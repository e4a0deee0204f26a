package org.mrcportal.counselling.consultation;

import static org.mrcportal.counselling.consultation.ConsultationForm.isBlank;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.talk.TalkLanguages;
import org.springframework.validation.Errors;

/**
 * Understands what was typed into the log form, or says at each field what is wrong.
 *
 * @param zone of the centre
 */
record ConsultationCheck(Codes codes, ZoneId zone, Instant now) {

    static final Duration LONGEST = Duration.ofHours(8);
    static final int LONGEST_NOTE = 4000;

    void check(ConsultationForm form, Errors errors) {
        choice(errors, "language", form.language(), TalkLanguages.CODES);
        choice(errors, "mainTopic", form.mainTopic(), codes.topics());
        if (!Codes.NONE.equals(form.destination())) {
            choice(errors, "destination", form.destination(), Codes.COUNTRIES);
        }
        choice(errors, "migrationStatus", form.migrationStatus(), Codes.MIGRATION_STATUSES);
        if (!Codes.NONE.equals(form.region())) {
            choice(
                    errors,
                    "region",
                    form.region(),
                    codes.regions().stream().map(Codes.Region::code).toList());
        }
        choice(errors, "sex", form.sex(), Codes.SEXES);
        choice(errors, "ageGroup", form.ageGroup(), Codes.AGE_GROUPS);
        choice(errors, "serviceGiven", form.serviceGiven(), Codes.SERVICES_GIVEN);
        choice(errors, "outcome", form.outcome(), Codes.OUTCOMES);
        choice(errors, "mode", form.mode(), Codes.MODES);
        times(form, errors);
        if (!codes.topics().containsAll(others(form))) {
            errors.rejectValue("otherTopics", "counselling.log.otherTopics.choose");
        }
        if (!isBlank(form.referredTo())) {
            choice(errors, "referredTo", form.referredTo(), Codes.PARTNERS);
        }
        followUp(form, errors);
        if (!isBlank(form.interpreterMinutes()) && minutes(form) == null) {
            errors.rejectValue("interpreterMinutes", "counselling.log.interpreterMinutes.unclear");
        }
        if (form.note() != null && form.note().length() > LONGEST_NOTE) {
            errors.rejectValue("note", "counselling.log.note.long");
        }
    }

    /** @throws NullPointerException where {@link #check} found errors */
    Talk talk(ConsultationForm form) {
        Instant starts = Objects.requireNonNull(startedAt(form));
        Instant ends = Objects.requireNonNull(endedAt(form));
        Integer minutes = minutes(form);
        boolean interpreter = Boolean.TRUE.equals(form.interpreter()) || minutes != null;
        return new Talk(
                starts,
                ends,
                Objects.requireNonNull(form.mode()),
                Objects.requireNonNull(form.language()),
                interpreter,
                null,
                interpreter && minutes == null
                        ? (Integer)
                                (int) Math.max(1, Duration.between(starts, ends).toMinutes())
                        : minutes);
    }

    /** From one minute to as long as a talk may take. */
    private static @Nullable Integer minutes(ConsultationForm form) {
        String typed = form.interpreterMinutes() == null
                ? ""
                : form.interpreterMinutes().strip();
        if (!typed.matches("\\d{1,3}")) {
            return null;
        }
        int minutes = Integer.parseInt(typed);
        return minutes < 1 || minutes > LONGEST.toMinutes() ? null : minutes;
    }

    /** @throws NullPointerException where {@link #check} found errors */
    Findings findings(ConsultationForm form) {
        String main = Objects.requireNonNull(form.mainTopic());
        return new Findings(
                main,
                others(form).stream()
                        .distinct()
                        .filter(topic -> !topic.equals(main))
                        .toList(),
                orNone(form.destination()),
                Objects.requireNonNull(form.migrationStatus()),
                orNone(form.region()),
                Objects.requireNonNull(form.sex()),
                Objects.requireNonNull(form.ageGroup()),
                Objects.requireNonNull(form.serviceGiven()),
                Objects.requireNonNull(form.outcome()),
                isBlank(form.referredTo()) ? null : form.referredTo(),
                date(form.followUpOn()),
                isBlank(form.note())
                        ? null
                        : Objects.requireNonNull(form.note()).strip());
    }

    private static void choice(Errors errors, String field, @Nullable String answer, Collection<String> allowed) {
        if (answer == null || !allowed.contains(answer)) {
            errors.rejectValue(field, "counselling.log." + field + ".choose");
        }
    }

    private void times(ConsultationForm form, Errors errors) {
        if (date(form.day()) == null) {
            errors.rejectValue("day", "counselling.log.day.unclear");
        }
        if (time(form.starts()) == null) {
            errors.rejectValue("starts", "counselling.log.starts.unclear");
        }
        if (!isBlank(form.ends()) && time(form.ends()) == null) {
            errors.rejectValue("ends", "counselling.log.ends.unclear");
        }
        Instant starts = startedAt(form);
        Instant ends = endedAt(form);
        if (starts == null || ends == null) {
            return;
        }
        if (starts.isAfter(now)) {
            errors.rejectValue("starts", "counselling.log.starts.future");
        } else if (ends.isBefore(starts)) {
            errors.rejectValue("ends", "counselling.log.ends.before");
        } else if (Duration.between(starts, ends).compareTo(LONGEST) > 0) {
            errors.rejectValue("ends", "counselling.log.ends.long");
        } else if (ends.isAfter(now)) {
            errors.rejectValue("ends", "counselling.log.ends.future");
        }
    }

    private void followUp(ConsultationForm form, Errors errors) {
        LocalDate wanted = date(form.followUpOn());
        if (!isBlank(form.followUpOn()) && wanted == null) {
            errors.rejectValue("followUpOn", "counselling.log.followUpOn.unclear");
        }
        LocalDate held = date(form.day());
        if (wanted != null && held != null && wanted.isBefore(held)) {
            errors.rejectValue("followUpOn", "counselling.log.followUpOn.past");
        }
    }

    private @Nullable Instant startedAt(ConsultationForm form) {
        return moment(date(form.day()), time(form.starts()));
    }

    private @Nullable Instant endedAt(ConsultationForm form) {
        if (isBlank(form.ends())) {
            return startedAt(form) == null ? null : now.truncatedTo(ChronoUnit.SECONDS);
        }
        return moment(date(form.day()), time(form.ends()));
    }

    private @Nullable Instant moment(@Nullable LocalDate day, @Nullable LocalTime time) {
        return day == null || time == null
                ? null
                : day.atTime(time).atZone(zone).toInstant();
    }

    private static List<String> others(ConsultationForm form) {
        return form.otherTopics() == null ? List.of() : form.otherTopics();
    }

    private static @Nullable String orNone(@Nullable String answer) {
        return Codes.NONE.equals(answer) ? null : answer;
    }

    /** A day of this century, or nothing. */
    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || !text.strip().matches("20\\d{2}-\\d{2}-\\d{2}")) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** 9:05, 09:05 and 09.05 alike. */
    private static @Nullable LocalTime time(@Nullable String text) {
        if (text == null || !text.strip().matches("\\d{1,2}[:.]\\d{2}(:\\d{2})?")) {
            return null;
        }
        String typed = text.strip().replace('.', ':');
        try {
            return LocalTime.parse(typed.indexOf(':') == 1 ? "0" + typed : typed);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
