package org.mrcportal.reporting.dashboard;

import java.util.Locale;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reporting.dashboard.FiguresDesk.FirstPage;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
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

    private static final String VIEW = "reporting/dashboard/figures";
    private static final Asking.Page PAGE = new Asking.Page("/manage", Address::figures);

    private final FiguresDesk desk;
    private final Asking asking;
    private final Tables tables;
    private final FiguresPage page;
    private final OutreachPage outreachPage;
    private final Words words;

    FiguresController(
            FiguresDesk desk, Asking asking, Tables tables, FiguresPage page, OutreachPage outreachPage, Words words) {
        this.desk = desk;
        this.asking = asking;
        this.tables = tables;
        this.page = page;
        this.outreachPage = outreachPage;
        this.words = words;
    }

    @GetMapping("/manage")
    String figures(
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        var asked = asking.ask(form, result, me, PAGE, locale, model);
        if (asked.isEmpty()) {
            model.addAttribute("moneyAlerts", desk.moneyAlerts());
            return VIEW;
        }
        FirstPage first = desk.firstPage(asked.get());
        model.addAttribute("moneyAlerts", first.moneyAlerts());
        page.fill(model, first.overview(), locale);
        outreachPage.fillBlock(model, asked.get(), first.outreach(), locale);
        return VIEW;
    }

    @GetMapping("/manage/table.csv")
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
