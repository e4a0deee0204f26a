package org.mrcportal.reintegration.followup;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to reach somebody. */
enum Result {
    NO_ANSWER,
    WRONG_NUMBER,
    /** Somebody answered and asked to be called at another time: not an attempt in vain. */
    LATER,
    REACHED;

    /** Of those that a press on the worklist notes. */
    static Optional<Result> pressed(@Nullable String code) {
        return Arrays.stream(values())
                .filter(r -> r != REACHED && r.name().equals(code))
                .findFirst();
    }
}
