package org.mrcportal.clients.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps and opens identities for the features of this module. It asks nobody's rights and leaves no trace: whoever uses
 * it does both.
 */
@Component
@Transactional
public class SealedIdentities {

    private final Identities identities;
    private final JdbcTemplate jdbc;
    private final Seal seal;
    private final Clock clock;

    SealedIdentities(Identities identities, JdbcTemplate jdbc, Seal seal, Clock clock) {
        this.identities = identities;
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    public void keep(ClientId client, CentreId centre, Contact contact) {
        identities.saveAndFlush(Identity.of(client, centre, contact, seal, clock.instant()));
    }

    /** Replaces all of an identity, or writes the first one. */
    public void replace(ClientId client, CentreId centre, Contact contact) {
        identities.saveAndFlush(identities
                .findById(client)
                .map(identity -> identity.change(contact, seal, clock.instant()))
                .orElseGet(() -> Identity.of(client, centre, contact, seal, clock.instant())));
    }

    /** How a person taken over is called and reached, as known on that day. */
    public record Known(ClientId client, Contact contact, Instant asOf) {}

    public void keepAll(CentreId centre, List<Known> people) {
        jdbc.batchUpdate(
                "insert into clients.identity (%s) values (?%s)".formatted(Identity.COLUMNS, ", ?".repeat(15)),
                people.stream()
                        .map(one -> Identity.of(one.client(), centre, one.contact(), seal, one.asOf())
                                .row())
                        .toList());
    }

    /** An identity in the clear, and the centre that may know it. */
    public record Opened(CentreId centre, Contact contact) {}

    public Optional<Opened> open(ClientId client) {
        return identities.findById(client).map(identity -> new Opened(identity.centre(), identity.contact(seal)));
    }

    /** Deletes who a person is; the client stays, by its code. */
    public void erase(ClientId client) {
        jdbc.update("delete from clients.identity where client_id = ?", client.id());
    }

    /** Several at once, in one statement. */
    public Map<ClientId, Contact> openAll(Collection<ClientId> clients) {
        return identities.findAllByClientIn(clients).stream()
                .collect(Collectors.toMap(Identity::client, identity -> identity.contact(seal)));
    }

    /** Opens the column {@code identity.name} of a row that a list has read. */
    public @Nullable String name(ClientId client, byte @Nullable [] sealed) {
        return seal.open(sealed, Identity.nameContext(client));
    }

    public byte[] fingerprint(PhoneNumber number) {
        return Fingerprints.phone(seal, number);
    }

    public byte[] fingerprintOfEmail(String address) {
        return Fingerprints.email(seal, address);
    }
}
