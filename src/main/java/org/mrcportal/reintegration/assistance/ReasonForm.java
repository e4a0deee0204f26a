package org.mrcportal.reintegration.assistance;

import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Written;
import org.springframework.validation.Errors;

/** Why something is refused or cancelled, as typed. */
record ReasonForm(@Nullable String reason) {

    void check(Errors errors) {
        Written.demand(errors, "reason", reason, 500, "cases.help.reason.missing");
    }
}
