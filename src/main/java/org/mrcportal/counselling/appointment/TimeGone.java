package org.mrcportal.counselling.appointment;

import java.time.Instant;

/** Somebody else was faster, or the time cannot be booked any more: nothing was written. */
public class TimeGone extends RuntimeException {

    private final transient Instant wanted;

    public TimeGone(Instant wanted) {
        super("No longer free: " + wanted);
        this.wanted = wanted;
    }

    Instant wanted() {
        return wanted;
    }
}
