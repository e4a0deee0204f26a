package org.mrcportal.outreach.registration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Seal;

/** Who registers, as far as the person wants to say: no client, and everything is optional. */
record Registrant(
        @Nullable PersonName name,
        @Nullable PhoneNumber phone,
        @Nullable String email) {

    static Registrant of(@Nullable String name, @Nullable String phone, @Nullable String email) {
        return new Registrant(PersonName.orNull(name), phone == null ? null : new PhoneNumber(phone), email);
    }

    /**
     * By which two registrations for a session are told to be one person's: a family shares a telephone, so the name belongs
     * to it. Null for whoever gave no contact. Nothing links the registrations of one person for two sessions.
     */
    byte @Nullable [] key(SessionId session, Seal seal) {
        String way = phone != null ? phone.e164() : email == null ? null : email.toLowerCase(Locale.ROOT);
        return way == null
                ? null
                : seal.fingerprint(
                        "registration.person:" + session, way + ' ' + (name == null ? "" : name.searchKey()));
    }
}
