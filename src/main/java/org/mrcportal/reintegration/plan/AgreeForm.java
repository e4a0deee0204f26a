package org.mrcportal.reintegration.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Written;
import org.springframework.validation.Errors;

/** When and how the client agreed to the plan, as typed. */
record AgreeForm(@Nullable String agreedOn, @Nullable String agreedHow) {

    void check(Errors errors, LocalDate today) {
        if (Written.day(agreedOn).filter(day -> !day.isAfter(today)).isEmpty()) {
            errors.rejectValue("agreedOn", "cases.plan.agreed.wrong");
        }
        if (agreedHow == null || !Plan.WAYS.contains(agreedHow)) {
            errors.rejectValue("agreedHow", "cases.plan.agreed.how.missing");
        }
    }
}
