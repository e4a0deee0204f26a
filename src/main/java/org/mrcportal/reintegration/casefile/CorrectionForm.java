package org.mrcportal.reintegration.casefile;

import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Written;
import org.springframework.validation.Errors;

/** Why something is taken back, as typed. */
public record CorrectionForm(@Nullable String reason) {

    static final int LONGEST = 500;

    public void check(Errors errors) {
        Written.demand(errors, "reason", reason, LONGEST, "cases.correction.reason.missing");
    }
}
