package org.mrcportal.outreach.coverage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the tiles are coloured by. */
enum Measure {
    VISITS,
    SESSIONS,
    ATTENDANCES,
    /** Attendances per 100,000 inhabitants. */
    PER_INHABITANTS,
    /** Days since the last visit. */
    DAYS;

    /** Visits, where nothing else is asked for. */
    static Measure of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(measure -> measure.name().equals(code))
                .findFirst()
                .orElse(VISITS);
    }
}
