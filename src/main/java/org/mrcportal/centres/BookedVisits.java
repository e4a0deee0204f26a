package org.mrcportal.centres;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Predicate;

/** Answers which visits are booked at a centre. Counselling knows; the pages of the centre's settings ask. */
public interface BookedVisits {

    /** Those still to come, by their beginning; one statement. */
    List<Visit> toCome(CentreCard centre);

    /**
     * Lets go of times that are only kept for somebody who still answers, or to whom they are offered: nobody can book them
     * afterwards.
     */
    void letGo(CentreCard centre, Predicate<Visit> which);

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
