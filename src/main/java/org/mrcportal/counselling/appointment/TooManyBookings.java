package org.mrcportal.counselling.appointment;

import java.time.LocalDate;

/** A person has as many bookings as the centre allows one person: nothing was written. */
class TooManyBookings extends RuntimeException {

    private final String problem;
    private final int most;
    private final transient LocalDate possibleFrom;

    private TooManyBookings(String problem, int most, LocalDate possibleFrom) {
        super("No more bookings before " + possibleFrom);
        this.problem = problem;
        this.most = most;
        this.possibleFrom = possibleFrom;
    }

    static TooManyBookings onDay(int most, LocalDate day) {
        return new TooManyBookings("counselling.limit.day", most, day.plusDays(1));
    }

    static TooManyBookings inWeek(int most, LocalDate monday) {
        return new TooManyBookings("counselling.limit.week", most, monday.plusWeeks(1));
    }

    /** A message whose argument is {@link #most}. */
    String problem() {
        return problem;
    }

    int most() {
        return most;
    }

    /** The next day on which the person may have a booking. */
    LocalDate possibleFrom() {
        return possibleFrom;
    }
}
