package org.mrcportal.reintegration.followup;

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
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;

/** Asking one person how it goes. DUE is the only open state; only a talk that was noted by mistake opens it again. */
@Entity
@Table(schema = "reintegration", name = "follow_up")
class FollowUp {

    enum State {
        DUE,
        /** The person was asked. */
        DONE,
        /** Three attempts over 60 days were in vain. */
        NOT_REACHED,
        CANCELLED
    }

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "case_id", updatable = false))
    private CaseId file;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id"))
    private ClientId client;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Round round;

    private LocalDate dueOn;
    private @Nullable LocalTime bestFrom;
    private @Nullable LocalTime bestUntil;

    @Enumerated(EnumType.STRING)
    private State state = State.DUE;

    private @Nullable Instant firstTriedAt;
    private @Nullable Instant nextAt;
    private @Nullable Instant settledAt;

    /** In whose talk it was agreed; null: in none. */
    @Column(name = "planned_after", updatable = false)
    private @Nullable UUID talk;

    @Column(updatable = false)
    private UUID once;

    @Column(updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected FollowUp() {}

    @SuppressWarnings("NullAway.Init")
    private FollowUp(CaseCard card, ClientId client, Round round, LocalDate dueOn, UUID once, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        centre = card.centre();
        file = card.id();
        this.client = client;
        this.round = round;
        this.dueOn = dueOn;
        this.once = once;
        createdAt = now;
    }

    static FollowUp plan(CaseCard card, ClientId client, Round round, LocalDate dueOn, UUID once, Instant now) {
        return new FollowUp(card, client, round, dueOn, once, now);
    }

    /** @param hours in which the person likes to be asked; null: at any hour */
    FollowUp bestAt(@Nullable ContactHours hours) {
        bestFrom = hours == null ? null : hours.from();
        bestUntil = hours == null ? null : hours.until();
        return this;
    }

    /** @param other the follow-up in whose talk this one was agreed */
    FollowUp agreedIn(UUID other) {
        talk = other;
        return this;
    }

    /**
     * On another day or at another hour; from another day on nobody waits for what the last try has left.
     *
     * @return false where both are as they were
     */
    boolean move(LocalDate day, @Nullable ContactHours hours) {
        requireDue();
        if (day.equals(dueOn) && Objects.equals(hours, hours())) {
            return false;
        }
        if (!day.equals(dueOn)) {
            nextAt = null;
        }
        dueOn = day;
        bestAt(hours);
        return true;
    }

    /** Nobody was there, or it did not suit: again from then on. */
    FollowUp triedInVain(Instant at, Instant again) {
        requireDue();
        if (firstTriedAt == null) {
            firstTriedAt = at;
        }
        nextAt = again;
        return this;
    }

    /** An attempt is taken back; what the others left stands. */
    FollowUp undone(@Nullable Instant firstOfOthers, @Nullable Instant againOfOthers) {
        requireDue();
        firstTriedAt = firstOfOthers;
        nextAt = againOfOthers;
        return this;
    }

    FollowUp done(Instant at) {
        requireDue();
        if (firstTriedAt == null) {
            firstTriedAt = at;
        }
        return settle(State.DONE, at);
    }

    /** The talk was noted by mistake; what the other tries left stands. */
    FollowUp takenBack(@Nullable Instant firstOfOthers, @Nullable Instant againOfOthers) {
        if (!isDone()) {
            throw new IllegalStateException("Follow-up %s has no talk".formatted(id));
        }
        state = State.DUE;
        settledAt = null;
        return undone(firstOfOthers, againOfOthers);
    }

    /** @throws IllegalStateException before three attempts over 60 days */
    FollowUp notReached(Tries tries, LocalDate today, Instant now) {
        requireDue();
        if (!tries.enough(today)) {
            throw new IllegalStateException("Follow-up %s was not tried often enough".formatted(id));
        }
        return settle(State.NOT_REACHED, now);
    }

    FollowUp cancel(Instant now) {
        requireDue();
        return settle(State.CANCELLED, now);
    }

    private FollowUp settle(State settled, Instant now) {
        state = settled;
        settledAt = now;
        nextAt = null;
        return this;
    }

    private void requireDue() {
        if (!isDue()) {
            throw new IllegalStateException("Follow-up %s is settled".formatted(id));
        }
    }

    boolean isDue() {
        return state == State.DUE;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    UUID id() {
        return id;
    }

    CaseId file() {
        return file;
    }

    ClientId client() {
        return client;
    }

    Round round() {
        return round;
    }

    LocalDate dueOn() {
        return dueOn;
    }

    @Nullable
    ContactHours hours() {
        return bestFrom == null || bestUntil == null || bestFrom.equals(bestUntil)
                ? null
                : new ContactHours(bestFrom, bestUntil);
    }

    long version() {
        return version == null ? 0 : version;
    }
}
