package org.mrcportal.counselling.feedback;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers added up. Beyond a centre's own managers a tally of few answers is not shown, and nothing adds it in, so that no
 * sum gives it away.
 *
 * @param points per question of {@link FeedbackForm#QUESTIONS}, added up
 * @param recommending how many gave the last question 4 or 5
 * @param money how many said that money was asked for
 * @param recommendingSecret a part of it may not be shown, so the sum may not either
 * @param moneySecret likewise
 */
record Tally(
        long answers,
        List<Long> points,
        long recommending,
        long money,
        boolean recommendingSecret,
        boolean moneySecret) {

    static final int FEW = 5;
    static final Tally NONE = new Tally(0, List.of(0L, 0L, 0L, 0L), 0, 0);

    Tally(long answers, List<Long> points, long recommending, long money) {
        this(answers, points, recommending, money, false, false);
    }

    Tally {
        points = List.copyOf(points);
    }

    Tally plus(Tally other) {
        return new Tally(
                answers + other.answers,
                IntStream.range(0, points.size())
                        .mapToObj(i -> points.get(i) + other.points.get(i))
                        .toList(),
                recommending + other.recommending,
                money + other.money,
                recommendingSecret || other.tells(other.recommending),
                moneySecret || other.tells(other.money));
    }

    /** What a reader outside may add up: tallies of few answers are left out. */
    static Tally sum(Collection<Tally> tallies, boolean outside) {
        return tallies.stream().filter(tally -> !outside || !tally.isFew()).reduce(NONE, Tally::plus);
    }

    boolean isFew() {
        return answers > 0 && answers < FEW;
    }

    double mean(int question) {
        return (double) points.get(question) / answers;
    }

    /** Whether few answers stand behind a part of these, or behind the rest. */
    private boolean tells(long part) {
        return part > 0 && part < FEW || answers - part > 0 && answers - part < FEW;
    }

    boolean hidesRecommending() {
        return recommendingSecret || tells(recommending);
    }

    boolean hidesMoney() {
        return moneySecret || tells(money);
    }
}
