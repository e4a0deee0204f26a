package org.mrcportal.shared;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number in E.164 form.
 *
 * @param e164 such as {@code +998901234567}
 */
public record PhoneNumber(String e164) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    public PhoneNumber {
        if (!e164.matches("\\+[1-9]\\d{6,14}")) {
            throw new IllegalArgumentException("Not an E.164 number");
        }
    }

    /**
     * What a person typed, with any spaces, brackets and dashes, with or without the country's code.
     *
     * @param country ISO 3166-1 alpha-2 of where a number without country code is meant
     * @return empty where it can be no telephone number
     */
    public static Optional<PhoneNumber> typed(@Nullable String text, String country) {
        if (text == null || text.length() > 60) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(text, country);
            return NUMBERS.isPossibleNumber(number)
                    ? Optional.of(new PhoneNumber(NUMBERS.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String lastFour() {
        return e164.substring(e164.length() - 4);
    }

    /** Grouped for reading, with the country's code. */
    public String readable() {
        try {
            return NUMBERS.format(NUMBERS.parse(e164, null), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return e164;
        }
    }
}
