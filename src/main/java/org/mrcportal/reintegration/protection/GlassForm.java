package org.mrcportal.reintegration.protection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;

/**
 * Whom somebody has to know about now, and why.
 *
 * @param who a client code or the reference of a case, as typed
 */
record GlassForm(
        @Nullable String once,
        @Nullable String who,
        @Nullable String reason) {

    static final int SHORTEST = 10;
    static final int LONGEST = 500;

    static GlassForm blank() {
        return new GlassForm(UUID.randomUUID().toString(), null, null);
    }

    UUID key() {
        return Once.of(once);
    }

    String whom() {
        return who == null ? "" : who.strip();
    }

    String because() {
        return reason == null ? "" : reason.strip();
    }
}
