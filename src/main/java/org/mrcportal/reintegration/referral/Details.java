package org.mrcportal.reintegration.referral;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;

/**
 * What staff decide.
 *
 * @param language of everything the partner reads
 * @param called what to call the person; told only where NAME is shared
 * @param message what the partner is told in words
 * @param vitalReason why without consent; null unless the basis is VITAL
 */
record Details(
        UUID partner,
        String service,
        Urgency urgency,
        Language language,
        Basis basis,
        List<String> shared,
        @Nullable String called,
        @Nullable String message,
        @Nullable String vitalReason) {

    /** Facts a partner may be shown, in the order it sees them. */
    static final List<String> FACTS = List.of("NAME", "PHONE", "HOURS", "LANGUAGE");
}
