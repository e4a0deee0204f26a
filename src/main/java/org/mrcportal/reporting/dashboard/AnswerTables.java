package org.mrcportal.reporting.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mrcportal.reintegration.CaseFigures;
import org.mrcportal.reintegration.CaseFigures.Dimension;
import org.mrcportal.reporting.dashboard.CasesDesk.Overview;
import org.mrcportal.reporting.dashboard.Table.Cell;
import org.mrcportal.reporting.dashboard.Table.Group;
import org.mrcportal.reporting.dashboard.Table.Row;
import org.mrcportal.reporting.indicator.Indicator;
import org.springframework.stereotype.Component;

/** Who was asked after 3, 6 and 12 months, and what people told. */
@Component
class AnswerTables {

    private static final List<String> ROUNDS = List.of("M3", "M6", "M12");
    private static final List<String> STATES = List.of("DONE", "NOT_REACHED", "DUE");

    /** Whether life has changed shows in the same people alone. */
    private static final List<Dimension> COMPARED = List.of(Dimension.TOLD_FIRST, Dimension.TOLD_AGAIN);

    private final Tables tables;
    private final CaseFigures figures;
    private final CaseWords labels;
    private final Words words;

    AnswerTables(Tables tables, CaseFigures figures, CaseWords labels, Words words) {
        this.tables = tables;
        this.figures = figures;
        this.labels = labels;
        this.words = words;
    }

    /** One line a round: how many fell due, and what became of them. */
    Table asked(Overview overview, Locale locale) {
        List<Row> rows = ROUNDS.stream()
                .map(round -> new Row(
                        round,
                        labels.after(round, locale),
                        null,
                        Stream.concat(Stream.of(""), STATES.stream())
                                .flatMap(state ->
                                        Tables.nowAndBefore(period -> asked(overview, period, round, state, locale))
                                                .stream())
                                .toList()))
                .toList();
        return tables.comparing(
                "cases-asked",
                Indicator.ASKED_AFTER_MONTHS.nameKey(),
                Indicator.ASKED_AFTER_MONTHS,
                Stream.concat(Stream.of("ALL"), STATES.stream())
                        .map(state -> new Group(words.say("reporting.cases.asked." + state, locale), null))
                        .toList(),
                rows,
                overview.asked().address().casesTable("cases-asked"),
                locale);
    }

    private Cell asked(Overview overview, int period, String round, String state, Locale locale) {
        Wholes wholes = overview.numbers().wholes();
        Figure figure = state.isEmpty()
                ? wholes.all(period, Dimension.ASKED, round)
                : wholes.part(period, Dimension.ASKED, round, state);
        String value = state.isEmpty() ? round : round + "-" + state;
        return tables.opening(figure, overview.records(period, null, Dimension.ASKED, value), locale);
    }

    /** A table each question that somebody was asked, of this period alone. */
    List<Table> told(Overview overview, Locale locale) {
        return figures.questions().entrySet().stream()
                .map(question -> told(question.getKey(), question.getValue(), overview, locale))
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    /** What people told in one round, or, of those who told twice, at one of the two times. */
    private record Column(Dimension dimension, String whole, String label) {}

    /** One line an answer; two more columns where the same people can be compared. */
    private Table told(String question, List<String> answers, Overview overview, Locale locale) {
        Wholes wholes = overview.numbers().wholes();
        List<Column> columns = Stream.concat(
                        ROUNDS.stream()
                                .map(round -> new Column(
                                        Dimension.TOLD, round + "-" + question, labels.after(round, locale))),
                        COMPARED.stream()
                                .filter(time -> wholes.has(time, question))
                                .map(time -> new Column(time, question, words.say("reporting.cases." + time, locale))))
                .toList();
        List<Row> rows = Stream.concat(Stream.of(""), answers.stream())
                .filter(answer -> columns.stream().anyMatch(column -> isThere(wholes, column, answer)))
                .map(answer -> new Row(
                        answer.isEmpty() ? "ALL" : answer,
                        answer.isEmpty()
                                ? words.say("reporting.cases.told.all", locale)
                                : labels.answer(question, answer, locale),
                        null,
                        columns.stream()
                                .map(column -> cell(overview, column, answer, locale))
                                .toList()))
                .toList();
        String name = "cases-told-" + question.toLowerCase(Locale.ROOT);
        return new Table(
                name,
                labels.question(question, locale),
                Indicator.TOLD_AFTER_MONTHS.anchor(),
                words.say("reporting.subject.cases-told", locale),
                columns.stream().map(column -> new Group(column.label(), null)).toList(),
                List.of(words.say("reporting.now", locale)),
                rows,
                overview.asked().address().casesTable(name));
    }

    private static boolean isThere(Wholes wholes, Column column, String answer) {
        return !Figure.of(0).equals(figure(wholes, column, answer));
    }

    private static Figure figure(Wholes wholes, Column column, String answer) {
        return answer.isEmpty()
                ? wholes.all(0, column.dimension(), column.whole())
                : wholes.part(0, column.dimension(), column.whole(), answer);
    }

    /** Fewer than five who told twice are compared for nobody. */
    private Cell cell(Overview overview, Column column, String answer, Locale locale) {
        Wholes wholes = overview.numbers().wholes();
        Figure figure = figure(wholes, column, answer);
        if (COMPARED.contains(column.dimension())) {
            Long all = wholes.all(0, column.dimension(), column.whole()).number();
            if (all != null && all > 0 && all < Suppression.FEW) {
                return answer.isEmpty() ? tables.cell(Figure.hidden(Suppression.FEW), null, locale) : Cell.NOTHING;
            }
        }
        String value = answer.isEmpty() ? column.whole() : column.whole() + "-" + answer;
        return tables.opening(figure, overview.records(0, null, column.dimension(), value), locale);
    }
}
