package org.mrcportal.demonstration;

import java.util.ArrayList;
import java.util.List;

/** Values of which some come up more often than others. */
final class Weighted<T> {

    private final List<T> values = new ArrayList<>();
    private final List<Double> upTo = new ArrayList<>();
    private double total;

    static <T> Weighted<T> of(T value, double weight) {
        return new Weighted<T>().or(value, weight);
    }

    Weighted<T> or(T value, double weight) {
        total += weight;
        values.add(value);
        upTo.add(total);
        return this;
    }

    /** @param share from 0 to before 1 */
    T at(double share) {
        double wanted = share * total;
        for (int i = 0; i < values.size() - 1; i++) {
            if (wanted < upTo.get(i)) {
                return values.get(i);
            }
        }
        return values.getLast();
    }
}
