package org.mrcportal.demonstration;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Chance that repeats itself: the same seed draws the same year. */
final class Draw {

    private final SplittableRandom random;

    Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to before the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T> T from(Weighted<T> weighted) {
        return weighted.at(random.nextDouble());
    }

    /** A UUID of version 7 as if made at that moment, so that ids follow time as they do in daily work. */
    UUID id(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        long low = 0x8000000000000000L | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
