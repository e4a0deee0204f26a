package org.mrcportal.reporting.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.OutreachFigures.Dimension;
import org.mrcportal.outreach.OutreachFigures.Reach;
import org.mrcportal.reporting.dashboard.FiguresPage.Section;
import org.mrcportal.reporting.dashboard.FiguresPage.Tile;
import org.mrcportal.reporting.dashboard.OutreachDesk.Overview;
import org.mrcportal.reporting.dashboard.OutreachTables.Breakdown;
import org.mrcportal.reporting.indicator.Indicator;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts the figures of outreach on their page, and the first of them on the managers' first page. */
@Component
class OutreachPage {

    private static final List<Indicator> TILES = List.of(
            Indicator.SESSIONS_HELD,
            Indicator.ATTENDANCES,
            Indicator.ATTENDANCES_PER_SESSION,
            Indicator.PLACES,
            Indicator.SHARE_WHO_CAME);
    private static final List<Indicator> BLOCK =
            List.of(Indicator.SESSIONS_HELD, Indicator.ATTENDANCES, Indicator.PLACES, Indicator.PLACES_TAKEN_UP);

    /** The page shows so many lines of reach; the file has them all. */
    private static final int MOST_LINES = 60;

    private final OutreachTables tables;
    private final ReachTable reach;
    private final FiguresPage figures;
    private final Words words;

    OutreachPage(OutreachTables tables, ReachTable reach, FiguresPage figures, Words words) {
        this.tables = tables;
        this.reach = reach;
        this.figures = figures;
        this.words = words;
    }

    /** Only the numbers to be seen first, and the way to the others. */
    void fillBlock(Model model, Asked asked, OutreachNumbers numbers, Locale locale) {
        model.addAttribute("outreachTiles", tiles(BLOCK, asked, numbers, locale));
        model.addAttribute("outreachHref", asked.address().outreach());
    }

    void fill(Model model, Overview overview, Locale locale) {
        Asked asked = overview.asked();
        figures.head(model, asked, overview.asOf(), locale);
        model.addAttribute("tiles", tiles(TILES, asked, overview.numbers(), locale));
        model.addAttribute("headlines", tables.headlines(overview, locale));
        model.addAttribute("sideBySide", asked.chosen().size() > 1 ? tables.sideBySide(overview, locale) : null);
        model.addAttribute("sections", sections(overview, locale));
        model.addAttribute("knowledge", tables.knowledge(overview, locale));
        model.addAttribute("cost", tables.cost(overview, locale));
        model.addAttribute("costKnown", costKnown(overview.numbers(), locale));
        model.addAttribute("codes", tables.codes(overview, locale));
        List<Reach> told =
                overview.reach().stream().filter(OutreachPage::isFirst).toList();
        Table lines = reach.of(overview, told, locale);
        model.addAttribute("reach", lines.first(MOST_LINES));
        model.addAttribute(
                "reachCut",
                lines.rows().size() > MOST_LINES
                        || told.size() < overview.reach().size());
        figures.earlier(model, asked, overview.earlier(), locale);
    }

    /** What was hoped for, how far it went, and what it led to; the file has every measure. */
    private static boolean isFirst(Reach reach) {
        return reach.target() != null
                || reach.measure() == Measure.REACH
                || reach.measure() == Measure.VIEWS
                || reach.measure() == Measure.CLICKS;
    }

    private List<Tile> tiles(List<Indicator> indicators, Asked asked, OutreachNumbers numbers, Locale locale) {
        return indicators.stream()
                .map(i -> new Tile(
                        i.anchor(),
                        words.say(i.nameKey(), locale),
                        tables.headline(asked, numbers, i, 0, null, locale),
                        tables.headline(asked, numbers, i, 1, null, locale),
                        null,
                        null))
                .toList();
    }

    private String costKnown(OutreachNumbers numbers, Locale locale) {
        long known = numbers.currencies().stream()
                .mapToLong(currency -> numbers.spent(0, currency).sessions())
                .sum();
        Long held = numbers.get(0, Dimension.SESSION_STATE, "HELD").number();
        return words.say("reporting.outreach.cost.known", locale, known, held == null ? 0 : held);
    }

    private List<Section> sections(Overview overview, Locale locale) {
        List<Section> sections = new ArrayList<>();
        sections.add(pyramid(tables.sexAndAge(overview, locale), overview, locale));
        Stream.of(Breakdown.values())
                .map(b -> bars(tables.breakdown(b, overview, locale), b.dimension(), overview, locale))
                .forEach(sections::add);
        return sections;
    }

    private Section bars(Table table, Dimension dimension, Overview overview, Locale locale) {
        List<Chart.Value> values = overview.numbers().values(dimension).stream()
                .map(value -> value(
                        tables.label(dimension, value, locale),
                        overview.numbers().get(0, dimension, value),
                        overview.numbers().get(1, dimension, value),
                        false,
                        locale))
                .toList();
        String description = words.say("reporting.chart.bars", locale, Math.min(10, values.size()), values.size());
        return new Section(table, Chart.bars(table.name(), table.title(), description, values), "bars");
    }

    private Section pyramid(Table table, Overview overview, Locale locale) {
        List<Chart.Value> values = OutreachTables.AGES.stream()
                .map(age -> value(
                        words.say("reporting.outreach.age." + age, locale),
                        overview.numbers().get(0, Dimension.SEX_AGE, "F:" + age),
                        overview.numbers().get(0, Dimension.SEX_AGE, "M:" + age),
                        true,
                        locale))
                .toList();
        String description = words.say("reporting.chart.pyramid", locale);
        return new Section(table, Chart.pyramid(table.name(), table.title(), description, values), "pyramid");
    }

    private Chart.Value value(String label, Figure now, Figure other, boolean both, Locale locale) {
        String otherText = both ? words.figure(other, locale) : null;
        return new Chart.Value(label, now, other, words.figure(now, locale), otherText);
    }
}
