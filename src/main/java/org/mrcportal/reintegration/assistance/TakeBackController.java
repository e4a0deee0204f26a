package org.mrcportal.reintegration.assistance;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.casefile.CorrectionForm;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes back, with a reason, what was entered of a delivery by mistake: first that it was acknowledged, then that it came. */
@StaffPage
@RequestMapping("/staff/cases/{id}/assistance/{about}")
class TakeBackController {

    private final AssistanceDesk desk;
    private final AssistancePage page;

    TakeBackController(AssistanceDesk desk, AssistancePage page) {
        this.desk = desk;
        this.page = page;
    }

    @PostMapping("/take-back")
    String takeDeliveryBack(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @ModelAttribute("correction") CorrectionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        return takeBack(id, about, form, result, me, locale, model, redirect, reason -> {
            desk.takeDeliveryBack(id, about, reason, me);
            redirect.addFlashAttribute("notice", "cases.help.taken-back");
        });
    }

    @PostMapping("/acknowledge/take-back")
    String takeAcknowledgementBack(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @ModelAttribute("correction") CorrectionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        return takeBack(id, about, form, result, me, locale, model, redirect, reason -> {
            desk.takeAcknowledgementBack(id, about, reason, me);
            redirect.addFlashAttribute("notice", "cases.help.unacknowledged");
        });
    }

    private String takeBack(
            CaseId id,
            UUID about,
            CorrectionForm form,
            BindingResult result,
            StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            Consumer<String> work) {
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("refused", "cases.correction.reason.missing").addAttribute("refusedField", "why");
            return page.of(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
        }
        try {
            work.accept(Objects.requireNonNull(Written.orNull(form.reason())));
        } catch (DataIntegrityViolationException refused) {
            redirect.addFlashAttribute("refused", AssistanceController.reason(refused));
        }
        return AssistanceController.ONE;
    }
}
