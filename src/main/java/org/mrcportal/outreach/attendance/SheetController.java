package org.mrcportal.outreach.attendance;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The paper sheet people sign in on, and the page that takes its counts afterwards. */
@StaffPage
@RequestMapping("/staff/sessions/{id}/attendance/sheet")
class SheetController {

    private final SheetDesk desk;
    private final SheetPrinting printing;
    private final OutreachLabels labels;

    SheetController(SheetDesk desk, SheetPrinting printing, OutreachLabels labels) {
        this.desk = desk;
        this.printing = printing;
        this.labels = labels;
    }

    @GetMapping
    String sheet(
            @PathVariable SessionId id,
            @RequestParam(required = false) @Nullable String rows,
            @RequestParam(required = false) @Nullable String signature,
            Locale reader,
            Model model) {
        SheetPrinting.Printed printed = printing.of(id, rows, signature != null, reader);
        model.addAttribute("hall", printed.hall());
        model.addAttribute("printed", printed);
        model.addAttribute("words", new BracketWords(labels, printed.language()));
        return "outreach/attendance/sheet";
    }

    @GetMapping("/counts")
    String counts(@PathVariable SessionId id, Locale reader, Model model) {
        SheetDesk.View view = desk.view(id, reader);
        List<@Nullable String> onRecord = Bracket.all().stream()
                .<@Nullable String>map(bracket -> {
                    int number = view.totals().at(Totals.Source.SHEET, bracket);
                    return number == 0 ? "" : String.valueOf(number);
                })
                .toList();
        model.addAttribute("counts", new SheetCounts(null, null, null, onRecord));
        return page(view, UUID.randomUUID().toString(), reader, model);
    }

    @PostMapping("/counts")
    String save(
            @PathVariable SessionId id,
            @ModelAttribute("counts") SheetCounts form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale reader,
            Model model,
            RedirectAttributes redirect) {
        UUID once = Once.required(form.once());
        SheetDesk.Result saved = save(id, form, once, result, me);
        if (result.hasErrors() || !saved.doubts().isEmpty()) {
            model.addAttribute("hasErrors", result.hasErrors());
            model.addAttribute("doubts", saved.doubts());
            model.addAttribute("sum", saved.sum());
            return page(desk.view(id, reader), once.toString(), reader, model);
        }
        redirect.addFlashAttribute("notice", "outreach.attendance.sheet.saved");
        return "redirect:/staff/sessions/{id}/attendance";
    }

    /** The key of a form that belongs to another centre is forged. */
    private SheetDesk.Result save(SessionId id, SheetCounts form, UUID once, BindingResult result, StaffMember me) {
        try {
            return desk.save(id, form, once, result, me);
        } catch (DataIntegrityViolationException taken) {
            throw new NotFound("a form of somebody else");
        }
    }

    private String page(SheetDesk.View view, String once, Locale reader, Model model) {
        model.addAttribute("view", view);
        model.addAttribute("hall", view.hall());
        model.addAttribute("once", once);
        model.addAttribute("words", new BracketWords(labels, reader));
        if (!model.containsAttribute("sum")) {
            model.addAttribute("sum", view.totals().sheet());
        }
        return "outreach/attendance/counts";
    }
}
