package org.mrcportal.counselling.consultation;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.ConsultationId;
import org.mrcportal.counselling.ConsultationLogged;
import org.mrcportal.counselling.queue.WalkInId;
import org.springframework.data.domain.AbstractAggregateRoot;

/** A talk that was held and written down. It is corrected, never deleted. */
@Entity
@Table(schema = "counselling", name = "consultation")
class Consultation extends AbstractAggregateRoot<Consultation> {

    /** Whether the client was here before. */
    enum ContactType {
        FIRST,
        FOLLOW_UP
    }

    @EmbeddedId
    private ConsultationId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id"))
    private CentreId centre;

    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "appointment_id"))
    private @Nullable AppointmentId appointment;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "walk_in_id"))
    private @Nullable WalkInId walkIn;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id"))
    private @Nullable ClientId client;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "counsellor_id"))
    private StaffId counsellor;

    @Embedded
    private Talk talk;

    @Enumerated(EnumType.STRING)
    private ContactType contactType;

    @Embedded
    private Findings findings;

    private Instant loggedAt;

    @SuppressWarnings("NullAway.Init")
    protected Consultation() {}

    private Consultation(
            Occasion occasion,
            StaffId counsellor,
            Talk talk,
            Findings findings,
            ContactType contactType,
            UUID once,
            Instant now) {
        this.id = ConsultationId.next();
        this.centre = occasion.centre();
        this.once = once;
        this.appointment = occasion.appointment();
        this.walkIn = occasion.walkIn();
        this.client = occasion.client();
        this.counsellor = counsellor;
        this.talk = talk;
        this.contactType = contactType;
        this.findings = findings;
        this.loggedAt = now;
        registerEvent(new ConsultationLogged(id, centre, talk.startedAt()));
    }

    static Consultation log(
            Occasion occasion,
            StaffId counsellor,
            Talk talk,
            Findings findings,
            ContactType contactType,
            UUID once,
            Instant now) {
        return new Consultation(occasion, counsellor, talk, findings, contactType, once, now);
    }

    /** Puts right what was written down wrongly. */
    Consultation correct(Talk talk, Findings findings) {
        this.talk = talk;
        this.findings = findings;
        registerEvent(new ConsultationLogged(id, centre, talk.startedAt()));
        return this;
    }

    /** Whoever wrote it may correct it, and so may the manager of the centre. */
    boolean mayBeCorrectedBy(StaffId who, boolean manager) {
        return manager || counsellor.equals(who);
    }

    ConsultationId id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CentreId centre() {
        return centre;
    }

    @Nullable
    AppointmentId appointment() {
        return appointment;
    }

    @Nullable
    WalkInId walkIn() {
        return walkIn;
    }

    @Nullable
    ClientId client() {
        return client;
    }

    StaffId counsellor() {
        return counsellor;
    }

    Talk talk() {
        return talk;
    }

    ContactType contactType() {
        return contactType;
    }

    Findings findings() {
        return findings;
    }

    Instant loggedAt() {
        return loggedAt;
    }

    UUID once() {
        return once;
    }
}
