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
import org.mrcportal.counselling.AppointmentArrived;
import org.mrcportal.counselling.AppointmentBooked;
import org.mrcportal.counselling.AppointmentCancelled;
import org.mrcportal.counselling.AppointmentCompleted;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.AppointmentMoved;
import org.mrcportal.counselling.AppointmentRequested;
import org.mrcportal.counselling.AppointmentUnsettled;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A time a person and a counsellor have set aside for each other: first held for some minutes, then booked, then kept,
 * missed or given up. Holds that have lapsed end many at once, in {@link Diary#expireLapsed}. Its events are published by
 * {@link AppointmentRecords#save}.
 */
@Entity
@Table(schema = "counselling", name = "appointment")
class Appointment extends AbstractAggregateRoot<Appointment> {

    /** Who gave a booking up. */
    enum Party {
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
    private AppointmentState state;

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
    private @Nullable UUID occasion;
    private int place;
    private int bufferBefore;
    private int bufferAfter;
    private @Nullable String overbookedFor;
    private boolean awaitsConfirmation;
    private @Nullable Instant unsettledSince;
    private @Nullable String cancelledReason;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "booked_by"))
    private @Nullable StaffId bookedBy;

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
        this.state = AppointmentState.HELD;
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
    static Appointment hold(
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

    /** Lets go of the time, because the person wants another. */
    Appointment release() {
        require(AppointmentState.HELD, AppointmentState.EXPIRED);
        state = AppointmentState.EXPIRED;
        return this;
    }

    /** Keeps another time, or the same one again, for a person who has not booked yet. */
    Appointment holdInstead(
            CentreId centre, Seat seat, Wish wish, String pageLanguage, TimeSlot slot, Instant heldUntil) {
        require(AppointmentState.HELD, AppointmentState.EXPIRED);
        this.state = AppointmentState.HELD;
        this.centre = centre;
        sit(seat);
        this.wish = wish;
        this.pageLanguage = pageLanguage;
        this.slot = slot;
        this.heldUntil = heldUntil;
        return this;
    }

    /** Keeps what the person has answered so far, sealed, in the language the person now reads. */
    Appointment keepDraft(byte @Nullable [] sealed, String pageLanguage) {
        require(AppointmentState.HELD, AppointmentState.EXPIRED);
        this.draft = sealed == null ? null : sealed.clone();
        this.pageLanguage = pageLanguage;
        return this;
    }

    /**
     * Makes the booking and forgets the draft.
     *
     * @param reference eight symbols of Crockford's Base32
     * @param secondFacts keyed hashes of what the person may prove the booking with, beside the reference
     * @param needsConfirmation whether the centre decides on it
     */
    Appointment book(
            ClientId client, String reference, List<byte[]> secondFacts, boolean needsConfirmation, Instant now) {
        require(AppointmentState.HELD);
        if (slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s lies in the past".formatted(id));
        }
        this.state = AppointmentState.BOOKED;
        this.client = client;
        this.reference = reference;
        this.secondFacts = secondFacts.toArray(byte[][]::new);
        this.bookedAt = now;
        this.heldUntil = null;
        this.draft = null;
        this.awaitsConfirmation = needsConfirmation;
        registerEvent(
                needsConfirmation
                        ? new AppointmentRequested(id, centre, client, slot.startsAt(), sequence)
                        : new AppointmentBooked(id, centre, client, slot.startsAt(), sequence));
        return this;
    }

    /** The centre says yes to what a person has asked for. */
    Appointment confirm(Instant now) {
        require(AppointmentState.BOOKED);
        if (!awaitsConfirmation || slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s is confirmed or has started".formatted(id));
        }
        awaitsConfirmation = false;
        registerEvent(new AppointmentBooked(id, centre, requireClient(), slot.startsAt(), sequence));
        return this;
    }

    /**
     * Gives the booking another time.
     *
     * @param needsConfirmation whether the centre decides on it
     */
    Appointment move(Seat seat, TimeSlot slot, boolean needsConfirmation, Instant now) {
        require(AppointmentState.BOOKED);
        if (this.slot.hasStartedBy(now) || slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s has started or would have".formatted(id));
        }
        sit(seat);
        this.slot = slot;
        sequence++;
        awaitsConfirmation = needsConfirmation;
        registerEvent(
                needsConfirmation
                        ? new AppointmentRequested(id, centre, requireClient(), slot.startsAt(), sequence)
                        : new AppointmentMoved(id, centre, requireClient(), slot.startsAt(), sequence));
        return this;
    }

    /** A talk that gets a place of its own is neither overbooked any more nor in want of another time. */
    private void sit(Seat seat) {
        counsellor = seat.counsellor();
        occasion = seat.occasion();
        place = seat.place();
        bufferBefore = seat.bufferBefore();
        bufferAfter = seat.bufferAfter();
        overbookedFor = null;
        unsettledSince = null;
    }

    /** Says which member of staff books for the person. */
    Appointment onBehalf(StaffId by) {
        require(AppointmentState.HELD);
        bookedBy = by;
        return this;
    }

    /**
     * Lets the counsellor have two talks at once, knowingly.
     *
     * @param reason 1 to 300 characters
     */
    Appointment overbook(String reason, StaffId by) {
        onBehalf(by);
        overbookedFor = reason;
        return this;
    }

    /** Another counsellor takes over at the same time. Nobody was told a counsellor's name, so nobody is told of this. */
    Appointment reassign(Seat seat) {
        require(AppointmentState.BOOKED, AppointmentState.ARRIVED);
        sit(seat);
        return this;
    }

    /** The centre cannot keep the time: the booking stands until the person has chosen another. */
    Appointment unsettle(Instant now) {
        require(AppointmentState.BOOKED);
        if (unsettledSince == null) {
            unsettledSince = now;
            sequence++;
            registerEvent(new AppointmentUnsettled(id, centre, requireClient(), slot.startsAt(), sequence));
        }
        return this;
    }

    /**
     * The centre gives a booking up.
     *
     * @param reason for colleagues, at most 300 characters; null: not said
     */
    Appointment callOff(@Nullable String reason, Instant now) {
        cancelledReason = reason;
        return cancel(Party.CENTRE, now);
    }

    /** A person gives a booking up before it starts, a centre also on the day itself. */
    Appointment cancel(Party by, Instant now) {
        require(AppointmentState.BOOKED);
        if (by == Party.PERSON && slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s has started".formatted(id));
        }
        state = AppointmentState.CANCELLED;
        cancelledAt = now;
        cancelledBy = by;
        sequence++;
        registerEvent(new AppointmentCancelled(id, centre, requireClient(), slot.startsAt(), sequence));
        return this;
    }

    Appointment arrive(Instant now) {
        require(AppointmentState.BOOKED);
        state = AppointmentState.ARRIVED;
        arrivedAt = now;
        registerEvent(new AppointmentArrived(id, centre));
        return this;
    }

    /** Begins the talk; somebody on the telephone never arrives, so a booking may begin at once. */
    Appointment start(Instant now) {
        require(AppointmentState.BOOKED, AppointmentState.ARRIVED);
        state = AppointmentState.IN_SESSION;
        arrivedAt = arrivedAt == null ? now : arrivedAt;
        startedAt = now;
        return this;
    }

    Appointment finish(Instant now) {
        require(AppointmentState.IN_SESSION);
        state = AppointmentState.COMPLETED;
        finishedAt = now;
        registerEvent(new AppointmentCompleted(id, centre, requireClient(), now));
        return this;
    }

    /** The consultation was written down, whatever buttons were pressed before; its times hold. */
    Appointment complete(Instant startedAt, Instant finishedAt) {
        require(
                AppointmentState.BOOKED,
                AppointmentState.ARRIVED,
                AppointmentState.IN_SESSION,
                AppointmentState.COMPLETED,
                AppointmentState.NO_SHOW);
        state = AppointmentState.COMPLETED;
        this.arrivedAt = arrivedAt == null ? startedAt : arrivedAt;
        this.startedAt = startedAt;
        this.finishedAt = finishedAt;
        registerEvent(new AppointmentCompleted(id, centre, requireClient(), finishedAt));
        return this;
    }

    Appointment noShow(Instant now) {
        require(AppointmentState.BOOKED);
        if (!slot.hasStartedBy(now)) {
            throw new IllegalStateException("Appointment %s has not started yet".formatted(id));
        }
        state = AppointmentState.NO_SHOW;
        return this;
    }

    /** Nobody has said on its day how it ended, and no talk took place. */
    Appointment lapse() {
        require(AppointmentState.ARRIVED, AppointmentState.IN_SESSION);
        state = AppointmentState.NO_SHOW;
        arrivedAt = null;
        startedAt = null;
        return this;
    }

    /** Takes back one wrong press of "arrived", "no-show" or "started". */
    Appointment undo() {
        require(AppointmentState.ARRIVED, AppointmentState.NO_SHOW, AppointmentState.IN_SESSION);
        if (state == AppointmentState.IN_SESSION) {
            state = AppointmentState.ARRIVED;
            startedAt = null;
        } else {
            state = AppointmentState.BOOKED;
            arrivedAt = null;
        }
        return this;
    }

    /** Whether a hold is no longer worth anything to the person. */
    boolean hasLapsedBy(Instant now) {
        return state == AppointmentState.EXPIRED || (heldUntil != null && !heldUntil.isAfter(now));
    }

    boolean is(AppointmentState... states) {
        return Arrays.asList(states).contains(state);
    }

    private void require(AppointmentState first, AppointmentState... more) {
        if (!EnumSet.of(first, more).contains(state)) {
            throw new IllegalStateException("Appointment %s is %s".formatted(id, state));
        }
    }

    private ClientId requireClient() {
        return Objects.requireNonNull(client, "a booking has a client");
    }

    AppointmentId id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    StaffId counsellor() {
        return counsellor;
    }

    @Nullable
    ClientId client() {
        return client;
    }

    AppointmentState state() {
        return state;
    }

    Wish wish() {
        return wish;
    }

    String pageLanguage() {
        return pageLanguage;
    }

    TimeSlot slot() {
        return slot;
    }

    @Nullable
    Instant heldUntil() {
        return heldUntil;
    }

    @Nullable
    Instant bookedAt() {
        return bookedAt;
    }

    @Nullable
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

    @Nullable
    Instant cancelledAt() {
        return cancelledAt;
    }

    @Nullable
    Party cancelledBy() {
        return cancelledBy;
    }

    @Nullable
    String reference() {
        return reference;
    }

    List<byte[]> secondFacts() {
        return List.of(secondFacts);
    }

    byte @Nullable [] draft() {
        return draft == null ? null : draft.clone();
    }

    int sequence() {
        return sequence;
    }

    /** Shared by the people of one group talk; null: a talk of one's own. */
    @Nullable
    UUID occasion() {
        return occasion;
    }

    /** Why the counsellor has two talks at once; null: not overbooked. */
    @Nullable
    String overbookedFor() {
        return overbookedFor;
    }

    /** Booked, and the centre has not said yes yet. */
    boolean awaitsConfirmation() {
        return awaitsConfirmation;
    }

    /** Who booked for the person; null: the person. */
    @Nullable
    StaffId bookedBy() {
        return bookedBy;
    }

    /** Since when the person is asked to choose another time; null: the time stands. */
    @Nullable
    Instant unsettledSince() {
        return unsettledSince;
    }

    /** What staff wrote down when they gave the booking up. */
    @Nullable
    String cancelledReason() {
        return cancelledReason;
    }
}
