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
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.springframework.data.domain.Persistable;

/** One purpose a person has agreed to. It ends by being withdrawn and never comes back: agreeing again is a new one. */
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

    private String wording;
    private String language;

    @Enumerated(EnumType.STRING)
    private How how;

    @Column(name = "given_at")
    private Instant givenAt;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Transient
    private boolean isNew;

    @SuppressWarnings("NullAway.Init")
    protected Consent() {}

    private Consent(ClientId client, CentreId centre, Purpose purpose, String language, How how, Instant now) {
        id = UuidCreator.getTimeOrderedEpoch();
        wording = WORDING;
        givenAt = now;
        isNew = true;
        this.client = client;
        this.centre = centre;
        this.purpose = purpose;
        this.language = language;
        this.how = how;
    }

    static Consent given(ClientId client, CentreId centre, Purpose purpose, String language, How how, Instant now) {
        return new Consent(client, centre, purpose, language, how, now);
    }

    /** Withdrawing twice keeps the first moment. */
    Consent withdraw(Instant now) {
        if (withdrawnAt == null) {
            withdrawnAt = now;
        }
        return this;
    }

    boolean holds() {
        return withdrawnAt == null;
    }

    Purpose purpose() {
        return purpose;
    }

    How how() {
        return how;
    }

    String wording() {
        return wording;
    }

    ClientId client() {
        return client;
    }

    CentreId centre() {
        return centre;
    }

    String language() {
        return language;
    }

    Instant givenAt() {
        return givenAt;
    }

    @Nullable
    Instant withdrawnAt() {
        return withdrawnAt;
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
