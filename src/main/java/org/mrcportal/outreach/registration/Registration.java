package org.mrcportal.outreach.registration;

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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.RegistrationId;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Seal;

/**
 * Places in a session for one person or a group: waited for, offered, and taken. Whether there are so many is the
 * database's to say ({@code registration_capacity}). A registration that has ended never opens again.
 */
@Entity
@Table(schema = "outreach", name = "registration")
class Registration {

    @EmbeddedId
    private RegistrationId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "session_id", updatable = false))
    private SessionId session;

    @Enumerated(EnumType.STRING)
    private RegistrationState state;

    private int people;
    private byte @Nullable [] name;
    private byte @Nullable [] phone;
    private byte @Nullable [] email;
    private byte @Nullable [] personKey;
    private boolean reminders;
    private String pageLanguage;

    @Column(updatable = false)
    private String reference;

    @Column(updatable = false)
    private byte[] tokenHash;

    @Column(updatable = false)
    private @Nullable String via;

    @Column(updatable = false)
    private UUID once;

    @Column(updatable = false)
    private Instant joinedAt;

    private int offers;
    private @Nullable Instant offeredUntil;
    private @Nullable Instant registeredAt;
    private @Nullable Instant cancelledAt;
    private int sequence;

    @SuppressWarnings("NullAway.Init")
    protected Registration() {}

    @SuppressWarnings("NullAway.Init")
    private Registration(RegistrationId id, SessionOnPlan session, Wish wish, Instant now) {
        this.id = id;
        this.centre = session.centre();
        this.session = session.id();
        this.state = RegistrationState.WAITING;
        this.people = wish.people();
        this.reminders = wish.reminders();
        this.pageLanguage = wish.language().code();
        this.via = wish.via();
        this.once = wish.once();
        this.joinedAt = now;
        this.reference = Reference.random();
    }

    /**
     * At the end of the line, until there are places.
     *
     * @param tokenHash SHA-256 of the secret in the person's link
     */
    static Registration waiting(
            RegistrationId id, SessionOnPlan session, Wish wish, byte[] tokenHash, Seal seal, Instant now) {
        Registration registration = new Registration(id, session, wish, now);
        registration.tokenHash = tokenHash.clone();
        Registrant who = wish.who();
        registration.name = seal.seal(who.name() == null ? null : who.name().text(), "registration.name:" + id);
        registration.phone = seal.seal(who.phone() == null ? null : who.phone().e164(), "registration.phone:" + id);
        registration.email = seal.seal(who.email(), "registration.email:" + id);
        registration.personKey = who.key(session.id(), seal);
        return registration;
    }

    /** The places are the person's. */
    Registration register(Instant now) {
        require(RegistrationState.WAITING, RegistrationState.OFFERED);
        state = RegistrationState.REGISTERED;
        offeredUntil = null;
        registeredAt = now;
        return this;
    }

    /** The places are kept until then. */
    Registration offer(Instant until) {
        require(RegistrationState.WAITING);
        state = RegistrationState.OFFERED;
        offers++;
        offeredUntil = until;
        return this;
    }

    /** Nobody answered in time. */
    Registration lapse() {
        require(RegistrationState.OFFERED);
        state = RegistrationState.LAPSED;
        offeredUntil = null;
        return this;
    }

    Registration cancel(Instant now) {
        require(RegistrationState.WAITING, RegistrationState.OFFERED, RegistrationState.REGISTERED);
        state = RegistrationState.CANCELLED;
        offeredUntil = null;
        cancelledAt = now;
        sequence++;
        return this;
    }

    /** More or fewer come; whoever waits keeps the place in line. */
    Registration comeAs(int number) {
        require(RegistrationState.WAITING, RegistrationState.REGISTERED);
        people = number;
        sequence++;
        return this;
    }

    boolean is(RegistrationState wanted) {
        return state == wanted;
    }

    boolean mayChangePeople() {
        return state == RegistrationState.WAITING || state == RegistrationState.REGISTERED;
    }

    /** Whether places are kept for it at that moment. */
    boolean isOfferedAt(Instant moment) {
        return offeredUntil != null && moment.isBefore(offeredUntil);
    }

    private void require(RegistrationState... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw new IllegalStateException("Registration %s is %s".formatted(id, state));
        }
    }

    /** Who it is for, as far as that is known, and not forgotten yet. */
    Registrant who(Seal seal) {
        return Registrant.of(
                seal.open(name, "registration.name:" + id),
                seal.open(phone, "registration.phone:" + id),
                seal.open(email, "registration.email:" + id));
    }

    RegistrationId id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    SessionId session() {
        return session;
    }

    RegistrationState state() {
        return state;
    }

    int people() {
        return people;
    }

    boolean reminders() {
        return reminders;
    }

    String pageLanguage() {
        return pageLanguage;
    }

    String reference() {
        return reference;
    }

    Instant joinedAt() {
        return joinedAt;
    }

    int offers() {
        return offers;
    }

    @Nullable
    Instant offeredUntil() {
        return offeredUntil;
    }

    @Nullable
    Instant registeredAt() {
        return registeredAt;
    }

    @Nullable
    Instant cancelledAt() {
        return cancelledAt;
    }

    int sequence() {
        return sequence;
    }
}
