package org.mrcportal.counselling.appointment;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.Contact;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.BookingProofs;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The secrets by which a person comes back to an appointment. They are worked out from the appointment's id with the
 * portal's key, so that a message can repeat them while the database holds nothing but their hashes.
 */
@Component
class PersonalLinks implements BookingProofs {

    static final String PATTERN = "[A-Za-z0-9_-]{22}";

    private final SecretLinks secrets;
    private final Seal seal;
    private final JdbcClient jdbc;

    PersonalLinks(SecretLinks secrets, Seal seal, JdbcClient jdbc) {
        this.secrets = secrets;
        this.seal = seal;
        this.jdbc = jdbc;
    }

    String token(AppointmentId id) {
        return secrets.token("appointment", id.id());
    }

    static byte[] hash(String token) {
        return SecretLinks.hash(token);
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
