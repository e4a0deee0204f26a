package org.mrcportal.counselling.queue;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.WalkInCompleted;
import org.springframework.data.domain.AbstractAggregateRoot;

/** Somebody who came without a booking, known by the ticket's number of the day. */
@Entity
@Table(schema = "counselling", name = "walk_in")
class WalkIn extends AbstractAggregateRoot<WalkIn> {

    /** Where a walk-in stands. */
    enum State {
        WAITING,
        IN_SESSION,
        COMPLETED,
        LEFT
    }

    @EmbeddedId
    private WalkInId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id"))
    private CentreId centre;

    private LocalDate day;
    private int ticket;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id"))
    private @Nullable ClientId client;

    private String language;

    @Column(name = "service_code")
    private @Nullable String service;

    private @Nullable String counsellorSex;

    @Enumerated(EnumType.STRING)
    private State state;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "counsellor_id"))
    private @Nullable StaffId counsellor;

    private Instant arrivedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected WalkIn() {}

    private WalkIn(
            CentreId centre,
            LocalDate day,
            int ticket,
            @Nullable ClientId client,
            String language,
            @Nullable String service,
            @Nullable String counsellorSex,
            UUID once,
            Instant now) {
        this.id = WalkInId.next();
        this.centre = centre;
        this.day = day;
        this.ticket = ticket;
        this.client = client;
        this.language = language;
        this.service = service;
        this.counsellorSex = counsellorSex;
        this.state = State.WAITING;
        this.arrivedAt = now;
        this.once = once;
    }

    /**
     * Somebody came in and waits.
     *
     * @param day in the centre's zone
     * @param client null: anonymous
     * @param service null: not said yet
     * @param counsellorSex F or M, where the person wishes to talk to a woman or a man; null: either
     * @param once idempotency key of the form
     */
    static WalkIn arrive(
            CentreId centre,
            LocalDate day,
            int ticket,
            @Nullable ClientId client,
            String language,
            @Nullable String service,
            @Nullable String counsellorSex,
            UUID once,
            Instant now) {
        return new WalkIn(centre, day, ticket, client, language, service, counsellorSex, once, now);
    }

    WalkIn start(StaffId counsellor, Instant now) {
        require(State.WAITING);
        state = State.IN_SESSION;
        this.counsellor = counsellor;
        startedAt = now;
        return this;
    }

    WalkIn finish(Instant now) {
        require(State.IN_SESSION);
        state = State.COMPLETED;
        finishedAt = now;
        registerEvent(new WalkInCompleted(id.id(), centre, now));
        return this;
    }

    /** The consultation was written down, whatever buttons were pressed before; its times hold. */
    WalkIn complete(StaffId counsellor, Instant startedAt, Instant finishedAt) {
        state = State.COMPLETED;
        this.counsellor = counsellor;
        this.startedAt = startedAt;
        this.finishedAt = finishedAt;
        registerEvent(new WalkInCompleted(id.id(), centre, finishedAt));
        return this;
    }

    /** The person did not wait. */
    WalkIn leave() {
        require(State.WAITING);
        state = State.LEFT;
        return this;
    }

    /** Takes back a wrong press of "start" or "left". */
    WalkIn undo() {
        require(State.IN_SESSION, State.LEFT);
        state = State.WAITING;
        counsellor = null;
        startedAt = null;
        return this;
    }

    private void require(State... allowed) {
        if (!Arrays.asList(allowed).contains(state)) {
            throw new IllegalStateException("Walk-in %s is %s".formatted(id, state));
        }
    }

    WalkInId id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    LocalDate day() {
        return day;
    }

    int ticket() {
        return ticket;
    }

    @Nullable
    ClientId client() {
        return client;
    }

    String language() {
        return language;
    }

    @Nullable
    String service() {
        return service;
    }

    @Nullable
    String counsellorSex() {
        return counsellorSex;
    }

    State state() {
        return state;
    }

    /** Whether this counsellor is the one who talks with the person. */
    boolean isWith(StaffId somebody) {
        return state == State.IN_SESSION && somebody.equals(counsellor);
    }

    @Nullable
    StaffId counsellor() {
        return counsellor;
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }

    UUID once() {
        return once;
    }
}
