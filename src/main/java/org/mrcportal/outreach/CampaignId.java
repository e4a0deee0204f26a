package org.mrcportal.outreach;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Names a campaign. */
@Embeddable
public record CampaignId(UUID id) implements Serializable {

    public static CampaignId next() {
        return new CampaignId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static CampaignId of(String text) {
        return new CampaignId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
