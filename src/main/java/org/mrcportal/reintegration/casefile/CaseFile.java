package org.mrcportal.reintegration.casefile;

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
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Reference;

/** A returnee's case. How far it has come changes here and nowhere else. */
@Entity
@Table(schema = "reintegration", name = "case_file")
class CaseFile {

    /** Why somebody came back, or how. */
    static final List<String> TYPES = List.of("VOLUNTARY", "FORCED", "VULNERABLE");

    static final List<String> FLAGS = List.of("URGENT", "SAFETY", "HEALTH", "MONEY", "DO_NOT_CALL");

    /**
     * Where a case came from.
     *
     * @param source CONSULTATION, BOOKING, PARTNER, AIRPORT, AUTHORITY, INTERNATIONAL, MAHALLA or SELF
     * @param encounter the consultation or appointment, or null
     * @param partner who referred the person here, or null
     */
    record Origin(
            String source,
            @Nullable UUID encounter,
            @Nullable UUID partner) {}

    /**
     * What is known of the return, and how to work with the person.
     *
     * @param type VOLUNTARY, FORCED or VULNERABLE
     * @param from ISO 3166-1 alpha-2 of the country, or null
     * @param monthsAbroad or null
     */
    record Circumstances(
            String type,
            @Nullable String from,
            @Nullable LocalDate returnedOn,
            @Nullable Integer monthsAbroad,
            Language language,
            Set<String> flags) {}

    @EmbeddedId
    private CaseId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "client_id", updatable = false))
    private ClientId client;

    @Column(updatable = false)
    private String reference;

    private String caseType;
    private boolean household;

    @Column(name = "protected", updatable = false)
    private boolean kept;

    @Column(updatable = false)
    private String source;

    @Column(updatable = false)
    private @Nullable UUID encounterId;

    @Column(updatable = false)
    private @Nullable UUID partnerId;

    @Enumerated(EnumType.STRING)
    private CaseState state;

    private Instant stateSince;
    private String language;
    private @Nullable UUID ownerId;
    private @Nullable String returnedFrom;
    private @Nullable LocalDate returnedOn;
    private @Nullable Integer monthsAbroad;
    private String[] flags;
    private @Nullable Instant closedAt;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "opened_by", updatable = false))
    private StaffId openedBy;

    @Column(updatable = false)
    private Instant openedAt;

    @SuppressWarnings("NullAway.Init")
    protected CaseFile() {}

    @SuppressWarnings("NullAway.Init")
    private CaseFile(CentreId centre, ClientId client, Origin origin, UUID once, StaffId by, Instant now) {
        id = CaseId.next();
        reference = Reference.random();
        state = CaseState.DRAFT;
        stateSince = now;
        openedAt = now;
        openedBy = by;
        source = origin.source();
        encounterId = origin.encounter();
        partnerId = origin.partner();
        this.centre = centre;
        this.client = client;
        this.once = once;
    }

    /** @param owner the case worker; null: it waits for one */
    static CaseFile open(
            CentreId centre,
            ClientId client,
            Origin origin,
            Circumstances circumstances,
            boolean household,
            @Nullable StaffId owner,
            UUID once,
            StaffId by,
            Instant now) {
        CaseFile file = new CaseFile(centre, client, origin, once, by, now);
        file.household = household;
        file.ownerId = owner == null ? null : owner.id();
        return file.change(circumstances);
    }

    CaseFile change(Circumstances known) {
        caseType = known.type();
        returnedFrom = known.from();
        returnedOn = known.returnedOn();
        monthsAbroad = known.monthsAbroad();
        language = known.language().code();
        flags = FLAGS.stream().filter(known.flags()::contains).toArray(String[]::new);
        return this;
    }

    /** The whole household is served from now on. */
    CaseFile withHousehold() {
        household = true;
        return this;
    }

    /** Somebody takes a case that waits for a case worker. @return whether it was still waiting */
    boolean take(StaffId worker) {
        if (ownerId != null || state == CaseState.CLOSED) {
            return false;
        }
        ownerId = worker.id();
        return true;
    }

    /**
     * Comes to another state.
     *
     * @param missing all that the records of the case lack now
     * @throws IllegalMove where no case goes that way
     * @throws NotYet where something of it is needed first
     */
    CaseFile move(CaseState to, Set<Missing> missing, Instant now) {
        if (!state.leadsTo(to)) {
            throw new IllegalMove(state, to);
        }
        Set<Missing> needed = EnumSet.copyOf(Missing.before(to));
        needed.retainAll(missing);
        if (!needed.isEmpty()) {
            throw new NotYet(needed);
        }
        state = to;
        stateSince = now;
        closedAt = to == CaseState.CLOSED ? now : null;
        return this;
    }

    CaseId id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    CentreId centre() {
        return centre;
    }

    ClientId client() {
        return client;
    }

    String source() {
        return source;
    }

    boolean household() {
        return household;
    }

    CaseState state() {
        return state;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    Circumstances circumstances() {
        return new Circumstances(
                caseType,
                returnedFrom,
                returnedOn,
                monthsAbroad,
                Language.ofCode(language).orElseThrow(),
                Set.copyOf(Arrays.asList(flags)));
    }
}
