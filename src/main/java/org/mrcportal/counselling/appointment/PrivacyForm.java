package org.mrcportal.counselling.appointment;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** What a person agrees to: being served is needed for an appointment, the rest is a free choice. */
public record PrivacyForm(
        @Nullable Boolean agree,
        @Nullable Boolean reminder,
        @Nullable Boolean followUp,
        @Nullable Boolean statistics) {

    static final PrivacyForm EMPTY = new PrivacyForm(null, null, null, null);

    public void check(Errors errors) {
        if (!Boolean.TRUE.equals(agree)) {
            errors.rejectValue("agree", "counselling.privacy.agree.missing");
        }
    }

    /** What was agreed to, as the register of consents calls it. */
    public Set<String> purposes() {
        Set<String> purposes = new LinkedHashSet<>();
        add(purposes, agree, "SERVICE");
        add(purposes, reminder, "REMINDER");
        add(purposes, followUp, "FOLLOW_UP");
        add(purposes, statistics, "STATISTICS");
        return purposes;
    }

    private static void add(Set<String> purposes, @Nullable Boolean given, String purpose) {
        if (Boolean.TRUE.equals(given)) {
            purposes.add(purpose);
        }
    }
}
