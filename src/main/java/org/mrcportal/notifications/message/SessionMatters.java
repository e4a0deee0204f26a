package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.mrcportal.clients.Contact;
import org.mrcportal.notifications.message.Correspondence.Matter;
import org.mrcportal.outreach.RegistrationCard;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionRegistrations;
import org.springframework.stereotype.Component;

/** Says whether a message about a session still is true, and what it has to tell: never what the session is about. */
@Component
class SessionMatters {

    private final SessionRegistrations registrations;
    private final Clock clock;

    SessionMatters(SessionRegistrations registrations, Clock clock) {
        this.registrations = registrations;
        this.clock = clock;
    }

    /** Empty where it is no longer true, or the session is over. */
    Optional<Matter> of(Message message) {
        return registrations
                .card(new RegistrationId(message.about()))
                .filter(card -> card.session().endsAt().isAfter(clock.instant()) && isTrue(message, card))
                .map(card -> new Matter(
                        contact(card),
                        card.session().startsAt(),
                        card.offeredUntil(),
                        card.session().online() ? "ONLINE" : "IN_PERSON",
                        "/registrations/" + card.secret(),
                        card.session().place()));
    }

    Optional<String> calendarFile(Message message) {
        return registrations.calendarFile(new RegistrationId(message.about()));
    }

    /** How somebody is reached who gave number and address for this session. */
    static Contact contact(RegistrationCard card) {
        return new Contact(null, card.phone(), card.email(), false, true, null);
    }

    private boolean isTrue(Message message, RegistrationCard card) {
        RegistrationCard.Session session = card.session();
        Instant until = card.offeredUntil();
        return switch (message.kind()) {
            case SESSION_CONFIRMATION -> card.comes();
            case SESSION_CHANGE ->
                session.state().equals("PUBLISHED")
                        && session.sequence() == message.sequence()
                        && (card.state().equals("REGISTERED") || card.state().equals("OFFERED"));
            case SESSION_CANCELLATION ->
                session.state().equals("CANCELLED")
                        && !card.state().equals("CANCELLED")
                        && !card.state().equals("LAPSED");
            case SESSION_REMINDER_24H, SESSION_REMINDER_2H ->
                card.comes() && card.reminders() && session.startsAt().equals(message.happensAt());
            case SESSION_OFFER ->
                card.state().equals("OFFERED")
                        && session.state().equals("PUBLISHED")
                        && card.offer() == message.sequence()
                        && until != null
                        && clock.instant().isBefore(until);
            default -> false;
        };
    }
}
