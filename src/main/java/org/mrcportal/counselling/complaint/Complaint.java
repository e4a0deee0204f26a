package org.mrcportal.counselling.complaint;

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
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.Seal;

/** What somebody complains of, and what came of it. It moves forward only: new, being looked at, answered. */
@Entity
@Table(schema = "counselling", name = "complaint")
class Complaint {

    /** Who reads it. */
    enum Addressee {
        CENTRE,
        NETWORK
    }

    /** How far it has come. */
    enum State {
        NEW,
        LOOKED_AT,
        ANSWERED
    }

    /** So many days after it was made it has to be answered. */
    static final int DAYS = 14;

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Enumerated(EnumType.STRING)
    @Column(name = "addressed_to")
    private Addressee addressee;

    @Enumerated(EnumType.STRING)
    private State state;

    private boolean aboutMoney;
    private String language;
    private byte @Nullable [] text;
    private byte @Nullable [] contact;
    private byte @Nullable [] answer;
    private String reference;
    private byte[] tokenHash;
    private Instant madeAt;
    private LocalDate dueOn;
    private @Nullable Instant lookedAtAt;
    private @Nullable Instant answeredAt;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "answered_by"))
    private @Nullable StaffId answeredBy;

    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected Complaint() {}

    @SuppressWarnings("NullAway.Init")
    private Complaint(UUID id) {
        this.id = id;
        this.state = State.NEW;
    }

    static UUID nextId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /**
     * What was sent.
     *
     * @param tokenHash SHA-256 of the secret in the person's link
     */
    static Complaint make(
            UUID id,
            CentreId centre,
            ZoneId zone,
            ComplaintForm form,
            String language,
            String reference,
            byte[] tokenHash,
            Seal seal,
            Instant now) {
        Complaint complaint = new Complaint(id);
        complaint.centre = centre;
        complaint.addressee = form.toNetwork() ? Addressee.NETWORK : Addressee.CENTRE;
        complaint.aboutMoney = form.aboutMoney();
        complaint.language = language;
        complaint.text = seal.seal(form.words(), "complaint.text:" + id);
        complaint.contact = seal.seal(form.wayBack(), "complaint.contact:" + id);
        complaint.reference = reference;
        complaint.tokenHash = tokenHash.clone();
        complaint.madeAt = now;
        complaint.dueOn = LocalDate.ofInstant(now, zone).plusDays(DAYS);
        complaint.once = form.key();
        return complaint;
    }

    /** Somebody has begun to look into it; doing so twice changes nothing. */
    Complaint lookAt(Instant now) {
        if (state == State.NEW) {
            state = State.LOOKED_AT;
            lookedAtAt = now;
        }
        return this;
    }

    Complaint answer(String words, StaffId by, Seal seal, Instant now) {
        if (state == State.ANSWERED) {
            throw new IllegalStateException("Complaint %s is answered".formatted(id));
        }
        state = State.ANSWERED;
        lookedAtAt = lookedAtAt == null ? now : lookedAtAt;
        answeredAt = now;
        answeredBy = by;
        answer = seal.seal(words, "complaint.answer:" + id);
        return this;
    }

    @Nullable
    String text(Seal seal) {
        return seal.open(text, "complaint.text:" + id);
    }

    @Nullable
    String contact(Seal seal) {
        return seal.open(contact, "complaint.contact:" + id);
    }

    @Nullable
    String answer(Seal seal) {
        return seal.open(answer, "complaint.answer:" + id);
    }

    UUID id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    Addressee addressee() {
        return addressee;
    }

    State state() {
        return state;
    }

    boolean aboutMoney() {
        return aboutMoney;
    }

    String language() {
        return language;
    }

    String reference() {
        return reference;
    }

    Instant madeAt() {
        return madeAt;
    }

    LocalDate dueOn() {
        return dueOn;
    }
}
