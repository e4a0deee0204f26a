package org.mrcportal.demonstration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.Seal;

/** What a person proves a booking with, worked out as the booking itself does. */
final class Proofs {

    private final Seal seal;

    Proofs(Seal seal) {
        this.seal = seal;
    }

    byte[] tokenHash(UUID appointment) {
        byte[] mac = seal.fingerprint("appointment.link", appointment.toString());
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(mac, mac.length - 16, mac.length));
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] secondFact(UUID appointment, Contact contact) {
        var phone = contact.phone();
        String email = contact.email();
        String fact =
                phone != null ? phone.lastFour() : email != null ? email.toLowerCase(Locale.ROOT) : code(appointment);
        return seal.fingerprint("appointment.fact:" + appointment, fact);
    }

    private String code(UUID appointment) {
        byte[] mac = seal.fingerprint("appointment.code", appointment.toString());
        int number =
                (mac[mac.length - 1] & 0xff) << 16 | (mac[mac.length - 2] & 0xff) << 8 | (mac[mac.length - 3] & 0xff);
        return "%04d".formatted(number % 10_000);
    }
}
