package org.mrcportal.counselling.availability;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The talk a time is looked for.
 *
 * @param language the counsellor has to speak; null: any
 * @param counsellorSex F or M; null: either
 */
public record Talk(
        Duration length,
        @Nullable String language,
        @Nullable String counsellorSex) {

    boolean suits(Counsellor counsellor) {
        return (language == null || counsellor.languages().contains(language))
                && (counsellorSex == null || counsellorSex.equals(counsellor.sex()));
    }
}
