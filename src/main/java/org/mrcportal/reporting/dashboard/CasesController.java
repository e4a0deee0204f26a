package org.mrcportal.reporting.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.CounsellingRecords.Position;
import org.mrcportal.reintegration.CaseFigures.Dimension;
import org.mrcportal.reintegration.CaseRecords.CaseRow;
import org.mrcportal.reintegration.CaseRecords.Place;
import org.mrcportal.reporting.dashboard.CasesDesk.Listed;
import org.mrcportal.reporting.dashboard.CasesDesk.Overview;
import org.mrcportal.reporting.dashboard.FiguresPage.Tile;
import org.mrcportal.reporting.dashboard.RecordsController.Field;
import org.mrcportal.reporting.dashboard.RecordsController.Line;
import org.mrcportal.reporting.indicator.Indicator;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.StaffPage;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of casework, its tables as files, and the cases behind its numbers. */
@StaffPage
@RequestMapping("/manage/cases")
class CasesController {

    private static final Asking.Page PAGE = new Asking.Page("/manage/cases", Address::cases);

    private static final List<Indicator> TILES = List.of(
            Indicator.CASES_OPEN,
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
        asking.ask(form, result, me, PAGE, locale, model).ifPresent(asked -> fill(model, desk.overview(asked), locale));
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

    /** @param measure such as {@code open}; its first page without {@code after} */
    @GetMapping("/{measure}")
    String records(
            @PathVariable String measure,
            @RequestParam @Nullable String value,
            @RequestParam @Nullable String after,
            @ModelAttribute("figures") FiguresForm days,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Dimension dimension = Arrays.stream(Dimension.values())
                .filter(d -> d.counted().name().toLowerCase(Locale.ROOT).equals(measure))
                .findFirst()
                .orElseThrow(() -> new NotFound("list"));
        Asked asked = asking.asked(days, result, me, locale);
        String code = RecordsForm.codeOrNothing(value);
        Listed listed = desk.records(asked, dimension, code.isEmpty() ? null : code, place(after));
        model.addAttribute("title", words.say("reporting.cases.list." + measure, locale, listed.number()));
        model.addAttribute("hidden", false);
        model.addAttribute(
                "lines",
                listed.rows().stream()
                        .map(row -> line(row, dimension, asked, locale))
                        .toList());
        model.addAttribute(
                "columns",
                Stream.of("date", "centre", "case", "client", "value")
                        .map(name -> words.say("reporting.column." + name, locale))
                        .toList());
        model.addAttribute("period", asked.period().label(locale));
        model.addAttribute(
                "chosen", asked.chosen().stream().map(CentreCard::city).toList());
        model.addAttribute("filters", code.isEmpty() ? List.of() : List.of(tables.label(dimension, code, locale)));
        if (listed.more()) {
            CaseRow last = listed.rows().getLast();
            model.addAttribute("next", RecordsController.at("after", RecordsForm.place(last.at(), last.id())));
        }
        model.addAttribute("back", asked.address().cases());
        return "reporting/dashboard/records";
    }

    private Line line(CaseRow row, Dimension dimension, Asked asked, Locale locale) {
        CentreCard centre = asked.centre(row.centre());
        return new Line(
                RecordsController.when(row.at(), centre, locale),
                "/staff/cases/" + row.file(),
                Stream.of(
                                centre.city(),
                                Reference.grouped(row.reference()),
                                row.clientCode(),
                                tables.label(dimension, row.value(), locale))
                        .map(text -> new Field(text, false))
                        .toList());
    }

    private static @Nullable Place place(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        Position position = RecordsForm.position(after, false);
        return new Place(position.at(), position.id());
    }
}
