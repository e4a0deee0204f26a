package org.mrcportal.outreach.campaign;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.PostId;
import org.mrcportal.outreach.PostLink;

/** One post on one platform. Where it stands never changes: its figures belong to that platform. */
@Entity
@Table(schema = "outreach", name = "post")
class Post {

    /**
     * What is known of it.
     *
     * @param postedOn in the centre's zone
     * @param language ISO 639-1; null: not known
     * @param topic a code of {@code outreach.topic}
     * @param externalId what the platform calls it
     * @param leader who it was made with, where the register has that person; of the same centre
     * @param influencer who it was made with, in words
     */
    record Details(
            LocalDate postedOn,
            @Nullable String title,
            @Nullable String language,
            @Nullable String topic,
            @Nullable PostLink link,
            @Nullable String externalId,
            @Nullable UUID leader,
            @Nullable String influencer) {}

    @EmbeddedId
    private PostId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "campaign_id", updatable = false))
    private CampaignId campaign;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Platform platform;

    @Column(updatable = false)
    private UUID once;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "created_by", updatable = false))
    private StaffId createdBy;

    @Column(updatable = false)
    private Instant createdAt;

    private LocalDate postedOn;
    private @Nullable String title;
    private @Nullable String language;
    private @Nullable String topicCode;
    private @Nullable String link;
    private @Nullable String linkKey;
    private @Nullable String externalId;
    private @Nullable UUID leaderId;
    private @Nullable String influencer;

    @SuppressWarnings("NullAway.Init")
    protected Post() {}

    @SuppressWarnings("NullAway.Init")
    private Post(Campaign campaign, Platform platform, UUID once, StaffId createdBy, Instant createdAt) {
        this.id = PostId.next();
        this.centre = campaign.centre();
        this.campaign = campaign.id();
        this.platform = platform;
        this.once = once;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    /** @throws Campaign.Closed where the campaign is */
    static Post add(Campaign campaign, Platform platform, Details details, UUID once, StaffId by, Instant now) {
        campaign.requireOpen();
        return new Post(campaign, platform, once, by, now).change(details);
    }

    Post change(Details details) {
        postedOn = details.postedOn();
        title = details.title();
        language = details.language();
        topicCode = details.topic();
        link = details.link() == null ? null : details.link().text();
        linkKey = details.link() == null ? null : details.link().key();
        externalId = details.externalId();
        leaderId = details.leader();
        influencer = details.influencer();
        return this;
    }

    PostId id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    CampaignId campaign() {
        return campaign;
    }

    Platform platform() {
        return platform;
    }

    LocalDate postedOn() {
        return postedOn;
    }

    /** By which staff know it. */
    String name() {
        return title != null ? title : link != null ? link : String.valueOf(externalId);
    }

    long version() {
        return version == null ? 0 : version;
    }

    Details details() {
        return new Details(
                postedOn,
                title,
                language,
                topicCode,
                link == null ? null : new PostLink(link, String.valueOf(linkKey)),
                externalId,
                leaderId,
                influencer);
    }

    PostForm form() {
        return new PostForm(
                null,
                platform.name(),
                postedOn.toString(),
                title,
                language,
                topicCode,
                link,
                externalId,
                leaderId == null ? null : leaderId.toString(),
                influencer,
                version());
    }
}
