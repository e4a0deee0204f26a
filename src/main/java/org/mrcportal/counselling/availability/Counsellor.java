package org.mrcportal.counselling.availability;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;

/**
 * Somebody who gives counselling at a centre.
 *
 * @param sex F or M
 * @param languages in which the counsellor can talk
 * @param week when the counsellor is there, in the centre's zone; what lies between two stretches of a day is a break
 * @param dated what is different on single days
 */
public record Counsellor(StaffId id, String sex, Set<String> languages, List<Shift> week, List<Dated> dated) {

    /** A stretch of every week. */
    public record Shift(DayOfWeek day, Hours hours) {}

    /** How a day differs from its weekday. */
    public enum Plan {
        /** There are hours beside the usual ones. */
        EXTRA,
        /** There are these hours and not the usual ones. */
        INSTEAD,
        /** The counsellor is not there, whatever else is said of the day. */
        NONE
    }

    /**
     * What is different on one day.
     *
     * @param hours null where the plan is NONE
     */
    public record Dated(LocalDate day, Plan plan, @Nullable Hours hours) {

        public Dated {
            if ((plan == Plan.NONE) != (hours == null)) {
                throw new IllegalArgumentException("Hours go with every plan but NONE: " + plan + " " + hours);
            }
        }
    }

    /** The hours of a day in order; what overlaps or touches is one stretch. */
    List<Hours> on(LocalDate day) {
        List<Dated> different =
                dated.stream().filter(one -> one.day().equals(day)).toList();
        if (different.stream().anyMatch(one -> one.plan() == Plan.NONE)) {
            return List.of();
        }
        boolean instead = different.stream().anyMatch(one -> one.plan() == Plan.INSTEAD);
        Stream<Hours> usual =
                week.stream().filter(shift -> shift.day() == day.getDayOfWeek()).map(Shift::hours);
        Stream<Hours> own = different.stream().flatMap(one -> Stream.ofNullable(one.hours()));
        List<Hours> joined = new ArrayList<>();
        (instead ? own : Stream.concat(usual, own))
                .sorted(Comparator.comparingInt(Hours::from))
                .forEach(next -> {
                    if (!joined.isEmpty() && joined.getLast().meets(next)) {
                        joined.add(joined.removeLast().joined(next));
                    } else {
                        joined.add(next);
                    }
                });
        return joined;
    }
}
