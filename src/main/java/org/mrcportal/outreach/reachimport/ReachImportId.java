package org.mrcportal.outreach.reachimport;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Names an export on its way in. */
record ReachImportId(UUID id) {

    public static ReachImportId next() {
        return new ReachImportId(UuidCreator.getTimeOrderedEpoch());
    }

    /** @throws IllegalArgumentException where the text is no UUID */
    public static ReachImportId of(String text) {
        return new ReachImportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
