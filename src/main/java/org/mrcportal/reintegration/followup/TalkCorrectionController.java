package org.mrcportal.reintegration.followup;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.casefile.CorrectionForm;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.OptimisticLockingFailureException;
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

/** Taking back a talk that was noted by mistake. */
@StaffPage
@RequestMapping("/staff/cases/{id}/follow-ups/{followUp}/take-back")
class TalkCorrectionController {

    private final TalkCorrecting correcting;

    TalkCorrectionController(TalkCorrecting correcting) {
        this.correcting = correcting;
    }

    @GetMapping
    String show(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("form", new CorrectionForm(null));
        return page(id, followUp, me, locale, model);
    }

    @PostMapping
    String takeBack(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @RequestParam @Nullable String attempt,
            @ModelAttribute("form") CorrectionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        UUID talk = Written.id(attempt).orElseThrow(() -> new NotFound("an attempt"));
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("hasErrors", true);
            return page(id, followUp, me, locale, model);
        }
        String reason = Objects.requireNonNull(Written.orNull(form.reason()));
        redirect.addFlashAttribute("notice", "followups.taken-back." + takenBack(id, followUp, talk, reason, me));
        return "redirect:/staff/cases/{id}/follow-ups";
    }

    private TalkCorrecting.Answer takenBack(CaseId id, UUID followUp, UUID talk, String reason, StaffMember me) {
        try {
            return correcting.takeBack(id, followUp, talk, reason, me);
        } catch (OptimisticLockingFailureException overtaken) {
            return TalkCorrecting.Answer.OVERTAKEN;
        }
    }

    private String page(CaseId id, UUID followUp, StaffMember me, Locale locale, Model model) {
        TalkCorrecting.Mistake mistake = correcting.mistake(id, followUp, me, locale);
        model.addAttribute("file", mistake.file());
        model.addAttribute("mistake", mistake);
        model.addAttribute("back", "/staff/cases/" + id + "/follow-ups");
        return "reintegration/followup/take-back";
    }
}
