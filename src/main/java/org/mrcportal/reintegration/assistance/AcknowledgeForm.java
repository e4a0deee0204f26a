package org.mrcportal.reintegration.assistance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Written;
import org.springframework.validation.Errors;

/** That the client has got it, as typed. */
record AcknowledgeForm(
        @Nullable String acknowledgedOn, @Nullable String acknowledgedHow) {

    void check(Errors errors, LocalDate today) {
        if (Written.day(acknowledgedOn).filter(day -> !day.isAfter(today)).isEmpty()) {
            errors.rejectValue("acknowledgedOn", "cases.help.day.wrong");
        }
        if (acknowledgedHow == null || !Assistance.WAYS.contains(acknowledgedHow)) {
            errors.rejectValue("acknowledgedHow", "cases.plan.agreed.how.missing");
        }
    }
}
