package org.mrcportal.outreach.knowledge;

import java.util.List;

/**
 * What a session changed in what people know: means over the seats that answered before and after, never over others.
 *
 * @param pairs seats with both sheets
 * @param before mean share of right answers before, 0 to 1; 0 without pairs
 * @param after the same afterwards
 * @param improved pairs with more right answers afterwards
 */
record Gain(int pairs, double before, double after, int improved) {

    /** Fewer pairs than this could tell what a single person answered. */
    static final int FEWEST = 5;

    /** One seat: how many of the statements it had right, before and after. */
    record Pair(int before, int after, int asked) {}

    static Gain of(List<Pair> pairs) {
        return new Gain(
                pairs.size(),
                pairs.stream()
                        .mapToDouble(pair -> (double) pair.before() / pair.asked())
                        .average()
                        .orElse(0),
                pairs.stream()
                        .mapToDouble(pair -> (double) pair.after() / pair.asked())
                        .average()
                        .orElse(0),
                (int) pairs.stream()
                        .filter(pair -> pair.after() > pair.before())
                        .count());
    }

    public boolean isShown() {
        return pairs >= FEWEST;
    }

    /** Share of the pairs that improved, 0 to 1. */
    public double improvedShare() {
        return pairs == 0 ? 0 : (double) improved / pairs;
    }
}
