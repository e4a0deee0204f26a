package org.mrcportal.reporting.dashboard;

import com.ibm.icu.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.CaseFigures.Change;
import org.mrcportal.reintegration.CaseFigures.Counted;
import org.mrcportal.reintegration.CaseFigures.Dimension;
import org.mrcportal.reintegration.CaseFigures.Median;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reporting.dashboard.CasesDesk.Overview;
import org.mrcportal.reporting.dashboard.Table.Cell;
import org.mrcportal.reporting.dashboard.Table.Group;
import org.mrcportal.reporting.dashboard.Table.Row;
import org.mrcportal.reporting.indicator.Indicator;
import org.springframework.stereotype.Component;

/** Lays the figures of casework out as tables, for the page and for files. */
@Component
class CaseTables {

    static final List<Indicator> HEADLINES = List.of(
            Indicator.CASES_OPEN,
            Indicator.CASES_NEW,
            Indicator.CASES_CLOSED,
            Indicator.CASES_OVERDUE,
            Indicator.REFERRALS_SENT,
            Indicator.REFERRALS_SERVED,
            Indicator.REFERRAL_DAYS,
            Indicator.TRAININGS_ENROLLED,
            Indicator.TRAININGS_COMPLETED,
            Indicator.CASES_KEPT);

    private static final List<String> ROUNDS = List.of("M3", "M6", "M12");
    private static final List<String> DIMENSIONS = List.of("ECONOMIC", "SOCIAL", "PSYCHOSOCIAL", "COMPOSITE");

    private final Tables tables;
    private final Words words;

    CaseTables(Tables tables, Words words) {
        this.tables = tables;
        this.words = words;
    }

    /** All of them, by the order of the page. */
    List<Table> all(Overview overview, Locale locale) {
        return List.of(
                headlines(overview, locale),
                breakdown("cases-open", Indicator.CASES_OPEN, Dimension.OPEN_TYPE, overview, locale),
                breakdown("cases-new", Indicator.CASES_NEW, Dimension.NEW_TYPE, overview, locale),
                stages(overview, locale),
                assistance(overview, locale),
                breakdown("cases-referrals", Indicator.REFERRALS_SENT, Dimension.ANSWER, overview, locale),
                breakdown("cases-trainings", Indicator.TRAININGS_ENROLLED, Dimension.TRAINING, overview, locale),
                sustainability(overview, locale),
                breakdown("cases-closed", Indicator.CASES_CLOSED, Dimension.REASON, overview, locale));
    }

    Optional<Table> named(String name, Overview overview, Locale locale) {
        return all(overview, locale).stream().filter(t -> t.name().equals(name)).findFirst();
    }

    private Table headlines(Overview overview, Locale locale) {
        List<Row> rows = tables.lines(
                HEADLINES, (indicator, period, centre) -> headline(overview, indicator, period, locale), locale);
        return table("cases", "reporting.cases.table", Indicator.CASES_OPEN, List.of(), rows, overview, locale);
    }

    Cell headline(Overview overview, Indicator indicator, int period, Locale locale) {
        CaseNumbers numbers = overview.numbers();
        return switch (indicator) {
            case CASES_OPEN -> total(overview, period, Dimension.OPEN_TYPE, locale);
            case CASES_NEW -> total(overview, period, Dimension.NEW_TYPE, locale);
            case CASES_CLOSED -> total(overview, period, Dimension.REASON, locale);
            case CASES_OVERDUE -> period == 0 ? total(overview, period, Dimension.LATE, locale) : Cell.NOTHING;
            case CASES_KEPT -> period == 0 ? tables.cell(numbers.kept(), null, locale) : Cell.NOTHING;
            case REFERRALS_SENT -> total(overview, period, Dimension.ANSWER, locale);
            case REFERRALS_SERVED -> served(numbers, period, locale);
            case REFERRAL_DAYS -> days(numbers.median(period, "SERVED"), locale);
            case TRAININGS_ENROLLED -> total(overview, period, Dimension.TRAINING, locale);
            case TRAININGS_COMPLETED -> part(overview, period, Dimension.TRAINING, "COMPLETED", locale);
            default -> throw new IllegalArgumentException("No single number: " + indicator);
        };
    }

    private Cell served(CaseNumbers numbers, int period, Locale locale) {
        Figure all = numbers.total(period, Counted.REFERRED);
        Figure served = numbers.get(period, Dimension.ANSWER, "SERVED");
        if (all.isHidden() || served.isHidden()) {
            return tables.cell(Figure.hidden(0), null, locale);
        }
        long sent = Objects.requireNonNull(all.number());
        if (sent == 0) {
            return Cell.NOTHING;
        }
        double share = (double) Objects.requireNonNull(served.number()) / sent;
        return new Cell(words.percent(share, locale), String.valueOf(Math.round(share * 1000) / 1000.0), null, false);
    }

    private Cell days(@Nullable Median median, Locale locale) {
        return median == null
                ? Cell.NOTHING
                : new Cell(
                        words.days(median.days(), locale),
                        String.valueOf(Math.round(median.days() * 10) / 10.0),
                        null,
                        false);
    }

    private Table breakdown(String name, Indicator indicator, Dimension dimension, Overview overview, Locale locale) {
        List<Row> rows = overview.numbers().values(dimension).stream()
                .map(value -> new Row(
                        value,
                        label(dimension, value, locale),
                        null,
                        Tables.nowAndBefore(period -> part(overview, period, dimension, value, locale))))
                .toList();
        return table(name, "reporting.cases.title." + name, indicator, List.of(), rows, overview, locale);
    }

    /** One line a stage: how long half of those that left it had been in it at most. */
    private Table stages(Overview overview, Locale locale) {
        List<Row> rows = Stream.of(CaseState.values())
                .filter(state -> state != CaseState.CLOSED)
                .map(state -> new Row(
                        state.name(),
                        words.say(state.label(), locale),
                        null,
                        Tables.nowAndBefore(period -> days(overview.numbers().median(period, state.name()), locale))))
                .toList();
        return table(
                "cases-stages",
                Indicator.DAYS_PER_STAGE.nameKey(),
                Indicator.DAYS_PER_STAGE,
                List.of(),
                rows,
                overview,
                locale);
    }

    /** One line a kind of assistance: how often, and what it cost in each currency. */
    private Table assistance(Overview overview, Locale locale) {
        CaseNumbers numbers = overview.numbers();
        List<Row> rows = numbers.values(Dimension.KIND).stream()
                .map(kind -> {
                    List<Cell> cells = new ArrayList<>(
                            Tables.nowAndBefore(period -> part(overview, period, Dimension.KIND, kind, locale)));
                    for (int period = 0; period < 2; period++) {
                        var costs = numbers.costs(period, kind);
                        cells.add(
                                costs.isEmpty()
                                        ? Cell.NOTHING
                                        : new Cell(
                                                costs.stream()
                                                        .map(c -> words.money(c.getValue(), c.getKey(), locale))
                                                        .collect(Collectors.joining("; ")),
                                                costs.stream()
                                                        .map(c -> c.getValue().toPlainString() + " " + c.getKey())
                                                        .collect(Collectors.joining("; ")),
                                                null,
                                                false));
                    }
                    return new Row(kind, label(Dimension.KIND, kind, locale), null, cells);
                })
                .toList();
        return table(
                "cases-assistance",
                Indicator.ASSISTANCE_DELIVERED.nameKey(),
                Indicator.ASSISTANCE_DELIVERED,
                List.of(group(Indicator.ASSISTANCE_DELIVERED, locale), group(Indicator.ASSISTANCE_COST, locale)),
                rows,
                overview,
                locale);
    }

    /** One line a dimension and round: the same people at the beginning and again. */
    private Table sustainability(Overview overview, Locale locale) {
        List<Row> rows = new ArrayList<>();
        for (String round : ROUNDS) {
            for (int i = 0; i < DIMENSIONS.size(); i++) {
                int place = i;
                List<Cell> cells =
                        new ArrayList<>(Tables.nowAndBefore(period -> pairs(overview, period, round, locale)));
                for (boolean again : List.of(false, true)) {
                    cells.addAll(Tables.nowAndBefore(
                            period -> mean(overview.numbers().change(period, round), place, again, locale)));
                }
                rows.add(new Row(
                        round + "-" + DIMENSIONS.get(i),
                        words.say("reporting.cases.round." + round, locale) + ": "
                                + words.say("reporting.cases.dimension." + DIMENSIONS.get(i), locale),
                        null,
                        cells));
            }
        }
        return table(
                "cases-sustainability",
                Indicator.SUSTAINABILITY.nameKey(),
                Indicator.SUSTAINABILITY,
                Stream.of("pairs", "first", "again")
                        .map(name -> new Group(words.say("reporting.cases.sustainability." + name, locale), null))
                        .toList(),
                rows,
                overview,
                locale);
    }

    private Cell pairs(Overview overview, int period, String round, Locale locale) {
        Figure pairs = overview.numbers().get(period, Dimension.ROUND, round);
        Long number = pairs.number();
        return number != null
                        && number > 0
                        && number < Suppression.FEW
                        && overview.numbers().change(period, round) == null
                ? tables.cell(Figure.hidden(Suppression.FEW), null, locale)
                : tables.cell(pairs, records(overview, period, Dimension.ROUND, round), locale);
    }

    private static Cell mean(@Nullable Change change, int place, boolean again, Locale locale) {
        Double mean = change == null ? null : (again ? change.after() : change.before()).get(place);
        if (mean == null) {
            return Cell.NOTHING;
        }
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return new Cell(format.format(mean), String.valueOf(Math.round(mean * 10_000) / 10_000.0), null, false);
    }

    private Group group(Indicator indicator, Locale locale) {
        return new Group(words.say(indicator.nameKey(), locale), indicator.anchor());
    }

    private Cell total(Overview overview, int period, Dimension dimension, Locale locale) {
        return tables.cell(
                overview.numbers().total(period, dimension.counted()),
                records(overview, period, dimension, null),
                locale);
    }

    private Cell part(Overview overview, int period, Dimension dimension, String value, Locale locale) {
        return tables.cell(
                overview.numbers().get(period, dimension, value), records(overview, period, dimension, value), locale);
    }

    /** Only at one's own centre a number opens its cases. */
    private static @Nullable String records(
            Overview overview, int period, Dimension dimension, @Nullable String value) {
        return overview.asked().own() ? overview.asked().address(period, null).caseRecords(dimension, value) : null;
    }

    String label(Dimension dimension, String value, Locale locale) {
        return switch (dimension) {
            case OPEN_TYPE, NEW_TYPE -> words.code("cases.type.", value, locale);
            case REASON -> words.code("reporting.cases.reason.", value, locale);
            case LATE -> words.say("reporting.cases.late", locale);
            case KIND ->
                words.code("cases.assistance.", value.toLowerCase(Locale.ROOT).replace('_', '-'), locale);
            case ANSWER -> words.code("reporting.cases.answer.", value, locale);
            case TRAINING -> words.code("reporting.cases.training.", value, locale);
            case ROUND -> words.code("reporting.cases.round.", value, locale);
        };
    }

    private Table table(
            String name,
            String titleKey,
            Indicator indicator,
            List<Group> groups,
            List<Row> rows,
            Overview overview,
            Locale locale) {
        return tables.comparing(
                name,
                titleKey,
                indicator,
                groups,
                rows,
                overview.asked().address().casesTable(name),
                locale);
    }
}
