package org.mrcportal.reintegration.plan;

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
import org.mrcportal.reintegration.CaseId;

/**
 * The plan of a case. The client agrees to it, a case worker submits it, somebody else approves it. A change of what it costs
 * brings it back before somebody else, and whoever made that change counts as who submitted it.
 */
@Entity
@Table(schema = "reintegration", name = "plan")
class Plan {

    /** How far a plan has come. */
    enum State {
        DRAFT,
        SUBMITTED,
        APPROVED,
        REPLACED
    }

    /** How a client can agree. */
    static final List<String> WAYS = List.of("WRITTEN", "ORAL");

    /** What is asked of the plan cannot be done: somebody was faster, or something is missing. */
    static class Refused extends RuntimeException {

        private final Reason reason;

        Refused(Reason reason) {
            super(reason.name());
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    /** Why; its message is {@code cases.plan.refused.<reason>}. */
    enum Reason {
        NOT_AGREED,
        NO_CONSENT,
        PARTNER,
        NO_STEPS,
        OWN,
        TEAM,
        CHANGED,
        DECIDED,
        NOT_BEGUN,
        HAS_STEPS,
        NOT_OF_TEAM,
        NEW_PLAN_OF_TEAM,
        CLOSED,
        READ_ONLY
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

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable LocalDate agreedOn;
    private @Nullable String agreedHow;
    private @Nullable Instant rewordedAt;
    private @Nullable UUID submittedBy;
    private @Nullable Instant submittedAt;
    private @Nullable UUID approvedBy;
    private @Nullable Instant approvedAt;
    private @Nullable Instant firstApprovedAt;
    private @Nullable Instant changedAt;
    private @Nullable UUID sentBackBy;
    private @Nullable String sentBackNote;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private @Nullable UUID takenFrom;

    @Column(updatable = false)
    private @Nullable UUID follows;

    @Column(updatable = false)
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected Plan() {}

    @SuppressWarnings("NullAway.Init")
    private Plan(CentreId centre, CaseId file, UUID once, StaffId by, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        state = State.DRAFT;
        this.centre = centre;
        this.file = file;
        this.once = once;
        createdBy = by;
        createdAt = now;
    }

    static Plan begin(CentreId centre, CaseId file, UUID once, StaffId by, Instant now) {
        return new Plan(centre, file, once, by, now);
    }

    /** A draft after the plan of the centre a case came from; the client agrees anew, and somebody approves anew. */
    static Plan after(Plan former, CentreId centre, CaseId file, StaffId by, Instant now) {
        Plan plan = new Plan(centre, file, UUID.randomUUID(), by, now);
        plan.takenFrom = former.id;
        return plan;
    }

    /** A draft in the place of this plan, which is put aside; the client agrees anew, and somebody approves anew. */
    Plan begunAnew(StaffId by, Instant now) {
        Plan plan = new Plan(centre, file, UUID.randomUUID(), by, now);
        plan.follows = id;
        return plan;
    }

    /**
     * Goals or steps change.
     *
     * @param budget what the plan costs, or what it pays for, changes too: if it is submitted or approved, it waits for
     *     somebody else again
     * @param words what the client reads changes too: the client has to agree again
     */
    Plan changed(boolean budget, boolean words, StaffId by, Instant now) {
        changedAt = now;
        if (words && agreedOn != null) {
            rewordedAt = now;
        }
        if (budget && (state == State.APPROVED || state == State.SUBMITTED)) {
            await(by, now);
        }
        return this;
    }

    Plan agreed(LocalDate day, String how) {
        agreedOn = day;
        agreedHow = how;
        rewordedAt = null;
        return this;
    }

    /** @param steps how many there are to be done */
    Plan submit(int steps, StaffId by, Instant now) {
        if (state != State.DRAFT) {
            throw new Refused(Reason.DECIDED);
        }
        if (!isAgreed()) {
            throw new Refused(Reason.NOT_AGREED);
        }
        if (steps == 0) {
            throw new Refused(Reason.NO_STEPS);
        }
        await(by, now);
        return this;
    }

    private void await(StaffId by, Instant now) {
        state = State.SUBMITTED;
        submittedBy = by.id();
        submittedAt = now;
        approvedBy = null;
        approvedAt = null;
        sentBackBy = null;
        sentBackNote = null;
    }

    /** @param seen the version whoever approves has looked at */
    Plan approve(long seen, StaffId by, Instant now) {
        decide(seen, by);
        if (!isAgreed()) {
            throw new Refused(Reason.NOT_AGREED);
        }
        state = State.APPROVED;
        approvedBy = by.id();
        approvedAt = now;
        firstApprovedAt = firstApprovedAt == null ? now : firstApprovedAt;
        return this;
    }

    Plan sendBack(long seen, String note, StaffId by) {
        decide(seen, by);
        state = State.DRAFT;
        sentBackBy = by.id();
        sentBackNote = note;
        return this;
    }

    private void decide(long seen, StaffId by) {
        if (state != State.SUBMITTED) {
            throw new Refused(Reason.DECIDED);
        }
        if (by.id().equals(submittedBy)) {
            throw new Refused(Reason.OWN);
        }
        if (seen != version()) {
            throw new Refused(Reason.CHANGED);
        }
    }

    /** A later plan takes its place. */
    Plan replace() {
        state = State.REPLACED;
        return this;
    }

    /** The client has agreed to the plan as it stands. */
    boolean isAgreed() {
        return agreedOn != null && rewordedAt == null;
    }

    /** Steps may be taken: the plan was approved, even if a change of it waits. */
    boolean begun() {
        return firstApprovedAt != null;
    }

    UUID id() {
        return id;
    }

    /** Whether it took the place of another one, and of which. */
    boolean follows(@Nullable UUID former) {
        return follows != null && follows.equals(former);
    }

    long version() {
        return version == null ? 0 : version;
    }

    CentreId centre() {
        return centre;
    }

    CaseId file() {
        return file;
    }

    State state() {
        return state;
    }

    /** @throws Refused where nobody waits for a decision */
    StaffId submittedBy() {
        if (submittedBy == null) {
            throw new Refused(Reason.DECIDED);
        }
        return new StaffId(submittedBy);
    }
}
