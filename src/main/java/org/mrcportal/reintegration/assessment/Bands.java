package org.mrcportal.reintegration.assessment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Where one band ends and the next begins.
 *
 * @param highBelow below it the need is high; it itself is medium
 * @param lowAbove above it the need is low; it itself is medium
 */
record Bands(BigDecimal highBelow, BigDecimal lowAbove) {

    Band of(BigDecimal value) {
        if (value.compareTo(highBelow) < 0) {
            return Band.HIGH;
        }
        return value.compareTo(lowAbove) > 0 ? Band.LOW : Band.MEDIUM;
    }

    Band of(Ratio value) {
        if (value.compareTo(highBelow) < 0) {
            return Band.HIGH;
        }
        return value.compareTo(lowAbove) > 0 ? Band.LOW : Band.MEDIUM;
    }

    /** Rounded to the nearest number of so many places that is in the same band: 0.329 is never written 0.33. */
    BigDecimal rounded(Ratio value, int places) {
        Band band = of(value);
        BigDecimal nearest = value.decimal(places, RoundingMode.HALF_UP);
        if (of(nearest) == band) {
            return nearest;
        }
        BigDecimal below = value.decimal(places, RoundingMode.FLOOR);
        return of(below) == band ? below : value.decimal(places, RoundingMode.CEILING);
    }

    /** With two decimals, as people read it. */
    BigDecimal shown(BigDecimal value) {
        return rounded(new Ratio(value, BigDecimal.ONE), 2);
    }
}
