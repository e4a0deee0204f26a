package org.mrcportal.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PersonName.SearchKey.Word;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * A name looked for in one of the registers, in whatever alphabet it is typed: each word typed begins a word of the name,
 * or sounds like one.
 */
public final class NameSearch {

    /** A condition on {@code name_key}; give the statement {@code :words} and {@code :sounds}. */
    public static final String CONDITION = """
            not exists (
                select from unnest(cast(:words as text[]), cast(:sounds as text[])) wanted (word, sound)
                where ' ' || name_key not like '% ' || wanted.word || '%'
                  and ' ' || name_key || ' ' not like '% ' || wanted.sound || ' %')
            """;

    private static final int MOST_WORDS = 5;

    private final List<Word> words;

    /** @param typed nothing finds everybody */
    public NameSearch(@Nullable String typed) {
        words = typed == null
                ? List.of()
                : PersonName.SearchKey.words(PersonName.SearchKey.of(typed)).stream()
                        .limit(MOST_WORDS)
                        .toList();
    }

    public SqlArrayValue words() {
        return new SqlArrayValue("text", words.stream().map(Word::spelled).toArray());
    }

    public SqlArrayValue sounds() {
        return new SqlArrayValue("text", words.stream().map(Word::sound).toArray());
    }
}
