package org.mrcportal.reintegration.plan;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Dimension;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Origins;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Currencies;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
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
    private final PlanAccess access;
    private final Origins origins;
    private final MessageSource messages;

    CasePlanController(CasePlanDesk desk, PlanAccess access, Origins origins, MessageSource messages) {
        this.desk = desk;
        this.access = access;
        this.origins = origins;
        this.messages = messages;
    }

    @GetMapping
    String plan(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        return page(id, me, locale, model);
    }

    @GetMapping("/goals/new")
    String blankGoal(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        CasePlanDesk.GoalSheet sheet = desk.blankGoal(id, me);
        model.addAttribute("goal", sheet.form());
        return goalPage(sheet.file(), "/goals/new", locale, model);
    }

    @PostMapping("/goals/new")
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
        twice(() -> desk.addGoal(id, form, me));
        redirect.addFlashAttribute("notice", SAVED);
        return PLAN;
    }

    @GetMapping("/goals/{goal}")
    String editGoal(
            @PathVariable CaseId id,
            @PathVariable UUID goal,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CasePlanDesk.GoalSheet sheet = desk.goal(id, goal, me);
        model.addAttribute("goal", sheet.form());
        model.addAttribute("version", sheet.form().version());
        return goalPage(sheet.file(), "/goals/" + goal, locale, model);
    }

    @PostMapping("/goals/{goal}")
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
                desk.changeGoal(id, about, form, me);
                redirect.addFlashAttribute("notice", SAVED);
                return PLAN;
            } catch (CasePlanDesk.Stale stale) {
                stored(stale, result, model);
            }
        }
        return goalPage(
                desk.goal(id, about, me).file(), "/goals/" + about, locale, model.addAttribute("hasErrors", true));
    }

    @GetMapping("/goals/{goal}/steps/new")
    String blankStep(
            @PathVariable CaseId id,
            @PathVariable UUID goal,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CasePlanDesk.StepSheet sheet = desk.blankStep(id, goal, me);
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
        CasePlanDesk.StepSheet sheet = desk.again(id, null, form);
        form.check(result, sheet.partners(), sheet.funds(), null);
        if (result.hasErrors()) {
            desk.goal(id, goal, me); // of another case, it is not there
            return stepPage(sheet, "/goals/" + goal + "/steps/new", locale, model.addAttribute("hasErrors", true));
        }
        twice(() -> desk.addStep(id, goal, form, me));
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
        CasePlanDesk.StepSheet sheet = desk.step(id, about, me);
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
        CasePlanDesk.StepSheet sheet = desk.again(id, about, form);
        form.check(result, sheet.partners(), sheet.funds(), sheet.before());
        model.addAttribute("version", form.version());
        if (!result.hasErrors()) {
            try {
                desk.changeStep(id, about, form, me);
                redirect.addFlashAttribute("notice", SAVED);
                return PLAN;
            } catch (CasePlanDesk.Stale stale) {
                stored(stale, result, model);
            }
        }
        return stepPage(sheet, "/steps/" + about, locale, model.addAttribute("hasErrors", true));
    }

    @PostMapping("/goals/{goal}/up")
    String raiseGoal(@PathVariable CaseId id, @PathVariable UUID goal, @AuthenticationPrincipal StaffMember me) {
        desk.raiseGoal(id, goal, me);
        return PLAN;
    }

    @PostMapping("/steps/{step}/up")
    String raiseStep(
            @PathVariable CaseId id, @PathVariable("step") UUID about, @AuthenticationPrincipal StaffMember me) {
        desk.raiseStep(id, about, me);
        return PLAN;
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

    @PostMapping("/agreed")
    String agreed(
            @PathVariable CaseId id,
            @ModelAttribute("agree") AgreeForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result, desk.today(desk.file(id)));
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

    /** A new code for the client; it is shown on this page and never again. */
    @PostMapping("/code")
    String code(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        PlanAccess.Slip slip = access.renew(id, me);
        model.addAttribute("slip", slip);
        model.addAttribute("back", "/staff/cases/" + id + "/plan");
        return "reintegration/plan/code";
    }

    @GetMapping("/plan.pdf")
    ResponseEntity<byte[]> paper(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me) {
        return pdf(access.paper(id, null, me));
    }

    /** With the code, which only whoever has just made it can send. */
    @PostMapping("/plan.pdf")
    ResponseEntity<byte[]> paperWithCode(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String code,
            @AuthenticationPrincipal StaffMember me) {
        return pdf(access.paper(id, code, me));
    }

    /** A link for the partner of a step; it is shown on this page and never again. */
    @PostMapping("/steps/{step}/link")
    String link(
            @PathVariable CaseId id,
            @PathVariable("step") UUID about,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("made", access.link(id, about, me, locale));
        model.addAttribute("back", "/staff/cases/" + id + "/plan");
        return "reintegration/plan/link";
    }

    @ExceptionHandler
    String refused(Plan.Refused refused, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("refused", "cases.plan.refused." + refused.reason());
        return "redirect:" + request.getRequestURI().replaceFirst("/plan/.*", "/plan");
    }

    private static ResponseEntity<byte[]> pdf(byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename("plan.pdf").build().toString())
                .body(content);
    }

    /** Of a form sent twice at once, the slower one finds what the faster one has made. */
    private static void twice(Runnable work) {
        try {
            work.run();
        } catch (DataIntegrityViolationException sentTwice) {
            work.run();
        }
    }

    private static void stored(CasePlanDesk.Stale stale, BindingResult result, Model model) {
        model.addAttribute("stored", stale.stored());
        model.addAttribute("version", stale.version());
        result.reject("cases.stale");
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
                        && !me.id().id().equals(sheet.submittedBy()));
        model.addAttribute("ways", choices(Plan.WAYS, "cases.plan.agreed.", locale));
        model.addAttribute("dates", new Dates(opened.file().zone(), locale));
        return "reintegration/plan/plan";
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

    private String stepPage(CasePlanDesk.StepSheet sheet, String action, Locale locale, Model model) {
        CaseCard file = sheet.file();
        model.addAttribute("file", file);
        model.addAttribute("action", "/staff/cases/" + file.id() + "/plan" + action);
        model.addAttribute(
                "language",
                messages.getMessage("cases.plan.in." + file.language().code(), null, locale));
        model.addAttribute("kinds", kinds(locale));
        model.addAttribute("doers", choices(Action.DOERS, "cases.step.doer.", locale));
        model.addAttribute(
                "partners",
                sheet.partners().stream()
                        .map(card -> Choice.of(card.id().toString(), card.name()))
                        .toList());
        model.addAttribute(
                "currencies",
                Currencies.ALL.stream().map(code -> Choice.of(code, code)).toList());
        model.addAttribute(
                "funds",
                sheet.funds().stream()
                        .map(card -> Choice.of(
                                card.id().toString(),
                                messages.getMessage(
                                        "cases.fund.choice",
                                        new Object[] {
                                            card.project(), card.remaining().written(locale)
                                        },
                                        locale)))
                        .toList());
        model.addAttribute("back", "/staff/cases/" + file.id() + "/plan");
        return "reintegration/plan/step";
    }

    private List<Choice> kinds(Locale locale) {
        List<Choice> kinds = new ArrayList<>();
        kinds.add(Choice.of(Action.STEP, messages.getMessage(AssistanceKind.label(Action.STEP), null, locale)));
        for (AssistanceKind kind : AssistanceKind.values()) {
            kinds.add(Choice.of(kind.name(), messages.getMessage(kind.label(), null, locale)));
        }
        return kinds;
    }

    private List<Choice> choices(List<String> codes, String prefix, Locale locale) {
        return codes.stream()
                .map(code -> Choice.of(code, messages.getMessage(prefix + code, null, locale)))
                .toList();
    }
}
