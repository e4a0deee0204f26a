package org.mrcportal.counselling.feedback;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.StaffPage;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was said after visits: for managers with words and alerts, for everybody else in figures. */
@StaffPage
class FeedbackFiguresController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final FeedbackDesk desk;
    private final FeedbackTable table;

    FeedbackFiguresController(FeedbackDesk desk, FeedbackTable table) {
        this.desk = desk;
        this.table = table;
    }

    @GetMapping("/manage/feedback")
    String manage(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String until,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        var year = desk.year(me, centre, month(until), locale);
        model.addAttribute("alerts", desk.alerts(year.choices(), locale));
        if (me.is(Role.CENTRE_MANAGER)) {
            model.addAttribute("words", desk.words(year.centre().id(), year.last(), locale));
        }
        return page(year, "/manage/feedback", locale, model);
    }

    @GetMapping("/staff/feedback")
    String figures(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String until,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return page(desk.year(me, centre, month(until), locale), "/staff/feedback", locale, model);
    }

    @GetMapping("/manage/feedback/table.csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String centre,
            @RequestParam(required = false) @Nullable String until,
            @AuthenticationPrincipal StaffMember me,
            Locale locale) {
        var year = desk.year(me, centre, month(until), locale);
        String name = "feedback_%s_%s.csv".formatted(year.centre().code(), year.last());
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(table.csv(year, locale));
    }

    @PostMapping("/manage/feedback/alerts/{id}/settled")
    String settle(@PathVariable UUID id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.settle(id, me);
        redirect.addFlashAttribute("notice", "counselling.feedback.alert.done");
        return "redirect:/manage/feedback";
    }

    private String page(FeedbackDesk.Year year, String address, Locale locale, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("address", address);
        model.addAttribute("headings", table.headings(locale));
        model.addAttribute("months", table.rows(year.months(), year.outside(), locale));
        model.addAttribute("total", table.cells(year.total(), year.outside(), locale));
        model.addAttribute("sideBySide", table.rows(year.sideBySide(), year.outside(), locale));
        model.addAttribute("earlier", year.last().minusMonths(FeedbackDesk.MONTHS));
        YearMonth later = year.last().plusMonths(FeedbackDesk.MONTHS);
        model.addAttribute("later", year.last().equals(year.now()) ? null : later);
        return "counselling/feedback/figures";
    }

    /** A month of this century, or nothing. */
    private static @Nullable YearMonth month(@Nullable String text) {
        try {
            return text == null || !text.matches("20\\d{2}-\\d{2}") ? null : YearMonth.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
