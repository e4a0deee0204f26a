package org.mrcportal.counselling.queue;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * What the queue's page submits.
 *
 * @param centre code of the centre
 * @param client id of a known client; empty: anonymous
 * @param service code; empty: not said
 * @param sex F or M: wishes to talk to a woman or a man; anything else: either
 */
record WalkInForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String client,
        @NotBlank @Nullable String language,
        @Nullable String service,
        @Nullable String sex) {

    @Nullable
    String wishedSex() {
        return "F".equals(sex) || "M".equals(sex) ? sex : null;
    }
}
