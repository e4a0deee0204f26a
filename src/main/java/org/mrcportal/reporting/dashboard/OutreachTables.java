package org.mrcportal.reporting.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.OutreachFigures.Counted;
import org.mrcportal.outreach.OutreachFigures.Dimension;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.reporting.dashboard.OutreachDesk.Overview;
import org.mrcportal.reporting.dashboard.OutreachNumbers.Learned;
import org.mrcportal.reporting.dashboard.OutreachNumbers.Ratio;
import org.mrcportal.reporting.dashboard.Table.Cell;
import org.mrcportal.reporting.dashboard.Table.Group;
import org.mrcportal.reporting.dashboard.Table.Row;
import org.mrcportal.reporting.indicator.Indicator;
import org.springframework.stereotype.Component;

/** Lays the figures of outreach out as tables, for the page and for files. */
@Component
class OutreachTables {

    static final List<String> AGES = List.of("UNDER_18", "18_29", "30_59", "60_PLUS", "UNKNOWN");
    private static final List<String> SEXES = List.of("F", "M", "UNKNOWN");
    private static final List<String> CODE_KINDS = List.of("LEAFLET", "POST", "SESSION");

    static final List<Indicator> HEADLINES = List.of(
            Indicator.SESSIONS_HELD,
            Indicator.SESSIONS_CANCELLED,
            Indicator.SESSIONS_OPEN,
            Indicator.ATTENDANCES,
            Indicator.ATTENDANCES_PER_SESSION,
            Indicator.PLACES,
            Indicator.PLACES_TAKEN_UP,
            Indicator.SHARE_WHO_CAME);

    /** Attendances by one thing, with a table of its own. */
    enum Breakdown {
        REGIONS(Indicator.ATTENDANCES_BY_REGION, Dimension.REGION),
        TOPICS(Indicator.ATTENDANCES_BY_TOPIC, Dimension.TOPIC),
        AUDIENCES(Indicator.ATTENDANCES_BY_AUDIENCE, Dimension.AUDIENCE);

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
            return "attendances-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Tables tables;
    private final Words words;
    private final OutreachLabels labels;
    private final ReachTable reach;

    OutreachTables(Tables tables, Words words, OutreachLabels labels, ReachTable reach) {
        this.tables = tables;
        this.words = words;
        this.labels = labels;
        this.reach = reach;
    }

    /** The table of this name, if there is one. */
    Optional<Table> named(String name, Overview overview, Locale locale) {
        return switch (name) {
            case "outreach" -> Optional.of(headlines(overview, locale));
            case "outreach-centres" -> Optional.of(sideBySide(overview, locale));
            case "attendances-sex-and-age" -> Optional.of(sexAndAge(overview, locale));
            case "knowledge" -> Optional.of(knowledge(overview, locale));
            case "cost" -> Optional.of(cost(overview, locale));
            case "codes" -> Optional.of(codes(overview, locale));
            case "reach" -> Optional.of(reach.of(overview, overview.reach(), locale));
            default ->
                Stream.of(Breakdown.values())
                        .filter(b -> b.table().equals(name))
                        .findFirst()
                        .map(b -> breakdown(b, overview, locale));
        };
    }

    Table headlines(Overview overview, Locale locale) {
        List<Row> rows = tables.lines(HEADLINES, headline(overview, locale), locale);
        return table("outreach", "reporting.outreach.table", Indicator.ATTENDANCES, List.of(), rows, overview, locale);
    }

    /** One line a centre. */
    Table sideBySide(Overview overview, Locale locale) {
        List<Group> groups = tables.groups(HEADLINES, locale);
        List<Row> rows = Tables.byCentre(HEADLINES, overview.asked().chosen(), headline(overview, locale));
        return table(
                "outreach-centres", "reporting.centres.table", Indicator.ATTENDANCES, groups, rows, overview, locale);
    }

    Table breakdown(Breakdown breakdown, Overview overview, Locale locale) {
        List<Row> rows = overview.numbers().values(breakdown.dimension).stream()
                .map(value -> new Row(
                        value,
                        label(breakdown.dimension, value, locale),
                        null,
                        Tables.nowAndBefore(period -> cell(overview, period, breakdown.dimension, value, locale))))
                .toList();
        Indicator indicator = breakdown.indicator;
        return table(breakdown.table(), indicator.nameKey(), indicator, List.of(), rows, overview, locale);
    }

    /** One line an age band, two columns a sex; a sex nobody had is left out. */
    Table sexAndAge(Overview overview, Locale locale) {
        List<String> sexes = Tables.met(SEXES, overview.numbers().values(Dimension.SEX_AGE));
        List<Row> rows = Tables.bySexAndAge(
                sexes,
                AGES,
                age -> labels.ageBand(age, locale),
                (value, period) -> cell(overview, period, Dimension.SEX_AGE, value, locale));
        List<Group> groups = sexes.stream()
                .map(sex -> new Group(labels.sex(sex, locale), null))
                .toList();
        Indicator indicator = Indicator.ATTENDANCES_BY_SEX_AND_AGE;
        return table("attendances-sex-and-age", indicator.nameKey(), indicator, groups, rows, overview, locale);
    }

    /** One line a topic: how many pairs, what they knew before and after, and how many of them know more. */
    Table knowledge(Overview overview, Locale locale) {
        List<Row> rows = overview.numbers().values(Dimension.CHECKED_TOPIC).stream()
                .map(topic -> {
                    List<Learned> learned = List.of(
                            overview.numbers().learned(0, topic),
                            overview.numbers().learned(1, topic));
                    List<Cell> cells = new ArrayList<>();
                    for (int period = 0; period < 2; period++) {
                        cells.add(tables.cell(
                                learned.get(period).pairs(),
                                overview.asked().address(period, null).sessions(Dimension.CHECKED_TOPIC, topic),
                                locale));
                    }
                    learned.forEach(l -> cells.add(share(l.before(), locale)));
                    learned.forEach(l -> cells.add(share(l.after(), locale)));
                    learned.forEach(l -> cells.add(share(l.improved(), locale)));
                    return new Row(topic, labels.topic(topic, locale), null, cells);
                })
                .toList();
        return table(
                "knowledge",
                Indicator.KNOWLEDGE_GAIN.nameKey(),
                Indicator.KNOWLEDGE_GAIN,
                groups("knowledge", List.of("pairs", "before", "after", "improved"), locale),
                rows,
                overview,
                locale);
    }

    /** One line a currency, of the sessions whose cost is known. */
    Table cost(Overview overview, Locale locale) {
        List<Row> rows = overview.numbers().currencies().stream()
                .map(currency -> {
                    List<Cell> cells = new ArrayList<>();
                    List<Cell> attendances =
                            Tables.nowAndBefore(period -> cell(overview, period, Dimension.CURRENCY, currency, locale));
                    for (int period = 0; period < 2; period++) {
                        long sessions =
                                overview.numbers().spent(period, currency).sessions();
                        cells.add(new Cell(words.number(sessions, locale), String.valueOf(sessions), null, false));
                    }
                    cells.addAll(attendances);
                    for (int period = 0; period < 2; period++) {
                        cells.add(
                                money(overview.numbers().spent(period, currency).amount(), currency, locale));
                    }
                    for (int period = 0; period < 2; period++) {
                        cells.add(perAttendance(overview.numbers(), period, currency, locale));
                    }
                    return new Row(currency, currency, null, cells);
                })
                .toList();
        return table(
                "cost",
                Indicator.COST_PER_ATTENDANCE.nameKey(),
                Indicator.COST_PER_ATTENDANCE,
                groups("cost", List.of("sessions", "attendances", "amount", "each"), locale),
                rows,
                overview,
                locale);
    }

    private Cell perAttendance(OutreachNumbers numbers, int period, String currency, Locale locale) {
        Figure attendances = numbers.get(period, Dimension.CURRENCY, currency);
        Long heads = attendances.number();
        if (heads == null) {
            return tables.cell(attendances, null, locale);
        }
        return heads <= 0
                ? Cell.NOTHING
                : money(
                        numbers.spent(period, currency)
                                .amount()
                                .divide(BigDecimal.valueOf(heads), 2, RoundingMode.HALF_UP),
                        currency,
                        locale);
    }

    /** One line a kind of short code. */
    Table codes(Overview overview, Locale locale) {
        List<Dimension> led = List.of(Dimension.CODE_KIND, Dimension.BOOKING_KIND);
        List<Row> rows = CODE_KINDS.stream()
                .filter(kind -> led.stream()
                        .anyMatch(to -> overview.numbers().values(to).contains(kind)))
                .map(kind -> new Row(
                        kind,
                        label(Dimension.CODE_KIND, kind, locale),
                        null,
                        led.stream()
                                .flatMap(to -> Tables.nowAndBefore(period -> tables.cell(
                                                overview.numbers().get(period, to, kind),
                                                codesPage(overview.asked()),
                                                locale))
                                        .stream())
                                .toList()))
                .toList();
        return table(
                "codes",
                Indicator.ARRIVALS_BY_CODE.nameKey(),
                Indicator.ARRIVALS_BY_CODE,
                groups("codes", List.of("registrations", "bookings"), locale),
                rows,
                overview,
                locale);
    }

    /** For those who work with codes: all of a centre's, each with what came by it. */
    private static @Nullable String codesPage(Asked asked) {
        if (!asked.own()) {
            return null;
        }
        return asked.chosen().size() == 1
                ? "/staff/codes?centre=" + asked.chosen().getFirst().code()
                : "/staff/codes";
    }

    private Tables.Headline headline(Overview overview, Locale locale) {
        return (indicator, period, centre) ->
                headline(overview.asked(), overview.numbers(), indicator, period, centre, locale);
    }

    Cell headline(
            Asked asked,
            OutreachNumbers numbers,
            Indicator indicator,
            int period,
            @Nullable CentreCard centre,
            Locale locale) {
        Address address = asked.address(period, centre);
        CentreId id = centre == null ? null : centre.id();
        return switch (indicator) {
            case SESSIONS_HELD -> part(numbers, period, id, Dimension.SESSION_STATE, "HELD", address, locale);
            case SESSIONS_CANCELLED -> part(numbers, period, id, Dimension.SESSION_STATE, "CANCELLED", address, locale);
            case SESSIONS_OPEN -> part(numbers, period, id, Dimension.SESSION_STATE, "OPEN", address, locale);
            case ATTENDANCES ->
                tables.cell(
                        numbers.get(Key.total(period, id, Counted.ATTENDANCES)),
                        address.sessions(Dimension.SESSION_STATE, "HELD"),
                        locale);
            case ATTENDANCES_PER_SESSION -> {
                Ratio ratio = numbers.perSession(period, id);
                yield ratio.of().isHidden()
                        ? tables.cell(ratio.of(), null, locale)
                        : ratio.value() == null
                                ? Cell.NOTHING
                                : new Cell(
                                        words.days(ratio.value(), locale),
                                        String.valueOf(Math.round(ratio.value() * 10) / 10.0),
                                        address.sessions(Dimension.SESSION_STATE, "HELD"),
                                        false);
            }
            case PLACES ->
                tables.cell(
                        numbers.get(Key.total(period, id, Counted.PLACES)),
                        address.sessions(Dimension.TURNOUT, Dimension.ALL_PLACES),
                        locale);
            case PLACES_TAKEN_UP -> part(numbers, period, id, Dimension.TURNOUT, "CAME", address, locale);
            case SHARE_WHO_CAME -> {
                Ratio ratio = numbers.shareWhoCame(period, id);
                yield ratio.of().isHidden() ? tables.cell(ratio.of(), null, locale) : share(ratio.value(), locale);
            }
            default -> throw new IllegalArgumentException("No single number: " + indicator);
        };
    }

    String label(Dimension dimension, String value, Locale locale) {
        if (value.isEmpty()) {
            return words.say("reporting.not-said", locale);
        }
        return switch (dimension) {
            case SESSION_STATE -> words.code("reporting.outreach.state.", value, locale);
            case SEX_AGE -> {
                int colon = value.indexOf(':');
                yield words.code("outreach.sex.", value.substring(0, colon), locale) + ", "
                        + words.code("outreach.age-band.", value.substring(colon + 1), locale);
            }
            case REGION -> words.code("centres.region.", value, locale);
            case TOPIC, CHECKED_TOPIC -> words.code("outreach.topic.", value, locale);
            case AUDIENCE -> words.code("outreach.audience.", value, locale);
            case CURRENCY -> value;
            case TURNOUT -> words.code("reporting.outreach.turnout.", value, locale);
            case CODE_KIND, BOOKING_KIND -> words.code("reporting.outreach.code.", value, locale);
        };
    }

    private Cell cell(Overview overview, int period, Dimension dimension, String value, Locale locale) {
        return part(
                overview.numbers(),
                period,
                null,
                dimension,
                value,
                overview.asked().address(period, null),
                locale);
    }

    private Cell part(
            OutreachNumbers numbers,
            int period,
            @Nullable CentreId centre,
            Dimension dimension,
            String value,
            Address address,
            Locale locale) {
        return tables.cell(
                numbers.get(Key.of(period, centre, dimension, value)), address.sessions(dimension, value), locale);
    }

    private Cell share(@Nullable Double share, Locale locale) {
        return share == null
                ? Cell.NOTHING
                : new Cell(
                        words.percent(share, locale),
                        BigDecimal.valueOf(share)
                                .setScale(3, RoundingMode.HALF_UP)
                                .toPlainString(),
                        null,
                        false);
    }

    private Cell money(BigDecimal sum, String currency, Locale locale) {
        return new Cell(words.money(sum, currency, locale), sum.toPlainString(), null, false);
    }

    private List<Group> groups(String table, List<String> names, Locale locale) {
        return names.stream()
                .map(name -> new Group(words.say("reporting.outreach." + table + "." + name, locale), null))
                .toList();
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
                overview.asked().address().outreachTable(name),
                locale);
    }
}
