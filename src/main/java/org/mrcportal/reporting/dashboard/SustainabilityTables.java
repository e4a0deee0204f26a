package org.mrcportal.reporting.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.reintegration.CaseFigures.Change;
import org.mrcportal.reintegration.CaseFigures.Dimension;
import org.mrcportal.reporting.dashboard.CasesDesk.Overview;
import org.mrcportal.reporting.dashboard.Table.Cell;
import org.mrcportal.reporting.dashboard.Table.Group;
import org.mrcportal.reporting.dashboard.Table.Row;
import org.mrcportal.reporting.indicator.Indicator;
import org.springframework.stereotype.Component;

/** How the same people fared at the beginning and when they were asked again. */
@Component
class SustainabilityTables {

    private static final List<String> ROUNDS = List.of("M3", "M6", "M12");
    private static final List<String> DIMENSIONS = List.of("ECONOMIC", "SOCIAL", "PSYCHOSOCIAL", "COMPOSITE");
    private static final List<String> WHOLE = List.of("COMPOSITE");

    private final Tables tables;
    private final CaseWords labels;
    private final Words words;

    SustainabilityTables(Tables tables, CaseWords labels, Words words) {
        this.tables = tables;
        this.labels = labels;
        this.words = words;
    }

    /** One line a round: all three dimensions together, over all chosen centres. */
    Table atAGlance(Overview overview, Locale locale) {
        return table("cases-sustainability", lines(overview, null, WHOLE, locale), overview, locale);
    }

    /** One line a round and dimension. */
    Table byDimension(Overview overview, Locale locale) {
        return table("cases-sustainability-dimensions", lines(overview, null, DIMENSIONS, locale), overview, locale);
    }

    /** One line a centre and round: all three dimensions together. */
    Table byCentre(Overview overview, Locale locale) {
        List<Row> rows = overview.asked().chosen().stream()
                .flatMap(centre -> lines(overview, centre, WHOLE, locale).stream())
                .toList();
        return table("cases-sustainability-centres", rows, overview, locale);
    }

    private List<Row> lines(Overview overview, @Nullable CentreCard centre, List<String> dimensions, Locale locale) {
        return rounds(overview).stream()
                .flatMap(
                        round -> dimensions.stream().map(dimension -> line(overview, centre, round, dimension, locale)))
                .toList();
    }

    /** Each version of the survey by itself; a round nobody was asked in stands there with nothing. */
    private static List<String> rounds(Overview overview) {
        List<String> asked = overview.numbers().values(Dimension.ROUND);
        return ROUNDS.stream()
                .flatMap(round -> {
                    List<String> versions = asked.stream()
                            .filter(value -> value.startsWith(round + "_"))
                            .sorted()
                            .toList();
                    return versions.isEmpty() ? Stream.of(round + "_1") : versions.stream();
                })
                .toList();
    }

    private Row line(Overview overview, @Nullable CentreCard centre, String round, String dimension, Locale locale) {
        List<Cell> cells = new ArrayList<>(Tables.nowAndBefore(period -> {
            Figure pairs = overview.numbers().pairs(period, centre == null ? null : centre.id(), round);
            return tables.opening(pairs, overview.records(period, centre, Dimension.ROUND, round), locale);
        }));
        for (boolean again : List.of(false, true)) {
            cells.addAll(
                    Tables.nowAndBefore(period -> mean(overview, period, centre, round, dimension, again, locale)));
        }
        String label = labels.label(Dimension.ROUND, round, locale) + ": "
                + words.say("reporting.cases.dimension." + dimension, locale);
        return new Row(
                (centre == null ? "" : centre.code() + "-") + round + "-" + dimension,
                centre == null ? label : centre.city() + ". " + label,
                null,
                cells);
    }

    private Cell mean(
            Overview overview,
            int period,
            @Nullable CentreCard centre,
            String round,
            String dimension,
            boolean again,
            Locale locale) {
        Change change = overview.numbers().change(period, centre == null ? null : centre.id(), round);
        Double mean =
                change == null ? null : (again ? change.after() : change.before()).get(DIMENSIONS.indexOf(dimension));
        return mean == null
                ? Cell.NOTHING
                : new Cell(
                        labels.score(mean, locale),
                        String.valueOf(Math.round(mean * 10_000) / 10_000.0),
                        overview.records(period, centre, Dimension.ROUND, round),
                        false);
    }

    private Table table(String name, List<Row> rows, Overview overview, Locale locale) {
        return tables.comparing(
                name,
                "reporting.cases.title." + name,
                Indicator.SUSTAINABILITY,
                Stream.of("pairs", "first", "again")
                        .map(group -> new Group(words.say("reporting.cases.sustainability." + group, locale), null))
                        .toList(),
                rows,
                overview.asked().address().casesTable(name),
                locale);
    }
}
