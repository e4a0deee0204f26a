package org.mrcportal.reintegration.casefile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;
import org.springframework.validation.BindingResult;

/**
 * What is typed about a case itself. Nothing of it says who the person is.
 *
 * @param version the one the form was filled in from; null for a new case
 * @param from ISO code of the country, or empty
 * @param returnedOn a day as {@code 2026-06-30}, or empty
 * @param months abroad, or empty
 */
record FactsForm(
        @Nullable String version,
        @Nullable String type,
        @Nullable String from,
        @Nullable String returnedOn,
        @Nullable String months,
        @Nullable String language,
        Set<String> flags) {

    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    FactsForm(
            @Nullable String version,
            @Nullable String type,
            @Nullable String from,
            @Nullable String returnedOn,
            @Nullable String months,
            @Nullable String language,
            @Nullable Set<String> flags) {
        this.version = version;
        this.type = type;
        this.from = from;
        this.returnedOn = returnedOn;
        this.months = months;
        this.language = language;
        this.flags = flags == null
                ? Set.of()
                : flags.stream().filter(CaseFile.FLAGS::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static FactsForm of(long version, CaseFile.Circumstances known) {
        return new FactsForm(
                String.valueOf(version),
                known.type(),
                known.from(),
                known.returnedOn() == null ? null : known.returnedOn().toString(),
                known.monthsAbroad() == null ? null : known.monthsAbroad().toString(),
                known.language().code(),
                known.flags());
    }

    static FactsForm blank(String language) {
        return new FactsForm(null, null, null, null, null, language, Set.of());
    }

    /** The version seen; one that was tampered with is none that ever was. */
    long seen() {
        return version != null && version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
    }

    /** @param path of this form within the one that is checked, such as {@code facts.}, or empty */
    void check(BindingResult result, String path, LocalDate today) {
        if (type == null || !CaseFile.TYPES.contains(type)) {
            result.rejectValue(path + "type", "cases.form.type.missing");
        }
        if (!text(from).isEmpty() && !Countries.include(text(from))) {
            result.rejectValue(path + "from", "cases.form.from.wrong");
        }
        LocalDate day = day();
        if (!text(returnedOn).isEmpty() && (day == null || day.isAfter(today) || day.isBefore(EARLIEST))) {
            result.rejectValue(path + "returnedOn", "cases.form.returned-on.wrong");
        }
        if (!text(months).isEmpty() && number() == null) {
            result.rejectValue(path + "months", "cases.form.months.wrong");
        }
        if (language == null || Language.ofCode(language).isEmpty()) {
            result.rejectValue(path + "language", "cases.form.language.missing");
        }
    }

    /** For a form without problems. */
    CaseFile.Circumstances circumstances() {
        return new CaseFile.Circumstances(
                String.valueOf(type),
                text(from).isEmpty() ? null : text(from),
                day(),
                number(),
                Language.ofCode(String.valueOf(language)).orElseThrow(),
                flags);
    }

    private @Nullable LocalDate day() {
        try {
            return text(returnedOn).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(text(returnedOn)) : null;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private @Nullable Integer number() {
        String typed = text(months);
        return typed.matches("[0-9]{1,4}") && Integer.parseInt(typed) <= 1200 ? Integer.valueOf(typed) : null;
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
