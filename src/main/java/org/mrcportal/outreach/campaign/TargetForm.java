package org.mrcportal.outreach.campaign;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.Typed;
import org.mrcportal.shared.WrittenFigure;
import org.springframework.validation.Errors;

/**
 * What is hoped for on a platform, as typed.
 *
 * @param number empty: nothing any more
 */
record TargetForm(
        @Nullable String platform,
        @Nullable String measure,
        @Nullable String number) {

    static final TargetForm BLANK = new TargetForm(null, null, null);

    void check(Errors errors) {
        if (where().isEmpty()) {
            errors.rejectValue("platform", "outreach.post.platform.missing");
        }
        if (what().isEmpty()) {
            errors.rejectValue("measure", "outreach.target.measure.missing");
        } else if (what().get() == Measure.REACH
                && where().filter(Platform::tellsReach).isEmpty()
                && where().isPresent()) {
            errors.rejectValue("measure", "outreach.snapshot.reach.telegram");
        }
        if (!Typed.isBlank(number) && target() == null) {
            errors.rejectValue("number", "outreach.snapshot.number.wrong");
        }
    }

    Optional<Platform> where() {
        return platform == null ? Optional.empty() : Platform.ofCode(platform);
    }

    Optional<Measure> what() {
        for (Measure one : Measure.values()) {
            if (one.name().equals(measure)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Null: none any more, or not readable. */
    @Nullable
    Long target() {
        return number == null
                ? null
                : WrittenFigure.count(number).filter(target -> target > 0).orElse(null);
    }
}
