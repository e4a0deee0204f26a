package org.mrcportal.reintegration.referral;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What a partner, or somebody who has just spoken with one, sends.
 *
 * @param answer ACCEPTED, SERVED, REFUSED or CANNOT
 * @param reason why not, where it is one of the last two
 */
record AnswerForm(
        @Nullable String answer,
        @Nullable String reason,
        @Nullable String words) {

    void check(Errors errors) {
        var said = Answer.said(answer);
        if (said.isEmpty()) {
            errors.rejectValue("answer", "referral.answer.missing");
        } else if (Answer.needsReason(said.get()) && !Answer.REASONS.contains(String.valueOf(reason))) {
            errors.rejectValue("reason", "referral.reason.missing");
        }
        if (words != null && words.strip().length() > Answer.LONGEST) {
            errors.rejectValue("words", "referral.too-long", new Object[] {Answer.LONGEST}, null);
        }
    }

    /** @throws java.util.NoSuchElementException where {@link #check} found errors */
    Answer said() {
        ReferralState state = Answer.said(answer).orElseThrow();
        return new Answer(
                state,
                Answer.needsReason(state) ? reason : null,
                words == null || words.isBlank() ? null : words.strip());
    }
}
