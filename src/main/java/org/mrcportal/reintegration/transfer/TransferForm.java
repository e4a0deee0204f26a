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
 * @param takes what comes along, as the person wants it
 * @param how the person said so; of no weight where nothing comes along
 */
record TransferForm(
        @Nullable String once,
        @Nullable String to,
        @Nullable String urgency,
        @Nullable String letter,
        @Nullable List<String> takes,
        @Nullable String how) {

    static final List<String> URGENCIES = List.of("IMMEDIATE", "URGENT", "NORMAL");

    /** How a person can agree. */
    static final List<String> WAYS = List.of("WRITTEN", "ORAL");

    private static final String HOUSEHOLD = "HOUSEHOLD";
    private static final List<String> PARTS = List.of("ASSESSMENTS", "PLAN", HOUSEHOLD);
    private static final int LONGEST = 4000;

    static TransferForm blank(String once) {
        return new TransferForm(once, null, "NORMAL", null, List.of(), null);
    }

    /** What can come along. */
    static List<String> parts(boolean household, List<String> of) {
        return PARTS.stream()
                .filter(part -> of.contains(part) && (household || !part.equals(HOUSEHOLD)))
                .toList();
    }

    static List<String> possible(boolean household) {
        return parts(household, PARTS);
    }

    /** What comes along. */
    List<String> parts(boolean household) {
        return takes == null ? List.of() : parts(household, takes);
    }

    void check(Errors errors, List<String> centres, boolean household) {
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
        if (!parts(household).isEmpty() && !WAYS.contains(String.valueOf(how))) {
            errors.rejectValue("how", "transfer.how.missing");
        }
    }
}
