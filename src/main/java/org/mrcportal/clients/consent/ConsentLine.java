package org.mrcportal.clients.consent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A consent as a person's page shows it. */
public record ConsentLine(
        UUID id,
        Purpose purpose,
        How how,
        String wording,
        String language,
        Instant givenAt,
        @Nullable Instant withdrawnAt) {

    static ConsentLine of(Consent consent) {
        return new ConsentLine(
                consent.getId(),
                consent.purpose(),
                consent.how(),
                consent.wording(),
                consent.language(),
                consent.givenAt(),
                consent.withdrawnAt());
    }

    public boolean holds() {
        return withdrawnAt == null;
    }
}
