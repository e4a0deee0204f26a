package org.mrcportal.reintegration.assistance;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.Rule;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.plan.Dates;
import org.mrcportal.reintegration.plan.PlanChoices;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** The pages of a case's assistance. */
@StaffPage
@RequestMapping("/staff/cases/{id}/assistance")
class AssistanceController {

    static final String ONE = "redirect:/staff/cases/{id}/assistance/{about}";
    private static final String SAVED = "cases.saved";

    private final AssistanceDesk desk;
    private final DeliveryNotes notes;
    private final AssistancePage page;
    private final PlanChoices choices;

    AssistanceController(AssistanceDesk desk, DeliveryNotes notes, AssistancePage page, PlanChoices choices) {
        this.desk = desk;
        this.notes = notes;
        this.page = page;
        this.choices = choices;
    }

    @GetMapping
    String list(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        AssistanceDesk.Opened opened = desk.open(id, me);
        model.addAttribute("file", opened.file());
        model.addAttribute("lines", opened.lines());
        model.addAttribute("dates", new Dates(opened.file().zone(), locale));
        return "reintegration/assistance/list";
    }

    @GetMapping("/papers")
    String papers(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        AssistanceDesk.Papers opened = desk.papers(id, me);
        model.addAttribute("file", opened.file());
        model.addAttribute("papers", opened.papers());
        model.addAttribute("dates", new Dates(opened.file().zone(), locale));
        return "reintegration/assistance/papers";
    }

    /** @param like a request that was refused or cancelled, to be asked again */
    @GetMapping("/new")
    String blank(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String like,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        AssistanceDesk.Sheet sheet = Written.id(like)
                .map(former -> desk.like(id, former, me))
                .orElseGet(() -> desk.blank(id, Written.id(step).orElse(null), me));
        model.addAttribute("help", sheet.form());
        return form(sheet, locale, model);
    }

    @PostMapping("/new")
    String request(
            @PathVariable CaseId id,
            @ModelAttribute("help") AssistanceForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        AssistanceDesk.Sheet sheet = desk.again(id, form);
        String currency = Money.isCurrency(form.currency()) ? form.currency() : null;
        form.check(
                result,
                sheet.funds(),
                currency == null ? null : desk.limits(sheet.file(), currency).orElse(null),
                currency == null
                        ? BigDecimal.ZERO
                        : desk.given(
                                sheet.file(), currency, Written.id(form.step()).orElse(null)),
                sheet.today());
        if (result.hasErrors()) {
            return form(sheet, locale, model.addAttribute("hasErrors", true));
        }
        redirect.addFlashAttribute("notice", "cases.help.requested");
        return "redirect:/staff/cases/" + id + "/assistance/" + requested(id, form, me);
    }

    private UUID requested(CaseId id, AssistanceForm form, StaffMember me) {
        try {
            return desk.request(id, form, me);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.request(id, form, me);
        }
    }

    @GetMapping("/{about}")
    String open(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return page.of(desk.open(id, about, me), me, locale, model);
    }

    /** To be signed when it is handed over. */
    @GetMapping("/{about}/note.pdf")
    ResponseEntity<byte[]> note(
            @PathVariable CaseId id, @PathVariable UUID about, @AuthenticationPrincipal StaffMember me) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename("note.pdf").build().toString())
                .body(notes.print(id, about, me));
    }

    @PostMapping("/{about}/approve")
    String approve(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        try {
            desk.approve(id, about, me);
            redirect.addFlashAttribute("notice", "cases.help.approved");
        } catch (DataIntegrityViolationException refused) {
            redirect.addFlashAttribute("refused", reason(refused));
        }
        return ONE;
    }

    /** The message of what the database forbade. */
    static String reason(DataIntegrityViolationException refused) {
        return switch (Rule.brokenBy(refused)) {
            case "fund_left" -> "cases.help.fund-left";
            case "fund_period" -> "cases.fund.outside";
            case "cash_limit" -> "cases.help.cash-limit.reached";
            case "quotations" -> "cases.help.quotations.missing";
            default -> throw refused;
        };
    }

    @PostMapping("/{about}/refuse")
    String refuse(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @ModelAttribute("refusal") ReasonForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            return page.of(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
        }
        desk.refuse(id, about, Objects.requireNonNull(Written.orNull(form.reason())), me);
        redirect.addFlashAttribute("notice", SAVED);
        return ONE;
    }

    @PostMapping("/{about}/deliver")
    String deliver(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @ModelAttribute("delivery") DeliveryForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        AssistanceDesk.OpenedOne opened = desk.open(id, about, me);
        form.check(result, opened.line(), opened.today());
        if (result.hasErrors()) {
            return page.of(opened, me, locale, model.addAttribute("hasErrors", true));
        }
        desk.deliver(
                id,
                about,
                Written.day(form.deliveredOn()).orElseThrow(),
                form.price(),
                Written.orNull(form.deliveryNote()),
                me);
        redirect.addFlashAttribute("notice", SAVED);
        return ONE;
    }

    @PostMapping("/{about}/acknowledge")
    String acknowledge(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @ModelAttribute("acknowledgement") AcknowledgeForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result, desk.today(desk.file(id)));
        if (result.hasErrors()) {
            return page.of(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
        }
        desk.acknowledge(
                id,
                about,
                Written.day(form.acknowledgedOn()).orElseThrow(),
                Objects.requireNonNull(form.acknowledgedHow()),
                me);
        redirect.addFlashAttribute("notice", SAVED);
        return ONE;
    }

    @PostMapping("/{about}/cancel")
    String cancel(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @ModelAttribute("cancellation") ReasonForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            model.addAttribute("refused", "cases.help.reason.missing").addAttribute("refusedField", "why");
            return page.of(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
        }
        desk.cancel(id, about, Objects.requireNonNull(Written.orNull(form.reason())), me);
        redirect.addFlashAttribute("notice", SAVED);
        return ONE;
    }

    private String form(AssistanceDesk.Sheet sheet, Locale locale, Model model) {
        model.addAttribute("file", sheet.file());
        model.addAttribute("kinds", choices.kinds(locale));
        model.addAttribute("forms", choices.of(Assistance.FORMS, "cases.help.form.", locale));
        model.addAttribute("currencies", choices.currencies());
        model.addAttribute("funds", choices.funds(sheet.funds(), locale));
        model.addAttribute("back", "/staff/cases/" + sheet.file().id() + "/assistance");
        return "reintegration/assistance/request";
    }
}
