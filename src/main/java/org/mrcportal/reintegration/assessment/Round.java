package org.mrcportal.reintegration.assessment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When in a case something is asked: at the beginning, after so many months, or at another time. */
enum Round {
    BASELINE,
    M3,
    M6,
    M12,
    OTHER;

    /** Those that are compared, in their order. */
    static final List<Round> COMPARED = List.of(BASELINE, M3, M6, M12);

    static Optional<Round> of(String code) {
        return Arrays.stream(values()).filter(r -> r.name().equals(code)).findFirst();
    }

    public String label() {
        return "assessments.round." + name();
    }
}
