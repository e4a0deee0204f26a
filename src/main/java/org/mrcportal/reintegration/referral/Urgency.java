package org.mrcportal.reintegration.referral;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How soon a partner is to answer, and then to help. */
enum Urgency {
    IMMEDIATE(1, 3),
    URGENT(3, 7),
    NORMAL(14, 30);

    private final int daysToAnswer;
    private final int daysToServe;

    Urgency(int daysToAnswer, int daysToServe) {
        this.daysToAnswer = daysToAnswer;
        this.daysToServe = daysToServe;
    }

    static Optional<Urgency> of(@Nullable String code) {
        return Arrays.stream(values()).filter(one -> one.name().equals(code)).findFirst();
    }

    int daysToAnswer() {
        return daysToAnswer;
    }

    int daysToServe() {
        return daysToServe;
    }
}
