package org.mrcportal.outreach;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a short code looks like: six letters and digits, none of which is taken for another. */
public final class ShortCode {

    /** The letters and digits it is made of: without 0, O, 1, I, L and U. */
    public static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** How many there are in it. */
    public static final int LENGTH = 6;

    private ShortCode() {}

    /** A code as it was typed or scanned, in any case; empty where it cannot be one of ours. */
    public static Optional<String> typed(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(code -> code.strip().toUpperCase(Locale.ROOT))
                .filter(code -> code.matches("[" + LETTERS + "]{" + LENGTH + "}"));
    }
}
