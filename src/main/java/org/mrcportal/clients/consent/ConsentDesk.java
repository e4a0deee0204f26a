package org.mrcportal.clients.consent;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what a person agrees to in words, and what the person takes back. */
@Service
@Transactional
@PreAuthorize("@identityReaders.include()")
class ConsentDesk {

    private final Consents consents;
    private final ConsentBook book;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConsentDesk(Consents consents, ConsentBook book, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.consents = consents;
        this.book = book;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    private record Whose(CentreId centre, String language) {}

    /** Agreeing to what is agreed already changes nothing. */
    void give(ClientId client, Purpose purpose) {
        Whose whose = jdbc.sql("select centre_id, language from clients.client where id = ? for update")
                .param(client.id())
                .query((row, number) ->
                        new Whose(new CentreId(row.getObject("centre_id", UUID.class)), row.getString("language")))
                .optional()
                .orElseThrow(() -> new NotFound(client));
        List<Consent> before = consents.findByClientOrderByGivenAtDesc(client);
        if (before.stream().noneMatch(consent -> consent.purpose() == purpose && consent.holds())) {
            book.add(client, whose.centre(), Set.of(purpose), whose.language(), How.ORAL);
            events.publishEvent(
                    new AuditEntry("CONSENT_GIVEN", whose.centre().id(), "client:" + client, purpose.name()));
        }
    }

    void withdraw(ClientId client, UUID id) {
        Consent consent = consents.findById(id)
                .filter(found -> found.client().equals(client))
                .orElseThrow(() -> new NotFound(id));
        if (consent.holds()) {
            consent.withdraw(clock.instant());
            events.publishEvent(new AuditEntry(
                    "CONSENT_WITHDRAWN",
                    consent.centre().id(),
                    "client:" + client,
                    consent.purpose().name()));
        }
    }
}
