package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.Contact;
import org.mrcportal.counselling.AppointmentCard;
import org.mrcportal.counselling.Appointments;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends one message in one transaction: the row stays locked while the mail server is asked, so that no other node sends
 * it too.
 */
@Service
@Transactional
class MessageSending {

    /** Something is wrong with this one message. */
    static final class CannotBeWritten extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient MessageId id;

        CannotBeWritten(MessageId id, RuntimeException cause) {
            super("Message %s cannot be written".formatted(id), cause);
            this.id = id;
        }

        MessageId id() {
            return id;
        }
    }

    enum Step {
        NOTHING_DUE,
        DONE,
        NO_SERVER
    }

    private final Messages messages;
    private final Appointments appointments;
    private final ClientDirectory clients;
    private final Centres centres;
    private final Postman postman;
    private final MessageSource texts;
    private final Clock clock;
    private final String portal;

    MessageSending(
            Messages messages,
            Appointments appointments,
            ClientDirectory clients,
            Centres centres,
            Postman postman,
            MessageSource texts,
            Clock clock,
            @Value("${portal.public-address}") String portal) {
        this.messages = messages;
        this.appointments = appointments;
        this.clients = clients;
        this.centres = centres;
        this.postman = postman;
        this.texts = texts;
        this.clock = clock;
        this.portal = portal;
    }

    Step sendNext() {
        Optional<Message> due = messages.claimNext(clock.instant());
        if (due.isEmpty()) {
            return Step.NOTHING_DUE;
        }
        try {
            return send(due.get());
        } catch (RuntimeException e) {
            throw new CannotBeWritten(due.get().id(), e);
        }
    }

    /** Counts a message that cannot be written as refused, so that it does not stand in the way of the others. */
    void putAside(MessageId id) {
        messages.findById(id).ifPresent(message -> messages.save(message.refused(clock.instant())));
    }

    private Step send(Message message) {
        AppointmentCard appointment = appointments.card(message.about()).orElse(null);
        if (appointment == null || appointment.client() == null || isPointless(message, appointment)) {
            messages.save(message.obsolete());
            return Step.DONE;
        }
        Language language = Language.ofCode(appointment.pageLanguage()).orElse(Language.EN);
        Optional<CentreCard> centre = centres.byId(message.centre(), language);
        String address = clients.addressee(appointment.client())
                .filter(Contact::mayMessage)
                .map(Contact::email)
                .orElse(null);
        if (address == null || centre.isEmpty()) {
            messages.save(message.obsolete());
            return Step.DONE;
        }
        Letter letter = Letter.of(message.kind(), appointment, centre.get(), language.locale(), texts, portal);
        Instant now = clock.instant();
        return switch (postman.deliver(message.id(), letter, address, appointments.calendarFile(message.about()))) {
            case TAKEN -> step(message.sent(now), Step.DONE);
            case REFUSED -> step(message.refused(now), Step.DONE);
            case UNREACHABLE -> step(message.unreachable(now), Step.NO_SERVER);
        };
    }

    private Step step(Message message, Step step) {
        messages.save(message);
        return step;
    }

    private boolean isPointless(Message message, AppointmentCard appointment) {
        return message.isTooLate(clock.instant()) || appointment.sequence() > message.sequence();
    }
}
