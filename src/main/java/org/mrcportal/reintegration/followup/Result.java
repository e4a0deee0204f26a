package org.mrcportal.reintegration.followup;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to reach somebody. */
enum Result {
    NO_ANSWER,
    WRONG_NUMBER,
    /** Somebody answered and asked to be called at another time: not an attempt in vain. */
    LATER,
    REACHED;

    /** What may come of a try: everything but a talk. */
    static Stream<Result> tries() {
        return Arrays.stream(values()).filter(r -> r != REACHED);
    }

    /** Of {@link #tries}. */
    static Optional<Result> pressed(@Nullable String code) {
        return tries().filter(r -> r.name().equals(code)).findFirst();
    }
}
