package org.mrcportal.counselling.feed;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;

/** A secret address of a calendar. It is open until it is revoked, and never opens again. */
@Entity
@Table(schema = "counselling", name = "calendar_feed")
class CalendarFeed {

    /** What secrets of feeds are worked out from, beside the id. */
    static final String LINK = "calendar";

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id"))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "staff_id"))
    private @Nullable StaffId staff;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "made_by"))
    private StaffId madeBy;

    private Instant madeAt;
    private byte[] tokenHash;
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected CalendarFeed() {}

    private CalendarFeed(
            UUID id, CentreId centre, @Nullable StaffId staff, StaffId madeBy, byte[] tokenHash, Instant now) {
        this.id = id;
        this.centre = centre;
        this.staff = staff;
        this.madeBy = madeBy;
        this.tokenHash = tokenHash.clone();
        this.madeAt = now;
    }

    /**
     * Opens an address.
     *
     * @param id idempotency key of the form that asked for it
     * @param staff whose visits; null: all of the centre
     * @param tokenHash SHA-256 of the secret
     */
    static CalendarFeed open(
            UUID id, CentreId centre, @Nullable StaffId staff, StaffId madeBy, byte[] tokenHash, Instant now) {
        return new CalendarFeed(id, centre, staff, madeBy, tokenHash, now);
    }

    /** The address leads nowhere from now on. */
    CalendarFeed revoke(Instant now) {
        revokedAt = revokedAt == null ? now : revokedAt;
        return this;
    }

    boolean isOpen() {
        return revokedAt == null;
    }

    boolean isOf(CentreId somewhere, @Nullable StaffId somebody) {
        return centre.equals(somewhere) && Objects.equals(staff, somebody);
    }

    UUID id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    @Nullable
    StaffId staff() {
        return staff;
    }

    StaffId madeBy() {
        return madeBy;
    }

    Instant madeAt() {
        return madeAt;
    }

    byte[] tokenHash() {
        return tokenHash.clone();
    }
}
