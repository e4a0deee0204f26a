package org.mrcportal.reintegration.followup;

import java.util.Locale;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The day and the best hour of a follow-up that is planned. */
@StaffPage
@RequestMapping("/staff/cases/{id}/follow-ups/{followUp}/when")
class WhenController {

    private final FollowUpDesk desk;

    WhenController(FollowUpDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String when(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        FollowUpDesk.Planned planned = desk.planned(id, followUp, me, locale);
        model.addAttribute("form", WhenForm.of(planned.version(), planned.day(), planned.hours()));
        return page(planned, model);
    }

    @PostMapping
    String move(
            @PathVariable CaseId id,
            @PathVariable UUID followUp,
            @ModelAttribute("form") WhenForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        FollowUpDesk.Planned planned = desk.toMove(id, followUp, locale);
        form.check(result, planned.day(), planned.today());
        if (!result.hasErrors()) {
            FollowUpDesk.Moved moved = moved(id, followUp, form, me);
            if (moved == FollowUpDesk.Moved.DONE) {
                redirect.addFlashAttribute("notice", "followups.moved");
                return "redirect:/staff/cases/{id}/follow-ups";
            }
            if (moved == FollowUpDesk.Moved.OVERTAKEN) {
                planned = desk.toMove(id, followUp, locale);
                result.rejectValue("day", "followups.moved.overtaken");
            } else {
                result.rejectValue("day", "followups.day.order");
            }
        }
        model.addAttribute("hasErrors", true);
        return page(planned, model);
    }

    private FollowUpDesk.Moved moved(CaseId id, UUID followUp, WhenForm form, StaffMember me) {
        try {
            return desk.move(id, followUp, form, me);
        } catch (OptimisticLockingFailureException overtaken) {
            return FollowUpDesk.Moved.OVERTAKEN;
        }
    }

    private static String page(FollowUpDesk.Planned planned, Model model) {
        model.addAttribute("file", planned.file());
        model.addAttribute("planned", planned);
        model.addAttribute("back", "/staff/cases/" + planned.file().id() + "/follow-ups");
        return "reintegration/followup/when";
    }
}
