package org.mrcportal.clients.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what a person agrees to, and what the person takes back, which counts from that moment. */
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

    /** Whose consents: a code and no name. */
    record Whose(CentreId centre, String code, String language, ZoneId zone) {}

    /** All consents of a person, newest first. */
    record History(Whose whose, List<ConsentLine> consents) {}

    /** What is read out for one purpose. */
    record Words(String purpose, String text) {}

    History history(ClientId client) {
        Whose whose = whose(client, "");
        return new History(whose, book.of(client));
    }

    /** A wording as it was at that version, in that language. */
    @Transactional(readOnly = true)
    List<Words> wording(String version, String language) {
        List<Words> words = jdbc.sql("""
                        select purpose, words from clients.consent_wording where version = ? and language = ?
                        order by array_position(array['SERVICE', 'REMINDER', 'FOLLOW_UP', 'SHARE_WITH_PARTNER',
                                                      'SHARE_WITH_NETWORK', 'STATISTICS'], purpose)
                        """)
                .params(version, language)
                .query((row, number) -> new Words(row.getString("purpose"), row.getString("words")))
                .list();
        if (words.isEmpty()) {
            throw new NotFound(version);
        }
        return words;
    }

    /** Agreeing to what is agreed already changes nothing. */
    void give(ClientId client, ConsentForm form, StaffId me) {
        Purpose purpose = form.what().orElseThrow(() -> new NotFound(String.valueOf(form.purpose())));
        Whose whose = whose(client, "for update of c");
        Instant now = clock.instant();
        List<Consent> before = consents.findByClientOrderByGivenAtDesc(client);
        if (before.stream().noneMatch(consent -> consent.purpose() == purpose && consent.holds(now))) {
            String language = form.wording().map(known -> known.code()).orElse(whose.language());
            consents.saveAllAndFlush(List.of(Consent.given(client, whose.centre(), purpose, language, form.way(), now)
                    .told(me, form.until(purpose, now))));
            events.publishEvent(
                    new AuditEntry("CONSENT_GIVEN", whose.centre().id(), "client:" + client, purpose.name()));
        }
    }

    void withdraw(ClientId client, UUID id, How how, StaffId me) {
        Consent consent = consents.findById(id)
                .filter(found -> found.client().equals(client))
                .orElseThrow(() -> new NotFound(id));
        Instant now = clock.instant();
        if (consent.holds(now)) {
            consent.withdraw(now, me, how);
            events.publishEvent(new AuditEntry(
                    "CONSENT_WITHDRAWN",
                    consent.centre().id(),
                    "client:" + client,
                    consent.purpose().name()));
        }
    }

    private Whose whose(ClientId client, String lock) {
        return jdbc.sql("""
                        select c.centre_id, c.code, c.language, x.zone
                        from clients.client c join centres.centre x on x.id = c.centre_id where c.id = ?
                        """ + lock)
                .param(client.id())
                .query((row, number) -> new Whose(
                        new CentreId(row.getObject("centre_id", UUID.class)),
                        row.getString("code"),
                        row.getString("language"),
                        ZoneId.of(row.getString("zone"))))
                .optional()
                .orElseThrow(() -> new NotFound(client));
    }
}
