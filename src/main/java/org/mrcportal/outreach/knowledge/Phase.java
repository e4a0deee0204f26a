package org.mrcportal.outreach.knowledge;

import java.util.Arrays;
import java.util.Optional;

/** When the questions are answered. */
enum Phase {
    BEFORE,
    AFTER;

    static Optional<Phase> of(String text) {
        return Arrays.stream(values())
                .filter(phase -> phase.name().equals(text))
                .findFirst();
    }
}
