package org.mrcportal.reintegration.protection;

import java.util.Locale;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a deletion is held. */
@StaffPage
@RequestMapping("/staff/cases/{id}/deletion")
class DeletionController {

    private static final String PAGE = "redirect:/staff/cases/{id}/deletion";

    private final DeletionDesk desk;

    DeletionController(DeletionDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String show(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        DeletionDesk.Page page = desk.page(id, me);
        model.addAttribute(
                "hold",
                new HoldForm(page.waiting().map(waiting -> waiting.why()).orElse(null)));
        return page(page, locale, model);
    }

    @PostMapping
    String hold(
            @PathVariable CaseId id,
            @ModelAttribute("hold") HoldForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            return page(desk.page(id, me), locale, model);
        }
        desk.hold(id, form.because(), me);
        redirect.addFlashAttribute("notice", "deletion.held");
        return PAGE;
    }

    @PostMapping("/release")
    String release(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.release(id, me);
        redirect.addFlashAttribute("notice", "deletion.released");
        return PAGE;
    }

    private static String page(DeletionDesk.Page page, Locale locale, Model model) {
        var zone = page.file().zone();
        model.addAttribute("file", page.file());
        model.addAttribute("waiting", page.waiting().isPresent());
        page.waiting().ifPresent(waiting -> {
            model.addAttribute("asked", CentreTime.date(CentreTime.day(waiting.askedAt(), zone), locale));
            model.addAttribute("until", CentreTime.date(CentreTime.day(waiting.until(), zone), locale));
            model.addAttribute("held", waiting.why() != null);
        });
        return "reintegration/protection/deletion";
    }
}
