package org.mrcportal.counselling.appointment;

import java.time.Duration;
import org.mrcportal.accounts.Attempts;
import org.springframework.stereotype.Component;

/** Counts guesses at the second fact of bookings: all of them at one booking, and the wrong ones of one address. */
@Component
public class Guesses {

    private static final String MISSES = "find.address";
    private static final int MISSES_OF_AN_ADDRESS = 30;
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int GUESSES_AT_A_BOOKING = 10;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Attempts attempts;

    Guesses(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * Counts one guess.
     *
     * @param by what bookings are counted by, such as {@code find.reference}
     */
    public boolean tooMany(String by, String booking, String address) {
        return attempts.count(by, booking, HOUR) > GUESSES_AT_A_BOOKING
                | attempts.soFar(MISSES, address, QUARTER) >= MISSES_OF_AN_ADDRESS;
    }

    public void missed(String address) {
        attempts.count(MISSES, address, QUARTER);
    }

    /** A right guess was none. */
    public void right(String by, String booking) {
        attempts.takeBack(by, booking);
    }
}
