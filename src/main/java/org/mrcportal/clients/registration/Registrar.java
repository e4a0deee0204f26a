package org.mrcportal.clients.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.consent.ConsentBook;
import org.mrcportal.clients.consent.How;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.clients.identity.SealedIdentities;
import org.mrcportal.shared.AuditEntry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts a person on record, whoever asks for it: the code, the identity, the consents, the audit trail. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Registrar {

    private final Clients clients;
    private final ClientCodes codes;
    private final SealedIdentities identities;
    private final ConsentBook consents;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Registrar(
            Clients clients,
            ClientCodes codes,
            SealedIdentities identities,
            ConsentBook consents,
            ApplicationEventPublisher events,
            Clock clock) {
        this.clients = clients;
        this.codes = codes;
        this.identities = identities;
        this.consents = consents;
        this.events = events;
        this.clock = clock;
    }

    ClientId register(
            CentreId centre,
            Contact contact,
            String language,
            Collection<Purpose> purposes,
            How how,
            @Nullable UUID once) {
        Instant now = clock.instant();
        ClientId id = clients.saveAndFlush(Client.register(centre, codes.next(centre, now), language, once, now))
                .id();
        identities.keep(id, centre, contact);
        consents.add(id, centre, purposes, language, how);
        events.publishEvent(new AuditEntry("CLIENT_REGISTERED", centre.id(), "client:" + id, null));
        return id;
    }
}
