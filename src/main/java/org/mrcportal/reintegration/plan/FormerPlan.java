package org.mrcportal.reintegration.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan that another one took the place of.
 *
 * @param agreedOn null: the client never agreed to it
 * @param agreedHow WRITTEN, ORAL or null
 * @param approvedAt when it was first approved; null: never
 * @param asideAt when it was put aside, and by whom
 */
record FormerPlan(
        UUID id,
        @Nullable LocalDate agreedOn,
        @Nullable String agreedHow,
        @Nullable Instant approvedAt,
        @Nullable Instant asideAt,
        @Nullable String asideBy) {}
