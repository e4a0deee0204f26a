package org.mrcportal.reintegration.training;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.StaffPage;
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

/** The trainings of a case. */
@StaffPage
@RequestMapping("/staff/cases/{id}/trainings")
class TrainingController {

    private static final String OWN = "redirect:/staff/cases/{id}/trainings";

    private final TrainingDesk desk;

    TrainingController(TrainingDesk desk) {
        this.desk = desk;
    }

    /** @param action a step of the plan that the training fulfils */
    @GetMapping
    String overview(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String action,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        TrainingDesk.Overview overview = desk.overview(id, action, me, locale);
        model.addAttribute("form", EnrolForm.blank(overview.file().client().id(), action));
        return page(overview, model);
    }

    @PostMapping
    String enrol(
            @PathVariable CaseId id,
            @ModelAttribute("form") EnrolForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        UUID once = Once.required(form.once());
        if (form.course() == null || !form.course().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            result.rejectValue("course", "trainings.course.missing");
        } else {
            TrainingDesk.Answer answer = enrolled(id, UUID.fromString(form.course()), form, once, me);
            if (answer == TrainingDesk.Answer.ENROLLED || answer == TrainingDesk.Answer.WAITING) {
                redirect.addFlashAttribute(
                        "notice", answer == TrainingDesk.Answer.WAITING ? "trainings.waiting" : "trainings.enrolled");
                return OWN;
            }
            result.rejectValue(
                    "course", answer == TrainingDesk.Answer.FULL ? "trainings.course.full" : "trainings.course.twice");
        }
        model.addAttribute("hasErrors", true);
        return page(desk.overview(id, form.action(), me, locale), model);
    }

    /**
     * Of two who take the last place at once, one gets it, and the other waits if that was ticked; of a form sent twice at
     * once, the slower one finds the faster one's.
     */
    private TrainingDesk.Answer enrolled(CaseId id, UUID course, EnrolForm form, UUID once, StaffMember me) {
        try {
            return desk.enrol(id, course, form, false, once, me);
        } catch (NoPlace refused) {
            try {
                return desk.enrol(id, course, form, refused.isFull() && form.waits(), once, me);
            } catch (NoPlace stays) {
                return stays.answer();
            }
        }
    }

    @PostMapping("/{enrolment}/withdraw")
    String withdraw(
            @PathVariable CaseId id,
            @PathVariable UUID enrolment,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.withdraw(id, enrolment, me);
        redirect.addFlashAttribute("notice", "trainings.withdrawn");
        return OWN;
    }

    private static String page(TrainingDesk.Overview overview, Model model) {
        model.addAttribute("file", overview.file());
        model.addAttribute("overview", overview);
        return "reintegration/training/trainings";
    }
}
