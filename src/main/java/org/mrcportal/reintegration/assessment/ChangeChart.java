package org.mrcportal.reintegration.assessment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one person's dimensions went from round to round, on a drawing 640 wide and {@value #HEIGHT} high. Only scores of one
 * version of the instrument stand beside each other.
 *
 * @param elsewhere rounds that were asked by another version
 */
record ChangeChart(List<String> rounds, List<Series> series, Limits limits, List<String> elsewhere) {

    static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int TOP = 16;
    private static final int BOTTOM = 224;
    private static final int STEP = 176;

    /**
     * A dimension.
     *
     * @param number of its colour
     * @param points of the line, as SVG writes them
     * @param values as read, one for each round; null: not asked in it
     */
    record Series(Dimension dimension, int number, String points, List<Dot> dots, List<@Nullable String> values) {}

    record Dot(int x, int y) {}

    /** Where the bands meet, from the top of the drawing. */
    record Limits(int high, int low, String highText, String lowText) {}

    /** Of the newest version asked; nothing where no round has a score. */
    static @Nullable ChangeChart of(List<Assessment.Line> lines, AssessmentWords words, Locale locale) {
        List<Assessment.Line> scored = lines.stream()
                .filter(l -> l.values() != null && l.instrument().scored() && Round.COMPARED.contains(l.round()))
                .toList();
        if (scored.isEmpty()) {
            return null;
        }
        Instrument instrument = scored.getLast().instrument();
        Map<Round, Assessment.Line> same = scored.stream()
                .filter(l -> l.instrument().version() == instrument.version())
                .collect(Collectors.toMap(Assessment.Line::round, l -> l, (first, second) -> second));
        List<Series> series = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            series.add(series(dimension, same, words, locale));
        }
        Bands bands = instrument.bands();
        return new ChangeChart(
                Round.COMPARED.stream().map(r -> words.say(r.label(), locale)).toList(),
                series,
                new Limits(
                        y(bands.highBelow()),
                        y(bands.lowAbove()),
                        words.number(bands.highBelow(), locale),
                        words.number(bands.lowAbove(), locale)),
                scored.stream()
                        .filter(l -> l.instrument().version() != instrument.version())
                        .map(l -> words.say(l.round().label(), locale))
                        .toList());
    }

    private static Series series(
            Dimension dimension, Map<Round, Assessment.Line> lines, AssessmentWords words, Locale locale) {
        List<Dot> dots = new ArrayList<>();
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < Round.COMPARED.size(); i++) {
            Assessment.Line line = lines.get(Round.COMPARED.get(i));
            Assessment.Values values = line == null ? null : line.values();
            BigDecimal value = values == null ? null : values.of(dimension);
            if (value != null) {
                dots.add(new Dot(LEFT + i * STEP, y(value)));
            }
            texts.add(line == null ? null : words.value(line.instrument(), value, locale));
        }
        return new Series(
                dimension,
                dimension.ordinal() + 1,
                dots.stream().map(d -> d.x() + "," + d.y()).collect(Collectors.joining(" ")),
                dots,
                texts);
    }

    private static int y(BigDecimal value) {
        return BOTTOM - (int) Math.round(value.doubleValue() * (BOTTOM - TOP));
    }
}
