package org.mrcportal.notifications.message;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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
import org.mrcportal.clients.ClientId;

/**
 * Something that is to be said to a person once. It is due until it is sent, or pointless, or refused three times; a
 * server that cannot be reached is no refusal. While a node hands it over it is SENDING under a lease: should the node die,
 * another finds it when the lease has lapsed.
 */
@Entity
@Table(schema = "notifications", name = "message")
class Message {

    enum State {
        DUE,
        SENDING,
        SENT,
        NOT_DELIVERED,
        /** It did not arrive, and somebody at the centre has told the person. */
        TOLD,
        OBSOLETE
    }

    /** Why it has not arrived yet. */
    enum Problem {
        /** No server answers. */
        UNREACHABLE,
        /** The server does not take this message. */
        REFUSED,
        /** There is no such address or number. */
        NO_SUCH_RECIPIENT,
        /** Nobody knows whether it arrived, and saying it twice would be wrong. */
        UNCLEAR,
        /** The person's safe hours come too late. */
        NO_SAFE_HOUR,
        /** The person wishes no messages, or gave nothing to send them to. */
        NO_WAY
    }

    /** Longer than any server is waited for, and than the database may be away meanwhile. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @EmbeddedId
    private MessageId id;

    @Version
    private @Nullable Long version;

    @AttributeOverride(name = "id", column = @Column(name = "centre_id"))
    private CentreId centre;

    private UUID about;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id"))
    private @Nullable ClientId client;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private int sequence;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String language;

    @Enumerated(EnumType.STRING)
    private State state;

    private int tries;
    private Instant nextTryAt;
    private Instant dueUntil;
    private @Nullable Instant happensAt;
    private @Nullable Instant claimedUntil;

    @Enumerated(EnumType.STRING)
    private @Nullable Problem problem;

    private String reference;
    private Instant createdAt;
    private @Nullable Instant sentAt;

    @SuppressWarnings("NullAway.Init")
    protected Message() {}

    /** A node takes it on. That an earlier one did and never said how it went counts as a try. */
    Message claim(Instant now) {
        require(State.DUE, State.SENDING);
        if (state == State.SENDING) {
            tries++;
        }
        state = State.SENDING;
        claimedUntil = now.plus(LEASE);
        nextTryAt = claimedUntil;
        return this;
    }

    Message sent(Instant now) {
        require(State.SENDING);
        problem = null;
        sentAt = now;
        return end(State.SENT);
    }

    /** Said by a newer message, or too late to be of use, or no longer wished. */
    Message obsolete() {
        require(State.DUE, State.SENDING);
        return end(State.OBSOLETE);
    }

    /** The person wants to be written to at other hours only. */
    Message postpone(Instant until) {
        require(State.DUE, State.SENDING);
        nextTryAt = until;
        return end(State.DUE);
    }

    /** The server did not take this message: two more tries, after growing pauses. */
    Message refused(Problem why, Instant now) {
        require(State.DUE, State.SENDING);
        problem = why;
        boolean last = tries >= PAUSES.size();
        if (!last) {
            nextTryAt = now.plus(PAUSES.get(tries));
        }
        tries++;
        return end(last ? State.NOT_DELIVERED : State.DUE);
    }

    /** No server: the message is not to blame. The longer it has waited, the longer the pause. */
    Message unreachable(Instant now) {
        require(State.SENDING);
        problem = Problem.UNREACHABLE;
        Duration pause = Duration.between(createdAt, now).dividedBy(2);
        nextTryAt = now.plus(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        return end(State.DUE);
    }

    /** There is no use in trying again by itself. */
    Message givenUp(Problem why) {
        require(State.DUE, State.SENDING);
        problem = why;
        return end(State.NOT_DELIVERED);
    }

    /** Somebody has put right what was wrong. */
    Message tryAgain(Instant now) {
        require(State.DUE, State.NOT_DELIVERED);
        if (isTooLate(now)) {
            throw new IllegalStateException("Message %s is of no use any more".formatted(id));
        }
        tries = 0;
        nextTryAt = now;
        return end(State.DUE);
    }

    /** The other way carries it now. */
    Message replaced() {
        require(State.NOT_DELIVERED);
        return end(State.OBSOLETE);
    }

    /** Somebody at the centre has said it to the person. */
    Message told() {
        require(State.DUE, State.NOT_DELIVERED);
        return end(State.TOLD);
    }

    boolean isTooLate(Instant now) {
        return !now.isBefore(dueUntil);
    }

    /** Whether an earlier node began to send it and never said how that went. */
    boolean hasLapsed() {
        return state == State.SENDING;
    }

    private Message end(State next) {
        state = next;
        claimedUntil = null;
        return this;
    }

    private void require(State... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw new IllegalStateException("Message %s is %s".formatted(id, state));
        }
    }

    MessageId id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CentreId centre() {
        return centre;
    }

    UUID about() {
        return about;
    }

    @Nullable
    ClientId client() {
        return client;
    }

    Kind kind() {
        return kind;
    }

    int sequence() {
        return sequence;
    }

    Channel channel() {
        return channel;
    }

    String language() {
        return language;
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

    int tries() {
        return tries;
    }

    Instant nextTryAt() {
        return nextTryAt;
    }

    Instant dueUntil() {
        return dueUntil;
    }

    @Nullable
    Instant happensAt() {
        return happensAt;
    }
}
