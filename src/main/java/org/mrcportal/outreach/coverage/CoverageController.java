package org.mrcportal.outreach.coverage;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
    static final String PAGE = "/staff/coverage";
    static final String RECORDS = "/staff/coverage/records";

    private final CoverageDesk desk;
    private final Districts districts;
    private final FieldCentres centres;
    private final CoverageFigures figures;

    CoverageController(CoverageDesk desk, Districts districts, FieldCentres centres, CoverageFigures figures) {
        this.desk = desk;
        this.districts = districts;
        this.centres = centres;
        this.figures = figures;
    }

    @GetMapping(PAGE)
    String coverage(
            @ModelAttribute("coverage") CoverageForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CoverageDesk.Asked asked = desk.asked(me, form.country(), locale);
        Period period = form.period(asked.today(), asked.opens(), result);
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
        model.addAttribute("tiles", figures.tiles(coverage, measure, locale));
        model.addAttribute("lines", figures.regions(coverage, measure, opens, locale));
        model.addAttribute("notReached", coverage.notReached());
        model.addAttribute("opened", coverage.opened());
        model.addAttribute("districts", figures.districts(coverage, measure, opens, locale));
        model.addAttribute("sources", sources(coverage));
        model.addAttribute("csv", CoverageFigures.address(PAGE + ".csv", coverage, measure, null));
        return "outreach/coverage/coverage";
    }

    @GetMapping(PAGE + ".csv")
    ResponseEntity<String> csv(
            @ModelAttribute("coverage") CoverageForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale) {
        CoverageDesk.Asked asked = desk.asked(me, form.country(), locale);
        Period period = form.period(asked.today(), asked.opens(), result);
        Coverage coverage = desk.coverage(asked, period, form.region(), locale);
        String file = "coverage_%s_%s_%s.csv".formatted(coverage.country(), period.first(), period.last());
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(SafeCsv.of(figures.records(coverage, locale)));
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
        Period period = form.period(asked.today(), asked.opens(), result);
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
}
