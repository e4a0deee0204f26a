package org.mrcportal.counselling.queue;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * What the queue's page submits.
 *
 * @param centre code of the centre
 * @param client id of a known client; empty: anonymous
 * @param service code; empty: not said
 */
record WalkInForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String client,
        @NotBlank @Nullable String language,
        @Nullable String service) {}
