package org.mrcportal.reporting.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * A number, or that it is not shown.
 *
 * @param number null: hidden
 * @param fewerThan of a hidden number: its limit; 0 where it is hidden only because it would betray another
 */
record Figure(@Nullable Long number, int fewerThan) {

    static Figure of(long number) {
        return new Figure(number, 0);
    }

    static Figure hidden(int fewerThan) {
        return new Figure(null, fewerThan);
    }

    boolean isHidden() {
        return number == null;
    }
}
