package org.mrcportal.outreach.coverage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A country as tiles, one per region, each about where the region lies. Units of a drawing {@value #WIDTH} wide.
 *
 * @param legend what the colours stand for, palest first
 */
record Tiles(int height, List<Tile> tiles, List<Step> legend) {

    static final int WIDTH = 640;
    private static final int LARGEST = 112;
    private static final int HEIGHT = 88;
    private static final int GAP = 4;
    private static final int COLOURS = 5;
    private static final double LETTER = 7.2;

    /** Column and row of each region, as the map has them: west is left, north is up. */
    private static final Map<String, List<List<String>>> LAYOUTS = Map.of(
            "UZ",
            List.of(
                    List.of("QR", "", "", "", "TO", "TK", ""),
                    List.of("XO", "", "NW", "JI", "SI", "NG", "AN"),
                    List.of("", "BU", "SA", "", "", "FA", ""),
                    List.of("", "", "QA", "SU", "", "", "")),
            "TJ",
            List.of(List.of("", "SU", ""), List.of("DU", "RA", "GB"), List.of("", "KT", "")),
            "KG",
            List.of(List.of("T", "C", "GB", "Y"), List.of("", "J", "N", ""), List.of("B", "O", "GO", "")),
            "KZ",
            List.of(
                    List.of("", "", "39", "59", "", "55", "", ""),
                    List.of("27", "15", "", "11", "71", "", "10", "63"),
                    List.of("23", "", "", "62", "35", "", "33", ""),
                    List.of("47", "", "43", "61", "31", "19", "75", ""),
                    List.of("", "", "", "79", "", "", "", "")),
            "TM",
            List.of(List.of("", "D", "", ""), List.of("B", "A", "M", "L"), List.of("", "S", "", "")));

    /**
     * A region.
     *
     * @param number null: nothing can be said
     * @param text the number as the reader reads it
     */
    record Region(
            String code,
            String name,
            boolean borderTarget,
            @Nullable BigDecimal number,
            String text) {}

    /**
     * A region's tile.
     *
     * @param colour 0 to 5
     * @param lines the region's name
     */
    record Tile(String code, int x, int y, int width, int colour, boolean borderTarget, List<Line> lines, String text) {

        public boolean dark() {
            return colour >= 4;
        }

        public int tall() {
            return HEIGHT;
        }

        public int middle() {
            return x + width / 2;
        }
    }

    /** A line of a name; {@code squeezed} is the width it must keep to, or null. */
    record Line(String text, int y, @Nullable Integer squeezed) {}

    /** A colour of the legend and the largest number that has it; the palest is nothing. */
    record Step(int colour, String upTo) {}

    /** Codes as they stand in the layouts, for the tests. */
    static List<String> laidOut(String country) {
        return Objects.requireNonNullElse(LAYOUTS.get(country), List.<List<String>>of()).stream()
                .flatMap(List::stream)
                .filter(part -> !part.isEmpty())
                .map(part -> country + "-" + part)
                .toList();
    }

    /** @param written writes a number of the legend for the reader */
    static Tiles of(String country, List<Region> regions, UnaryOperator<String> written) {
        List<List<String>> layout = Objects.requireNonNullElse(LAYOUTS.get(country), List.of());
        BigDecimal most = regions.stream()
                .map(Region::number)
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
        List<Tile> tiles = new ArrayList<>();
        for (int row = 0; row < layout.size(); row++) {
            List<String> columns = layout.get(row);
            int width = Math.min(LARGEST, WIDTH / columns.size());
            for (int column = 0; column < columns.size(); column++) {
                String code = country + "-" + columns.get(column);
                int x = column * width;
                int y = row * HEIGHT;
                regions.stream()
                        .filter(region -> region.code().equals(code))
                        .forEach(region -> tiles.add(tile(region, x, y, width, most)));
            }
        }
        return new Tiles(layout.size() * HEIGHT, tiles, legend(most, written));
    }

    private static Tile tile(Region region, int x, int y, int width, BigDecimal most) {
        List<Line> lines = new ArrayList<>();
        for (String part : wrapped(region.name())) {
            int room = width - GAP - 8;
            lines.add(new Line(part, y + 18 + lines.size() * 13, part.length() * LETTER > room ? room : null));
        }
        return new Tile(
                region.code(),
                x,
                y,
                width - GAP,
                colour(region.number(), most),
                region.borderTarget(),
                lines,
                region.text());
    }

    /** At most three lines, broken at spaces and hyphens. */
    private static List<String> wrapped(String name) {
        List<String> lines = new ArrayList<>(List.of(name.split(" |(?<=-)")));
        while (lines.size() > 3) {
            lines.set(2, lines.get(2) + " " + lines.remove(3));
        }
        return lines;
    }

    private static int colour(@Nullable BigDecimal number, BigDecimal most) {
        if (number == null || number.signum() <= 0) {
            return 0;
        }
        return number.multiply(BigDecimal.valueOf(COLOURS))
                .divide(most, 0, RoundingMode.CEILING)
                .intValue();
    }

    private static List<Step> legend(BigDecimal most, UnaryOperator<String> written) {
        List<Step> steps = new ArrayList<>();
        if (most.signum() > 0) {
            for (int colour = 1; colour <= COLOURS; colour++) {
                BigDecimal upTo = most.multiply(BigDecimal.valueOf(colour))
                        .divide(BigDecimal.valueOf(COLOURS), most.scale(), RoundingMode.FLOOR);
                if (upTo.signum() > 0) {
                    steps.add(new Step(colour, written.apply(upTo.toPlainString())));
                }
            }
        }
        return steps;
    }
}
