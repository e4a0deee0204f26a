package org.mrcportal.outreach.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One campaign with its posts and what each platform brought. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CampaignReading {

    private final Campaigns campaigns;
    private final Centres centres;
    private final PlatformParts platforms;
    private final PostLines posts;
    private final ReachWords words;
    private final Clock clock;

    CampaignReading(
            Campaigns campaigns,
            Centres centres,
            PlatformParts platforms,
            PostLines posts,
            ReachWords words,
            Clock clock) {
        this.campaigns = campaigns;
        this.centres = centres;
        this.platforms = platforms;
        this.posts = posts;
        this.words = words;
        this.clock = clock;
    }

    /**
     * A campaign in the reader's words.
     *
     * @param today in the centre's zone
     * @param next where the next page of posts begins; null: there is none
     */
    record Page(
            CampaignId id,
            CentreCard centre,
            String name,
            @Nullable String aim,
            String period,
            String audience,
            String channels,
            @Nullable String budget,
            @Nullable String project,
            @Nullable String donor,
            boolean closed,
            LocalDate today,
            List<PlatformParts.PlatformPart> platforms,
            List<PostLines.PostLine> posts,
            @Nullable DayPlace next) {}

    Page open(CampaignId id, @Nullable DayPlace before, Locale locale) {
        Campaign campaign = campaigns.findById(id).orElseThrow(() -> new NotFound(id));
        CentreCard centre = centres.byId(campaign.centre(), Language.of(locale)).orElseThrow(() -> new NotFound(id));
        Campaign.Plan plan = campaign.plan();
        PostLines.Listed listed = posts.of(id, before, locale);
        return new Page(
                id,
                centre,
                plan.name(),
                plan.aim(),
                words.period(plan.startsOn(), plan.endsOn(), locale),
                words.labels().audience(plan.audience(), locale),
                words.channels(plan.channels(), locale),
                words.money(plan.budget(), plan.currency(), locale),
                plan.project(),
                plan.donor(),
                campaign.isClosed(),
                LocalDate.ofInstant(clock.instant(), centre.zone()),
                platforms.of(id, locale),
                listed.lines(),
                listed.next());
    }
}
