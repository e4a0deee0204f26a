package org.mrcportal.counselling.appointment;

import java.time.LocalDate;

/** A person has as many bookings as the centre allows one person: nothing was written. */
public class TooManyBookings extends RuntimeException {

    private final String span;
    private final int most;
    private final transient LocalDate possibleFrom;

    private TooManyBookings(String span, int most, LocalDate possibleFrom) {
        super("No more bookings before " + possibleFrom);
        this.span = span;
        this.most = most;
        this.possibleFrom = possibleFrom;
    }

    static TooManyBookings onDay(int most, LocalDate day) {
        return new TooManyBookings("day", most, day.plusDays(1));
    }

    static TooManyBookings inWeek(int most, LocalDate monday) {
        return new TooManyBookings("week", most, monday.plusWeeks(1));
    }

    /** Within which there are so many: {@code day} or {@code week}. */
    public String span() {
        return span;
    }

    /** A message whose argument is {@link #most}. */
    String problem() {
        return "counselling.limit." + span;
    }

    public int most() {
        return most;
    }

    /** The next day on which the person may have a booking. */
    LocalDate possibleFrom() {
        return possibleFrom;
    }
}
