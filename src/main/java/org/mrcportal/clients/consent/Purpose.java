package org.mrcportal.clients.consent;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person agrees to. Only the first is needed to be served; refusing the others blocks nothing. */
public enum Purpose {
    SERVICE(SharedWith.CENTRE, null),
    REMINDER(SharedWith.CENTRE, null),
    FOLLOW_UP(SharedWith.CENTRE, null),
    SHARE_WITH_PARTNER(SharedWith.PARTNERS, Duration.ofDays(365)),
    SHARE_WITH_NETWORK(SharedWith.NETWORK, Duration.ofDays(365)),
    STATISTICS(SharedWith.CENTRE, null);

    private final SharedWith sharedWith;
    private final @Nullable Duration lasts;

    Purpose(SharedWith sharedWith, @Nullable Duration lasts) {
        this.sharedWith = sharedWith;
        this.lasts = lasts;
    }

    SharedWith sharedWith() {
        return sharedWith;
    }

    /** When it ends where nobody says otherwise; null: when it is taken back. What leaves the centre is asked anew. */
    @Nullable
    Instant endsBy(Instant given) {
        return lasts == null ? null : given.plus(lasts);
    }
}
