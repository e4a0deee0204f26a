package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.Contact;
import org.mrcportal.notifications.message.Correspondence.Decision;
import org.mrcportal.notifications.message.Message.Problem;
import org.mrcportal.notifications.message.Message.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The two transactions around each message: one takes it on and writes it, one puts down how it went. Between them no
 * connection is held, however long the other side takes.
 */
@Component
@Transactional
class Claims {

    private static final int MOST_TRIES = 3;

    private final Messages messages;
    private final Correspondence correspondence;
    private final Outbox outbox;
    private final SmsGateway gateway;
    private final Clock clock;

    Claims(Messages messages, Correspondence correspondence, Outbox outbox, SmsGateway gateway, Clock clock) {
        this.messages = messages;
        this.correspondence = correspondence;
        this.outbox = outbox;
        this.gateway = gateway;
        this.clock = clock;
    }

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

    /**
     * A message that was due: to be handed over, or settled without.
     *
     * @param send null where there is nothing to hand over
     * @param version by which this node knows its own claim again
     */
    record Claim(MessageId id, long version, Channel channel, Decision.@Nullable Send send) {}

    /** @throws CannotBeWritten where something is wrong with this very message */
    Optional<Claim> next(Channel channel) {
        Instant now = clock.instant();
        return messages.nextDue(channel.name(), now).map(message -> {
            try {
                return claim(message, now);
            } catch (RuntimeException e) {
                throw new CannotBeWritten(message.id(), e);
            }
        });
    }

    /** Counts a message that cannot be written as refused, so that it does not stand in the way of the others. */
    void putAside(MessageId id) {
        messages.findById(id).ifPresent(message -> messages.save(message.refused(Problem.REFUSED, clock.instant())));
    }

    /** A claim that has lapsed meanwhile is another node's; but what was taken was taken. */
    void settle(Claim claim, Outcome outcome) {
        Message message = messages.findById(claim.id()).orElse(null);
        if (message == null || message.state() != State.SENDING) {
            return;
        }
        if (message.version() != claim.version() && outcome != Outcome.TAKEN) {
            return;
        }
        Instant now = clock.instant();
        switch (outcome) {
            case TAKEN -> message.sent(now);
            case REFUSED -> message.refused(Problem.REFUSED, now);
            case NO_SUCH_RECIPIENT -> message.refused(Problem.NO_SUCH_RECIPIENT, now);
            case UNREACHABLE -> message.unreachable(now);
            case UNANSWERED -> {
                if (mayRepeat(message)) {
                    message.unreachable(now);
                } else {
                    message.givenUp(Problem.UNCLEAR);
                }
            }
        }
        Contact to = claim.send() == null ? Contact.NONE : claim.send().to();
        if (message.state() == State.NOT_DELIVERED
                && message.problem() != Problem.UNCLEAR
                && outbox.putOtherWay(message, to)) {
            message.replaced();
        }
        messages.save(message);
    }

    private Claim claim(Message message, Instant now) {
        boolean left = message.hasLapsed();
        message.claim(now);
        if (left && (message.tries() >= MOST_TRIES || !mayRepeat(message))) {
            return settled(message.givenUp(Problem.UNCLEAR));
        }
        return switch (correspondence.decide(message)) {
            case Decision.Send send -> {
                Message claimed = messages.saveAndFlush(message);
                yield new Claim(claimed.id(), claimed.version(), claimed.channel(), send);
            }
            case Decision.Wait wait -> settled(message.postpone(wait.until()));
            case Decision.Drop drop -> settled(message.obsolete());
            case Decision.GiveUp up -> settled(message.givenUp(up.why()));
        };
    }

    /** A letter that comes twice has the same Message-ID; a text that comes twice is two texts. */
    private boolean mayRepeat(Message message) {
        return message.channel() == Channel.EMAIL || gateway.recognisesRepeats();
    }

    private Claim settled(Message message) {
        messages.save(message);
        return new Claim(message.id(), message.version(), message.channel(), null);
    }
}
