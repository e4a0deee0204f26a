package org.mrcportal.centres;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The visits that are booked at a centre. Counselling knows them; the pages of the centre's settings ask. */
public interface BookedVisits {

    /**
     * Sees to it that a change of settings takes the time of no visit of which nobody was told. Times that are only kept for
     * somebody who still answers, or to whom they are offered, are let go of: nobody can book them afterwards. Whoever
     * changes the settings has opened the centre {@linkplain ManagedCentres#toChange to change} it, so nobody books now.
     *
     * @param lost which of those still to come would not fit any more
     * @param confirmed what the page named when the person agreed, or null
     * @throws BookingsAffected where visits are booked that would not fit, unless that is confirmed
     */
    void clear(CentreCard centre, Predicate<Visit> lost, @Nullable String confirmed);

    /** A booked visit, in the centre's zone. */
    record Visit(String service, LocalDateTime startsAt, LocalDateTime endsAt) {

        public LocalDate day() {
            return startsAt.toLocalDate();
        }

        /** Whether it lies within hours of its day; hours that touch are one. */
        public boolean fits(List<OpeningHours> week) {
            LocalTime reached = startsAt.toLocalTime();
            LocalTime ends = endsAt.toLocalDate().equals(day()) ? endsAt.toLocalTime() : LocalTime.MAX;
            for (OpeningHours hours : week) {
                if (hours.day() == startsAt.getDayOfWeek()
                        && !reached.isBefore(hours.opens())
                        && reached.isBefore(hours.closes())) {
                    reached = hours.closes();
                    if (!ends.isAfter(reached)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
