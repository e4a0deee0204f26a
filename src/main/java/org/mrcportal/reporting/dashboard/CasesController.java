package org.mrcportal.reporting.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reporting.dashboard.CasesDesk.Overview;
import org.mrcportal.reporting.dashboard.FiguresPage.Tile;
import org.mrcportal.reporting.indicator.Indicator;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of casework, and their tables as files. */
@StaffPage
@RequestMapping("/manage/cases")
class CasesController {

    private static final Asking.Page PAGE = new Asking.Page("/manage/cases", Address::cases);

    private static final Asking.Page DETAIL = new Asking.Page("/manage/cases/detail", Address::casesInDetail);

    private static final Asking.Page SCORES = new Asking.Page("/manage/cases/scores", Address::caseScores);

    private static final Asking.Page ANSWERS = new Asking.Page("/manage/cases/answers", Address::caseAnswers);

    private static final List<Indicator> TILES = List.of(
            Indicator.CASES_OPEN,
            Indicator.PERSONS_IN_OPEN_CASES,
            Indicator.CASES_NEW,
            Indicator.CASES_CLOSED,
            Indicator.CASES_OVERDUE,
            Indicator.REFERRALS_SERVED,
            Indicator.TRAININGS_COMPLETED);

    private final CasesDesk desk;
    private final Asking asking;
    private final CaseTables tables;
    private final FiguresPage page;
    private final Words words;

    CasesController(CasesDesk desk, Asking asking, CaseTables tables, FiguresPage page, Words words) {
        this.desk = desk;
        this.asking = asking;
        this.tables = tables;
        this.page = page;
        this.words = words;
    }

    @GetMapping
    String figures(
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("pageName", words.say("reporting.cases.title", locale));
        asking.ask(form, result, me, PAGE, locale, model).ifPresent(asked -> fill(model, desk.overview(asked), locale));
        return "reporting/dashboard/cases";
    }

    /** Who the people of the open cases are. */
    @GetMapping("/detail")
    String detail(
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return part(DETAIL, "reporting.cases.detail", tables::detail, form, result, me, locale, model);
    }

    /** How the same people fared at the beginning and later, by dimension and by centre. */
    @GetMapping("/scores")
    String scores(
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return part(
                SCORES, "reporting.cases.title.cases-sustainability", tables::scores, form, result, me, locale, model);
    }

    /** What people told after 3, 6 and 12 months. */
    @GetMapping("/answers")
    String answers(
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("intro", "reporting.cases.told.text");
        return part(ANSWERS, Indicator.TOLD_AFTER_MONTHS.nameKey(), tables::answers, form, result, me, locale, model);
    }

    private String part(
            Asking.Page path,
            String heading,
            BiFunction<Overview, Locale, List<Table>> shown,
            FiguresForm form,
            BindingResult result,
            StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("pageName", words.say(heading, locale));
        asking.ask(form, result, me, path, locale, model).ifPresent(asked -> {
            Overview overview = desk.overview(asked);
            page.head(model, asked, overview.asOf(), locale);
            model.addAttribute("tiles", List.of());
            model.addAttribute("tables", shown.apply(overview, locale));
            model.addAttribute("back", asked.address().cases());
        });
        return "reporting/dashboard/cases";
    }

    private void fill(Model model, Overview overview, Locale locale) {
        page.head(model, overview.asked(), overview.asOf(), locale);
        model.addAttribute(
                "tiles",
                TILES.stream()
                        .map(i -> new Tile(
                                i.anchor(),
                                words.say(i.nameKey(), locale),
                                tables.headline(overview, i, 0, locale),
                                tables.headline(overview, i, 1, locale),
                                null,
                                null))
                        .toList());
        model.addAttribute("tables", tables.all(overview, locale));
        model.addAttribute("detailHref", overview.asked().address().casesInDetail());
        model.addAttribute("scoresHref", overview.asked().address().caseScores());
        model.addAttribute("answersHref", overview.asked().address().caseAnswers());
    }

    @GetMapping("/table.csv")
    ResponseEntity<String> table(
            @RequestParam(name = "table", defaultValue = "") String name,
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale) {
        Asked asked = asking.asked(form, result, me, locale);
        Table table = tables.named(name, desk.overview(asked), locale).orElseThrow(() -> new NotFound("table"));
        return Csv.file(table, words.say("reporting.code", locale), asked.period());
    }
}
