package org.mrcportal.counselling.waitinglist;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.appointment.Wish;

/** Somebody's place on the waiting list of a centre: first being filled in, then waiting, then ended for good. */
@Entity
@Table(schema = "counselling", name = "waiting_line")
class WaitingLine {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id"))
    private @Nullable ClientId client;

    @Enumerated(EnumType.STRING)
    private LineState state;

    @Embedded
    private Wish wish;

    @Embedded
    private Suiting suiting;

    private String pageLanguage;
    private boolean urgent;
    private @Nullable String urgentReason;
    private Instant joinedAt;
    private @Nullable Instant endedAt;
    private int offers;
    private int unanswered;
    private byte @Nullable [] personKey;
    private byte[] tokenHash;
    private byte @Nullable [] draft;
    private UUID once;

    @Column(updatable = false)
    private @Nullable String via;

    @SuppressWarnings("NullAway.Init")
    protected WaitingLine() {}

    private WaitingLine(
            UUID id,
            CentreId centre,
            Wish wish,
            Suiting suiting,
            String pageLanguage,
            byte[] tokenHash,
            UUID once,
            @Nullable String via,
            Instant now) {
        this.id = id;
        this.centre = centre;
        this.state = LineState.DRAFT;
        this.wish = wish;
        this.suiting = suiting;
        this.pageLanguage = pageLanguage;
        this.tokenHash = tokenHash.clone();
        this.once = once;
        this.via = via;
        this.joinedAt = now;
    }

    static UUID nextId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /**
     * For somebody who begins to answer.
     *
     * @param tokenHash SHA-256 of the secret in the person's link
     * @param once idempotency key of the form
     * @param via the short code that led here, or null
     */
    static WaitingLine open(
            UUID id,
            CentreId centre,
            Wish wish,
            Suiting suiting,
            String pageLanguage,
            byte[] tokenHash,
            UUID once,
            @Nullable String via,
            Instant now) {
        return new WaitingLine(id, centre, wish, suiting, pageLanguage, tokenHash, once, via, now);
    }

    WaitingLine keepDraft(byte @Nullable [] sealed, String pageLanguage) {
        require(LineState.DRAFT);
        draft = sealed == null ? null : sealed.clone();
        this.pageLanguage = pageLanguage;
        return this;
    }

    /**
     * Puts the person at the end of the line and forgets the draft.
     *
     * @param personKey keyed hash of contact and name, or null
     */
    WaitingLine join(ClientId client, byte @Nullable [] personKey, Instant now) {
        require(LineState.DRAFT);
        state = LineState.WAITING;
        this.client = client;
        this.personKey = personKey == null ? null : personKey.clone();
        joinedAt = now;
        draft = null;
        return this;
    }

    /** One more offer is on its way; says its number. */
    int offered() {
        require(LineState.WAITING);
        return ++offers;
    }

    /** The person has answered an offer, if only with no. */
    WaitingLine answered() {
        require(LineState.WAITING);
        unanswered = 0;
        return this;
    }

    /** An offer lapsed; after so many in a row nobody asks any more. */
    WaitingLine unanswered(int most, Instant now) {
        require(LineState.WAITING);
        unanswered++;
        if (unanswered >= most) {
            end(LineState.UNANSWERED, now);
        }
        return this;
    }

    /** Goes before the others, or no longer does: then {@code reason} is null. */
    WaitingLine urgent(@Nullable String reason) {
        require(LineState.WAITING);
        urgent = reason != null;
        urgentReason = reason;
        return this;
    }

    /** The short code that led to it, or null. */
    @Nullable
    String via() {
        return via;
    }

    WaitingLine book(Instant now) {
        return end(LineState.BOOKED, now);
    }

    WaitingLine leave(Instant now) {
        return end(LineState.LEFT, now);
    }

    WaitingLine remove(Instant now) {
        return end(LineState.REMOVED, now);
    }

    private WaitingLine end(LineState ended, Instant now) {
        require(LineState.WAITING);
        state = ended;
        endedAt = now;
        personKey = null;
        urgentReason = null;
        return this;
    }

    boolean is(LineState wanted) {
        return state == wanted;
    }

    private void require(LineState wanted) {
        if (state != wanted) {
            throw new IllegalStateException("Line %s is %s".formatted(id, state));
        }
    }

    UUID id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    ClientId client() {
        return Objects.requireNonNull(client, "who stands in line is on record");
    }

    LineState state() {
        return state;
    }

    Wish wish() {
        return wish;
    }

    Suiting suiting() {
        return suiting;
    }

    String pageLanguage() {
        return pageLanguage;
    }

    boolean urgent() {
        return urgent;
    }

    Instant joinedAt() {
        return joinedAt;
    }

    /** Whom the line is for, as far as two lines can be told to be for the same person. */
    byte[] person() {
        return (personKey == null ? tokenHash : personKey).clone();
    }

    byte @Nullable [] draft() {
        return draft == null ? null : draft.clone();
    }
}
