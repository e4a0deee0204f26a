package org.mrcportal.outreach.coverage;

import com.ibm.icu.text.NumberFormat;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.CountryName;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Inhabitants.Published;
import org.mrcportal.centres.Place;
import org.mrcportal.outreach.coverage.CoverageDesk.Coverage;
import org.mrcportal.outreach.coverage.CoverageDesk.Covered;
import org.mrcportal.outreach.coverage.CoverageForm.Period;
import org.mrcportal.outreach.field.FieldCentres;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SafeCsv;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The coverage of a country: tiles, tables, and the records behind each number. */
@StaffPage
class CoverageController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String PAGE = "/staff/coverage";
    /** On a tile, which has no room for words; the legend says them. */
    private static final String FEW = "–";

    private static final String RECORDS = "/staff/coverage/records";

    private final CoverageDesk desk;
    private final Districts districts;
    private final FieldCentres centres;
    private final MessageSource messages;

    CoverageController(CoverageDesk desk, Districts districts, FieldCentres centres, MessageSource messages) {
        this.desk = desk;
        this.districts = districts;
        this.centres = centres;
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

    @GetMapping(PAGE)
    String coverage(
            @ModelAttribute("coverage") CoverageForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CoverageDesk.Asked asked = desk.asked(me, form.country(), locale);
        Period period = form.period(asked.today(), result);
        Coverage coverage = desk.coverage(asked, period, form.region(), locale);
        Measure measure = Measure.of(form.measure());
        boolean opens = asked.opens();
        model.addAttribute("opens", opens);
        model.addAttribute("hasErrors", result.hasErrors());
        model.addAttribute(
                "period", CentreTime.date(period.first(), locale) + " – " + CentreTime.date(period.last(), locale));
        model.addAttribute("first", period.first());
        model.addAttribute("last", period.last());
        model.addAttribute("country", CountryName.of(coverage.country(), locale));
        model.addAttribute("countryCode", coverage.country());
        model.addAttribute("countries", countries(coverage, locale));
        model.addAttribute("measure", measure.name());
        model.addAttribute("measures", measures(locale));
        model.addAttribute("tiles", tiles(coverage, measure, locale));
        model.addAttribute("lines", lines(coverage.regions(), coverage, measure, opens, true, locale));
        model.addAttribute("notReached", coverage.notReached());
        model.addAttribute("opened", coverage.opened());
        model.addAttribute("districts", lines(coverage.districts(), coverage, measure, opens, false, locale));
        model.addAttribute("sources", sources(coverage));
        model.addAttribute("csv", address(PAGE + ".csv", coverage, measure, null));
        return "outreach/coverage/coverage";
    }

    @GetMapping(PAGE + ".csv")
    ResponseEntity<String> csv(
            @ModelAttribute("coverage") CoverageForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale) {
        CoverageDesk.Asked asked = desk.asked(me, form.country(), locale);
        Period period = form.period(asked.today(), result);
        Coverage coverage = desk.coverage(asked, period, form.region(), locale);
        String file = "coverage_%s_%s_%s.csv".formatted(coverage.country(), period.first(), period.last());
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(SafeCsv.of(records(coverage, locale)));
    }

    private List<List<String>> records(Coverage coverage, Locale locale) {
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
                    reached.attendances() == null ? few : String.valueOf(reached.attendances()),
                    reached.attendances() == null && population != null
                            ? few
                            : plain(reached.perInhabitants(population)),
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

    /** @param what visits or sessions */
    @GetMapping(RECORDS)
    String records(
            @RequestParam(defaultValue = "") String what,
            @RequestParam(required = false) @Nullable String place,
            @ModelAttribute("coverage") CoverageForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Place where = districts.place(place).orElseThrow(() -> new NotFound("a place"));
        CoverageDesk.Asked asked = desk.asked(me, form.country(), locale);
        Period period = form.period(asked.today(), result);
        if (what.equals("sessions")) {
            model.addAttribute("sessions", desk.sessions(where, period, locale));
        } else {
            model.addAttribute("visits", desk.visits(where, period, locale));
        }
        model.addAttribute("dates", new Dates(locale));
        model.addAttribute("place", districts.name(where, locale));
        model.addAttribute(
                "period", CentreTime.date(period.first(), locale) + " – " + CentreTime.date(period.last(), locale));
        model.addAttribute(
                "back",
                UriComponentsBuilder.fromPath(PAGE)
                        .queryParam("country", where.region().substring(0, 2))
                        .queryParam("region", where.region())
                        .build()
                        .toUriString());
        return "outreach/coverage/records";
    }

    /** Writes days for the reader. */
    record Dates(Locale locale) {
        public String date(LocalDate day) {
            return CentreTime.date(day, locale);
        }
    }

    private Tiles tiles(Coverage coverage, Measure measure, Locale locale) {
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
                                    number == null ? nothing(one, measure, locale) : written(number, locale));
                        })
                        .toList(),
                number -> written(new BigDecimal(number), locale));
    }

    private String nothing(Covered one, Measure measure, Locale locale) {
        boolean few = one.reached().attendances() == null
                && (measure == Measure.ATTENDANCES || measure == Measure.PER_INHABITANTS && one.population() != null);
        return few ? FEW : say("coverage.none." + measure, locale);
    }

    private static @Nullable BigDecimal number(Covered one, Measure measure, LocalDate today) {
        Reached reached = one.reached();
        Integer days = reached.days(today);
        Integer heads = reached.attendances();
        return switch (measure) {
            case VISITS -> BigDecimal.valueOf(reached.visits());
            case SESSIONS -> BigDecimal.valueOf(reached.sessions());
            case ATTENDANCES -> heads == null ? null : BigDecimal.valueOf(heads);
            case PER_INHABITANTS -> reached.perInhabitants(one.population());
            case DAYS -> days == null ? null : BigDecimal.valueOf(days);
        };
    }

    private List<Line> lines(
            List<Covered> covered, Coverage coverage, Measure measure, boolean opens, boolean regions, Locale locale) {
        return covered.stream()
                .map(one -> line(one, coverage, measure, opens, regions, locale))
                .toList();
    }

    private Line line(Covered one, Coverage coverage, Measure measure, boolean opens, boolean region, Locale locale) {
        Reached reached = one.reached();
        Period period = coverage.period();
        Published population = one.population();
        BigDecimal per = reached.perInhabitants(population);
        Integer heads = reached.attendances();
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
                        ? address(PAGE, coverage, measure, one.code())
                        : null,
                cell(reached.visits(), counts ? records("visits", one, period.first(), period.last()) : null, locale),
                cell(
                        reached.sessions(),
                        counts ? records("sessions", one, period.first(), period.last()) : null,
                        locale),
                heads == null
                        ? new Cell(say("coverage.few", locale), null)
                        : cell(heads, counts ? records("sessions", one, period.first(), period.last()) : null, locale),
                per != null
                        ? written(per, locale)
                        : heads == null && population != null ? say("coverage.few", locale) : null,
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
        return new Cell(written(BigDecimal.valueOf(number), locale), number == 0 ? null : href);
    }

    private static String records(String what, Covered one, LocalDate first, LocalDate last) {
        return UriComponentsBuilder.fromPath(RECORDS)
                .queryParam("what", what)
                .queryParam("place", one.code())
                .queryParam("country", one.code().substring(0, 2))
                .queryParam("from", first)
                .queryParam("to", last)
                .build()
                .toUriString();
    }

    private static String address(String path, Coverage coverage, Measure measure, @Nullable String region) {
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

    private List<String> sources(Coverage coverage) {
        return coverage.regions().stream()
                .map(Covered::population)
                .filter(Objects::nonNull)
                .map(Published::source)
                .distinct()
                .toList();
    }

    private static List<Choice> countries(Coverage coverage, Locale locale) {
        return coverage.countries().stream()
                .map(code -> Choice.of(code, CountryName.of(code, locale)))
                .toList();
    }

    private List<Choice> measures(Locale locale) {
        return centres.named(Arrays.stream(Measure.values()).map(Enum::name).toList(), "coverage.measure.", locale);
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
