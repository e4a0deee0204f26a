package org.mrcportal.shared;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /**
     * One spelling for all the ways a name is written between Tashkent, Dushanbe, Osh and Moscow: the same person is
     * Ғулом Юсупов, Gʻulom Yusupov and Gulom Yusupof. Kept apart because a search types parts of names, which need not be
     * names. A change here needs the stored keys computed anew.
     */
    public static final class SearchKey {

        private static final int LONGEST_TYPED = 200;

        /** To plain Latin: first the letters of our languages, then ICU for every other script. */
        private static final Transliterator LETTERS =
                Transliterator.createFromRules("names", """
                :: NFC; :: Lower;
                дж > j;  ж > j;  ҷ > j;  џ > j;  ž > j;
                щ > sh;  ш > sh; ş > sh; š > sh;
                ч > ch;  ç > ch; č > ch;
                ц > ts;
                х > h;   ҳ > h;  һ > h;
                қ > k;   ғ > g;  ґ > g;  ң > n;
                ё > yo;  ю > yu; я > ya; ї > yi;
                э > e;   є > e;  ә > a;
                й > y;   ы > y;  ӣ > i;  і > i;
                ў > u;   ӯ > u;  ү > u;  ұ > u;  ө > o;
                [\\u02BB\\u02BC\\u2018\\u2019\\u0027\\u0060\\u00B4 ъь] > ;
                :: Any-Latin; :: Latin-ASCII; :: Lower;
                """, Transliterator.FORWARD);

        private record Step(Pattern from, String to) {
            static Step of(String from, String to) {
                return new Step(Pattern.compile(from), to);
            }
        }

        /** In this order: names with x for ks, digraphs, single letters, then what people double, add or leave out. */
        private static final List<Step> SPELLING = List.of(
                Step.of("['`]", ""),
                Step.of("[^a-z0-9]+", " "),
                Step.of("\\b(ale|ma(?=xim)|feli)x", "$1ks"),
                Step.of("\\bxen(?=i)", "ksen"),
                Step.of("dzh|zh|dj", "j"),
                Step.of("shch|sch", "sh"),
                Step.of("tch", "ch"),
                Step.of("kh|x", "h"),
                Step.of("gh", "g"),
                Step.of("ph", "f"),
                Step.of("ck|q", "k"),
                Step.of("c(?=[eiy])", "s"),
                Step.of("c(?!h)", "k"),
                Step.of("ts(?!h)", "s"),
                Step.of("w", "v"),
                Step.of("(?<=[bdfghjklmnprstvz])yo", "e"),
                Step.of("y", "i"),
                Step.of("o", "u"),
                Step.of("i+e", "e"),
                Step.of("(sh|ch|[a-z])\\1+", "$1"),
                Step.of("f\\b", "v"),
                Step.of("(?<=[a-z]{2}[au])h\\b", ""));

        private SearchKey() {}

        /**
         * A word of a name.
         *
         * @param sound its consonants, or the word itself where it has fewer than two
         */
        public record Word(String spelled, String sound) {}

        /** The words of a key, each once; the database reads a key in the same way (clients.name_words). */
        public static List<Word> words(String key) {
            List<String> parts = List.of(key.split(" "));
            List<Word> words = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                String word = parts.get(i);
                String consonants = consonants(word);
                Word known = new Word(word, consonants.length() < 2 ? word : consonants);
                if (!word.isEmpty() && !words.contains(known)) {
                    words.add(known);
                }
                if (i + 1 < parts.size()
                        && !known.sound().equals(word)
                        && parts.get(i + 1).equals(known.sound())) {
                    i++;
                }
            }
            return words;
        }

        private static String consonants(String word) {
            return word.replaceAll("[aeiou0-9]", "");
        }

        /** Empty where nothing of the text can be searched for. */
        public static String of(String typed) {
            String key = LETTERS.transliterate(typed.substring(0, Math.min(typed.length(), LONGEST_TYPED)));
            for (Step step : SPELLING) {
                key = step.from().matcher(key).replaceAll(step.to());
            }
            return Arrays.stream(key.strip().split(" "))
                    .map(SearchKey::withConsonants)
                    .collect(Collectors.joining(" "));
        }

        /** Vowels are where the languages differ (Botir, Батыр), so each word is followed by what stays of it. */
        private static String withConsonants(String word) {
            String consonants = consonants(word);
            return consonants.length() < 2 || consonants.equals(word) ? word : word + ' ' + consonants;
        }
    }
}
