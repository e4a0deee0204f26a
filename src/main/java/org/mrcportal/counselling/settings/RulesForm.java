package org.mrcportal.counselling.settings;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.TypedNumber;
import org.mrcportal.counselling.availability.CentreRules;
import org.springframework.validation.Errors;

/**
 * What the page of the booking rules submits; the parts are those of {@link Rules}.
 *
 * @param whose everywhere, or own
 * @param notice in minutes
 * @param horizon in days
 * @param hold in minutes
 * @param offer in minutes
 * @param seen what the form was filled in from
 * @param act PREVIEW, or anything else to save
 */
record RulesForm(
        @Nullable String whose,
        @Nullable String notice,
        @Nullable String horizon,
        @Nullable String hold,
        @Nullable String perDay,
        @Nullable String perWeek,
        @Nullable String offer,
        @Nullable String seen,
        @Nullable String act) {

    static RulesForm of(boolean own, Rules rules, String mark) {
        return new RulesForm(
                own ? "own" : "everywhere",
                String.valueOf(rules.booking().minimumNotice().toMinutes()),
                String.valueOf(rules.booking().horizon().toDays()),
                String.valueOf(rules.booking().hold().toMinutes()),
                String.valueOf(rules.booking().mostPerDay()),
                String.valueOf(rules.booking().mostPerWeek()),
                String.valueOf(rules.offer().toMinutes()),
                mark,
                null);
    }

    /** The centre's own rules; empty: as everywhere, or there are problems, which stand beside their fields. */
    Optional<Rules> own(Errors errors) {
        if ("everywhere".equals(whose)) {
            return Optional.empty();
        }
        if (!"own".equals(whose)) {
            errors.rejectValue("whose", "counselling.rules.whose.missing");
        }
        int minutes = TypedNumber.within(notice, 0, 20_160, errors, "notice").orElse(0);
        int days = TypedNumber.within(horizon, 1, 365, errors, "horizon").orElse(1);
        int kept = TypedNumber.within(hold, 2, 60, errors, "hold").orElse(2);
        int day = TypedNumber.within(perDay, 1, 20, errors, "perDay").orElse(1);
        int week = TypedNumber.within(perWeek, 1, 50, errors, "perWeek").orElse(50);
        int offered = TypedNumber.within(offer, 10, 2_880, errors, "offer").orElse(10);
        if (week < day) {
            errors.rejectValue("perWeek", "counselling.rules.per-week.less");
        }
        if (!errors.hasErrors() && Duration.ofMinutes(minutes).compareTo(Duration.ofDays(days)) >= 0) {
            errors.rejectValue("horizon", "counselling.rules.horizon.short");
        }
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new Rules(
                        new CentreRules(
                                Duration.ofMinutes(minutes),
                                Duration.ofDays(days),
                                Duration.ofMinutes(kept),
                                day,
                                week),
                        Duration.ofMinutes(offered)));
    }
}
