package org.mrcportal.outreach.reachimport;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.WrittenDay;
import org.springframework.validation.Errors;

/**
 * What the columns of an export are, as chosen.
 *
 * @param fields one for each column; empty: left out
 * @param takenOn day of the figures where no column says it
 * @param order {@code DAY} or {@code MONTH}: what comes first in days with slashes; empty: there are none
 */
record MatchForm(
        @Nullable List<String> fields,
        @Nullable String takenOn,
        @Nullable String order,
        @Nullable String currency) {

    static final List<String> CURRENCIES = List.of("EUR", "USD", "UZS", "TJS", "KGS", "KZT", "TMT", "RUB");

    static MatchForm of(ColumnMatch match) {
        return new MatchForm(
                match.fields(),
                match.takenOn() == null ? null : match.takenOn().toString(),
                match.dayFirst() == null ? null : match.dayFirst() ? "DAY" : "MONTH",
                match.currency());
    }

    void check(Errors errors, Platform platform, int columns, LocalDate today) {
        Set<Field> chosen = new HashSet<>();
        for (String code : codes(columns)) {
            Optional<Field> field = Field.ofCode(code);
            if (!code.isEmpty() && field.isEmpty()) {
                errors.rejectValue("fields", "outreach.import.fields.wrong");
                return;
            }
            if (field.isPresent() && !field.get().existsOn(platform)) {
                errors.rejectValue("fields", "outreach.snapshot.reach.telegram");
                return;
            }
            if (field.isPresent() && !chosen.add(field.get())) {
                errors.rejectValue("fields", "outreach.import.fields.twice");
                return;
            }
        }
        if (!chosen.contains(Field.EXTERNAL_ID) && !chosen.contains(Field.LINK) && !chosen.contains(Field.CODE)) {
            errors.rejectValue("fields", "outreach.import.fields.post");
        } else if (chosen.stream().noneMatch(field -> field.measure().isPresent() || field == Field.SPEND)) {
            errors.rejectValue("fields", "outreach.import.fields.figures");
        }
        LocalDate day = day();
        if (day == null && (takenOn != null && !takenOn.isBlank() || !chosen.contains(Field.TAKEN_ON))
                || day != null && day.isAfter(today)) {
            errors.rejectValue("takenOn", "outreach.import.takenOn.wrong");
        }
        if (currency != null && !currency.isBlank() && !CURRENCIES.contains(currency)) {
            errors.rejectValue("currency", "outreach.money.currency.missing");
        }
    }

    ColumnMatch match(int columns) {
        return new ColumnMatch(
                codes(columns),
                day(),
                "DAY".equals(order) ? Boolean.TRUE : "MONTH".equals(order) ? Boolean.FALSE : null,
                currency == null || currency.isBlank() ? null : currency);
    }

    /** As many as there are columns, whatever was sent. */
    List<String> codes(int columns) {
        List<String> sent = fields == null ? List.of() : fields;
        return java.util.stream.IntStream.range(0, columns)
                .mapToObj(column -> column < sent.size() && sent.get(column) != null ? sent.get(column) : "")
                .toList();
    }

    private @Nullable LocalDate day() {
        return takenOn == null ? null : WrittenDay.read(takenOn, null).orElse(null);
    }
}
