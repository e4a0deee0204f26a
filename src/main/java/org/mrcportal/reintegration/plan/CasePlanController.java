package org.mrcportal.reintegration.plan;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Written;
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
    private final NewPlanDesk renewal;
    private final PlanPage page;

    CasePlanController(CasePlanDesk desk, NewPlanDesk renewal, PlanPage page) {
        this.desk = desk;
        this.renewal = renewal;
        this.page = page;
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

    /** @param carry {@code yes}: goals and what is still to be done come along */
    @PostMapping("/replace")
    String replace(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String seen,
            @RequestParam(required = false) @Nullable String carry,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        boolean all = "yes".equals(carry);
        renewal.replace(id, Written.id(seen).orElse(null), all, me);
        redirect.addFlashAttribute("notice", all ? "cases.plan.begun-anew" : "cases.plan.put-aside");
        return PLAN;
    }

    @GetMapping("/former/{former}")
    String former(
            @PathVariable CaseId id,
            @PathVariable UUID former,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CasePlanDesk.Opened opened = desk.former(id, former, me, locale);
        return page.former(opened, opened.formers().getFirst(), locale, model);
    }

    private String page(CaseId id, StaffMember me, Locale locale, Model model) {
        return page.of(desk.open(id, me, locale), me, locale, model);
    }
}
