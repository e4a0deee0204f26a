package org.mrcportal.notifications.message;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentId;

/**
 * Something that is to be said to a person once. It is due until it is sent, or pointless, or refused three times; a mail
 * server that cannot be reached is no refusal.
 */
@Entity
@Table(schema = "notifications", name = "message")
class Message {

    enum Kind {
        CONFIRMATION,
        CHANGE,
        CANCELLATION
    }

    enum State {
        DUE,
        SENT,
        NOT_DELIVERED,
        OBSOLETE
    }

    /** Why it has not arrived yet. */
    enum Problem {
        /** No mail server answers. */
        UNREACHABLE,
        /** The mail server does not take this message. */
        REFUSED
    }

    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @EmbeddedId
    private MessageId id;

    @Version
    private @Nullable Long version;

    @AttributeOverride(name = "id", column = @Column(name = "centre_id"))
    private CentreId centre;

    @Column(name = "about")
    private UUID about;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private int sequence;
    private String channel;

    @Enumerated(EnumType.STRING)
    private State state;

    private int tries;
    private Instant nextTryAt;
    private Instant dueUntil;

    @Enumerated(EnumType.STRING)
    private @Nullable Problem problem;

    private String reference;
    private Instant createdAt;
    private @Nullable Instant sentAt;

    @SuppressWarnings("NullAway.Init")
    protected Message() {}

    Message(
            AppointmentId about,
            CentreId centre,
            Kind kind,
            int sequence,
            String reference,
            Instant dueUntil,
            Instant now) {
        this.id = MessageId.next();
        this.centre = centre;
        this.about = about.id();
        this.kind = kind;
        this.sequence = sequence;
        this.channel = "EMAIL";
        this.state = State.DUE;
        this.reference = reference;
        this.nextTryAt = now;
        this.dueUntil = dueUntil;
        this.createdAt = now;
    }

    Message sent(Instant now) {
        require(State.DUE);
        state = State.SENT;
        problem = null;
        sentAt = now;
        return this;
    }

    /** Said by a newer message, or too late to be of use, or no longer wished. */
    Message obsolete() {
        require(State.DUE);
        state = State.OBSOLETE;
        return this;
    }

    /** The mail server did not take this message: two more tries, after growing pauses. */
    Message refused(Instant now) {
        require(State.DUE);
        problem = Problem.REFUSED;
        if (tries >= PAUSES.size()) {
            state = State.NOT_DELIVERED;
        } else {
            nextTryAt = now.plus(PAUSES.get(tries));
        }
        tries++;
        return this;
    }

    /** No mail server: the message is not to blame. The longer it has waited, the longer the pause. */
    Message unreachable(Instant now) {
        require(State.DUE);
        problem = Problem.UNREACHABLE;
        Duration pause = Duration.between(createdAt, now).dividedBy(2);
        nextTryAt = now.plus(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        return this;
    }

    /** Somebody has put right what was wrong. */
    Message tryAgain(Instant now) {
        require(State.DUE, State.NOT_DELIVERED);
        if (isTooLate(now)) {
            throw new IllegalStateException("Message %s is of no use any more".formatted(id));
        }
        state = State.DUE;
        tries = 0;
        nextTryAt = now;
        return this;
    }

    boolean isTooLate(Instant now) {
        return !now.isBefore(dueUntil);
    }

    private void require(State... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw new IllegalStateException("Message %s is %s".formatted(id, state));
        }
    }

    MessageId id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    AppointmentId about() {
        return new AppointmentId(about);
    }

    Kind kind() {
        return kind;
    }

    int sequence() {
        return sequence;
    }

    State state() {
        return state;
    }

    @Nullable
    Problem problem() {
        return problem;
    }

    String reference() {
        return reference;
    }

    Instant nextTryAt() {
        return nextTryAt;
    }

    Instant dueUntil() {
        return dueUntil;
    }
}
