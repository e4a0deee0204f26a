package org.mrcportal.outreach.campaign;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.CampaignId;

/** What a centre does on screens, in print and on the air for one aim. Closed, it stays as it is; its figures still grow. */
@Entity
@Table(schema = "outreach", name = "campaign")
class Campaign {

    /**
     * What is planned.
     *
     * @param startsOn first day, in the centre's zone
     * @param endsOn last day
     * @param audience a code of {@code outreach.audience}
     * @param channels platforms, {@code PRINT} and {@code BROADCAST}
     * @param budget null: none of its own
     * @param currency ISO 4217, where there is a budget
     */
    record Plan(
            String name,
            @Nullable String aim,
            LocalDate startsOn,
            LocalDate endsOn,
            String audience,
            List<String> channels,
            @Nullable BigDecimal budget,
            @Nullable String currency,
            @Nullable String project,
            @Nullable String donor) {}

    @EmbeddedId
    private CampaignId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    private String name;
    private @Nullable String aim;
    private LocalDate startsOn;
    private LocalDate endsOn;
    private String audienceCode;
    private String[] channels;
    private @Nullable BigDecimal budget;
    private @Nullable String currency;
    private @Nullable String project;
    private @Nullable String donor;
    private @Nullable Instant closedAt;

    @SuppressWarnings("NullAway.Init")
    protected Campaign() {}

    @SuppressWarnings("NullAway.Init")
    private Campaign(CampaignId id, CentreId centre, UUID once, StaffId createdBy, Instant createdAt) {
        this.id = id;
        this.centre = centre;
        this.once = once;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    static Campaign begin(CentreId centre, Plan plan, UUID once, StaffId by, Instant now) {
        return new Campaign(CampaignId.next(), centre, once, by, now).change(plan);
    }

    /** @throws Closed where it is */
    Campaign change(Plan plan) {
        requireOpen();
        name = plan.name();
        aim = plan.aim();
        startsOn = plan.startsOn();
        endsOn = plan.endsOn();
        audienceCode = plan.audience();
        channels = plan.channels().toArray(String[]::new);
        budget = plan.budget();
        currency = plan.currency();
        project = plan.project();
        donor = plan.donor();
        return this;
    }

    /** Again changes nothing. */
    Campaign close(Instant now) {
        if (closedAt == null) {
            closedAt = now;
        }
        return this;
    }

    /** Nothing of its plan changes any more, and no post is added. */
    static class Closed extends RuntimeException {
        Closed(CampaignId id) {
            super("Campaign %s is closed".formatted(id));
        }
    }

    void requireOpen() {
        if (closedAt != null) {
            throw new Closed(id);
        }
    }

    CampaignId id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    long version() {
        return version == null ? 0 : version;
    }

    boolean isClosed() {
        return closedAt != null;
    }

    Plan plan() {
        return new Plan(name, aim, startsOn, endsOn, audienceCode, List.of(channels), budget, currency, project, donor);
    }
}
