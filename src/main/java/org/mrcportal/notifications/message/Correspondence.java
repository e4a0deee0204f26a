package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.WhatToBring;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.counselling.AppointmentCard;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.Appointments;
import org.mrcportal.counselling.InterpreterRequests;
import org.mrcportal.counselling.OpenOffers;
import org.mrcportal.notifications.message.Message.Problem;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Decides, when a message is about to be sent, whether it still is true and wished, and writes it from what is known now.
 * Nothing of a message but its occasion is kept in the outbox.
 */
@Component
class Correspondence {

    private static final String IN_PERSON = "IN_PERSON";

    private final Messages messages;
    private final Appointments appointments;
    private final ClientDirectory clients;
    private final Centres centres;
    private final SecretLinks links;
    private final InterpreterRequests requests;
    private final OpenOffers offers;
    private final SessionMatters sessions;
    private final ReferralMessages referrals;
    private final WhatToBring whatToBring;
    private final MessageRules rules;
    private final Wordings wordings;
    private final Scribe scribe;
    private final Outbox outbox;
    private final Clock clock;
    private final String portal;

    Correspondence(
            Messages messages,
            Appointments appointments,
            ClientDirectory clients,
            Centres centres,
            SecretLinks links,
            InterpreterRequests requests,
            OpenOffers offers,
            SessionMatters sessions,
            ReferralMessages referrals,
            WhatToBring whatToBring,
            MessageRules rules,
            Wordings wordings,
            Scribe scribe,
            Outbox outbox,
            Clock clock,
            @Value("${portal.public-address}") String portal) {
        this.messages = messages;
        this.appointments = appointments;
        this.clients = clients;
        this.centres = centres;
        this.links = links;
        this.requests = requests;
        this.offers = offers;
        this.sessions = sessions;
        this.referrals = referrals;
        this.whatToBring = whatToBring;
        this.rules = rules;
        this.wordings = wordings;
        this.scribe = scribe;
        this.outbox = outbox;
        this.clock = clock;
        this.portal = portal;
    }

    /** What is to be done with a message. */
    sealed interface Decision {

        /** Written, and to whom. */
        record Send(Contact to, Letter letter, Optional<String> calendarFile) implements Decision {}

        /** The person wants to be written to from then on. */
        record Wait(Instant until) implements Decision {}

        /** Overtaken, too late, switched off or no longer wished. */
        record Drop() implements Decision {}

        /** The person has to be told in another way. */
        record GiveUp(Problem why) implements Decision {}
    }

    Decision decide(Message message) {
        MessageRules.Rules centreRules = rules.of(message.centre());
        Language language = Language.ofCode(message.language()).orElse(Language.EN);
        Optional<CentreCard> centre = centres.byId(message.centre(), language);
        if (centre.isEmpty() || message.isTooLate(clock.instant()) || !centreRules.send(message.kind())) {
            return new Decision.Drop();
        }
        Optional<Matter> matter = matter(message).filter(m -> outbox.canReach(m.to(), message.channel()));
        if (matter.isEmpty()) {
            return new Decision.Drop();
        }
        Contact to = matter.get().to();
        return waiting(message, to.hours(), centre.get())
                .orElseGet(() -> new Decision.Send(
                        to,
                        letter(message, matter.get(), centre.get(), language, centreRules),
                        message.kind().hasCalendarFile() && message.channel() == Channel.EMAIL
                                ? calendarFile(message)
                                : Optional.empty()));
    }

    /**
     * What a message is about, as it stands now.
     *
     * @param path of the link, without the language
     * @param elsewhere the place in the reader's language, where it is not the centre; null: it is
     */
    record Matter(
            Contact to,
            Instant at,
            @Nullable Instant until,
            String mode,
            String path,
            @Nullable String elsewhere) {

        /** At the centre, or by telephone or video. */
        Matter(Contact to, Instant at, @Nullable Instant until, String mode, String path) {
            this(to, at, until, mode, path, null);
        }
    }

    /** Empty where it is no longer true. */
    private Optional<Matter> matter(Message message) {
        return switch (message.kind()) {
            case OFFER -> offer(message);
            case INTERPRETER_ASKED, INTERPRETER_RELEASED -> request(message);
            case SESSION_CONFIRMATION,
                    SESSION_CHANGE,
                    SESSION_CANCELLATION,
                    SESSION_REMINDER_24H,
                    SESSION_REMINDER_2H,
                    SESSION_OFFER -> sessions.of(message);
            case REFERRAL -> referrals.of(message);
            default -> appointment(message);
        };
    }

    private Optional<String> calendarFile(Message message) {
        return message.kind().isForSession()
                ? sessions.calendarFile(message)
                : appointments.calendarFile(new AppointmentId(message.about()));
    }

    private Optional<Matter> offer(Message message) {
        ClientId client = message.client();
        Instant at = message.happensAt();
        if (client == null || at == null || !offers.isOpen(message.about(), message.sequence())) {
            return Optional.empty();
        }
        return clients.addressee(client)
                .map(to -> new Matter(
                        to, at, message.dueUntil(), IN_PERSON, "/waiting/" + links.token("waiting", message.about())));
    }

    /** Whoever has not been asked need not hear that nobody is needed. */
    private Optional<Matter> request(Message message) {
        boolean asked = message.kind() == Kind.INTERPRETER_ASKED;
        return requests.card(message.about())
                .filter(card -> card.state().equals(asked ? "ASKED" : "RELEASED"))
                .filter(card -> asked || messages.wasSent(message.about(), Kind.INTERPRETER_ASKED))
                .map(card -> new Matter(
                        contact(card),
                        card.startsAt(),
                        card.expiresAt(),
                        card.mode(),
                        "/interpreting/" + card.token()));
    }

    private Optional<Matter> appointment(Message message) {
        ClientId client = message.client();
        AppointmentCard card =
                appointments.card(new AppointmentId(message.about())).orElse(null);
        if (client == null
                || card == null
                || !isTrue(message, card)
                || (message.kind().isReminder() && !clients.agrees(client, "REMINDER"))) {
            return Optional.empty();
        }
        String path = message.kind() == Kind.FEEDBACK
                ? "/feedback/" + links.token("feedback", message.about())
                : "/bookings/" + card.secret();
        return clients.addressee(client).map(to -> new Matter(to, card.startsAt(), null, card.mode(), path));
    }

    private boolean isTrue(Message message, AppointmentCard card) {
        Kind kind = message.kind();
        if (kind == Kind.FEEDBACK) {
            return card.state().equals("COMPLETED");
        }
        boolean present = card.sequence() == message.sequence();
        boolean open = card.state().equals("BOOKED");
        return present
                && switch (kind) {
                    case RECEIVED -> open && card.awaitsConfirmation();
                    case NEW_TIME -> open;
                    case REMINDER_24H, REMINDER_2H ->
                        open
                                && !card.awaitsConfirmation()
                                && card.startsAt().equals(message.happensAt())
                                && !messages.isOvertaken(message.about(), kind, message.sequence());
                    default -> true;
                };
    }

    private Optional<Decision> waiting(Message message, @Nullable ContactHours hours, CentreCard centre) {
        Instant now = clock.instant();
        Instant allowed = hours == null ? now : hours.next(now, centre.zone());
        if (!allowed.isAfter(now)) {
            return Optional.empty();
        }
        if (!message.isTooLate(allowed)) {
            return Optional.of(new Decision.Wait(allowed));
        }
        return Optional.of(message.kind().matters() ? new Decision.GiveUp(Problem.NO_SAFE_HOUR) : new Decision.Drop());
    }

    private Letter letter(
            Message message, Matter matter, CentreCard centre, Language language, MessageRules.Rules centreRules) {
        boolean bring = message.kind().saysWhatToBring() && matter.mode().equals(IN_PERSON);
        Facts facts = new Facts(
                centre,
                matter.at(),
                matter.until(),
                matter.mode(),
                message.reference(),
                portal + "/" + language.code() + matter.path(),
                bring ? whatToBring.neutral(language.locale()) : "",
                matter.elsewhere());
        Wording wording = wordings.inForce(message.centre(), message.kind(), message.channel(), language);
        boolean plain = language == Language.UZ && centreRules.plainApostrophe();
        return scribe.write(wording, facts, language, matter.to().codeWord(), plain);
    }

    /** How an interpreter is reached, who gave number and address for that. */
    static Contact contact(InterpreterRequests.Card card) {
        return new Contact(null, card.phone(), card.email(), true, true, null);
    }
}
