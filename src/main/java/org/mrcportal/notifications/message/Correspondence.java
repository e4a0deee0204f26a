package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.counselling.AppointmentCard;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.Appointments;
import org.mrcportal.counselling.SecretLinks;
import org.mrcportal.notifications.message.Message.Problem;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Decides, when a message is about to be sent, whether it still is true and wished, and writes it from what is known now.
 * Nothing of a message but its occasion is kept in the outbox.
 */
@Component
class Correspondence {

    private final Messages messages;
    private final Appointments appointments;
    private final ClientDirectory clients;
    private final Centres centres;
    private final SecretLinks links;
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
        ClientId client = message.client();
        MessageRules.Rules centreRules = rules.of(message.centre());
        Language language = Language.ofCode(message.language()).orElse(Language.EN);
        Optional<CentreCard> centre = centres.byId(message.centre(), language);
        AppointmentCard card = message.kind().isAboutAppointment()
                ? appointments.card(new AppointmentId(message.about())).orElse(null)
                : null;
        if (client == null
                || centre.isEmpty()
                || message.isTooLate(clock.instant())
                || !centreRules.send(message.kind())
                || !isTrue(message, card)
                || (message.kind().isReminder() && !clients.agrees(client, "REMINDER"))) {
            return new Decision.Drop();
        }
        Contact to = clients.addressee(client).orElse(Contact.NONE);
        if (!outbox.canReach(to, message.channel())) {
            return new Decision.Drop();
        }
        return waiting(message, to.hours(), centre.get())
                .orElseGet(() -> new Decision.Send(
                        to,
                        letter(message, card, centre.get(), language, to.codeWord(), centreRules),
                        message.kind().hasCalendarFile() && message.channel() == Channel.EMAIL
                                ? appointments.calendarFile(new AppointmentId(message.about()))
                                : Optional.empty()));
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

    private boolean isTrue(Message message, @Nullable AppointmentCard card) {
        Kind kind = message.kind();
        if (kind == Kind.OFFER) {
            return !messages.isOvertaken(message.about(), kind, message.sequence());
        }
        if (card == null) {
            return false;
        }
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

    private Letter letter(
            Message message,
            @Nullable AppointmentCard card,
            CentreCard centre,
            Language language,
            @Nullable String codeWord,
            MessageRules.Rules centreRules) {
        Facts facts = new Facts(
                centre,
                card == null ? Objects.requireNonNull(message.happensAt()) : card.startsAt(),
                message.kind() == Kind.OFFER ? message.dueUntil() : null,
                card == null ? "IN_PERSON" : card.mode(),
                message.reference(),
                link(message, card, language),
                "");
        Wording wording = wordings.inForce(message.centre(), message.kind(), message.channel(), language);
        boolean plain = language == Language.UZ && centreRules.plainApostrophe();
        return scribe.write(wording, facts, language, codeWord, plain);
    }

    private String link(Message message, @Nullable AppointmentCard card, Language language) {
        String path =
                switch (message.kind()) {
                    case OFFER -> "/waiting/" + links.token("waiting", message.about());
                    case FEEDBACK -> "/feedback/" + links.token("feedback", message.about());
                    default -> "/bookings/" + Objects.requireNonNull(card).secret();
                };
        return portal + "/" + language.code() + path;
    }
}
