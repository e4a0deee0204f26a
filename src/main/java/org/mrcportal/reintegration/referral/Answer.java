package org.mrcportal.reintegration.referral;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a partner says.
 *
 * @param reason code of why not; null where it helps
 * @param words the partner's own, or null
 */
record Answer(
        ReferralState state,
        @Nullable String reason,
        @Nullable String words) {

    /** Why a partner refuses or cannot. */
    static final List<String> REASONS = List.of("NO_CAPACITY", "OTHER_SERVICE", "NOT_ELIGIBLE", "NOT_REACHED", "OTHER");

    static final int LONGEST = 500;

    static final List<ReferralState> SAYABLE =
            List.of(ReferralState.ACCEPTED, ReferralState.SERVED, ReferralState.REFUSED, ReferralState.CANNOT);

    static Optional<ReferralState> said(@Nullable String code) {
        return SAYABLE.stream().filter(state -> state.name().equals(code)).findFirst();
    }

    static boolean needsReason(ReferralState state) {
        return state == ReferralState.REFUSED || state == ReferralState.CANNOT;
    }

    /** As it stands in keys of messages. */
    static String key(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
