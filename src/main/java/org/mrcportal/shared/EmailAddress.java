package org.mrcportal.shared;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be an e-mail address at all; whether anybody reads it only a letter tells. */
public final class EmailAddress {

    private static final int LONGEST = 254;
    private static final Pattern SHAPE = Pattern.compile(
            "[^\\s\\p{Cntrl}@<>(),;:\"]{1,64}@[^\\s\\p{Cntrl}@<>(),;:\"]+\\.[^\\s\\p{Cntrl}@<>(),;:\".]{2,}");

    private EmailAddress() {}

    /** Spaces around it do no harm. */
    public static boolean isOne(@Nullable String text) {
        return text != null
                && text.length() <= LONGEST
                && SHAPE.matcher(text.strip()).matches();
    }
}
