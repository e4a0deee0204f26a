package org.mrcportal.reintegration.followup;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How somebody is, or was, reached. */
enum Way {
    CALL,
    /** A message by telephone or to an address; as a try, one that was not answered. */
    MESSAGE,
    VISIT,
    /** The person came to the centre. */
    OFFICE;

    static Optional<Way> ofCode(@Nullable String code) {
        return Arrays.stream(values()).filter(w -> w.name().equals(code)).findFirst();
    }
}
