package org.mrcportal.reporting.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.OutreachFigures.Counted;
import org.mrcportal.outreach.OutreachFigures.Dimension;
import org.mrcportal.outreach.OutreachFigures.Reach;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.Platform;
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

    private static final Cell NOTHING = new Cell("–", "", null, false);

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

    OutreachTables(Tables tables, Words words, OutreachLabels labels) {
        this.tables = tables;
        this.words = words;
        this.labels = labels;
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
            case "reach" -> Optional.of(reach(overview, overview.reach(), locale));
            default ->
                Stream.of(Breakdown.values())
                        .filter(b -> b.table().equals(name))
                        .findFirst()
                        .map(b -> breakdown(b, overview, locale));
        };
    }

    Table headlines(Overview overview, Locale locale) {
        List<Row> rows = HEADLINES.stream()
                .map(i -> new Row(
                        i.anchor(),
                        words.say(i.nameKey(), locale),
                        i.anchor(),
                        Tables.nowAndBefore(
                                period -> headline(overview.asked(), overview.numbers(), i, period, null, locale))))
                .toList();
        return table("outreach", "reporting.outreach.table", Indicator.ATTENDANCES, List.of(), rows, overview, locale);
    }

    /** One line a centre. */
    Table sideBySide(Overview overview, Locale locale) {
        List<Group> groups = HEADLINES.stream()
                .map(i -> new Group(words.say(i.nameKey(), locale), i.anchor()))
                .toList();
        List<Row> rows = overview.asked().chosen().stream()
                .map(centre -> new Row(
                        centre.code(),
                        centre.city(),
                        null,
                        HEADLINES.stream()
                                .flatMap(i -> Tables.nowAndBefore(period -> headline(
                                                overview.asked(), overview.numbers(), i, period, centre, locale))
                                        .stream())
                                .toList()))
                .toList();
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
        List<String> met = overview.numbers().values(Dimension.SEX_AGE);
        List<String> sexes = SEXES.stream()
                .filter(sex -> met.stream().anyMatch(value -> value.startsWith(sex + ":")))
                .toList();
        List<Row> rows = sexes.isEmpty()
                ? List.of()
                : AGES.stream()
                        .map(age -> new Row(
                                age,
                                labels.ageBand(age, locale),
                                null,
                                sexes.stream()
                                        .flatMap(sex -> Tables.nowAndBefore(period -> cell(
                                                        overview, period, Dimension.SEX_AGE, sex + ":" + age, locale))
                                                .stream())
                                        .toList()))
                        .toList();
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
                ? NOTHING
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

    private record Told(CampaignId campaign, Platform platform, Measure measure) {}

    /** One line a measure of a campaign on a platform; nothing is added up over platforms or campaigns. */
    Table reach(Overview overview, List<Reach> told, Locale locale) {
        Map<Told, @Nullable Reach[]> lines = new LinkedHashMap<>();
        for (Reach reach : told) {
            Told line = new Told(reach.campaign(), reach.platform(), reach.measure());
            lines.computeIfAbsent(line, l -> new Reach[2])[reach.period()] = reach;
        }
        List<Row> rows = lines.entrySet().stream()
                .map(e -> reachLine(e.getKey(), e.getValue()[0], e.getValue()[1], overview.asked(), locale))
                .toList();
        return new Table(
                "reach",
                words.say(Indicator.REACH.nameKey(), locale),
                Indicator.REACH.anchor(),
                words.say("reporting.subject.reach", locale),
                List.of(),
                List.of(
                        words.say("reporting.now", locale),
                        words.say("reporting.before", locale),
                        words.say("reporting.outreach.reach.target", locale),
                        words.say("reporting.outreach.reach.days", locale)),
                rows,
                overview.asked().address().outreachTable("reach"));
    }

    private Row reachLine(Told line, @Nullable Reach now, @Nullable Reach before, Asked asked, Locale locale) {
        Reach any = Objects.requireNonNull(now == null ? before : now);
        String measure = line.measure() == Measure.REACH
                ? words.say("reporting.outreach.reach.widest", locale)
                : labels.measure(line.measure(), locale);
        String label = String.join(" · ", any.name(), labels.platform(line.platform(), locale), measure);
        String campaign = asked.own() ? "/staff/campaigns/" + line.campaign() : null;
        return new Row(
                line.campaign() + " " + line.platform() + " " + line.measure(),
                label,
                null,
                List.of(
                        reached(now, campaign, locale),
                        reached(before, campaign, locale),
                        target(now, locale),
                        days(now, locale)));
    }

    private Cell reached(@Nullable Reach reach, @Nullable String href, Locale locale) {
        Long number = reach == null ? null : reach.number();
        return number == null ? NOTHING : new Cell(words.number(number, locale), number.toString(), href, false);
    }

    private Cell target(@Nullable Reach reach, Locale locale) {
        Long target = reach == null ? null : reach.target();
        if (reach == null || target == null) {
            return NOTHING;
        }
        long reached = reach.number() == null ? 0 : reach.number();
        String text = words.number(target, locale) + " ("
                + words.percent(Math.floor(100.0 * reached / target) / 100, locale) + ")";
        return new Cell(text, target.toString(), null, false);
    }

    private static Cell days(@Nullable Reach reach, Locale locale) {
        LocalDate first = reach == null ? null : reach.firstDay();
        LocalDate last = reach == null ? null : reach.lastDay();
        if (first == null || last == null) {
            return NOTHING;
        }
        return first.equals(last)
                ? new Cell(CentreTime.date(last, locale), last.toString(), null, false)
                : new Cell(
                        CentreTime.date(first, locale) + " – " + CentreTime.date(last, locale),
                        first + "/" + last,
                        null,
                        false);
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
                                ? NOTHING
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
                ? NOTHING
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
