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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.appointment.Places;

/** A place kept for one person of the waiting list, until the person answers or the time for it is over. */
@Entity
@Table(schema = "counselling", name = "place_offer")
class PlaceOffer {

    /** How an offer ended; only the first is open. */
    enum State {
        PENDING,
        TAKEN,
        DECLINED,
        LAPSED,
        /** The line ended some other way while the offer stood. */
        WITHDRAWN
    }

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Column(name = "line_id")
    private UUID line;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "appointment_id"))
    private AppointmentId appointment;

    private int number;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant startsAt;
    private Instant madeAt;
    private Instant keptUntil;
    private byte[] personKey;

    @SuppressWarnings("NullAway.Init")
    protected PlaceOffer() {}

    private PlaceOffer(WaitingLine line, Places.Kept place, int number, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        centre = line.centre();
        this.line = line.id();
        appointment = place.appointment();
        this.number = number;
        state = State.PENDING;
        startsAt = place.slot().startsAt();
        madeAt = now;
        keptUntil = place.until();
        personKey = line.person();
    }

    static PlaceOffer make(WaitingLine line, Places.Kept place, int number, Instant now) {
        return new PlaceOffer(line, place, number, now);
    }

    PlaceOffer end(State how) {
        if (state != State.PENDING) {
            throw new IllegalStateException("Offer %s is %s".formatted(id, state));
        }
        state = how;
        personKey = new byte[0];
        return this;
    }

    boolean isPendingAt(Instant now) {
        return state == State.PENDING && now.isBefore(keptUntil);
    }

    AppointmentId appointment() {
        return appointment;
    }

    int number() {
        return number;
    }

    State state() {
        return state;
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant keptUntil() {
        return keptUntil;
    }
}
