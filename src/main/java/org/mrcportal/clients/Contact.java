package org.mrcportal.clients;

import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;

/**
 * How a person wishes to be called and reached: everything is optional.
 *
 * @param mayCall the centre may call this phone
 * @param mayMessage the centre may send messages to this phone or address
 * @param note what to keep in mind, what never to say: the person's own words, at most 300 characters
 * @param hours when a message may reach the person; null: at any hour
 * @param codeWord the word by which the person knows that a message is genuine, at most 20 characters
 */
public record Contact(
        @Nullable PersonName name,
        @Nullable PhoneNumber phone,
        @Nullable String email,
        boolean mayCall,
        boolean mayMessage,
        @Nullable String note,
        @Nullable ContactHours hours,
        @Nullable String codeWord) {

    public static final int LONGEST_CODE_WORD = 20;
    public static final Contact NONE = new Contact(null, null, null, false, false, null);

    /** The same safe contact, for a person of this name. */
    public Contact called(@Nullable PersonName otherName) {
        return new Contact(otherName, phone, email, mayCall, mayMessage, note, hours, codeWord);
    }

    /** The same person and safe contact, at this telephone and address. */
    public Contact reachedAt(@Nullable PhoneNumber otherPhone, @Nullable String otherEmail) {
        return new Contact(name, otherPhone, otherEmail, mayCall, mayMessage, note, hours, codeWord);
    }

    /** The same person, who gets no messages. */
    public Contact withoutMessages() {
        return new Contact(name, phone, email, mayCall, false, note, hours, codeWord);
    }

    /** A contact at any hour, without a code word. */
    public Contact(
            @Nullable PersonName name,
            @Nullable PhoneNumber phone,
            @Nullable String email,
            boolean mayCall,
            boolean mayMessage,
            @Nullable String note) {
        this(name, phone, email, mayCall, mayMessage, note, null, null);
    }

    /** Whether a text can be a code word: a short line without anything invisible. */
    public static boolean isCodeWord(String text) {
        return text.strip().matches("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{Sk} ]{1," + LONGEST_CODE_WORD + "}");
    }
}
