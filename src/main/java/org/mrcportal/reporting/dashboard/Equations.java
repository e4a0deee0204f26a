package org.mrcportal.reporting.dashboard;

import java.util.ArrayList;
import java.util.List;

/** What somebody knows of hidden numbers: sums of some of them. Answers whether another sum follows. */
final class Equations {

    private static final double NOTHING = 1e-9;

    /** Each begins with a 1 in a column where the others have a 0. */
    private final List<double[]> known = new ArrayList<>();

    private final List<Integer> firsts = new ArrayList<>();

    /** Somebody knows the sum of the numbers that have a 1. */
    void know(double[] sum) {
        double[] rest = reduced(sum);
        for (int column = 0; column < rest.length; column++) {
            if (Math.abs(rest[column]) > NOTHING) {
                scale(rest, 1 / rest[column]);
                for (double[] other : known) {
                    subtract(other, rest, other[column]);
                }
                known.add(rest);
                firsts.add(column);
                return;
            }
        }
    }

    boolean give(double[] sum) {
        for (double left : reduced(sum)) {
            if (Math.abs(left) > NOTHING) {
                return false;
            }
        }
        return true;
    }

    private double[] reduced(double[] sum) {
        double[] rest = sum.clone();
        for (int i = 0; i < known.size(); i++) {
            subtract(rest, known.get(i), rest[firsts.get(i)]);
        }
        return rest;
    }

    private static void scale(double[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
        }
    }

    private static void subtract(double[] from, double[] row, double times) {
        if (times != 0) {
            for (int i = 0; i < from.length; i++) {
                from[i] -= times * row[i];
            }
        }
    }
}
