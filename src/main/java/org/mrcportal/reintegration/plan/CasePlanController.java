package org.mrcportal.reintegration.plan;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.casefile.Origins;
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

/** The pages of a case's plan. */
@StaffPage
@RequestMapping("/staff/cases/{id}/plan")
class CasePlanController {

    private static final String PLAN = "redirect:/staff/cases/{id}/plan";
    private static final String SAVED = "cases.saved";

    private final CasePlanDesk desk;
    private final Origins origins;
    private final PlanChoices choices;

    CasePlanController(CasePlanDesk desk, Origins origins, PlanChoices choices) {
        this.desk = desk;
        this.origins = origins;
        this.choices = choices;
    }

    @GetMapping
    String plan(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        return page(id, me, locale, model);
    }

    @PostMapping("/agreed")
    String agreed(
            @PathVariable CaseId id,
            @ModelAttribute("agree") AgreeForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result, desk.today(id));
        if (result.hasErrors()) {
            return page(id, me, locale, model.addAttribute("hasErrors", true));
        }
        desk.agreed(id, Written.day(form.agreedOn()).orElseThrow(), Objects.requireNonNull(form.agreedHow()), me);
        redirect.addFlashAttribute("notice", SAVED);
        return PLAN;
    }

    @PostMapping("/submit")
    String submit(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.submit(id, me);
        redirect.addFlashAttribute("notice", "cases.plan.submitted");
        return PLAN;
    }

    @PostMapping("/approve")
    String approve(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String seen,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.approve(id, ReturnForm.version(seen), me);
        redirect.addFlashAttribute("notice", "cases.plan.approved");
        return PLAN;
    }

    @PostMapping("/send-back")
    String sendBack(
            @PathVariable CaseId id,
            @ModelAttribute("returning") ReturnForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            return page(id, me, locale, model.addAttribute("hasErrors", true));
        }
        desk.sendBack(id, ReturnForm.version(form.seen()), Objects.requireNonNull(Written.orNull(form.reason())), me);
        redirect.addFlashAttribute("notice", "cases.plan.sent-back");
        return PLAN;
    }

    @PostMapping("/replace")
    String replace(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, RedirectAttributes redirect) {
        desk.replace(id, me);
        redirect.addFlashAttribute("notice", SAVED);
        return PLAN;
    }

    private String page(CaseId id, StaffMember me, Locale locale, Model model) {
        CasePlanDesk.Opened opened = desk.open(id, me, locale);
        PlanSheet sheet = opened.sheet();
        if (!model.containsAttribute("agree")) {
            model.addAttribute("agree", new AgreeForm(null, null));
        }
        if (!model.containsAttribute("returning")) {
            model.addAttribute("returning", new ReturnForm(null, null));
        }
        model.addAttribute("file", opened.file());
        model.addAttribute("sheet", sheet);
        model.addAttribute(
                "takenOver", sheet != null && sheet.takenOver() ? origins.takenOver(opened.file(), locale) : null);
        model.addAttribute("history", opened.history());
        model.addAttribute("today", opened.today());
        model.addAttribute(
                "mayDecide",
                sheet != null
                        && sheet.state() == Plan.State.SUBMITTED
                        && sheet.seenWhole()
                        && !me.id().id().equals(sheet.submittedBy()));
        model.addAttribute("ways", choices.of(Plan.WAYS, "cases.plan.agreed.", locale));
        model.addAttribute("dates", new Dates(opened.file().zone(), locale));
        return "reintegration/plan/plan";
    }
}
