package org.mrcportal.outreach.coverage;

import com.ibm.icu.text.NumberFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Inhabitants.Published;
import org.mrcportal.outreach.coverage.CoverageDesk.Coverage;
import org.mrcportal.outreach.coverage.CoverageDesk.Covered;
import org.mrcportal.outreach.coverage.CoverageForm.Period;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The coverage of a country in the reader's words: tiles, lines of tables, records of a file. */
@Component
class CoverageFigures {

    /** On a tile, which has no room for words; the legend says them. */
    private static final String FEW = "–";

    /** Before a number that is not all: others came, too few for the reader to know how many. */
    private static final String AT_LEAST = "≥ ";

    private final Districts districts;
    private final MessageSource messages;

    CoverageFigures(Districts districts, MessageSource messages) {
        this.districts = districts;
        this.messages = messages;
    }

    /** A number of a table; {@code href} null: the reader may not open what is behind it, or there is nothing. */
    record Cell(String text, @Nullable String href) {}

    /**
     * A line of a table.
     *
     * @param href opens the districts; null in the table of districts
     * @param population with its day and source; null where it is not known
     */
    record Line(
            String code,
            String name,
            boolean borderTarget,
            boolean reached,
            @Nullable String href,
            Cell visits,
            Cell sessions,
            Cell attendances,
            @Nullable String per,
            @Nullable String population,
            Cell days,
            @Nullable String lastReached) {}

    Tiles tiles(Coverage coverage, Measure measure, Locale locale) {
        return Tiles.of(
                coverage.country(),
                coverage.regions().stream()
                        .map(one -> {
                            BigDecimal number = number(one, measure, coverage.today());
                            return new Tiles.Region(
                                    one.code(),
                                    one.name(),
                                    one.borderTarget(),
                                    number,
                                    number == null
                                            ? nothing(one, measure, locale)
                                            : tileMark(one, measure) + written(number, locale));
                        })
                        .toList(),
                number -> written(new BigDecimal(number), locale));
    }

    private String nothing(Covered one, Measure measure, Locale locale) {
        boolean few = one.reached().attendances().hidden()
                && (measure == Measure.ATTENDANCES || measure == Measure.PER_INHABITANTS && one.population() != null);
        return few ? FEW : say("coverage.none." + measure, locale);
    }

    private static String atLeast(Reached reached) {
        return reached.attendances().more() ? AT_LEAST : "";
    }

    private static String tileMark(Covered one, Measure measure) {
        return measure == Measure.ATTENDANCES || measure == Measure.PER_INHABITANTS ? atLeast(one.reached()) : "";
    }

    private static @Nullable BigDecimal number(Covered one, Measure measure, LocalDate today) {
        Reached reached = one.reached();
        Integer days = reached.days(today);
        Attendances heads = reached.attendances();
        return switch (measure) {
            case VISITS -> BigDecimal.valueOf(reached.visits());
            case SESSIONS -> BigDecimal.valueOf(reached.sessions());
            case ATTENDANCES -> heads.hidden() ? null : BigDecimal.valueOf(heads.number());
            case PER_INHABITANTS -> reached.perInhabitants(one.population());
            case DAYS -> days == null ? null : BigDecimal.valueOf(days);
        };
    }

    List<Line> regions(Coverage coverage, Measure measure, boolean opens, Locale locale) {
        return coverage.regions().stream()
                .map(one -> line(one, coverage, measure, opens, true, locale))
                .toList();
    }

    List<Line> districts(Coverage coverage, Measure measure, boolean opens, Locale locale) {
        return coverage.districts().stream()
                .map(one -> line(one, coverage, measure, opens, false, locale))
                .toList();
    }

    private Line line(Covered one, Coverage coverage, Measure measure, boolean opens, boolean region, Locale locale) {
        Reached reached = one.reached();
        Period period = coverage.period();
        Published population = one.population();
        BigDecimal per = reached.perInhabitants(population);
        Attendances heads = reached.attendances();
        Integer days = reached.days(coverage.today());
        LocalDate visited = reached.lastVisit();
        LocalDate last = reached.lastReached();
        boolean counts = opens && !one.code().isEmpty();
        return new Line(
                one.code(),
                one.name(),
                one.borderTarget(),
                reached.isReached(coverage.today()),
                region && !districts.of(one.code(), locale).isEmpty()
                        ? address(CoverageController.PAGE, coverage, measure, one.code())
                        : null,
                cell(reached.visits(), counts ? records("visits", one, period.first(), period.last()) : null, locale),
                cell(
                        reached.sessions(),
                        counts ? records("sessions", one, period.first(), period.last()) : null,
                        locale),
                heads.hidden()
                        ? new Cell(say("coverage.few", locale), null)
                        : cell(
                                atLeast(reached),
                                heads.number(),
                                counts ? records("sessions", one, period.first(), period.last()) : null,
                                locale),
                per != null
                        ? atLeast(reached) + written(per, locale)
                        : heads.hidden() && population != null ? say("coverage.few", locale) : null,
                population == null
                        ? null
                        : say(
                                "coverage.population",
                                locale,
                                population.inhabitants(),
                                CentreTime.date(population.asOf(), locale)),
                days == null
                        ? new Cell(say("coverage.never", locale), null)
                        : cell(
                                days,
                                counts
                                        ? records("visits", one, Objects.requireNonNull(visited), coverage.today())
                                        : null,
                                locale),
                last == null ? null : CentreTime.date(last, locale));
    }

    /** Nothing has no records. */
    private static Cell cell(int number, @Nullable String href, Locale locale) {
        return cell("", number, href, locale);
    }

    private static Cell cell(String mark, int number, @Nullable String href, Locale locale) {
        return new Cell(mark + written(BigDecimal.valueOf(number), locale), number == 0 ? null : href);
    }

    private static String records(String what, Covered one, LocalDate first, LocalDate last) {
        return UriComponentsBuilder.fromPath(CoverageController.RECORDS)
                .queryParam("what", what)
                .queryParam("place", one.code())
                .queryParam("country", one.code().substring(0, 2))
                .queryParam("from", first)
                .queryParam("to", last)
                .build()
                .toUriString();
    }

    List<List<String>> records(Coverage coverage, Locale locale) {
        List<List<String>> records = new ArrayList<>();
        records.add(List.of(
                        "code",
                        "region",
                        "border",
                        "visits",
                        "sessions",
                        "attendances",
                        "per",
                        "inhabitants",
                        "asOf",
                        "source",
                        "lastVisit",
                        "days",
                        "lastReached")
                .stream()
                .map(column -> say("coverage.column." + column, locale))
                .toList());
        List<Covered> all = new ArrayList<>(coverage.regions());
        all.addAll(coverage.districts());
        String few = say("coverage.few", locale);
        for (Covered one : all) {
            Reached reached = one.reached();
            Published population = one.population();
            records.add(List.of(
                    one.code(),
                    one.name().isEmpty() ? say("coverage.no-district", locale) : one.name(),
                    one.borderTarget() ? say("coverage.border", locale) : "",
                    String.valueOf(one.reached().visits()),
                    String.valueOf(one.reached().sessions()),
                    reached.attendances().hidden()
                            ? few
                            : atLeast(reached) + reached.attendances().number(),
                    reached.attendances().hidden() && population != null
                            ? few
                            : population == null ? "" : atLeast(reached) + plain(reached.perInhabitants(population)),
                    population == null ? "" : String.valueOf(population.inhabitants()),
                    population == null ? "" : population.asOf().toString(),
                    population == null ? "" : population.source(),
                    plain(one.reached().lastVisit()),
                    plain(one.reached().days(coverage.today())),
                    plain(one.reached().lastReached())));
        }
        return records;
    }

    private static String plain(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static String address(String path, Coverage coverage, Measure measure, @Nullable String region) {
        Covered opened = coverage.opened();
        String shown = region == null && opened != null ? opened.code() : region;
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path)
                .queryParam("country", coverage.country())
                .queryParam("measure", measure)
                .queryParam("from", coverage.period().first())
                .queryParam("to", coverage.period().last());
        if (shown != null) {
            address.queryParam("region", shown);
        }
        return address.build().toUriString() + (region == null ? "" : "#districts");
    }

    private static String written(BigDecimal number, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(number.scale());
        return format.format(number);
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
