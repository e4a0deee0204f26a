package org.mrcportal.clients.identity;

import java.util.Locale;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Seal;

/** The keyed hashes under which a telephone number or an e-mail address is found again, exactly. */
final class Fingerprints {

    private Fingerprints() {}

    static byte[] phone(Seal seal, PhoneNumber number) {
        return seal.fingerprint("identity.phone", number.e164());
    }

    static byte[] email(Seal seal, String address) {
        return seal.fingerprint("identity.email", address.strip().toLowerCase(Locale.ROOT));
    }
}
