package org.mrcportal.reintegration.plan;

import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Written;
import org.springframework.validation.Errors;

/**
 * Why a plan goes back, as typed.
 *
 * @param seen the version of the plan that was looked at
 */
record ReturnForm(@Nullable String seen, @Nullable String reason) {

    void check(Errors errors) {
        Written.demand(errors, "reason", reason, 500, "cases.plan.reason.missing");
    }

    static long version(@Nullable String seen) {
        return seen != null && seen.matches("\\d{1,9}") ? Long.parseLong(seen) : -1;
    }
}
