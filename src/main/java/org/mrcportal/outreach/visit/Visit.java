package org.mrcportal.outreach.visit;

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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Place;

/** A journey of a centre's staff to a district: planned, then done or cancelled. What came of it never names a client. */
@Entity
@Table(schema = "outreach", name = "visit")
class Visit {

    /** How far it has come; DONE and CANCELLED are final. */
    enum State {
        PLANNED,
        DONE,
        CANCELLED
    }

    /** What a visit can be for. */
    static final List<String> PURPOSES =
            List.of("PREPARE_SESSION", "INFORM", "MATERIALS", "AGREEMENT", "TRAIN", "MEET_LEADERS", "LISTEN", "OTHER");

    /** The visit is over, so what is asked of it cannot be done any more. */
    static class Over extends RuntimeException {}

    /** When, where and what for. */
    record Plan(LocalDate day, Place place, List<String> purposes) {}

    /** A step that is left to do, and its day. */
    record Step(String text, LocalDate due) {}

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Enumerated(EnumType.STRING)
    private State state;

    private LocalDate day;
    private String regionCode;
    private @Nullable String districtCode;
    private String[] purposes;
    private @Nullable String outcome;
    private @Nullable String nextStep;
    private @Nullable LocalDate nextDue;
    private @Nullable Instant nextDoneAt;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Visit() {}

    @SuppressWarnings("NullAway.Init")
    private Visit(CentreId centre, UUID once, StaffId by, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        state = State.PLANNED;
        this.centre = centre;
        this.once = once;
        createdBy = by;
        createdAt = now;
    }

    static Visit plan(CentreId centre, Plan plan, UUID once, StaffId by, Instant now) {
        return new Visit(centre, once, by, now).change(plan);
    }

    /** @throws Over where it was cancelled */
    Visit change(Plan plan) {
        if (state == State.CANCELLED) {
            throw new Over();
        }
        day = plan.day();
        regionCode = plan.place().region();
        districtCode = plan.place().district();
        purposes = plan.purposes().toArray(String[]::new);
        return this;
    }

    /**
     * Says that it was made, or says anew what came of it.
     *
     * @param next null: nothing is left to do
     * @throws Over where it was cancelled
     */
    Visit done(@Nullable String outcome, @Nullable Step next) {
        if (state == State.CANCELLED) {
            throw new Over();
        }
        state = State.DONE;
        this.outcome = outcome;
        boolean same =
                next != null && next.text().equals(nextStep) && next.due().equals(nextDue);
        nextDoneAt = same ? nextDoneAt : null;
        nextStep = next == null ? null : next.text();
        nextDue = next == null ? null : next.due();
        return this;
    }

    /** @throws Over where it was made */
    Visit cancel() {
        if (state == State.DONE) {
            throw new Over();
        }
        state = State.CANCELLED;
        return this;
    }

    /** The step that was left is taken; saying so twice changes nothing. */
    Visit nextDone(Instant now) {
        if (nextStep != null && nextDoneAt == null) {
            nextDoneAt = now;
        }
        return this;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CentreId centre() {
        return centre;
    }

    State state() {
        return state;
    }

    Plan plan() {
        return new Plan(day, new Place(regionCode, districtCode), List.of(purposes));
    }

    @Nullable
    String outcome() {
        return outcome;
    }

    @Nullable
    Step next() {
        return nextStep == null || nextDue == null ? null : new Step(nextStep, nextDue);
    }

    boolean nextIsDone() {
        return nextDoneAt != null;
    }
}
