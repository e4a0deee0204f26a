package org.mrcportal.clients.consent;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.springframework.data.domain.Persistable;

/**
 * One purpose a person has agreed to. It ends by being withdrawn or by its date and never comes back: agreeing again is
 * a new one.
 */
@Entity
@Table(schema = "clients", name = "consent")
class Consent implements Persistable<UUID> {

    /** The version of the privacy text that is shown and read out today. */
    static final String WORDING = "2026-11";

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id", updatable = false))
    private ClientId client;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    @Enumerated(EnumType.STRING)
    @Column(name = "shared_with", updatable = false)
    private SharedWith sharedWith;

    private String wording;
    private String language;

    @Enumerated(EnumType.STRING)
    private How how;

    @Column(name = "given_at")
    private Instant givenAt;

    @Column(name = "written_by", updatable = false)
    private @Nullable UUID writtenBy;

    @Column(name = "expires_at", updatable = false)
    private @Nullable Instant expiresAt;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Column(name = "withdrawn_by")
    private @Nullable UUID withdrawnBy;

    @Enumerated(EnumType.STRING)
    @Column(name = "withdrawn_how")
    private @Nullable How withdrawnHow;

    @Transient
    private boolean isNew;

    @SuppressWarnings("NullAway.Init")
    protected Consent() {}

    private Consent(ClientId client, CentreId centre, Purpose purpose, String language, How how, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        wording = WORDING;
        givenAt = now;
        isNew = true;
        sharedWith = purpose.sharedWith();
        expiresAt = purpose.endsBy(now);
        this.client = client;
        this.centre = centre;
        this.purpose = purpose;
        this.language = language;
        this.how = how;
    }

    /** Ends by itself where the purpose does. */
    static Consent given(ClientId client, CentreId centre, Purpose purpose, String language, How how, Instant now) {
        return new Consent(client, centre, purpose, language, how, now);
    }

    /** Told to a member of staff, who asked until when; null: until it is taken back. */
    Consent told(StaffId writer, @Nullable Instant until) {
        writtenBy = writer.id();
        expiresAt = until;
        return this;
    }

    /** Withdrawing twice keeps the first moment. */
    Consent withdraw(Instant now, @Nullable StaffId writer, How way) {
        if (withdrawnAt == null) {
            withdrawnAt = now;
            withdrawnBy = writer == null ? null : writer.id();
            withdrawnHow = way;
        }
        return this;
    }

    boolean holds(Instant now) {
        return withdrawnAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    Purpose purpose() {
        return purpose;
    }

    ClientId client() {
        return client;
    }

    CentreId centre() {
        return centre;
    }

    ConsentLine line(Instant now) {
        return new ConsentLine(
                id,
                purpose,
                sharedWith,
                how,
                wording,
                language,
                givenAt,
                expiresAt,
                withdrawnAt,
                withdrawnHow,
                holds(now));
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }
}
