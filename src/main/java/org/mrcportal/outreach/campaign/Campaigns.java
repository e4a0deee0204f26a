package org.mrcportal.outreach.campaign;

import java.util.Optional;
import java.util.UUID;
import org.mrcportal.outreach.CampaignId;
import org.springframework.data.repository.Repository;

interface Campaigns extends Repository<Campaign, CampaignId> {

    Campaign saveAndFlush(Campaign campaign);

    Optional<Campaign> findById(CampaignId id);

    Optional<Campaign> findByOnce(UUID once);
}
