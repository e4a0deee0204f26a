package org.mrcportal.counselling.settings;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.TypedWeek;
import org.mrcportal.shared.Language;
import org.springframework.validation.Errors;

/**
 * What the page of a counsellor submits about an ordinary week.
 *
 * @param active yes, or anything else: nobody can book with this person
 * @param seen what the form was filled in from
 * @param confirmed which bookings the manager knows to be affected
 * @param act PREVIEW, or anything else to save
 */
record CounsellorForm(
        @Nullable String active,
        @Nullable String sex,
        List<String> languages,
        TypedWeek week,
        @Nullable String seen,
        @Nullable String confirmed,
        @Nullable String act) {

    CounsellorForm(
            @Nullable String active,
            @Nullable String sex,
            @Nullable List<String> languages,
            @Nullable TypedWeek week,
            @Nullable String seen,
            @Nullable String confirmed,
            @Nullable String act) {
        this.active = active;
        this.sex = sex;
        this.languages = languages == null ? List.of() : languages;
        this.week = week == null ? TypedWeek.of(List.of()) : week;
        this.seen = seen;
        this.confirmed = confirmed;
        this.act = act;
    }

    static CounsellorForm of(Colleague saved) {
        return new CounsellorForm(
                saved.active() ? "yes" : "no",
                saved.sex(),
                List.copyOf(saved.languages()),
                TypedWeek.of(saved.week()),
                saved.mark(),
                null,
                null);
    }

    /** How the person would counsel; problems stand beside their fields. */
    Counselling counselling(Errors errors) {
        if (sex == null || !Set.of("F", "M").contains(sex)) {
            errors.rejectValue("sex", "counselling.settings.sex.missing");
        }
        Set<String> spoken = new LinkedHashSet<>(languages);
        List<String> known =
                Arrays.stream(Language.values()).map(Language::code).toList();
        if (spoken.isEmpty()) {
            errors.rejectValue("languages", "counselling.settings.languages.missing");
        } else if (!known.containsAll(spoken)) {
            errors.rejectValue("languages", "counselling.settings.languages.unknown");
        }
        return new Counselling(
                "yes".equals(active),
                sex,
                known.stream().filter(spoken::contains).toList(),
                week.hours(errors, "week"));
    }
}
