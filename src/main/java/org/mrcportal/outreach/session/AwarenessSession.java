package org.mrcportal.outreach.session;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.SessionCancelled;
import org.mrcportal.outreach.SessionChanged;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.SessionPublished;
import org.mrcportal.shared.Seal;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * People come together to hear of safe migration. Drafted, published, held or cancelled, where held can be taken back for
 * some days; a draft nobody has seen may also be
 * thrown away, or be held at once where it is written down afterwards. Topics, words and materials are rows beside it:
 * {@link SessionParts}.
 */
@Entity
@Table(schema = "outreach", name = "awareness_session")
class AwarenessSession extends AbstractAggregateRoot<AwarenessSession> {

    /** How long after it was marked as held a mistake can be taken back: about as long as anybody notices one. */
    static final Duration TAKES_BACK = Duration.ofDays(7);

    @EmbeddedId
    private SessionId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Column(updatable = false)
    private String slug;

    @Column(updatable = false)
    private @Nullable UUID seriesId;

    @Enumerated(EnumType.STRING)
    private SessionState state;

    private String audienceCode;
    private String language;
    private Instant startsAt;
    private Instant endsAt;
    private String regionCode;
    private @Nullable String districtCode;
    private @Nullable String settlement;
    private @Nullable String institution;
    private @Nullable String address;
    private boolean atCentre;
    private boolean online;
    private byte @Nullable [] joiningLink;
    private @Nullable Integer capacity;
    private boolean registration;
    private @Nullable String partner;
    private @Nullable String project;
    private @Nullable String donor;
    private @Nullable String facilitators;
    private int sequence;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    private @Nullable Instant publishedAt;
    private @Nullable Instant heldAt;
    private @Nullable Instant cancelledAt;
    private @Nullable Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected AwarenessSession() {}

    @SuppressWarnings("NullAway.Init")
    private AwarenessSession(SessionId id, CentreId centre, String slug, @Nullable UUID series, UUID once) {
        this.id = id;
        this.centre = centre;
        this.slug = slug;
        this.seriesId = series;
        this.once = once;
        this.state = SessionState.DRAFT;
    }

    /**
     * A session only the staff know of.
     *
     * @param series the same for all sessions planned in one go; null: it stands alone
     * @param once idempotency key
     */
    static AwarenessSession draft(
            CentreId centre,
            String slug,
            @Nullable UUID series,
            UUID once,
            SessionPlan plan,
            StaffId by,
            Seal seal,
            Instant now) {
        AwarenessSession session = new AwarenessSession(SessionId.next(), centre, slug, series, once);
        session.createdBy = by;
        session.createdAt = now;
        session.plan(plan, seal);
        return session;
    }

    /** Opens it to the public; doing so twice changes nothing. */
    AwarenessSession publish(Instant now) {
        if (state == SessionState.PUBLISHED) {
            return this;
        }
        if (!maybePublished(now)) {
            throw new IllegalStateException("Session %s is %s and cannot be published".formatted(id, state));
        }
        state = SessionState.PUBLISHED;
        publishedAt = now;
        changedAt = now;
        registerEvent(new SessionPublished(id, centre, sequence));
        return this;
    }

    boolean maybePublished(Instant now) {
        return state == SessionState.DRAFT && startsAt.isAfter(now);
    }

    /** Plans it anew. People hear of it where the session is public, still to come, and at another time or place. */
    AwarenessSession change(SessionPlan plan, Seal seal, Instant now) {
        if (state == SessionState.CANCELLED) {
            throw new IllegalStateException("Session %s is cancelled".formatted(id));
        }
        if (state == SessionState.HELD && plan.startsAt().isAfter(now)) {
            throw new IllegalStateException("Session %s is held and cannot begin after now".formatted(id));
        }
        boolean known = state == SessionState.PUBLISHED && endsAt.isAfter(now);
        boolean moved = !startsAt.equals(plan.startsAt())
                || !endsAt.equals(plan.endsAt())
                || !place().equals(plan.place())
                || !Objects.equals(joiningLink(seal), plan.joiningLink());
        plan(plan, seal);
        if (known && moved) {
            sequence++;
            changedAt = now;
            registerEvent(new SessionChanged(id, centre, sequence));
        }
        return this;
    }

    /** It has taken place; saying so twice changes nothing. */
    AwarenessSession hold(Instant now) {
        if (state == SessionState.HELD) {
            return this;
        }
        if (!maybeHeld(now)) {
            throw new IllegalStateException("Session %s is %s and cannot be held".formatted(id, state));
        }
        state = SessionState.HELD;
        heldAt = now;
        changedAt = now;
        return this;
    }

    boolean maybeHeld(Instant now) {
        return (state == SessionState.PUBLISHED || state == SessionState.DRAFT) && !startsAt.isAfter(now);
    }

    /** It was marked as held by mistake, and is again what it was before; saying so twice changes nothing. */
    AwarenessSession takeBackHeld(Instant now) {
        if (state == SessionState.PUBLISHED || state == SessionState.DRAFT) {
            return this;
        }
        if (!heldMaybeTakenBack(now)) {
            throw new IllegalStateException("Session %s is %s and stays so".formatted(id, state));
        }
        state = publishedAt == null ? SessionState.DRAFT : SessionState.PUBLISHED;
        heldAt = null;
        changedAt = now;
        return this;
    }

    boolean heldMaybeTakenBack(Instant now) {
        return state == SessionState.HELD && maybeTakenBack(heldAt, now);
    }

    /** @param held when it was marked, null: it is not */
    static boolean maybeTakenBack(@Nullable Instant held, Instant now) {
        return held != null && now.isBefore(held.plus(TAKES_BACK));
    }

    /** It does not take place. Its address stays and says so; doing so twice changes nothing. */
    AwarenessSession cancel(Instant now) {
        if (state == SessionState.CANCELLED) {
            return this;
        }
        if (!maybeCancelled(now)) {
            throw new IllegalStateException("Session %s is %s and cannot be cancelled".formatted(id, state));
        }
        state = SessionState.CANCELLED;
        cancelledAt = now;
        changedAt = now;
        sequence++;
        registerEvent(new SessionCancelled(id, centre, sequence));
        return this;
    }

    /** Public and not over; whether people who came are counted is not known here. */
    boolean maybeCancelled(Instant now) {
        return state == SessionState.PUBLISHED && endsAt.isAfter(now);
    }

    private void plan(SessionPlan plan, Seal seal) {
        audienceCode = plan.audience();
        language = plan.language();
        startsAt = plan.startsAt();
        endsAt = plan.endsAt();
        regionCode = plan.place().region();
        districtCode = plan.place().district();
        settlement = plan.place().settlement();
        institution = plan.place().institution();
        address = plan.place().address();
        atCentre = plan.place().atCentre();
        online = plan.place().online();
        if (!Objects.equals(joiningLink(seal), plan.joiningLink())) {
            joiningLink = seal.seal(plan.joiningLink(), Sessions.linkContext(id));
        }
        capacity = plan.capacity();
        registration = plan.registration();
        partner = plan.partners().partner();
        project = plan.partners().project();
        donor = plan.partners().donor();
        facilitators = plan.facilitators();
    }

    SessionId id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    long version() {
        return version == null ? 0 : version;
    }

    SessionState state() {
        return state;
    }

    @Nullable
    UUID series() {
        return seriesId;
    }

    String audience() {
        return audienceCode;
    }

    String language() {
        return language;
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    SessionPlace place() {
        return new SessionPlace(atCentre, online, regionCode, districtCode, settlement, institution, address);
    }

    @Nullable
    String joiningLink(Seal seal) {
        return seal.open(joiningLink, Sessions.linkContext(id));
    }

    @Nullable
    Integer capacity() {
        return capacity;
    }

    boolean registration() {
        return registration;
    }

    SessionPlan.Partners partners() {
        return new SessionPlan.Partners(partner, project, donor);
    }

    @Nullable
    String facilitators() {
        return facilitators;
    }

    int sequence() {
        return sequence;
    }
}
