package org.mrcportal.reintegration.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What somebody sends who asks another centre to take a case on.
 *
 * @param once the form's own key: sent twice, it asks once
 * @param to code of the centre
 * @param letter what the other centre has to know
 */
record TransferForm(
        @Nullable String once,
        @Nullable String to,
        @Nullable String urgency,
        @Nullable String letter) {

    static final List<String> URGENCIES = List.of("IMMEDIATE", "URGENT", "NORMAL");
    private static final int LONGEST = 4000;

    void check(Errors errors, List<String> centres) {
        if (!centres.contains(String.valueOf(to))) {
            errors.rejectValue("to", "transfer.to.missing");
        }
        if (!URGENCIES.contains(String.valueOf(urgency))) {
            errors.rejectValue("urgency", "referral.staff.urgency.missing");
        }
        if (letter == null || letter.isBlank()) {
            errors.rejectValue("letter", "transfer.letter.missing");
        } else if (letter.strip().length() > LONGEST) {
            errors.rejectValue("letter", "referral.too-long", new Object[] {LONGEST}, null);
        }
    }
}
