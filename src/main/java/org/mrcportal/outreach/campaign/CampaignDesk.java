package org.mrcportal.outreach.campaign;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.Platform;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What officers do with a campaign: begin, change, set targets, close. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CampaignDesk {

    private final Campaigns campaigns;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CampaignDesk(Campaigns campaigns, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.campaigns = campaigns;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Begins one, however often the form is sent. */
    CampaignId begin(CentreId centre, CampaignForm form, StaffMember me) {
        var once = Once.required(form.once());
        return campaigns.findByOnce(once).map(Campaign::id).orElseGet(() -> {
            Campaign begun =
                    campaigns.saveAndFlush(Campaign.begin(centre, form.plan(), once, me.id(), clock.instant()));
            record("CAMPAIGN_BEGUN", begun, null);
            return begun.id();
        });
    }

    /** @throws Campaign.Closed where it is */
    void change(CampaignId id, CampaignForm form) {
        Campaign campaign = find(id);
        if (form.version() == null || form.version() != campaign.version()) {
            throw new ObjectOptimisticLockingFailureException(Campaign.class, id);
        }
        record("CAMPAIGN_CHANGED", campaigns.saveAndFlush(campaign.change(form.plan())), null);
    }

    void close(CampaignId id) {
        Campaign campaign = find(id);
        if (!campaign.isClosed()) {
            record("CAMPAIGN_CLOSED", campaigns.saveAndFlush(campaign.close(clock.instant())), null);
        }
    }

    /**
     * @param target null: there is none any more
     * @throws Campaign.Closed where it is
     */
    void setTarget(CampaignId id, Platform platform, Measure measure, @Nullable Long target) {
        Campaign campaign = find(id);
        campaign.requireOpen();
        if (target == null) {
            jdbc.sql("delete from outreach.campaign_target where campaign_id = ? and platform = ? and measure = ?")
                    .params(id.id(), platform.name(), measure.name())
                    .update();
        } else {
            jdbc.sql("""
                            insert into outreach.campaign_target (centre_id, campaign_id, platform, measure, target)
                            values (?, ?, ?, ?, ?)
                            on conflict (campaign_id, platform, measure) do update set target = excluded.target
                            """)
                    .params(campaign.centre().id(), id.id(), platform.name(), measure.name(), target)
                    .update();
        }
        record("CAMPAIGN_TARGET_SET", campaign, platform + " " + measure);
    }

    private Campaign find(CampaignId id) {
        return campaigns.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, Campaign campaign, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, campaign.centre().id(), "campaign:" + campaign.id(), detail));
    }
}
