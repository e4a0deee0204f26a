package org.mrcportal.clients.consent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consent as a person's page shows it.
 *
 * @param expiresAt null: until it is taken back
 * @param holds whether it counts now
 */
public record ConsentLine(
        UUID id,
        Purpose purpose,
        SharedWith sharedWith,
        How how,
        String wording,
        String language,
        Instant givenAt,
        @Nullable Instant expiresAt,
        @Nullable Instant withdrawnAt,
        @Nullable How withdrawnHow,
        boolean holds) {

    /** When it ended, where it has. */
    public @Nullable Instant endedAt() {
        return withdrawnAt != null ? withdrawnAt : holds ? null : expiresAt;
    }
}
