package org.mrcportal.reporting.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            Indicator.PERSONS_IN_OPEN_CASES,
            Indicator.CASES_NEW,
            Indicator.PERSONS_IN_NEW_CASES,
            Indicator.CASES_CLOSED,
            Indicator.CASES_OVERDUE,
            Indicator.REFERRALS_SENT,
            Indicator.REFERRALS_SERVED,
            Indicator.REFERRAL_DAYS,
            Indicator.TRAININGS_ENROLLED,
            Indicator.TRAININGS_COMPLETED,
            Indicator.CASES_KEPT);

    private final Tables tables;
    private final SustainabilityTables sustainability;
    private final AnswerTables answers;
    private final CaseWords labels;
    private final Words words;

    CaseTables(
            Tables tables, SustainabilityTables sustainability, AnswerTables answers, CaseWords labels, Words words) {
        this.tables = tables;
        this.sustainability = sustainability;
        this.answers = answers;
        this.labels = labels;
        this.words = words;
    }

    /** Those of the first page, by its order. */
    List<Table> all(Overview overview, Locale locale) {
        return List.of(
                headlines(overview, locale),
                breakdown("cases-open-states", Indicator.CASES_OPEN, Dimension.OPEN_STATE, overview, locale),
                stages(overview, locale),
                assistance(overview, locale),
                breakdown("cases-referrals", Indicator.REFERRALS_SENT, Dimension.ANSWER, overview, locale),
                sustainability.atAGlance(overview, locale),
                breakdown("cases-closed", Indicator.CASES_CLOSED, Dimension.REASON, overview, locale));
    }

    /** Those of the page that goes into detail; who has how many cases is for the centre's own managers. */
    List<Table> detail(Overview overview, Locale locale) {
        List<Table> all = new ArrayList<>(List.of(
                breakdown("cases-new", Indicator.CASES_NEW, Dimension.NEW_TYPE, overview, locale),
                breakdown("cases-open", Indicator.CASES_OPEN, Dimension.OPEN_TYPE, overview, locale),
                breakdown("cases-open-from", Indicator.CASES_OPEN, Dimension.OPEN_FROM, overview, locale),
                breakdown("cases-open-sex-and-age", Indicator.CASES_OPEN, Dimension.OPEN_SEX_AGE, overview, locale),
                persons(overview, locale),
                breakdown("cases-open-marks", Indicator.CASES_OPEN, Dimension.OPEN_MARK, overview, locale),
                breakdown("cases-trainings", Indicator.TRAININGS_ENROLLED, Dimension.TRAINING, overview, locale)));
        if (overview.asked().own()) {
            all.add(breakdown("cases-open-workers", Indicator.CASES_OPEN, Dimension.OPEN_WORKER, overview, locale));
        }
        return all;
    }

    /** Those of the page of answers. */
    List<Table> answers(Overview overview, Locale locale) {
        return Stream.concat(Stream.of(answers.asked(overview, locale)), answers.told(overview, locale).stream())
                .toList();
    }

    /** Those of the page of scores. */
    List<Table> scores(Overview overview, Locale locale) {
        Table byDimension = sustainability.byDimension(overview, locale);
        return overview.asked().chosen().size() > 1
                ? List.of(byDimension, sustainability.byCentre(overview, locale))
                : List.of(byDimension);
    }

    Optional<Table> named(String name, Overview overview, Locale locale) {
        return Stream.of(
                        all(overview, locale),
                        detail(overview, locale),
                        scores(overview, locale),
                        answers(overview, locale))
                .flatMap(List::stream)
                .filter(t -> t.name().equals(name))
                .findFirst();
    }

    private Table headlines(Overview overview, Locale locale) {
        List<Row> rows = tables.lines(
                HEADLINES, (indicator, period, centre) -> headline(overview, indicator, period, locale), locale);
        return table("cases", "reporting.cases.table", Indicator.CASES_OPEN, List.of(), rows, overview, locale);
    }

    Cell headline(Overview overview, Indicator indicator, int period, Locale locale) {
        return switch (indicator) {
            case CASES_OPEN -> total(overview, period, Dimension.OPEN_TYPE, locale);
            case PERSONS_IN_OPEN_CASES -> total(overview, period, Dimension.OPEN_PERSON, locale);
            case PERSONS_IN_NEW_CASES -> total(overview, period, Dimension.NEW_PERSON, locale);
            case CASES_NEW -> total(overview, period, Dimension.NEW_TYPE, locale);
            case CASES_CLOSED -> total(overview, period, Dimension.REASON, locale);
            case CASES_OVERDUE -> period == 0 ? total(overview, period, Dimension.LATE, locale) : Cell.NOTHING;
            case CASES_KEPT -> period == 0 ? kept(overview, locale) : Cell.NOTHING;
            case REFERRALS_SENT -> total(overview, period, Dimension.ANSWER, locale);
            case REFERRALS_SERVED -> served(overview, period, locale);
            case REFERRAL_DAYS -> days(overview, period, Dimension.SERVED, "SERVED", locale);
            case TRAININGS_ENROLLED -> total(overview, period, Dimension.TRAINING, locale);
            case TRAININGS_COMPLETED -> part(overview, period, Dimension.TRAINING, "COMPLETED", locale);
            default -> throw new IllegalArgumentException("No single number: " + indicator);
        };
    }

    /** Opens what the reader may open of them, whether the number is shown or not. */
    private Cell kept(Overview overview, Locale locale) {
        Figure kept = overview.numbers().kept();
        String text = kept.isHidden()
                ? words.figure(kept, locale)
                : words.say("reporting.cases.at-least", locale, Objects.requireNonNull(kept.number()));
        return new Cell(text, text, overview.records(0, null, Dimension.KEPT, null), kept.isHidden());
    }

    private Cell served(Overview overview, int period, Locale locale) {
        CaseNumbers numbers = overview.numbers();
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
        return new Cell(
                words.percent(share, locale),
                String.valueOf(Math.round(share * 1000) / 1000.0),
                overview.records(period, null, Dimension.SERVED, null),
                false);
    }

    private Cell days(Overview overview, int period, Dimension dimension, String value, Locale locale) {
        Median median = overview.numbers().median(period, value);
        return median == null
                ? Cell.NOTHING
                : new Cell(
                        words.days(median.days(), locale),
                        String.valueOf(Math.round(median.days() * 10) / 10.0),
                        overview.records(period, null, dimension, value),
                        false);
    }

    private Table breakdown(String name, Indicator indicator, Dimension dimension, Overview overview, Locale locale) {
        List<Row> rows = inOrder(dimension, overview.numbers().values(dimension)).stream()
                .map(value -> new Row(
                        value,
                        dimension == Dimension.OPEN_WORKER && !value.equals(Dimension.NOT_KNOWN)
                                ? overview.numbers().worker(value)
                                : labels.label(dimension, value, locale),
                        null,
                        Tables.nowAndBefore(period -> part(overview, period, dimension, value, locale))))
                .toList();
        return table(name, "reporting.cases.title." + name, indicator, List.of(), rows, overview, locale);
    }

    /** One line a sex and age: persons of open cases, and of those that were opened. */
    private Table persons(Overview overview, Locale locale) {
        List<Row> rows = Stream.of(Dimension.OPEN_PERSON, Dimension.NEW_PERSON)
                .flatMap(dimension -> overview.numbers().values(dimension).stream())
                .distinct()
                .sorted(labels.bySexAndAge())
                .map(value -> new Row(
                        value,
                        labels.label(Dimension.OPEN_PERSON, value, locale),
                        null,
                        Stream.of(Dimension.OPEN_PERSON, Dimension.NEW_PERSON)
                                .flatMap(dimension ->
                                        Tables.nowAndBefore(period -> part(overview, period, dimension, value, locale))
                                                .stream())
                                .toList()))
                .toList();
        return table(
                "cases-persons",
                "reporting.cases.title.cases-persons",
                Indicator.PERSONS_IN_OPEN_CASES,
                List.of(group(Indicator.PERSONS_IN_OPEN_CASES, locale), group(Indicator.PERSONS_IN_NEW_CASES, locale)),
                rows,
                overview,
                locale);
    }

    /** States as a case comes to them, everything else by how many there are. */
    private static List<String> inOrder(Dimension dimension, List<String> values) {
        return dimension == Dimension.OPEN_STATE
                ? Stream.of(CaseState.values())
                        .map(CaseState::name)
                        .filter(values::contains)
                        .toList()
                : values;
    }

    /** One line a stage: how long half of those that left it had been in it at most. */
    private Table stages(Overview overview, Locale locale) {
        List<Row> rows = Stream.of(CaseState.values())
                .filter(state -> state != CaseState.CLOSED)
                .map(state -> new Row(
                        state.name(),
                        words.say(state.label(), locale),
                        null,
                        Tables.nowAndBefore(period -> days(overview, period, Dimension.STAGE, state.name(), locale))))
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
                                                overview.records(period, null, Dimension.KIND, kind),
                                                false));
                    }
                    return new Row(kind, labels.label(Dimension.KIND, kind, locale), null, cells);
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

    private Group group(Indicator indicator, Locale locale) {
        return new Group(words.say(indicator.nameKey(), locale), indicator.anchor());
    }

    private Cell total(Overview overview, int period, Dimension dimension, Locale locale) {
        return tables.opening(
                overview.numbers().total(period, dimension.counted()),
                overview.records(period, null, dimension, null),
                locale);
    }

    private Cell part(Overview overview, int period, Dimension dimension, String value, Locale locale) {
        return tables.opening(
                overview.numbers().get(period, dimension, value),
                overview.records(period, null, dimension, value),
                locale);
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
