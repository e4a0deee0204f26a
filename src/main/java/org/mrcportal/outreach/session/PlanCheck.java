package org.mrcportal.outreach.session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.TypedTime;
import org.mrcportal.shared.Language;
import org.springframework.validation.Errors;

/** Says what is wrong with a {@link SessionForm}, beside its fields. */
final class PlanCheck {

    private static final LocalDate LONG_AGO = LocalDate.of(2015, 1, 1);

    private final SessionForm form;
    private final Errors errors;
    private final Known known;

    private PlanCheck(SessionForm form, Errors errors, Known known) {
        this.form = form;
        this.errors = errors;
        this.known = known;
    }

    /** What a form is checked against, all of it of the centre it is for. */
    record Known(
            List<String> topics,
            List<String> audiences,
            List<String> regions,
            List<String> districts,
            List<String> staff) {}

    /** @param held whether it is of a session that has taken place */
    static void check(SessionForm form, Errors errors, CentreCard centre, Instant now, boolean held, Known known) {
        new PlanCheck(form, errors, known).check(centre, now, held);
    }

    private void check(CentreCard centre, Instant now, boolean held) {
        oneOf(form.topic(), known.topics(), "topic");
        if (form.also() != null && !known.topics().containsAll(form.also())) {
            errors.rejectValue("also", "sessions.form.topic.missing");
        }
        oneOf(form.audience(), known.audiences(), "audience");
        oneOf(
                form.language(),
                Arrays.stream(Language.values()).map(Language::code).toList(),
                "language");
        checkTimes(centre.zone(), now, held);
        checkPlace();
        number(form.capacity(), 1, 10_000, "capacity");
        if (form.staff() != null && !known.staff().containsAll(form.staff())) {
            errors.rejectValue("staff", "sessions.form.staff.unknown");
        }
        length(form.facilitators(), 300, "facilitators");
        length(form.partner(), 200, "partner");
        length(form.project(), 200, "project");
        length(form.donor(), 200, "donor");
        for (SessionForm.Words words : form.words()) {
            tooLong(words.title(), 120, "titles");
            tooLong(words.description(), 1500, "descriptions");
        }
        checkMaterials();
        if (form.repeats()) {
            if (form.recurrence().isEmpty()) {
                errors.rejectValue("repeat", "sessions.form.repeat.missing");
            }
            if (SessionForm.isBlank(form.times())) {
                errors.rejectValue("times", "sessions.form.number", new Object[] {2, Recurrence.MOST}, null);
            } else {
                number(form.times(), 2, Recurrence.MOST, "times");
            }
        }
    }

    private void checkTimes(ZoneId zone, Instant now, boolean held) {
        Optional<LocalDate> date = form.date();
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (date.isEmpty() || date.get().isBefore(LONG_AGO) || date.get().isAfter(today.plusYears(2))) {
            errors.rejectValue("day", "sessions.form.day.missing");
        }
        Optional<LocalTime> begins = TypedTime.beginning(SessionForm.text(form.from()));
        Optional<LocalTime> ends = TypedTime.end(SessionForm.text(form.until()));
        if (held
                && !errors.hasFieldErrors("day")
                && date.orElseThrow()
                        .atTime(begins.orElse(LocalTime.MIN))
                        .atZone(zone)
                        .toInstant()
                        .isAfter(now)) {
            errors.rejectValue("day", "sessions.form.day.held");
        }
        if (begins.isEmpty()) {
            errors.rejectValue("from", "sessions.form.time.missing");
        }
        if (ends.isEmpty()) {
            errors.rejectValue("until", "sessions.form.time.missing");
        } else if (begins.isPresent() && !begins.get().isBefore(ends.get())) {
            errors.rejectValue("until", "sessions.form.until.early");
        }
    }

    private void checkPlace() {
        oneOf(form.where(), SessionForm.PLACES, "where");
        length(form.institution(), 200, "institution");
        length(form.address(), 300, "address");
        if (SessionForm.ELSEWHERE.equals(form.where())) {
            oneOf(form.region(), known.regions(), "region");
            if (!SessionForm.isBlank(form.district())
                    && (!known.districts().contains(form.district())
                            || !SessionForm.text(form.district()).startsWith(SessionForm.text(form.region()) + "-"))) {
                errors.rejectValue("district", "sessions.form.district.elsewhere");
            }
            if (!SessionForm.isBlank(form.settlement())
                    && !List.of("URBAN", "RURAL").contains(form.settlement())) {
                errors.rejectValue("settlement", "sessions.form.settlement.missing");
            }
            if (SessionForm.isBlank(form.institution()) && SessionForm.isBlank(form.address())) {
                errors.rejectValue("institution", "sessions.form.institution.missing");
            }
        } else if (SessionForm.ONLINE.equals(form.where())) {
            oneOf(form.region(), known.regions(), "region");
            if (!SessionForm.isBlank(form.link())
                    && !SessionForm.text(form.link()).matches("https://[^\\s/]{3,}\\S{0,480}")) {
                errors.rejectValue("link", "sessions.form.link.wrong");
            }
        }
    }

    private void checkMaterials() {
        for (SessionForm.Material row : form.materialRows()) {
            boolean named = !row.what().isBlank();
            if (named != !row.number().isBlank()
                    || named && (row.what().length() > 120 || !row.number().matches("\\d{1,5}"))) {
                errors.rejectValue("what", "sessions.form.material.wrong");
                return;
            }
        }
    }

    private void oneOf(@Nullable String code, List<String> codes, String field) {
        if (code == null || !codes.contains(code)) {
            errors.rejectValue(field, "sessions.form." + field + ".missing");
        }
    }

    private void number(@Nullable String typed, int least, int most, String field) {
        if (SessionForm.isBlank(typed)) {
            return;
        }
        String digits = SessionForm.text(typed);
        if (!digits.matches("\\d{1,6}") || Integer.parseInt(digits) < least || Integer.parseInt(digits) > most) {
            errors.rejectValue(field, "sessions.form.number", new Object[] {least, most}, null);
        }
    }

    private void length(@Nullable String typed, int most, String field) {
        tooLong(SessionForm.text(typed), most, field);
    }

    private void tooLong(String typed, int most, String field) {
        if (typed.length() > most && !errors.hasFieldErrors(field)) {
            errors.rejectValue(field, "sessions.form.long", new Object[] {most}, null);
        }
    }
}
