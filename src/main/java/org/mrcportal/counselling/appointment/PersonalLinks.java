package org.mrcportal.counselling.appointment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.Contact;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.BookingProofs;
import org.mrcportal.counselling.SecretLinks;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The secrets by which a person comes back to an appointment. They are worked out from the appointment's id with the
 * portal's key, so that a message can repeat them while the database holds nothing but their hashes.
 */
@Component
class PersonalLinks implements BookingProofs, SecretLinks {

    static final String PATTERN = "[A-Za-z0-9_-]{22}";

    private final Seal seal;
    private final JdbcClient jdbc;

    PersonalLinks(Seal seal, JdbcClient jdbc) {
        this.seal = seal;
        this.jdbc = jdbc;
    }

    String token(AppointmentId id) {
        return token("appointment", id.id());
    }

    @Override
    public String token(String kind, UUID about) {
        byte[] mac = seal.fingerprint(kind + ".link", about.toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(mac, mac.length - 16, mac.length));
    }

    @Override
    public byte[] tokenHash(String token) {
        return hash(token);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Four digits, for somebody who gave neither telephone nor e-mail. */
    String code(AppointmentId id) {
        byte[] mac = seal.fingerprint("appointment.code", id.toString());
        int number =
                (mac[mac.length - 1] & 0xff) << 16 | (mac[mac.length - 2] & 0xff) << 8 | (mac[mac.length - 3] & 0xff);
        return "%04d".formatted(number % 10_000);
    }

    /** What the person can prove the booking with, beside the reference: as fingerprints that fit this booking only. */
    byte[] fact(AppointmentId id, String fact) {
        return seal.fingerprint("appointment.fact:" + id, fact);
    }

    byte[] factOf(AppointmentId id, Contact contact) {
        if (contact.phone() != null) {
            return fact(id, contact.phone().lastFour());
        }
        String email = contact.email();
        return fact(id, email != null ? email.toLowerCase(Locale.ROOT) : code(id));
    }

    @Override
    public byte[] tokenHash(AppointmentId booking) {
        return hash(token(booking));
    }

    @Override
    public byte[] secondFact(AppointmentId booking, Contact contact) {
        return factOf(booking, contact);
    }

    /**
     * The centre of the appointment behind a link.
     *
     * @throws NotFound for anything that is no link of ours
     */
    CentreId centreOf(String token) {
        return Optional.of(token)
                .filter(t -> t.matches(PATTERN))
                .flatMap(t -> centre("select counselling.centre_of_token(?)", hash(t)))
                .orElseThrow(() -> new NotFound("appointment"));
    }

    Optional<CentreId> centreOfReference(String reference) {
        return centre("select counselling.centre_of_reference(?)", reference);
    }

    private Optional<CentreId> centre(String question, Object secret) {
        return jdbc.sql(question)
                .param(secret)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .map(CentreId::new);
    }
}
