package org.mrcportal.reintegration.protection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;

/**
 * What a supervisor decides after a screening that found strong signs.
 *
 * @param decision of {@link SignsDesk#DECISIONS}; empty: not chosen yet
 */
record SignsForm(
        @Nullable String once,
        @Nullable String decision,
        @Nullable String words) {

    static final int SHORTEST = 10;
    static final int LONGEST = 2000;

    static SignsForm blank() {
        return new SignsForm(UUID.randomUUID().toString(), "", null);
    }

    UUID key() {
        return Once.of(once);
    }

    String said() {
        return words == null ? "" : words.strip();
    }

    boolean isDecided() {
        return decision != null && SignsDesk.DECISIONS.contains(decision);
    }
}
