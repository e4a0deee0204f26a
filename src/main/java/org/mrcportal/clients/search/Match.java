package org.mrcportal.clients.search;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PersonName.SearchKey;

/** Why a person is in a list of people found, the surest reason first. */
public enum Match {
    /** Made by the very form that is being sent again. */
    ONCE,
    CODE,
    REFERENCE,
    PHONE,
    EMAIL,
    NAME,
    /** The same name as another alphabet or another custom writes it. */
    SPELLING,
    NAME_BEGINS,
    SOUNDS_ALIKE,
    SIMILAR_NAME;

    /** What to call a hit by name: every word typed is there, or begins a word, or sounds like one, or is only similar. */
    static Match ofName(String wanted, @Nullable String name) {
        List<SearchKey.Word> typed = SearchKey.words(wanted);
        List<SearchKey.Word> known = name == null ? List.of() : SearchKey.words(name);
        if (every(typed, known, (one, other) -> other.spelled().equals(one.spelled()))) {
            return NAME;
        }
        if (every(typed, known, (one, other) -> other.spelled().startsWith(one.spelled()))) {
            return NAME_BEGINS;
        }
        return every(typed, known, (one, other) -> other.sound().equals(one.sound())) ? SOUNDS_ALIKE : SIMILAR_NAME;
    }

    private static boolean every(
            List<SearchKey.Word> typed, List<SearchKey.Word> known, BiPredicate<SearchKey.Word, SearchKey.Word> fits) {
        return !typed.isEmpty()
                && typed.stream().allMatch(one -> known.stream().anyMatch(other -> fits.test(one, other)));
    }

    /** A hit by name, told apart by the letters: NAME where they are the same ones, SPELLING where not. */
    Match lettered(String typed, @Nullable String name) {
        return this == NAME && name != null && !letters(name).containsAll(letters(typed)) ? SPELLING : this;
    }

    private static Set<String> letters(String text) {
        return new HashSet<>(List.of(text.strip().toLowerCase(Locale.ROOT).split("[\\s,.]+")));
    }

    /** Whether this is what was typed, and not only near it. */
    public boolean sure() {
        return compareTo(SPELLING) <= 0;
    }
}
