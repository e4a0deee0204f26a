package org.mrcportal.reintegration.assessment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An exact fraction: nothing is lost before a score is compared with the limit of a band. */
record Ratio(BigDecimal above, BigDecimal below) {

    Ratio {
        if (below.signum() <= 0) {
            throw new IllegalArgumentException("A fraction is of something: " + below);
        }
    }

    Ratio plus(Ratio other) {
        return new Ratio(above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
    }

    Ratio dividedBy(int parts) {
        return new Ratio(above, below.multiply(BigDecimal.valueOf(parts)));
    }

    int compareTo(BigDecimal number) {
        return above.compareTo(number.multiply(below));
    }

    BigDecimal decimal(int places, RoundingMode rounding) {
        return above.divide(below, places, rounding);
    }
}
