package org.mrcportal.counselling.availability;

import java.time.Duration;
import java.time.Instant;

/**
 * The rules of booking at one centre.
 *
 * @param minimumNotice how long before its start a time can still be booked
 * @param horizon how far ahead a time can be booked
 * @param hold how long a chosen time is kept for a person who is still answering
 * @param mostPerDay open bookings of one person on one day
 * @param mostPerWeek open bookings of one person in one week, from Monday
 * @param offer how long the waiting list keeps an offered place
 */
public record CentreRules(Duration minimumNotice, Duration horizon, Duration hold, int mostPerDay, int mostPerWeek) {

    public Instant earliest(Instant now) {
        return now.plus(minimumNotice);
    }

    public Instant latest(Instant now) {
        return now.plus(horizon);
    }

    public boolean allow(Instant start, Instant now) {
        return !start.isBefore(earliest(now)) && start.isBefore(latest(now));
    }
}
