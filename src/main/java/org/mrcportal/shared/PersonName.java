package org.mrcportal.shared;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person's name or nickname: one field of any shape. Whatever apostrophe was typed in Uzbek oʻ and gʻ, U+02BB is kept.
 *
 * @param text as shown, at most {@value #LONGEST} characters
 */
public record PersonName(String text) {

    public static final int LONGEST = 100;

    public PersonName {
        text = tidied(text);
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("A name has 1 to %d characters".formatted(LONGEST));
        }
    }

    /** Null for a name that was left out. */
    public static @Nullable PersonName orNull(@Nullable String typed) {
        return typed == null || tidied(typed).isEmpty() ? null : new PersonName(typed);
    }

    private static String tidied(String typed) {
        return Normalizer2.getNFCInstance()
                .normalize(typed)
                .replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("([oOgG])[\\u02BB\\u02BC\\u2018\\u2019'`\\u00B4]", "$1\u02BB")
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** The key under which the name is found in whatever alphabet it is typed. */
    public String searchKey() {
        return SearchKey.of(text);
    }

    /** Kept apart because a search types parts of names, which need not be names. */
    static final class SearchKey {
        private static final Transliterator LATIN =
                Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower; [^a-z0-9 ] Remove");

        private SearchKey() {}

        static String of(String text) {
            return LATIN.transliterate(text.toLowerCase(Locale.ROOT)).strip();
        }
    }
}
