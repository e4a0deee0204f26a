package org.mrcportal.reporting.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines of a chart go, in units of a drawing {@value #WIDTH} wide; the page scales it.
 *
 * @param name makes the ids of its title and description
 * @param description what it shows, for those who do not see it
 */
record Chart(String name, String title, String description, int height, List<Bar> bars) {

    static final int WIDTH = 360;
    private static final int STEP = 36;
    private static final int MOST = 10;
    private static final int LONGEST_LABEL = 38;
    private static final int HALF = 92;
    private static final int PYRAMID_STEP = 26;

    /**
     * A bar and the one of the period before.
     *
     * @param label beginning of what it stands for
     * @param text its number
     * @param otherText the number on the other side of a pyramid, or null
     * @param length now
     * @param otherLength before; on the other side of a pyramid: now
     */
    record Bar(String label, String text, @Nullable String otherText, int y, int length, int otherLength) {}

    /** One value of a chart: two numbers and how they are written. */
    record Value(
            String label,
            Figure now,
            Figure other,
            String text,
            @Nullable String otherText) {}

    /** Bars one under another, the period before as a thin line under each; the values come sorted. */
    static Chart bars(String name, String title, String description, List<Value> values) {
        List<Value> drawn = values.stream().limit(MOST).toList();
        long longest = longest(drawn);
        List<Bar> bars = java.util.stream.IntStream.range(0, drawn.size())
                .mapToObj(i -> bar(drawn.get(i), i * STEP, WIDTH, longest))
                .toList();
        return new Chart(name, title, description, Math.max(1, drawn.size() * STEP), bars);
    }

    /** Two sides back to back. */
    static Chart pyramid(String name, String title, String description, List<Value> values) {
        long longest = longest(values);
        List<Bar> bars = java.util.stream.IntStream.range(0, values.size())
                .mapToObj(i -> bar(values.get(i), i * PYRAMID_STEP, HALF, longest))
                .toList();
        return new Chart(name, title, description, values.size() * PYRAMID_STEP, bars);
    }

    private static Bar bar(Value value, int y, int width, long longest) {
        String label = value.label().length() > LONGEST_LABEL
                ? value.label().substring(0, LONGEST_LABEL - 1).stripTrailing() + "…"
                : value.label();
        return new Bar(
                label,
                value.text(),
                value.otherText(),
                y,
                length(value.now(), width, longest),
                length(value.other(), width, longest));
    }

    private static long longest(List<Value> values) {
        return Math.max(
                1,
                values.stream()
                        .mapToLong(v -> Math.max(known(v.now()), known(v.other())))
                        .max()
                        .orElse(1));
    }

    private static long known(Figure figure) {
        return figure.number() == null ? 0 : figure.number();
    }

    /** Something that is there is seen, however little it is. */
    private static int length(Figure figure, int width, long longest) {
        long number = known(figure);
        return number == 0 ? 0 : Math.max(1, (int) Math.round((double) number * width / longest));
    }
}
