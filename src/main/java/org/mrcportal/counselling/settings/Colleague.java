package org.mrcportal.counselling.settings;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.OpeningHours;
import org.mrcportal.centres.TypedWeek;
import org.mrcportal.counselling.availability.Counsellor;
import org.mrcportal.counselling.availability.Hours;
import org.mrcportal.counselling.availability.Roster;
import org.mrcportal.counselling.availability.Talk;
import org.mrcportal.counselling.availability.TimeSlot;

/**
 * A member of a centre's staff, as one who counsels there or could.
 *
 * @param known whether the centre has them as a counsellor, active or not
 * @param active whether people can book with them
 * @param sex F or M; null: not said
 * @param languages ISO 639-1 codes
 * @param week ordinary hours, in the centre's zone
 * @param dated what differs on single days, from today on
 * @param away absences that are not over
 */
record Colleague(
        StaffId id,
        String name,
        boolean known,
        boolean active,
        @Nullable String sex,
        List<String> languages,
        List<OpeningHours> week,
        List<Counsellor.Dated> dated,
        List<TimeSlot> away) {

    Colleague with(Counselling changed) {
        return new Colleague(
                id, name, known, changed.active(), changed.sex(), changed.languages(), changed.week(), dated, away);
    }

    Colleague withAway(TimeSlot more) {
        return new Colleague(
                id,
                name,
                known,
                active,
                sex,
                languages,
                week,
                dated,
                Stream.concat(away.stream(), Stream.of(more)).toList());
    }

    Colleague withDated(List<Counsellor.Dated> more) {
        return new Colleague(
                id,
                name,
                known,
                active,
                sex,
                languages,
                week,
                Stream.concat(dated.stream(), more.stream()).toList(),
                away);
    }

    Colleague withoutDated(LocalDate day) {
        return new Colleague(
                id,
                name,
                known,
                active,
                sex,
                languages,
                week,
                dated.stream().filter(one -> !one.day().equals(day)).toList(),
                away);
    }

    /** What a form was filled in from, to be compared with what is saved by the time it comes back. */
    String mark() {
        return "%s/%s/%s/%s".formatted(active, sex, String.join("+", languages), TypedWeek.mark(week));
    }

    /** As the pure calculation of free times knows a counsellor. */
    Counsellor counsellor() {
        return new Counsellor(
                id,
                sex == null ? "" : sex,
                Set.copyOf(languages),
                week.stream()
                        .map(h -> new Counsellor.Shift(h.day(), hours(h.opens(), h.closes())))
                        .toList(),
                dated);
    }

    /** Whether the person is there for a visit, closed days aside. */
    boolean isThere(TimeSlot visit, ZoneId zone) {
        return active
                && !new Roster(zone, List.of(counsellor()), Set.of(), Map.of(id, away), Map.of())
                        .freeAt(visit, new Talk(visit.length(), null, null))
                        .isEmpty();
    }

    /** As the calculation of free times counts: in minutes, {@link LocalTime#MAX} being 24:00. */
    static Hours hours(LocalTime from, LocalTime until) {
        return new Hours(minute(from), minute(until));
    }

    private static int minute(LocalTime time) {
        return time.equals(LocalTime.MAX) ? Hours.MIDNIGHT : time.toSecondOfDay() / 60;
    }
}
