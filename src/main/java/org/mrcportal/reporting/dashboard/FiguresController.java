package org.mrcportal.reporting.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.reporting.dashboard.FiguresDesk.Overview;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
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

/** The managers' first page, and its tables as files. */
@StaffPage
class FiguresController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final FiguresDesk desk;
    private final Tables tables;
    private final FiguresPage page;
    private final Words words;
    private final Clock clock;

    FiguresController(FiguresDesk desk, Tables tables, FiguresPage page, Words words, Clock clock) {
        this.desk = desk;
        this.tables = tables;
        this.page = page;
        this.words = words;
        this.clock = clock;
    }

    /** A period one click away. */
    record Shortcut(String label, String href, boolean current) {}

    @GetMapping("/manage")
    String figures(
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        List<CentreCard> open = desk.centres(me, locale);
        LocalDate today = today(open);
        model.addAttribute(
                "centres", open.stream().map(c -> Choice.of(c.code(), c.city())).toList());
        var period = form.period(today, result);
        model.addAttribute("hasErrors", result.hasErrors());
        Asked asked = Asked.of(me, period.orElse(Period.of(YearMonth.from(today))), open, form.centres());
        model.addAttribute("shortcuts", shortcuts(asked, today, locale));
        model.addAttribute("moneyAlerts", desk.moneyAlerts());
        if (period.isPresent()) {
            page.fill(model, desk.overview(asked), locale);
        }
        return "reporting/dashboard/figures";
    }

    @GetMapping("/manage/table.csv")
    ResponseEntity<String> table(
            @RequestParam(name = "table", defaultValue = "") String name,
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale) {
        List<CentreCard> open = desk.centres(me, locale);
        Period period = form.period(today(open), result).orElseThrow(() -> new NotFound("period"));
        Overview overview = desk.overview(Asked.of(me, period, open, form.centres()));
        Table table = tables.named(name, overview, locale).orElseThrow(() -> new NotFound("table"));
        String file = "%s_%s_%s.csv".formatted(table.name(), period.first(), period.last());
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(Csv.of(table, words.say("reporting.code", locale), period, period.before()));
    }

    /** At the first of the reader's centres: the calendar of a place, not of the server. */
    private LocalDate today(List<CentreCard> open) {
        ZoneId zone = open.isEmpty() ? ZoneOffset.UTC : open.getFirst().zone();
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private List<Shortcut> shortcuts(Asked asked, LocalDate today, Locale locale) {
        YearMonth month = YearMonth.from(today);
        YearMonth quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
        YearMonth year = YearMonth.of(month.getYear(), 1);
        return List.of(
                shortcut("this-month", Period.of(month), asked, locale),
                shortcut("last-month", Period.of(month.minusMonths(1)), asked, locale),
                shortcut("this-quarter", Period.of(quarter, quarter.plusMonths(2)), asked, locale),
                shortcut("last-quarter", Period.of(quarter.minusMonths(3), quarter.minusMonths(1)), asked, locale),
                shortcut("this-year", Period.of(year, year.plusMonths(11)), asked, locale),
                shortcut("last-year", Period.of(year.minusYears(1), year.minusMonths(1)), asked, locale));
    }

    private Shortcut shortcut(String name, Period period, Asked asked, Locale locale) {
        return new Shortcut(
                words.say("reporting.shortcut." + name, locale),
                asked.address().with(period).figures(),
                period.equals(asked.period()));
    }
}
