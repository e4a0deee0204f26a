package org.mrcportal.clients.datarequest;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.Seal;

/** A person's wish about the own data, until staff have answered it. The words of both sides are sealed. */
@Entity
@Table(schema = "clients", name = "data_request")
class DataRequest {

    /** What is asked for. */
    enum Kind {
        CORRECTION,
        DELETION
    }

    /** Where it stands; the first is open. */
    enum State {
        OPEN,
        DONE,
        REFUSED
    }

    /** As the privacy notice promises. */
    static final int DAYS = 30;

    /** Before that no deletion is carried out, whatever there is of the person: so that waiting tells nothing. */
    static final Duration WAITS = Duration.ofDays(7);

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id", updatable = false))
    private ClientId client;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Enumerated(EnumType.STRING)
    private State state;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> about;

    private byte @Nullable [] text;
    private Instant askedAt;
    private LocalDate dueOn;
    private @Nullable Instant decidedAt;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "decided_by"))
    private @Nullable StaffId decidedBy;

    private byte @Nullable [] answer;
    private UUID once;

    @SuppressWarnings("NullAway.Init")
    protected DataRequest() {}

    private DataRequest(CentreId centre, ClientId client, Kind kind, List<String> about, UUID once, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.centre = centre;
        this.client = client;
        this.kind = kind;
        this.state = State.OPEN;
        this.about = about;
        this.askedAt = now;
        this.dueOn = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(DAYS);
        this.once = once;
    }

    static DataRequest correction(
            CentreId centre,
            ClientId client,
            List<String> about,
            @Nullable String text,
            Seal seal,
            UUID once,
            Instant now) {
        DataRequest request = new DataRequest(centre, client, Kind.CORRECTION, about, once, now);
        request.text = seal.seal(text, "data_request.text:" + request.id);
        return request;
    }

    static DataRequest deletion(CentreId centre, ClientId client, UUID once, Instant now) {
        return new DataRequest(centre, client, Kind.DELETION, List.of(), once, now);
    }

    /**
     * Answers it; what the person had written is not needed any more.
     *
     * @param answer shown to the person
     */
    DataRequest decide(State decision, String answer, StaffId by, Seal seal, Instant now) {
        if (state != State.OPEN) {
            throw new IllegalStateException("Request %s is %s".formatted(id, state));
        }
        state = decision;
        this.answer = seal.seal(answer, "data_request.answer:" + id);
        decidedAt = now;
        decidedBy = by;
        text = null;
        return this;
    }

    boolean isOpenDeletion() {
        return kind == Kind.DELETION && state == State.OPEN;
    }

    /** When a deletion may be carried out. */
    Instant waitsUntil() {
        return askedAt.plus(WAITS);
    }

    @Nullable
    String text(Seal seal) {
        return seal.open(text, "data_request.text:" + id);
    }

    @Nullable
    String answer(Seal seal) {
        return seal.open(answer, "data_request.answer:" + id);
    }

    UUID id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    ClientId client() {
        return client;
    }

    Kind kind() {
        return kind;
    }

    State state() {
        return state;
    }

    List<String> about() {
        return about;
    }

    Instant askedAt() {
        return askedAt;
    }

    LocalDate dueOn() {
        return dueOn;
    }
}
