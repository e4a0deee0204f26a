package org.mrcportal.shared;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The reference of a booking, a complaint or a registration: 40 random bits as eight symbols of Crockford's Base32, which
 * has no look-alikes.
 */
public final class Reference {

    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String TYPED = "OILАВЕКМНОРСТХУІ";
    private static final String MEANT = "011ABEKMH0PCTXY1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Reference() {}

    public static String random() {
        return RANDOM.ints(8, 0, SYMBOLS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(SYMBOLS.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** What a person typed, in any case, with any separators, with letters that look alike in Latin and Cyrillic. */
    public static Optional<String> typed(String text) {
        if (text.length() > 60) {
            return Optional.empty();
        }
        StringBuilder reference = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .chars()
                .map(c -> TYPED.indexOf(c) < 0 ? c : MEANT.charAt(TYPED.indexOf(c)))
                .filter(Character::isLetterOrDigit)
                .forEach(c -> reference.append((char) c));
        return reference.length() == 8 && reference.chars().allMatch(c -> SYMBOLS.indexOf(c) >= 0)
                ? Optional.of(reference.toString())
                : Optional.empty();
    }

    /** For reading aloud: {@code ABCD 1234}. */
    public static String grouped(String reference) {
        return reference.substring(0, 4) + " " + reference.substring(4);
    }
}
