package org.mrcportal.clients.consent;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
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

    /** A consent that ends on a day, as told to a member of staff. */
    public void addUntil(
            ClientId client,
            CentreId centre,
            Purpose purpose,
            String language,
            How how,
            Instant until,
            StaffId writer) {
        consents.saveAllAndFlush(List.of(Consent.given(client, centre, purpose, language, how, clock.instant())
                .told(writer, until)));
    }

    /** A consent taken over from a former register. */
    public record Given(ClientId client, Purpose purpose, String language, How how, Instant at) {}

    public void addAll(CentreId centre, List<Given> given) {
        jdbc.batchUpdate(
                "insert into clients.consent (id, client_id, centre_id, purpose, wording, language, how, given_at,"
                        + " shared_with, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                given.stream()
                        .map(one -> new @Nullable Object[] {
                            UuidCreator.getTimeOrderedEpoch(),
                            one.client().id(),
                            centre.id(),
                            one.purpose().name(),
                            Consent.WORDING,
                            one.language(),
                            one.how().name(),
                            Timestamp.from(one.at()),
                            one.purpose().sharedWith().name(),
                            timestamp(one.purpose().endsBy(one.at()))
                        })
                        .toList());
    }

    /** Ends what the person has agreed to for a purpose, at once: the person has taken it back without staff. */
    public void withdraw(ClientId client, Purpose purpose) {
        Instant now = clock.instant();
        consents.findByClientOrderByGivenAtDesc(client).stream()
                .filter(consent -> consent.purpose() == purpose && consent.holds(now))
                .forEach(consent -> {
                    consent.withdraw(now, null, How.CLICK);
                    events.publishEvent(new AuditEntry(
                            "CONSENT_WITHDRAWN", consent.centre().id(), "client:" + client, purpose.name()));
                });
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }

    /** All of them, also those that have ended, newest first. */
    public List<ConsentLine> of(ClientId client) {
        Instant now = clock.instant();
        return consents.findByClientOrderByGivenAtDesc(client).stream()
                .map(consent -> consent.line(now))
                .toList();
    }

    /**
     * Whether a person has once agreed to messages and does not any more. Who never was asked and gave an address for
     * messages gets them.
     */
    public boolean wantsNoMessages(ClientId client) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from clients.consent where client_id = ? and purpose = 'REMINDER')"
                        + " and not clients.agreed(?, 'REMINDER', ?)",
                Boolean.class,
                client.id(),
                client.id(),
                Timestamp.from(clock.instant())));
    }

    /** The same, from what {@link #of} has read already. */
    public static boolean wantsNoMessages(List<ConsentLine> read) {
        List<ConsentLine> reminders = read.stream()
                .filter(consent -> consent.purpose() == Purpose.REMINDER)
                .toList();
        return !reminders.isEmpty() && reminders.stream().noneMatch(ConsentLine::holds);
    }
}
