package org.mrcportal.audit.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the trail, as read. */
record TrailEntry(
        long id,
        Instant at,
        String actor,
        String action,
        @Nullable String centre,
        @Nullable String subject,
        @Nullable String detail) {

    TrailFilter.Position position() {
        return new TrailFilter.Position(at, id);
    }
}
