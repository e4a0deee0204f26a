package org.mrcportal.counselling.queue;

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
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentId;

/**
 * A number of the day, held by somebody who waits. It is WAITING, CALLED or ON_HOLD; what became of the person after that
 * is told by the walk-in or the appointment alone.
 */
@Entity
@Table(schema = "counselling", name = "ticket")
class Ticket {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id"))
    private CentreId centre;

    private LocalDate day;
    private int number;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "walk_in_id"))
    private @Nullable WalkInId walkIn;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "appointment_id"))
    private @Nullable AppointmentId appointment;

    @Enumerated(EnumType.STRING)
    private Standing standing;

    private @Nullable Instant firstCalledAt;
    private @Nullable Instant calledAt;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "called_by"))
    private @Nullable StaffId calledBy;

    private @Nullable UUID calledOnce;
    private @Nullable String desk;
    private @Nullable Instant leftAt;
    private byte[] tokenHash;

    @SuppressWarnings("NullAway.Init")
    protected Ticket() {}

    private Ticket(
            UUID id,
            CentreId centre,
            LocalDate day,
            int number,
            @Nullable WalkInId walkIn,
            @Nullable AppointmentId appointment,
            byte[] tokenHash) {
        this.id = id;
        this.centre = centre;
        this.day = day;
        this.number = number;
        this.walkIn = walkIn;
        this.appointment = appointment;
        this.standing = Standing.WAITING;
        this.tokenHash = tokenHash.clone();
    }

    /** @param tokenHash SHA-256 of the secret on the ticket */
    static Ticket of(WalkInId walkIn, UUID id, CentreId centre, LocalDate day, int number, byte[] tokenHash) {
        return new Ticket(id, centre, day, number, walkIn, null, tokenHash);
    }

    static Ticket of(AppointmentId appointment, UUID id, CentreId centre, LocalDate day, int number, byte[] tokenHash) {
        return new Ticket(id, centre, day, number, null, appointment, tokenHash);
    }

    /**
     * Invites the person.
     *
     * @param desk null: no desk in particular
     * @param once idempotency key of a press that invited whoever was next; null: this person was meant
     */
    Ticket call(StaffId by, @Nullable String desk, @Nullable UUID once, Instant now) {
        require(standing != Standing.CALLED);
        standing = Standing.CALLED;
        firstCalledAt = firstCalledAt == null ? now : firstCalledAt;
        calledAt = now;
        calledBy = by;
        calledOnce = once;
        this.desk = desk;
        return this;
    }

    /** The person was called and is not there. */
    Ticket hold() {
        require(standing == Standing.CALLED);
        standing = Standing.ON_HOLD;
        return this;
    }

    /** The person is there again, or was called by mistake, and keeps the old place. */
    Ticket back() {
        require(standing != Standing.WAITING);
        standing = Standing.WAITING;
        calledAt = null;
        calledBy = null;
        desk = null;
        return this;
    }

    /** The booked person did not wait. */
    Ticket leave(Instant now) {
        leftAt = now;
        return this;
    }

    /** The booked person is here again, on the same day or on the day the booking was moved to. */
    Ticket returnOn(LocalDate day, int number) {
        if (standing != Standing.WAITING) {
            back();
        }
        this.day = day;
        this.number = number;
        this.firstCalledAt = null;
        this.leftAt = null;
        return this;
    }

    boolean isCalledBy(StaffId somebody) {
        return standing == Standing.CALLED && somebody.equals(calledBy);
    }

    /** The walk-in or the appointment. */
    UUID person() {
        return walkIn != null
                ? walkIn.id()
                : Objects.requireNonNull(appointment).id();
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalStateException("Ticket %s is %s".formatted(id, standing));
        }
    }

    UUID id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    LocalDate day() {
        return day;
    }

    int number() {
        return number;
    }

    Standing standing() {
        return standing;
    }

    @Nullable
    Instant leftAt() {
        return leftAt;
    }
}
