package org.mrcportal.counselling.appointment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Reference;
import org.springframework.validation.Errors;

/**
 * By what a person finds a booking again.
 *
 * @param reference as typed
 * @param fact the telephone's last four digits, the e-mail address or the code
 */
record FindBookingForm(@Nullable String reference, @Nullable String fact) {

    static final FindBookingForm EMPTY = new FindBookingForm(null, null);
    private static final int LONGEST = 254;

    void check(Errors errors) {
        if (reference == null || reference.isBlank()) {
            errors.rejectValue("reference", "counselling.find.reference.missing");
        }
        if (fact == null || fact.isBlank()) {
            errors.rejectValue("fact", "counselling.find.fact.missing");
        }
    }

    /** The reference meant; one that cannot be right becomes one that nobody has. */
    String meantReference() {
        return reference == null ? "" : Reference.typed(reference).orElse("");
    }

    /** What tries at a reference are counted by: the reference meant, or what was typed if that is none. */
    String counted() {
        String typed = reference == null ? "" : reference.strip();
        return meantReference().isEmpty() ? typed.substring(0, Math.min(60, typed.length())) : meantReference();
    }

    /** An address in small letters, else the last four digits: a whole telephone number is as good. */
    String meantFact() {
        return meantFact(fact);
    }

    static String meantFact(@Nullable String fact) {
        String typed = fact == null || fact.length() > LONGEST ? "" : fact.strip();
        if (typed.contains("@")) {
            return typed.toLowerCase(Locale.ROOT);
        }
        String digits = typed.codePoints()
                .filter(Character::isDigit)
                .map(c -> '0' + Character.digit(c, 10))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return digits.substring(Math.max(0, digits.length() - 4));
    }
}
