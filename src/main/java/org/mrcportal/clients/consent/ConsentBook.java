package org.mrcportal.clients.consent;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.AuditEntry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down consents for the features of this module. */
@Component
@Transactional
public class ConsentBook {

    private final Consents consents;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConsentBook(Consents consents, JdbcTemplate jdbc, ApplicationEventPublisher events, Clock clock) {
        this.consents = consents;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    public void add(ClientId client, CentreId centre, Collection<Purpose> purposes, String language, How how) {
        Instant now = clock.instant();
        if (!purposes.isEmpty()) {
            consents.saveAllAndFlush(purposes.stream()
                    .sorted()
                    .map(purpose -> Consent.given(client, centre, purpose, language, how, now))
                    .toList());
        }
    }

    /** A consent taken over from a former register. */
    public record Given(ClientId client, Purpose purpose, String language, How how, Instant at) {}

    public void addAll(CentreId centre, List<Given> given) {
        jdbc.batchUpdate(
                "insert into clients.consent (id, client_id, centre_id, purpose, wording, language, how, given_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                given.stream()
                        .map(one -> new Object[] {
                            UuidCreator.getTimeOrderedEpoch(),
                            one.client().id(),
                            centre.id(),
                            one.purpose().name(),
                            Consent.WORDING,
                            one.language(),
                            one.how().name(),
                            Timestamp.from(one.at())
                        })
                        .toList());
    }

    /** Ends what the person has agreed to for a purpose, at once. */
    public void withdraw(ClientId client, Purpose purpose) {
        consents.findByClientOrderByGivenAtDesc(client).stream()
                .filter(consent -> consent.purpose() == purpose && consent.holds())
                .forEach(consent -> {
                    consent.withdraw(clock.instant());
                    events.publishEvent(new AuditEntry(
                            "CONSENT_WITHDRAWN", consent.centre().id(), "client:" + client, purpose.name()));
                });
    }

    /** All of them, also those withdrawn, newest first. */
    public List<ConsentLine> of(ClientId client) {
        return consents.findByClientOrderByGivenAtDesc(client).stream()
                .map(ConsentLine::of)
                .toList();
    }
}
