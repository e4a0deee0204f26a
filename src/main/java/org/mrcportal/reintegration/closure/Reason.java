package org.mrcportal.reintegration.closure;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a case ends. */
enum Reason {
    PLAN_DONE,
    SELF_RELIANT,
    MIGRATED_AGAIN,
    /** Three attempts over 60 days were in vain since the person was last reached. */
    LOST_CONTACT,
    WITHDREW,
    TRANSFERRED,
    DECEASED,
    /**
     * The wrong person, or somebody who has a case already. Only while nothing was approved, delivered, sent or heard; such a
     * case is in no figure.
     */
    OPENED_BY_MISTAKE;

    static Optional<Reason> ofCode(@Nullable String code) {
        return Arrays.stream(values()).filter(r -> r.name().equals(code)).findFirst();
    }
}
