package org.mrcportal.counselling.interpreter;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.talk.InterpreterLanguages;
import org.mrcportal.shared.DayField;
import org.mrcportal.shared.EmailAddress;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.validation.Errors;

/**
 * What the register's form submits, as typed.
 *
 * @param once the form's own key: sent twice, it registers one interpreter
 * @param centre code of the centre
 * @param region empty: works from afar only
 * @param signedOn when confidentiality was signed, ISO 8601; empty: not yet
 * @param version of the entry that is being changed
 */
record InterpreterForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String name,
        @Nullable List<String> languages,
        @Nullable String sex,
        @Nullable String region,
        @Nullable Boolean remote,
        @Nullable String pageLanguage,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String signedOn,
        @Nullable Boolean active,
        @Nullable Long version) {

    static final List<String> SEXES = List.of("F", "M");
    private static final int LONGEST_NAME = 200;

    static InterpreterForm blank(String centre) {
        return new InterpreterForm(
                UUID.randomUUID().toString(),
                centre,
                null,
                List.of(),
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                true,
                null);
    }

    static InterpreterForm of(Interpreter.Details details, String centre, long version) {
        return new InterpreterForm(
                null,
                centre,
                details.name(),
                details.languages(),
                details.sex(),
                details.region(),
                details.remote(),
                details.pageLanguage(),
                details.phone(),
                details.email(),
                details.signedOn() == null ? null : details.signedOn().toString(),
                details.active(),
                version);
    }

    void check(Errors errors, String country, LocalDate today) {
        if (isBlank(name) || String.valueOf(name).strip().length() > LONGEST_NAME) {
            errors.rejectValue("name", "counselling.interpreter.name.missing");
        }
        if (languages == null || languages.isEmpty() || !InterpreterLanguages.CODES.containsAll(languages)) {
            errors.rejectValue("languages", "counselling.interpreter.languages.missing");
        }
        if (sex == null || !SEXES.contains(sex)) {
            errors.rejectValue("sex", "counselling.interpreter.sex.missing");
        }
        if (isBlank(region) && !Boolean.TRUE.equals(remote)) {
            errors.rejectValue("region", "counselling.interpreter.region.missing");
        }
        if (pageLanguage == null || Language.ofCode(pageLanguage).isEmpty()) {
            errors.rejectValue("pageLanguage", "counselling.interpreter.pageLanguage.missing");
        }
        if (isBlank(phone) && isBlank(email)) {
            errors.rejectValue("phone", "counselling.interpreter.phone.missing");
        } else if (!isBlank(phone) && PhoneNumber.typed(phone, country).isEmpty()) {
            errors.rejectValue("phone", "counselling.interpreter.phone.wrong");
        }
        if (!isBlank(email) && !EmailAddress.isOne(email)) {
            errors.rejectValue("email", "counselling.interpreter.email.wrong");
        }
        LocalDate signed = signed();
        if (!isBlank(signedOn) && (signed == null || signed.isAfter(today))) {
            errors.rejectValue("signedOn", "counselling.interpreter.signedOn.wrong");
        }
    }

    /** @throws NullPointerException where {@link #check} found errors */
    Interpreter.Details details(String country) {
        return new Interpreter.Details(
                String.valueOf(name).strip(),
                Objects.requireNonNull(languages).stream().distinct().toList(),
                Objects.requireNonNull(sex),
                isBlank(region) ? null : region,
                Boolean.TRUE.equals(remote),
                Objects.requireNonNull(pageLanguage),
                PhoneNumber.typed(phone, country).map(PhoneNumber::e164).orElse(null),
                isBlank(email) ? null : String.valueOf(email).strip(),
                signed(),
                Boolean.TRUE.equals(active));
    }

    private @Nullable LocalDate signed() {
        return DayField.read(signedOn).orElse(null);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
