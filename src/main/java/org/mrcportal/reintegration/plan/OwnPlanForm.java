package org.mrcportal.reintegration.plan;

import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Reference;
import org.springframework.validation.Errors;

/** With what a client opens the plan, as typed. */
record OwnPlanForm(@Nullable String reference, @Nullable String code) {

    static final OwnPlanForm BLANK = new OwnPlanForm(null, null);

    void check(Errors errors) {
        if (reference == null || reference.isBlank()) {
            errors.rejectValue("reference", "plan.own.reference.missing");
        }
        if (code == null || code.isBlank()) {
            errors.rejectValue("code", "plan.own.code.missing");
        }
    }

    /** What cannot be right becomes what nobody has. */
    static String meant(@Nullable String typed) {
        return Reference.typed(typed == null ? "" : typed).orElse("");
    }
}
