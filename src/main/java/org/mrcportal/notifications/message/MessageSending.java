package org.mrcportal.notifications.message;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.mrcportal.notifications.message.Correspondence.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends one message: claims it, hands it over outside any transaction, and puts down how that went. Should the database be
 * away just then, it keeps trying to put it down for as long as its claim holds, so that nobody sends it again.
 */
@Component
class MessageSending {

    private static final Logger LOG = LoggerFactory.getLogger(MessageSending.class);
    private static final Duration PATIENCE = Message.LEASE.minusSeconds(45);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    enum Step {
        NOTHING_DUE,
        DONE,
        /** The other side had a message and did not answer. */
        UNANSWERED,
        NO_SERVER
    }

    private final Claims claims;
    private final Postman postman;
    private final SmsGateway gateway;

    MessageSending(Claims claims, Postman postman, SmsGateway gateway) {
        this.claims = claims;
        this.postman = postman;
        this.gateway = gateway;
    }

    /** @throws Claims.CannotBeWritten where something is wrong with the next message */
    Step sendNext(Channel channel) {
        Optional<Claims.Claim> next = claims.next(channel);
        if (next.isEmpty()) {
            return Step.NOTHING_DUE;
        }
        Claims.Claim claim = next.get();
        Decision.Send send = claim.send();
        if (send == null) {
            return Step.DONE;
        }
        Outcome outcome = handOver(claim, send);
        putDown(claim, outcome);
        return switch (outcome) {
            case TAKEN, REFUSED, NO_SUCH_RECIPIENT -> Step.DONE;
            case UNANSWERED -> Step.UNANSWERED;
            case UNREACHABLE -> Step.NO_SERVER;
        };
    }

    void putAside(MessageId id) {
        claims.putAside(id);
    }

    /** What fails before it reaches the other side is no reason to stop: it counts as a refusal. */
    private Outcome handOver(Claims.Claim claim, Decision.Send send) {
        try {
            return claim.channel() == Channel.EMAIL
                    ? postman.deliver(
                            claim.id(),
                            send.letter(),
                            Objects.requireNonNull(send.to().email()),
                            send.calendarFile())
                    : gateway.send(
                            claim.id(),
                            Objects.requireNonNull(send.to().phone()),
                            send.letter().text());
        } catch (RuntimeException e) {
            LOG.error("Message {} cannot be handed over", claim.id(), e);
            return Outcome.REFUSED;
        }
    }

    private void putDown(Claims.Claim claim, Outcome outcome) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                claims.settle(claim, outcome);
                return;
            } catch (RuntimeException e) {
                if (System.nanoTime() > giveUpAt || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.warn("Message {}: {}, which cannot be put down yet: {}", claim.id(), outcome, e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
