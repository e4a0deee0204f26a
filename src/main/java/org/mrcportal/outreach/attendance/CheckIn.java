package org.mrcportal.outreach.attendance;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Seal;

/** Somebody who came by name, or a ticket and the people who came with it. One that was undone counts nothing. */
@Entity
@Table(schema = "outreach", name = "check_in")
class CheckIn {

    @EmbeddedId
    private CheckInId id;

    @Version
    private @Nullable Long version;

    private UUID centreId;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "session_id"))
    private SessionId session;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "registration_id"))
    private @Nullable RegistrationId registration;

    private byte @Nullable [] name;
    private int people;
    private String sex;
    private String ageBand;
    private Instant checkedInAt;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "checked_in_by"))
    private StaffId checkedInBy;

    private @Nullable Instant undoneAt;
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected CheckIn() {}

    private CheckIn(SessionOnPlan session, int people, Bracket bracket, StaffId by, UUID once, Instant now) {
        this.id = CheckInId.next();
        this.centreId = session.centre().id();
        this.session = session.id();
        this.people = people;
        this.sex = bracket.sex();
        this.ageBand = bracket.band();
        this.checkedInAt = now;
        this.checkedInBy = by;
        this.once = once;
    }

    /**
     * Somebody, or a group, with a ticket, which is in once whatever the form: the form's key plays no part.
     *
     * @param name of whoever registered, for the certificate; null: gave none
     * @param people who came, at most as many as the ticket is for
     */
    static CheckIn withTicket(
            SessionOnPlan session,
            RegistrationId registration,
            @Nullable String name,
            int people,
            StaffId by,
            Seal seal,
            Instant now) {
        CheckIn checkIn = new CheckIn(session, people, Bracket.UNKNOWN, by, UUID.randomUUID(), now);
        checkIn.registration = registration;
        checkIn.name = seal.seal(name, nameContext(checkIn.id.id()));
        return checkIn;
    }

    /** Somebody without a ticket, whose name is wanted for the certificate. */
    static CheckIn byName(
            SessionOnPlan session, PersonName name, Bracket bracket, StaffId by, UUID once, Seal seal, Instant now) {
        CheckIn checkIn = new CheckIn(session, 1, bracket, by, once, now);
        checkIn.name = seal.seal(name.text(), nameContext(checkIn.id.id()));
        return checkIn;
    }

    static String nameContext(UUID checkIn) {
        return "check-in.name:" + checkIn;
    }

    CheckIn describe(Bracket bracket) {
        if (people > 1) {
            throw new IllegalStateException("A group is not of one sex and age");
        }
        sex = bracket.sex();
        ageBand = bracket.band();
        return this;
    }

    /** Undoing twice changes nothing. */
    CheckIn undo(Instant now) {
        undoneAt = undoneAt == null ? now : undoneAt;
        return this;
    }

    boolean isUndone() {
        return undoneAt != null;
    }

    boolean isOf(SessionId other) {
        return session.equals(other);
    }

    boolean isOfOne() {
        return people == 1;
    }

    CheckInId id() {
        return id;
    }

    UUID centre() {
        return centreId;
    }
}
