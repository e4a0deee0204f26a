package org.mrcportal.reporting.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.outreach.OutreachFigures.Dimension;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.OutreachRecords.SessionRow;
import org.mrcportal.reporting.dashboard.OutreachDesk.Listed;
import org.mrcportal.reporting.dashboard.RecordsController.Field;
import org.mrcportal.reporting.dashboard.RecordsController.Line;
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

/** The page of outreach, its tables as files, and the sessions behind its numbers. */
@StaffPage
@RequestMapping("/manage/outreach")
class OutreachController {

    private static final Asking.Page PAGE = new Asking.Page("/manage/outreach", Address::outreach);

    private final OutreachDesk desk;
    private final Asking asking;
    private final OutreachTables tables;
    private final OutreachPage page;
    private final OutreachLabels labels;
    private final Words words;

    OutreachController(
            OutreachDesk desk,
            Asking asking,
            OutreachTables tables,
            OutreachPage page,
            OutreachLabels labels,
            Words words) {
        this.desk = desk;
        this.asking = asking;
        this.tables = tables;
        this.page = page;
        this.labels = labels;
        this.words = words;
    }

    @GetMapping
    String figures(
            @ModelAttribute("figures") FiguresForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        asking.ask(form, result, me, PAGE, locale, model)
                .ifPresent(asked -> page.fill(model, desk.overview(asked), locale));
        return "reporting/dashboard/outreach";
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

    @GetMapping("/sessions")
    String sessions(
            @ModelAttribute("figures") FiguresForm days,
            BindingResult result,
            @ModelAttribute("records") SessionsForm form,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        Asked asked = asking.asked(days, result, me, locale);
        Map<Dimension, String> values = form.values();
        Listed listed = desk.sessions(asked, values, form.place());
        List<SessionRow> rows = listed.rows();
        model.addAttribute("title", title(asked, listed, locale));
        model.addAttribute("hidden", listed.totals() == null);
        model.addAttribute(
                "lines", rows.stream().map(row -> line(row, asked, locale)).toList());
        model.addAttribute("columns", columns(asked, locale));
        model.addAttribute("period", asked.period().label(locale));
        model.addAttribute(
                "chosen", asked.chosen().stream().map(CentreCard::city).toList());
        model.addAttribute(
                "filters",
                values.entrySet().stream()
                        .map(v -> tables.label(v.getKey(), v.getValue(), locale))
                        .toList());
        if (listed.more()) {
            SessionRow last = rows.getLast();
            model.addAttribute(
                    "next",
                    RecordsController.at(
                            "after",
                            RecordsForm.place(last.startsAt(), last.id().id())));
        }
        model.addAttribute("back", asked.address().outreach());
        return "reporting/dashboard/records";
    }

    private String title(Asked asked, Listed listed, Locale locale) {
        var totals = listed.totals();
        if (totals == null) {
            return words.say("reporting.outreach.sessions.hidden", locale);
        }
        return asked.own()
                ? words.say(
                        "reporting.outreach.sessions.title.own",
                        locale,
                        totals.sessions(),
                        totals.attendances(),
                        totals.came(),
                        totals.places())
                : words.say("reporting.outreach.sessions.title", locale, totals.sessions());
    }

    /** Who came to which session, only the centre's own managers read. */
    private Line line(SessionRow row, Asked asked, Locale locale) {
        CentreCard centre = asked.centre(row.centre());
        List<Field> fields = new ArrayList<>(List.of(
                text(centre.city()),
                text(labels.topic(row.topic(), locale)),
                text(labels.audience(row.audience(), locale)),
                text(place(row, locale)),
                text(labels.state(row.state(), locale))));
        if (asked.own()) {
            fields.add(number(row.attendances(), locale));
            fields.add(number(row.came(), locale));
            fields.add(number(row.places(), locale));
            fields.add(new Field(
                    row.cost() == null || row.currency() == null
                            ? "–"
                            : words.money(row.cost(), row.currency(), locale),
                    true));
        }
        return new Line(
                RecordsController.when(row.startsAt(), centre, locale),
                asked.own() ? "/staff/sessions/" + row.id() : null,
                fields);
    }

    private String place(SessionRow row, Locale locale) {
        String region = words.code("centres.region.", row.region(), locale);
        return row.institution() == null ? region : row.institution() + ", " + region;
    }

    private List<String> columns(Asked asked, Locale locale) {
        List<String> names = new ArrayList<>(List.of("date", "centre", "topic", "audience", "place", "state"));
        if (asked.own()) {
            names.addAll(List.of("attendances", "came", "places", "cost"));
        }
        return names.stream()
                .map(name -> words.say("reporting.column." + name, locale))
                .toList();
    }

    private Field number(long number, Locale locale) {
        return new Field(words.number(number, locale), true);
    }

    private static Field text(@Nullable String text) {
        return new Field(text == null ? "" : text, false);
    }
}
