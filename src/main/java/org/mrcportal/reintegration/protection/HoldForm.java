package org.mrcportal.reintegration.protection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * Why a deletion has to be thought over.
 *
 * @param request which one
 */
record HoldForm(@Nullable UUID request, @Nullable String reason) {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;

    String because() {
        return reason == null ? "" : reason.strip();
    }

    void check(Errors errors) {
        int length = because().length();
        if (length < SHORTEST || length > LONGEST) {
            errors.rejectValue("reason", "deletion.reason.missing");
        }
    }
}
