package org.mrcportal.clients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a module keeps of a person, for the copy of own data that the person may ask for. Every module that keeps
 * something implements it. What staff wrote in notes is not part of it: the copy may be opened on a telephone that others
 * use, so the centre tells it in a talk.
 */
public interface KeptOfPerson {

    /** Within the scope of the transaction; what there is nothing of is left out. */
    List<Section> of(ClientId client);

    /**
     * One kind of record.
     *
     * @param name stands in the file; the label is the message {@code own.<name>}
     */
    record Section(String name, List<Entry> entries) {}

    /** One record. */
    record Entry(List<Fact> facts) {}

    /**
     * One thing known.
     *
     * @param name stands in the file; the label is the message {@code own.fact.<name>}
     * @param value a text, number, boolean, Instant or LocalDate; null: not known, and left out
     * @param wording the message key, less the value, that says a code in the reader's language; {@code own.language.} and
     *     {@code centres.country.} for codes of languages and countries; null: it is no code
     */
    record Fact(
            String name, @Nullable Object value, @Nullable String wording) {

        public static Fact of(String name, @Nullable Object value) {
            return new Fact(name, value, null);
        }

        public static Fact code(String name, @Nullable String value, String wording) {
            return new Fact(name, value, wording);
        }
    }
}
