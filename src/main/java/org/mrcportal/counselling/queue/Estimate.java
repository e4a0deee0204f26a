package org.mrcportal.counselling.queue;

import org.jspecify.annotations.Nullable;

/**
 * How long somebody is likely to wait, in minutes, rounded up to fives.
 *
 * @param from at least; 0: it may be any moment
 */
record Estimate(int from, int to) {

    private static final int FEWEST_TALKS = 10;
    private static final int STEP = 5;

    /** How long talks take at a centre: the quarter of the short ones is below, the quarter of the long ones above. */
    record Talks(int number, double shortMinutes, double longMinutes) {}

    /**
     * @param before how many are to be received first
     * @param atWork how many counsellors are at work
     * @return null where nothing honest can be said: too few talks were measured, or nobody is at work
     */
    static @Nullable Estimate of(int before, int atWork, Talks talks) {
        if (talks.number() < FEWEST_TALKS || atWork < 1) {
            return null;
        }
        int from = (int) Math.floor(before * talks.shortMinutes() / atWork / STEP) * STEP;
        int to = (int) Math.ceil((before + 1) * talks.longMinutes() / atWork / STEP) * STEP;
        return new Estimate(from, Math.max(to, from + STEP));
    }
}
