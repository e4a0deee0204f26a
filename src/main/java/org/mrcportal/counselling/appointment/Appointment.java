package org.mrcportal.counselling.appointment;

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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentBooked;
import org.mrcportal.counselling.AppointmentCancelled;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.AppointmentMoved;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A time a person and a counsellor have set aside for each other: first held for some minutes, then booked, then kept,
 * missed or given up. Its events are published by {@link AppointmentRecords#save}.
 */
@Entity
@Table(schema = "counselling", name = "appointment")
public class Appointment extends AbstractAggregateRoot<Appointment> {

    /** Where an appointment stands; the first five occupy the counsellor's time. */
    public enum State {
        HELD,
        BOOKED,
        ARRIVED,
        IN_SESSION,
        COMPLETED,
        NO_SHOW,
        CANCELLED,
        EXPIRED
    }

    /** Who gave a booking up. */
    public enum Party {
        PERSON,
        CENTRE
    }

    @EmbeddedId
    private AppointmentId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id"))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "counsellor_id"))
    private StaffId counsellor;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id"))
    private @Nullable ClientId client;

    @Enumerated(EnumType.STRING)
    private State state;

    @Embedded
    private Wish wish;

    private String pageLanguage;

    @Embedded
    private TimeSlot slot;

    private @Nullable Instant heldUntil;
    private @Nullable Instant bookedAt;
    private @Nullable Instant arrivedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant cancelledAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Party cancelledBy;

    private @Nullable String reference;
    private byte[] tokenHash;

    private byte[][] secondFacts;

    private UUID once;
    private byte @Nullable [] draft;
    private int sequence;

    @SuppressWarnings("NullAway.Init")
    protected Appointment() {}

    private Appointment(
            AppointmentId id,
            CentreId centre,
            StaffId counsellor,
            Wish wish,
            String pageLanguage,
            TimeSlot slot,
            Instant heldUntil,
            byte[] tokenHash,
            UUID once) {
        this.id = id;
        this.centre = centre;
        this.counsellor = counsellor;
        this.state = State.HELD;
        this.wish = wish;
        this.pageLanguage = pageLanguage;
        this.slot = slot;
        this.heldUntil = heldUntil;
        this.tokenHash = tokenHash.clone();
        this.secondFacts = new byte[0][];
        this.once = once;
    }

    /**
     * Keeps a time for somebody who is still answering questions.
     *
     * @param tokenHash SHA-256 of the secret in the person's link
     * @param once idempotency key of the form that asked for it
     */
    public static Appointment hold(
            AppointmentId id,
            CentreId centre,
            StaffId counsellor,
            Wish wish,
            String pageLanguage,
            TimeSlot slot,
            Instant heldUntil,
            byte[] tokenHash,
            UUID once) {
        return new Appointment(id, centre, counsellor, wish, pageLanguage, slot, heldUntil, tokenHash, once);
    }

    /** Keeps another time, or the same one again, for a person who has not booked yet. */
    public Appointment holdInstead(
            CentreId centre, StaffId counsellor, Wish wish, String pageLanguage, TimeSlot slot, Instant heldUntil) {
        require(State.HELD, State.EXPIRED);
        this.state = State.HELD;
        this.centre = centre;
        this.counsellor = counsellor;
        this.wish = wish;
        this.pageLanguage = pageLanguage;
        this.slot = slot;
        this.heldUntil = heldUntil;
        return this;
    }

    /** Keeps what the person has answered so far, sealed, in the language the person now reads. */
    public Appointment keepDraft(byte @Nullable [] sealed, String pageLanguage) {
        require(State.HELD, State.EXPIRED);
        this.draft = sealed == null ? null : sealed.clone();
        this.pageLanguage = pageLanguage;
        return this;
    }

    /**
     * Makes the booking and forgets the draft.
     *
     * @param reference eight symbols of Crockford's Base32
     * @param secondFacts keyed hashes of what the person may prove the booking with, beside the reference
     */
    public Appointment book(ClientId client, String reference, List<byte[]> secondFacts, Instant now) {
        require(State.HELD);
        if (slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s lies in the past".formatted(id));
        }
        this.state = State.BOOKED;
        this.client = client;
        this.reference = reference;
        this.secondFacts = secondFacts.toArray(byte[][]::new);
        this.bookedAt = now;
        this.heldUntil = null;
        this.draft = null;
        registerEvent(new AppointmentBooked(id, centre, client, slot.startsAt(), sequence));
        return this;
    }

    public Appointment move(StaffId counsellor, TimeSlot slot, Instant now) {
        require(State.BOOKED);
        if (this.slot.hasStartedBy(now) || slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s has started or would have".formatted(id));
        }
        this.counsellor = counsellor;
        this.slot = slot;
        sequence++;
        registerEvent(new AppointmentMoved(id, centre, requireClient(), slot.startsAt(), sequence));
        return this;
    }

    /** A person gives a booking up before it starts, a centre also on the day itself. */
    public Appointment cancel(Party by, Instant now) {
        require(State.BOOKED);
        if (by == Party.PERSON && slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s has started".formatted(id));
        }
        state = State.CANCELLED;
        cancelledAt = now;
        cancelledBy = by;
        sequence++;
        registerEvent(new AppointmentCancelled(id, centre, requireClient(), slot.startsAt(), sequence));
        return this;
    }

    public Appointment arrive(Instant now) {
        require(State.BOOKED);
        state = State.ARRIVED;
        arrivedAt = now;
        return this;
    }

    /** Begins the talk; somebody on the telephone never arrives, so a booking may begin at once. */
    public Appointment start(Instant now) {
        require(State.BOOKED, State.ARRIVED);
        state = State.IN_SESSION;
        arrivedAt = arrivedAt == null ? now : arrivedAt;
        startedAt = now;
        return this;
    }

    public Appointment finish(Instant now) {
        require(State.IN_SESSION);
        state = State.COMPLETED;
        finishedAt = now;
        return this;
    }

    /** The consultation was written down, whatever buttons were pressed before; its times hold. */
    public Appointment complete(Instant startedAt, Instant finishedAt) {
        require(State.BOOKED, State.ARRIVED, State.IN_SESSION, State.COMPLETED, State.NO_SHOW);
        state = State.COMPLETED;
        this.arrivedAt = arrivedAt == null ? startedAt : arrivedAt;
        this.startedAt = startedAt;
        this.finishedAt = finishedAt;
        return this;
    }

    public Appointment noShow(Instant now) {
        require(State.BOOKED);
        if (!slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s has not started yet".formatted(id));
        }
        state = State.NO_SHOW;
        return this;
    }

    /** Takes back one wrong press of "arrived", "no-show" or "started". */
    public Appointment undo() {
        require(State.ARRIVED, State.NO_SHOW, State.IN_SESSION);
        if (state == State.IN_SESSION) {
            state = State.ARRIVED;
            startedAt = null;
        } else {
            state = State.BOOKED;
            arrivedAt = null;
        }
        return this;
    }

    /** Lets go of a time whose hold has lapsed. */
    public Appointment expire(Instant now) {
        require(State.HELD);
        if (!hasLapsedBy(now)) {
            throw new IllegalStateException("Appointment %s is still held".formatted(id));
        }
        state = State.EXPIRED;
        return this;
    }

    /** Whether a hold is no longer worth anything to the person. */
    public boolean hasLapsedBy(Instant now) {
        return state == State.EXPIRED || (heldUntil != null && !heldUntil.isAfter(now));
    }

    public boolean is(State... states) {
        return Arrays.asList(states).contains(state);
    }

    private void require(State first, State... more) {
        if (!EnumSet.of(first, more).contains(state)) {
            throw new IllegalStateException("Appointment %s is %s".formatted(id, state));
        }
    }

    private ClientId requireClient() {
        return Objects.requireNonNull(client, "a booking has a client");
    }

    public AppointmentId id() {
        return id;
    }

    public CentreId centre() {
        return centre;
    }

    public StaffId counsellor() {
        return counsellor;
    }

    public @Nullable ClientId client() {
        return client;
    }

    public State state() {
        return state;
    }

    public Wish wish() {
        return wish;
    }

    public String pageLanguage() {
        return pageLanguage;
    }

    public TimeSlot slot() {
        return slot;
    }

    public @Nullable Instant heldUntil() {
        return heldUntil;
    }

    public @Nullable Instant bookedAt() {
        return bookedAt;
    }

    public @Nullable Instant arrivedAt() {
        return arrivedAt;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant finishedAt() {
        return finishedAt;
    }

    public @Nullable Instant cancelledAt() {
        return cancelledAt;
    }

    public @Nullable Party cancelledBy() {
        return cancelledBy;
    }

    public @Nullable String reference() {
        return reference;
    }

    public List<byte[]> secondFacts() {
        return List.of(secondFacts);
    }

    public byte @Nullable [] draft() {
        return draft == null ? null : draft.clone();
    }

    public int sequence() {
        return sequence;
    }
}
