package org.mrcportal.counselling.appointment;

import java.time.Duration;
import org.mrcportal.accounts.Attempts;
import org.springframework.stereotype.Component;

/**
 * Counts guesses at the second fact of bookings: those at one booking from one network, all of them at one booking, and the
 * wrong ones of one network. Whoever guesses from elsewhere does not keep the person from the own booking.
 */
@Component
public class Guesses {

    private static final String MISSES = "find.address";
    private static final int MISSES_OF_AN_ADDRESS = 30;
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int GUESSES_AT_A_BOOKING = 10;
    private static final int GUESSES_FROM_EVERYWHERE = 50;
    private static final String EVERYWHERE = ".everywhere";
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
        return attempts.count(by, from(booking, address), HOUR) > GUESSES_AT_A_BOOKING
                | attempts.count(by + EVERYWHERE, booking, HOUR) > GUESSES_FROM_EVERYWHERE
                | attempts.soFar(MISSES, Attempts.network(address), QUARTER) >= MISSES_OF_AN_ADDRESS;
    }

    public void missed(String address) {
        attempts.count(MISSES, Attempts.network(address), QUARTER);
    }

    /** A right guess was none. */
    public void right(String by, String booking, String address) {
        attempts.takeBack(by, from(booking, address));
        attempts.takeBack(by + EVERYWHERE, booking);
    }

    private static String from(String booking, String address) {
        return booking + " " + Attempts.network(address);
    }
}
