package org.mrcportal.outreach.campaign;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.Measure;

/**
 * How a post's figures grew, as lines on a drawing 640 wide and 220 high.
 *
 * @param most the highest number, as written at the top
 */
record History(String first, String last, String most, List<Line> lines) {

    private static final List<Measure> DRAWN = List.of(Measure.REACH, Measure.VIEWS, Measure.IMPRESSIONS);
    private static final int LEFT = 20;
    private static final int RIGHT = 620;
    private static final int TOP = 30;
    private static final int BOTTOM = 185;

    /**
     * @param series the number of its colour
     * @param path corners of the line
     */
    record Line(String label, int series, String path, List<Point> points) {}

    /** @param text what a reader is told of it */
    record Point(int x, int y, String text) {}

    /** @param snapshots the oldest first, at least one */
    static History of(List<Snapshot> snapshots, ReachWords words, Locale locale) {
        LocalDate first = snapshots.getFirst().takenOn();
        LocalDate last = snapshots.getLast().takenOn();
        long most = snapshots.stream()
                .flatMap(snapshot -> DRAWN.stream().map(snapshot.figures()::get).filter(Objects::nonNull))
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        List<Line> lines = new ArrayList<>();
        for (Measure measure : DRAWN) {
            List<Point> points = new ArrayList<>();
            for (Snapshot snapshot : snapshots) {
                Long figure = snapshot.figures().get(measure);
                if (figure != null) {
                    points.add(new Point(
                            x(first, last, snapshot.takenOn()),
                            most == 0 ? BOTTOM : (int) (BOTTOM - (BOTTOM - TOP) * figure / most),
                            words.number(figure, locale) + ", " + CentreTime.date(snapshot.takenOn(), locale)));
                }
            }
            if (!points.isEmpty()) {
                lines.add(new Line(
                        words.labels().measure(measure, locale),
                        DRAWN.indexOf(measure) + 1,
                        points.stream()
                                .map(point -> point.x() + "," + point.y())
                                .collect(Collectors.joining(" ")),
                        points));
            }
        }
        return new History(
                CentreTime.date(first, locale), CentreTime.date(last, locale), words.number(most, locale), lines);
    }

    private static int x(LocalDate first, LocalDate last, LocalDate day) {
        long days = ChronoUnit.DAYS.between(first, last);
        return days == 0
                ? (LEFT + RIGHT) / 2
                : (int) (LEFT + (RIGHT - LEFT) * ChronoUnit.DAYS.between(first, day) / days);
    }
}
