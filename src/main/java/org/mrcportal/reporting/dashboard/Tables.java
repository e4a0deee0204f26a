package org.mrcportal.reporting.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.reporting.dashboard.FiguresDesk.Overview;
import org.mrcportal.reporting.dashboard.Key.Measure;
import org.mrcportal.reporting.dashboard.Table.Cell;
import org.mrcportal.reporting.dashboard.Table.Group;
import org.mrcportal.reporting.dashboard.Table.Row;
import org.mrcportal.reporting.indicator.Indicator;
import org.springframework.stereotype.Component;

/** Lays figures out as tables; pages and files take them from here, so that they cannot differ. */
@Component
class Tables {

    static final List<String> AGES =
            List.of("UNDER_18", "18_24", "25_29", "30_39", "40_49", "50_59", "60_PLUS", "UNKNOWN");
    private static final List<String> SEXES = List.of("F", "M", "OTHER");
    private static final List<Indicator> HEADLINES = List.of(
            Indicator.CONTACTS,
            Indicator.PERSONS,
            Indicator.FIRST_VISITS,
            Indicator.BOOKED,
            Indicator.ATTENDED,
            Indicator.NO_SHOW,
            Indicator.CANCELLED,
            Indicator.OPEN,
            Indicator.WAIT);

    /** Breakdowns with a table of their own, by its name. */
    enum Breakdown {
        TOPICS(Indicator.TOPICS, Dimension.TOPIC),
        DESTINATIONS(Indicator.DESTINATIONS, Dimension.DESTINATION),
        REGIONS(Indicator.REGIONS, Dimension.REGION),
        LANGUAGES(Indicator.LANGUAGES, Dimension.LANGUAGE),
        MODES(Indicator.MODES, Dimension.MODE);

        private final Indicator indicator;
        private final Dimension dimension;

        Breakdown(Indicator indicator, Dimension dimension) {
            this.indicator = indicator;
            this.dimension = dimension;
        }

        Dimension dimension() {
            return dimension;
        }

        private String table() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Words words;

    Tables(Words words) {
        this.words = words;
    }

    /** The table of this name, if there is one. */
    Optional<Table> named(String name, Overview overview, Locale locale) {
        return switch (name) {
            case "figures" -> Optional.of(headlines(overview, locale));
            case "centres" -> Optional.of(sideBySide(overview, locale));
            case "waits" -> Optional.of(waits(overview, locale));
            case "sex-and-age" -> Optional.of(sexAndAge(overview, locale));
            default ->
                Stream.of(Breakdown.values())
                        .filter(b -> b.table().equals(name))
                        .findFirst()
                        .map(b -> breakdown(b, overview, locale));
        };
    }

    Table headlines(Overview overview, Locale locale) {
        List<Row> rows = lines(HEADLINES, headline(overview, locale), locale);
        return table("figures", "reporting.figures.table", Indicator.CONTACTS, List.of(), rows, overview, locale);
    }

    /** One line a centre. */
    Table sideBySide(Overview overview, Locale locale) {
        List<Group> groups = groups(HEADLINES, locale);
        List<Row> rows = byCentre(HEADLINES, overview.asked().chosen(), headline(overview, locale));
        return table("centres", "reporting.centres.table", Indicator.CONTACTS, groups, rows, overview, locale);
    }

    Table breakdown(Breakdown breakdown, Overview overview, Locale locale) {
        Dimension dimension = breakdown.dimension;
        List<Row> rows = overview.numbers().values(dimension).stream()
                .map(value -> new Row(
                        value.isEmpty() ? Address.NOT_SAID : value,
                        words.label(dimension, value, locale),
                        null,
                        nowAndBefore(period -> cell(overview, period, dimension, value, locale))))
                .toList();
        Indicator indicator = breakdown.indicator;
        return table(breakdown.table(), indicator.nameKey(), indicator, List.of(), rows, overview, locale);
    }

    /** One line an age group, two columns a sex; a sex nobody had is left out. */
    Table sexAndAge(Overview overview, Locale locale) {
        List<String> sexes = met(SEXES, overview.numbers().values(Dimension.SEX_AGE));
        List<Group> groups = sexes.stream()
                .map(sex -> new Group(words.code("sex.", sex, locale), null))
                .toList();
        Indicator indicator = Indicator.SEX_AND_AGE;
        return table(
                "sex-and-age",
                indicator.nameKey(),
                indicator,
                groups,
                bySexAndAge(
                        sexes,
                        AGES,
                        age -> words.code("age-group.", age, locale),
                        (value, period) -> cell(overview, period, Dimension.SEX_AGE, value, locale)),
                overview,
                locale);
    }

    /** One line a language of the talk: how many visits, and how long half of them had waited at most. */
    Table waits(Overview overview, Locale locale) {
        List<Row> rows = overview.numbers().values(Dimension.VISIT_LANGUAGE).stream()
                .filter(language -> !language.isEmpty())
                .map(language -> new Row(
                        language,
                        words.label(Dimension.VISIT_LANGUAGE, language, locale),
                        null,
                        Stream.concat(
                                        nowAndBefore(period -> cell(
                                                        overview, period, Dimension.VISIT_LANGUAGE, language, locale))
                                                .stream(),
                                        nowAndBefore(period -> waiting(overview, period, language, locale)).stream())
                                .toList()))
                .toList();
        List<Group> groups = List.of(
                new Group(words.say(Indicator.ATTENDED.nameKey(), locale), Indicator.ATTENDED.anchor()),
                new Group(words.say(Indicator.WAIT.nameKey(), locale), Indicator.WAIT.anchor()));
        Indicator indicator = Indicator.WAIT_BY_LANGUAGE;
        return table("waits", indicator.nameKey(), indicator, groups, rows, overview, locale);
    }

    /** Nothing opens nothing. */
    Cell opening(Figure figure, @Nullable String href, Locale locale) {
        return cell(figure, Figure.of(0).equals(figure) ? null : href, locale);
    }

    private Cell waiting(Overview overview, int period, String language, Locale locale) {
        String records = address(overview, period, null).records(Dimension.VISIT_LANGUAGE, language);
        return waiting(overview.numbers().wait(period, null, language), records, locale);
    }

    private Headline headline(Overview overview, Locale locale) {
        return (indicator, period, centre) -> headline(overview, indicator, period, centre, locale);
    }

    Cell headline(Overview overview, Indicator indicator, int period, @Nullable CentreCard centre, Locale locale) {
        Address address = address(overview, period, centre);
        CentreId id = centre == null ? null : centre.id();
        Numbers numbers = overview.numbers();
        return switch (indicator) {
            case CONTACTS -> total(numbers, period, id, Measure.CONTACTS, address, locale);
            case PERSONS -> total(numbers, period, id, Measure.PERSONS, address, locale);
            case BOOKED -> total(numbers, period, id, Measure.APPOINTMENTS, address, locale);
            case FIRST_VISITS -> part(numbers, period, id, Dimension.CONTACT_TYPE, "FIRST", address, locale);
            case ATTENDED -> part(numbers, period, id, Dimension.APPOINTMENT_STATE, "ATTENDED", address, locale);
            case NO_SHOW -> part(numbers, period, id, Dimension.APPOINTMENT_STATE, "NO_SHOW", address, locale);
            case CANCELLED -> part(numbers, period, id, Dimension.APPOINTMENT_STATE, "CANCELLED", address, locale);
            case OPEN -> part(numbers, period, id, Dimension.APPOINTMENT_STATE, "OPEN", address, locale);
            case WAIT ->
                waiting(numbers.wait(period, id), address.records(Dimension.APPOINTMENT_STATE, "ATTENDED"), locale);
            default -> throw new IllegalArgumentException("No single number: " + indicator);
        };
    }

    /** A part of all chosen centres' contacts or appointments. */
    Cell cell(Overview overview, int period, Dimension dimension, String value, Locale locale) {
        return part(overview.numbers(), period, null, dimension, value, address(overview, period, null), locale);
    }

    private static Address address(Overview overview, int period, @Nullable CentreCard centre) {
        return overview.asked().address(period, centre);
    }

    private Cell total(
            Numbers numbers, int period, @Nullable CentreId centre, Measure measure, Address address, Locale locale) {
        return cell(numbers.get(Key.total(period, centre, measure)), address.records(measure), locale);
    }

    private Cell part(
            Numbers numbers,
            int period,
            @Nullable CentreId centre,
            Dimension dimension,
            String value,
            Address address,
            Locale locale) {
        return cell(numbers.get(Key.of(period, centre, dimension, value)), address.records(dimension, value), locale);
    }

    Cell cell(Figure figure, @Nullable String href, Locale locale) {
        String text = words.figure(figure, locale);
        return figure.isHidden()
                ? new Cell(text, text, null, true)
                : new Cell(text, String.valueOf(figure.number()), href, false);
    }

    private Cell waiting(Numbers.@Nullable Waiting waiting, String records, Locale locale) {
        if (waiting == null) {
            return Cell.NOTHING;
        }
        return waiting.visits().isHidden()
                ? cell(waiting.visits(), "", locale)
                : new Cell(words.days(waiting.days(), locale), String.valueOf(waiting.days()), records, false);
    }

    /** The number of an indicator in a period: 0 is now, 1 the one before; of one centre, or of all that are chosen. */
    interface Headline {
        Cell of(Indicator indicator, int period, @Nullable CentreCard centre);
    }

    /** One line an indicator. */
    List<Row> lines(List<Indicator> indicators, Headline cell, Locale locale) {
        return indicators.stream()
                .map(i -> new Row(
                        i.anchor(),
                        words.say(i.nameKey(), locale),
                        i.anchor(),
                        nowAndBefore(period -> cell.of(i, period, null))))
                .toList();
    }

    /** Columns of indicators. */
    List<Group> groups(List<Indicator> indicators, Locale locale) {
        return indicators.stream()
                .map(i -> new Group(words.say(i.nameKey(), locale), i.anchor()))
                .toList();
    }

    /** One line a centre, two columns an indicator. */
    static List<Row> byCentre(List<Indicator> indicators, List<CentreCard> centres, Headline cell) {
        return centres.stream()
                .map(centre -> new Row(
                        centre.code(),
                        centre.city(),
                        null,
                        indicators.stream()
                                .flatMap(i -> nowAndBefore(period -> cell.of(i, period, centre)).stream())
                                .toList()))
                .toList();
    }

    /** Those of the sexes that are among values such as {@code F:18_29}. */
    static List<String> met(List<String> sexes, List<String> values) {
        return sexes.stream()
                .filter(sex -> values.stream().anyMatch(value -> value.startsWith(sex + ":")))
                .toList();
    }

    /** One line an age, two columns a sex; none where nobody was met. */
    static List<Row> bySexAndAge(
            List<String> sexes,
            List<String> ages,
            UnaryOperator<String> label,
            BiFunction<String, Integer, Cell> cell) {
        return (sexes.isEmpty() ? List.<String>of() : ages)
                .stream()
                        .map(age -> new Row(
                                age,
                                label.apply(age),
                                null,
                                sexes.stream()
                                        .flatMap(sex ->
                                                nowAndBefore(period -> cell.apply(sex + ":" + age, period)).stream())
                                        .toList()))
                        .toList();
    }

    static List<Cell> nowAndBefore(Function<Integer, Cell> cell) {
        return List.of(cell.apply(0), cell.apply(1));
    }

    private Table table(
            String name,
            String titleKey,
            Indicator indicator,
            List<Group> groups,
            List<Row> rows,
            Overview overview,
            Locale locale) {
        return comparing(
                name,
                titleKey,
                indicator,
                groups,
                rows,
                overview.asked().address().table(name),
                locale);
    }

    /** A table of this period and the one before. */
    Table comparing(
            String name,
            String titleKey,
            Indicator indicator,
            List<Group> groups,
            List<Row> rows,
            String csv,
            Locale locale) {
        return new Table(
                name,
                words.say(titleKey, locale),
                indicator.anchor(),
                words.say("reporting.subject." + name, locale),
                groups,
                List.of(words.say("reporting.now", locale), words.say("reporting.before", locale)),
                rows,
                csv);
    }
}
