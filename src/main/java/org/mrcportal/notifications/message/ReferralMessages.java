package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.mrcportal.clients.Contact;
import org.mrcportal.notifications.message.Correspondence.Matter;
import org.mrcportal.reintegration.ReferralLetters;
import org.mrcportal.reintegration.ReferralSent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Writes to partners that a referral waits for their answer: the centre, the reference and the link, nothing of the person
 * and nothing of what it is about. One message for each link; it is not sent once the link is no longer good.
 */
@Component
class ReferralMessages {

    private final Outbox outbox;
    private final ReferralLetters letters;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReferralMessages(Outbox outbox, ReferralLetters letters, JdbcClient jdbc, Clock clock) {
        this.outbox = outbox;
        this.letters = letters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(ReferralSent event) {
        // The listener's transaction has begun before anybody could state a scope.
        jdbc.sql("select set_config('portal.centres', ?, true)")
                .param(event.centre().toString())
                .query((row, number) -> true)
                .single();
        letters.card(event.link()).ifPresent(card -> {
            Instant now = clock.instant();
            outbox.put(
                    new Outbox.Saying(
                            Kind.REFERRAL,
                            card.link(),
                            0,
                            card.centre(),
                            null,
                            card.language(),
                            now,
                            now,
                            card.expiresAt(),
                            card.reference()),
                    contact(card));
        });
    }

    /** Empty where the link is no longer good. */
    Optional<Matter> of(Message message) {
        return letters.card(message.about())
                .map(card -> new Matter(contact(card), card.expiresAt(), null, "IN_PERSON", card.path()));
    }

    private static Contact contact(ReferralLetters.Card card) {
        return new Contact(null, null, card.email(), false, true, null);
    }
}
