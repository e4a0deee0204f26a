package org.mrcportal.reintegration.plan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is pressed on a plan as its steps are taken. */
@StaffPage
@RequestMapping("/staff/cases/{id}/plan")
class StepProgressController {

    private static final String PLAN = "redirect:/staff/cases/{id}/plan";
    private static final String SAVED = "cases.saved";

    private final StepProgressDesk desk;

    StepProgressController(StepProgressDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/steps/{step}/state")
    String become(
            @PathVariable CaseId id,
            @PathVariable("step") UUID about,
            @RequestParam(required = false) @Nullable String state,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.become(id, about, ActionState.ofCode(state).orElseThrow(() -> new NotFound("a state")), me);
        redirect.addFlashAttribute("notice", SAVED);
        return PLAN;
    }

    @PostMapping("/words/{word}")
    String settle(
            @PathVariable CaseId id,
            @PathVariable UUID word,
            @RequestParam(defaultValue = "") String accept,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.settle(id, word, accept.equals("yes"), me);
        redirect.addFlashAttribute("notice", SAVED);
        return PLAN;
    }
}
