package org.mrcportal.centres;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** A whole number as people type it, with the limits it has to keep. */
public final class TypedNumber {

    private TypedNumber() {}

    /** The number; where it is none, or outside its limits, the field gets a problem and the answer is empty. */
    public static OptionalInt within(@Nullable String text, int least, int most, Errors errors, String field) {
        String typed = text == null ? "" : text.strip();
        if (typed.matches("\\d{1,6}")) {
            int number = Integer.parseInt(typed);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        errors.rejectValue(field, "centres.settings.number", new Object[] {least, most}, null);
        return OptionalInt.empty();
    }
}
