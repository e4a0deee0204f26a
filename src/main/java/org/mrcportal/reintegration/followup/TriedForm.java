package org.mrcportal.reintegration.followup;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.reintegration.protection.SideNote;
import org.springframework.validation.Errors;

/**
 * A try to reach somebody, with all that can be said of it.
 *
 * @param version of the follow-up, as the page knew it
 * @param days in how many days, and {@code time} at what hour, the person wants to be asked
 * @param text what was said, and {@code about} who may read it
 */
record TriedForm(
        @Nullable String once,
        @Nullable Long version,
        @Nullable String way,
        @Nullable String result,
        @Nullable String days,
        @Nullable String time,
        @Nullable String text,
        @Nullable String about) {

    static TriedForm blank(long version, Way way) {
        return new TriedForm(UUID.randomUUID().toString(), version, way.name(), null, "1", null, null, null);
    }

    /** @param ways in which the person may be reached */
    void check(Errors errors, List<Way> ways) {
        if (Way.ofCode(way).filter(ways::contains).isEmpty()) {
            errors.rejectValue("way", "followups.way.missing");
        }
        if (Result.pressed(result).isEmpty()) {
            errors.rejectValue("result", "followups.result.missing");
        } else if (isLater() && ContactHours.typed(time).isEmpty()) {
            errors.rejectValue("time", "followups.later.wrong");
        } else if (Way.VISIT.name().equals(way) && Result.WRONG_NUMBER.name().equals(result)) {
            errors.rejectValue("result", "followups.result.no-number");
        }
        note().check(errors);
    }

    public boolean isLater() {
        return Result.LATER.name().equals(result);
    }

    public int inDays() {
        return FollowUpListController.days(days);
    }

    SideNote note() {
        return new SideNote(text, about);
    }
}
