package org.mrcportal.reintegration;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;

/** What a message to a partner needs to know of a referral: nothing of the person, and nothing of what it is about. */
public interface ReferralLetters {

    /**
     * @param reference unformatted
     * @param language ISO 639-1
     * @param path of the link, without the language
     */
    record Card(
            UUID link,
            CentreId centre,
            String email,
            String language,
            String reference,
            String path,
            Instant expiresAt) {}

    /**
     * For sending, as the portal's own work; empty where the link is no longer good: revoked, expired, answered, the person
     * has taken the consent back, or the partner has another address than the link was made for.
     */
    Optional<Card> card(UUID link);
}
