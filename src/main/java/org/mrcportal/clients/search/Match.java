package org.mrcportal.clients.search;

import java.util.List;

/** Why a person is in a list of people found, the surest reason first. */
public enum Match {
    /** Made by the very form that is being sent again. */
    ONCE,
    CODE,
    REFERENCE,
    PHONE,
    EMAIL,
    NAME,
    NAME_BEGINS,
    SIMILAR_NAME;

    /** What to call a hit by name: every word typed is there, or begins a word, or is only similar. */
    static Match ofName(String wanted, String name) {
        List<String> words = List.of(name.split(" "));
        List<String> typed = List.of(wanted.split(" "));
        if (words.containsAll(typed)) {
            return NAME;
        }
        return typed.stream().allMatch(part -> words.stream().anyMatch(word -> word.startsWith(part)))
                ? NAME_BEGINS
                : SIMILAR_NAME;
    }

    /** Whether this is what was typed, and not only near it. */
    public boolean sure() {
        return compareTo(NAME) <= 0;
    }
}
