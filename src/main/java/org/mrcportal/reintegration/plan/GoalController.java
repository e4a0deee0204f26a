package org.mrcportal.reintegration.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Dimension;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which the goals of a plan are written. */
@StaffPage
@RequestMapping("/staff/cases/{id}/plan/goals")
class GoalController {

    private static final String PLAN = "redirect:/staff/cases/{id}/plan";
    private static final String SAVED = "cases.saved";

    private final GoalDesk desk;
    private final MessageSource messages;

    GoalController(GoalDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    @GetMapping("/new")
    String blankGoal(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        GoalDesk.Sheet sheet = desk.blank(id, me);
        model.addAttribute("goal", sheet.form());
        return goalPage(sheet.file(), "/goals/new", locale, model);
    }

    @PostMapping("/new")
    String addGoal(
            @PathVariable CaseId id,
            @ModelAttribute("goal") GoalForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            return goalPage(desk.file(id), "/goals/new", locale, model.addAttribute("hasErrors", true));
        }
        PlanForms.twice(() -> desk.add(id, form, me));
        redirect.addFlashAttribute("notice", SAVED);
        return PLAN;
    }

    @GetMapping("/{goal}")
    String editGoal(
            @PathVariable CaseId id,
            @PathVariable UUID goal,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        GoalDesk.Sheet sheet = desk.goal(id, goal, me);
        model.addAttribute("goal", sheet.form());
        model.addAttribute("version", sheet.form().version());
        model.addAttribute("removable", sheet.removable());
        return goalPage(sheet.file(), "/goals/" + goal, locale, model);
    }

    @PostMapping("/{goal}")
    String changeGoal(
            @PathVariable CaseId id,
            @PathVariable("goal") UUID about,
            @ModelAttribute("goal") GoalForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        model.addAttribute("version", form.version());
        if (!result.hasErrors()) {
            try {
                desk.change(id, about, form, me);
                redirect.addFlashAttribute("notice", SAVED);
                return PLAN;
            } catch (Stale stale) {
                PlanForms.stored(stale, result, model);
            }
        }
        return goalPage(
                desk.goal(id, about, me).file(), "/goals/" + about, locale, model.addAttribute("hasErrors", true));
    }

    @PostMapping("/{goal}/up")
    String raiseGoal(@PathVariable CaseId id, @PathVariable UUID goal, @AuthenticationPrincipal StaffMember me) {
        desk.raise(id, goal, me);
        return PLAN;
    }

    @PostMapping("/{goal}/remove")
    String removeGoal(
            @PathVariable CaseId id,
            @PathVariable UUID goal,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.remove(id, goal, me);
        redirect.addFlashAttribute("notice", "cases.goal.removed");
        return PLAN;
    }

    private String goalPage(CaseCard file, String action, Locale locale, Model model) {
        model.addAttribute("file", file);
        model.addAttribute("action", "/staff/cases/" + file.id() + "/plan" + action);
        model.addAttribute(
                "language",
                messages.getMessage("cases.plan.in." + file.language().code(), null, locale));
        model.addAttribute(
                "dimensions",
                Arrays.stream(Dimension.values())
                        .map(d -> Choice.of(d.name(), messages.getMessage(d.label(), null, locale)))
                        .toList());
        model.addAttribute("back", "/staff/cases/" + file.id() + "/plan");
        return "reintegration/plan/goal";
    }
}
