package org.mrcportal.clients;

import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;

/**
 * How a person wishes to be called and reached: everything is optional.
 *
 * @param mayCall the centre may call this phone
 * @param mayMessage the centre may send messages to this phone or address
 * @param note safe hours, a code word, what never to say: the person's own words, at most 300 characters
 */
public record Contact(
        @Nullable PersonName name,
        @Nullable PhoneNumber phone,
        @Nullable String email,
        boolean mayCall,
        boolean mayMessage,
        @Nullable String note) {

    public static final Contact NONE = new Contact(null, null, null, false, false, null);

    /** The same safe contact, for a person of this name. */
    public Contact called(@Nullable PersonName otherName) {
        return new Contact(otherName, phone, email, mayCall, mayMessage, note);
    }

    /** The same person and safe contact, at this telephone and address. */
    public Contact reachedAt(@Nullable PhoneNumber otherPhone, @Nullable String otherEmail) {
        return new Contact(name, otherPhone, otherEmail, mayCall, mayMessage, note);
    }

    /** The same person, who gets no messages. */
    public Contact withoutMessages() {
        return new Contact(name, phone, email, mayCall, false, note);
    }
}
