package org.mrcportal.reporting.dashboard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.EarlierTotals.EarlierTotal;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.reporting.dashboard.FiguresDesk.Overview;
import org.mrcportal.reporting.dashboard.Table.Cell;
import org.mrcportal.reporting.dashboard.Tables.Breakdown;
import org.mrcportal.reporting.indicator.Indicator;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts the figures on their page: first the numbers everybody asks for, then a chart and a table of each breakdown. */
@Component
class FiguresPage {

    private static final List<Indicator> OF_CONTACTS =
            List.of(Indicator.CONTACTS, Indicator.PERSONS, Indicator.FIRST_VISITS);
    private static final List<Indicator> OF_APPOINTMENTS =
            List.of(Indicator.BOOKED, Indicator.ATTENDED, Indicator.NO_SHOW, Indicator.CANCELLED, Indicator.WAIT);
    private static final List<String> STATES = List.of("ATTENDED", "NO_SHOW", "CANCELLED", "OPEN");

    /** The colours of the states, see the classes {@code s-1} to {@code s-6} of the style sheet. */
    private static final List<Integer> SERIES = List.of(1, 3, 2, 6);

    private final Tables tables;
    private final Words words;

    FiguresPage(Tables tables, Words words) {
        this.tables = tables;
        this.words = words;
    }

    /**
     * A number to be seen first.
     *
     * @param unit said after the number, or null
     * @param note a line of its own under it, with its number, or null
     */
    record Tile(
            String anchor,
            String label,
            Cell now,
            Cell before,
            @Nullable String unit,
            @Nullable Note note) {}

    record Note(String label, Cell cell) {}

    /**
     * A table with its chart.
     *
     * @param shape which fragment draws the chart
     */
    record Section(Table table, Chart chart, String shape) {}

    /** What a centre had published before the portal. */
    record Earlier(
            String centre,
            @Nullable String inPerson,
            @Nullable String socialReach,
            @Nullable String source) {}

    /** How the appointments of a period ended: parts of a bar. */
    record Ending(String period, List<Part> parts) {}

    record Part(int series, String label, String text, int x, int length) {}

    void fill(Model model, Overview overview, Locale locale) {
        Asked asked = overview.asked();
        head(model, asked, overview.asOf(), locale);
        model.addAttribute("contactTiles", tiles(OF_CONTACTS, overview, locale));
        model.addAttribute("appointmentTiles", tiles(OF_APPOINTMENTS, overview, locale));
        model.addAttribute("endings", endings(overview, locale));
        model.addAttribute("headlines", tables.headlines(overview, locale));
        model.addAttribute("sideBySide", asked.chosen().size() > 1 ? tables.sideBySide(overview, locale) : null);
        model.addAttribute("waits", tables.waits(overview, locale));
        model.addAttribute("sections", sections(overview, locale));
        earlier(model, asked, overview.earlier(), locale);
    }

    /** Which days and centres these are, and as of when. */
    void head(Model model, Asked asked, Instant asOf, Locale locale) {
        model.addAttribute("now", asked.period().label(locale));
        model.addAttribute("before", asked.before().label(locale));
        model.addAttribute(
                "chosen", asked.chosen().stream().map(CentreCard::city).toList());
        model.addAttribute("asOf", asOf(asked, asOf, locale));
        model.addAttribute("own", asked.own());
    }

    /** What the chosen centres had published before the portal. */
    void earlier(Model model, Asked asked, List<EarlierTotal> totals, Locale locale) {
        model.addAttribute(
                "earlier", totals.stream().map(e -> earlier(asked, e, locale)).toList());
    }

    private String asOf(Asked asked, Instant asOf, Locale locale) {
        ZoneId zone = asked.chosen().isEmpty()
                ? java.time.ZoneOffset.UTC
                : asked.chosen().getFirst().zone();
        return words.say(
                "reporting.as-of", locale, CentreTime.moment(asOf, zone, locale), CentreTime.zoneName(zone, locale));
    }

    private List<Tile> tiles(List<Indicator> indicators, Overview overview, Locale locale) {
        return indicators.stream().map(i -> tile(i, overview, locale)).toList();
    }

    private Tile tile(Indicator indicator, Overview overview, Locale locale) {
        Note note = indicator == Indicator.PERSONS
                ? new Note(
                        words.say("reporting.anonymous", locale),
                        tables.cell(overview, 0, Dimension.ANONYMITY, "ANONYMOUS", locale))
                : null;
        return new Tile(
                indicator.anchor(),
                words.say(indicator.nameKey(), locale),
                tables.headline(overview, indicator, 0, null, locale),
                tables.headline(overview, indicator, 1, null, locale),
                indicator == Indicator.WAIT ? words.say("reporting.days", locale) : null,
                note);
    }

    private List<Section> sections(Overview overview, Locale locale) {
        List<Section> bars = Stream.of(Breakdown.values())
                .map(b -> bars(b, tables.breakdown(b, overview, locale), overview, locale))
                .toList();
        return Stream.concat(
                        Stream.concat(
                                bars.stream().limit(2),
                                Stream.of(pyramid(tables.sexAndAge(overview, locale), overview, locale))),
                        bars.stream().skip(2))
                .toList();
    }

    private Section bars(Breakdown breakdown, Table table, Overview overview, Locale locale) {
        Dimension dimension = breakdown.dimension();
        List<Chart.Value> values = overview.numbers().values(dimension).stream()
                .map(value -> {
                    Figure now = overview.numbers().get(Key.of(0, null, dimension, value));
                    Figure before = overview.numbers().get(Key.of(1, null, dimension, value));
                    return new Chart.Value(
                            words.label(dimension, value, locale), now, before, words.figure(now, locale), null);
                })
                .toList();
        String description = words.say("reporting.chart.bars", locale, Math.min(10, values.size()), values.size());
        return new Section(table, Chart.bars(table.name(), table.title(), description, values), "bars");
    }

    private Section pyramid(Table table, Overview overview, Locale locale) {
        List<Chart.Value> values = Tables.AGES.stream()
                .map(age -> {
                    Figure women = overview.numbers().get(Key.of(0, null, Dimension.SEX_AGE, "F:" + age));
                    Figure men = overview.numbers().get(Key.of(0, null, Dimension.SEX_AGE, "M:" + age));
                    return new Chart.Value(
                            words.code("age-group.", age, locale),
                            women,
                            men,
                            words.figure(women, locale),
                            words.figure(men, locale));
                })
                .toList();
        String description = words.say("reporting.chart.pyramid", locale);
        return new Section(table, Chart.pyramid(table.name(), table.title(), description, values), "pyramid");
    }

    /** Nothing is drawn of a period of which something is hidden: lengths would tell. */
    private List<Ending> endings(Overview overview, Locale locale) {
        return Stream.of(0, 1)
                .map(period -> ending(period, overview, locale))
                .filter(ending -> !ending.parts().isEmpty())
                .toList();
    }

    private Ending ending(int period, Overview overview, Locale locale) {
        Numbers numbers = overview.numbers();
        List<Figure> figures = STATES.stream()
                .map(state -> numbers.get(Key.of(period, null, Dimension.APPOINTMENT_STATE, state)))
                .toList();
        long all = figures.stream()
                .mapToLong(f -> f.number() == null ? Long.MIN_VALUE / 8 : f.number())
                .sum();
        List<Part> parts = new java.util.ArrayList<>();
        long so = 0;
        for (int i = 0; all > 0 && i < STATES.size(); i++) {
            long number = java.util.Objects.requireNonNull(figures.get(i).number());
            int from = (int) (so * Chart.WIDTH / all);
            so += number;
            int to = (int) (so * Chart.WIDTH / all);
            if (number > 0) {
                parts.add(new Part(
                        SERIES.get(i),
                        words.label(Dimension.APPOINTMENT_STATE, STATES.get(i), locale),
                        words.number(number, locale),
                        from,
                        Math.max(1, to - from)));
            }
        }
        String label =
                (period == 0 ? overview.asked().period() : overview.asked().before()).label(locale);
        return new Ending(label, parts);
    }

    private Earlier earlier(Asked asked, EarlierTotal total, Locale locale) {
        return new Earlier(
                asked.centre(total.centre()).city(),
                total.inPerson() == null ? null : words.number(total.inPerson(), locale),
                total.socialReach() == null ? null : words.number(total.socialReach(), locale),
                total.source());
    }
}
