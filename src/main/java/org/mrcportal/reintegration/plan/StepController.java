package org.mrcportal.reintegration.plan;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.CaseId;
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

/** The pages on which the steps of a plan are written. */
@StaffPage
@RequestMapping("/staff/cases/{id}/plan")
class StepController {

    private static final String PLAN = "redirect:/staff/cases/{id}/plan";
    private static final String SAVED = "cases.saved";

    private final StepDesk desk;
    private final PlanChoices choices;
    private final MessageSource messages;

    StepController(StepDesk desk, PlanChoices choices, MessageSource messages) {
        this.desk = desk;
        this.choices = choices;
        this.messages = messages;
    }

    @GetMapping("/goals/{goal}/steps/new")
    String blankStep(
            @PathVariable CaseId id,
            @PathVariable UUID goal,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        StepDesk.Sheet sheet = desk.blank(id, goal, me);
        model.addAttribute("step", sheet.form());
        return stepPage(sheet, "/goals/" + goal + "/steps/new", locale, model);
    }

    @PostMapping("/goals/{goal}/steps/new")
    String addStep(
            @PathVariable CaseId id,
            @PathVariable UUID goal,
            @ModelAttribute("step") ActionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        StepDesk.Sheet sheet = desk.newAgain(id, goal, form);
        form.check(result, sheet.partners(), sheet.colleagues(), sheet.funds(), null);
        if (result.hasErrors()) {
            return stepPage(sheet, "/goals/" + goal + "/steps/new", locale, model.addAttribute("hasErrors", true));
        }
        PlanForms.twice(() -> desk.add(id, goal, form, me));
        redirect.addFlashAttribute("notice", SAVED);
        return PLAN;
    }

    @GetMapping("/steps/{step}")
    String editStep(
            @PathVariable CaseId id,
            @PathVariable("step") UUID about,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        StepDesk.Sheet sheet = desk.step(id, about, me);
        model.addAttribute("step", sheet.form());
        model.addAttribute("version", sheet.form().version());
        return stepPage(sheet, "/steps/" + about, locale, model);
    }

    @PostMapping("/steps/{step}")
    String changeStep(
            @PathVariable CaseId id,
            @PathVariable("step") UUID about,
            @ModelAttribute("step") ActionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        StepDesk.Sheet sheet = desk.again(id, about, form);
        form.check(result, sheet.partners(), sheet.colleagues(), sheet.funds(), sheet.before());
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
        return stepPage(sheet, "/steps/" + about, locale, model.addAttribute("hasErrors", true));
    }

    @PostMapping("/steps/{step}/up")
    String raiseStep(
            @PathVariable CaseId id, @PathVariable("step") UUID about, @AuthenticationPrincipal StaffMember me) {
        desk.raise(id, about, me);
        return PLAN;
    }

    private String stepPage(StepDesk.Sheet sheet, String action, Locale locale, Model model) {
        CaseCard file = sheet.file();
        model.addAttribute("file", file);
        model.addAttribute("action", "/staff/cases/" + file.id() + "/plan" + action);
        model.addAttribute(
                "language",
                messages.getMessage("cases.plan.in." + file.language().code(), null, locale));
        List<Choice> kinds = choices.kinds(locale);
        kinds.addFirst(Choice.of(Action.STEP, messages.getMessage(AssistanceKind.label(Action.STEP), null, locale)));
        model.addAttribute("kinds", kinds);
        model.addAttribute("doers", choices.of(Action.DOERS, "cases.step.doer.", locale));
        model.addAttribute(
                "partners",
                sheet.partners().stream()
                        .map(card -> Choice.of(card.id().toString(), card.name()))
                        .toList());
        model.addAttribute(
                "colleagues",
                sheet.colleagues().stream()
                        .map(one -> Choice.of(one.id().toString(), one.name()))
                        .toList());
        model.addAttribute("currencies", choices.currencies());
        model.addAttribute("funds", choices.funds(sheet.funds(), locale));
        model.addAttribute("back", "/staff/cases/" + file.id() + "/plan");
        return "reintegration/plan/step";
    }
}
