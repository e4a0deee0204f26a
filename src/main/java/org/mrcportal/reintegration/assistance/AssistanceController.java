package org.mrcportal.reintegration.assistance;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.Rule;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.plan.Dates;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Currencies;
import org.mrcportal.shared.StaffPage;
import org.mrcportal.shared.Tick;
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
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
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

    private static final String ONE = "redirect:/staff/cases/{id}/assistance/{about}";
    private static final String SAVED = "cases.saved";

    private final AssistanceDesk desk;
    private final EvidenceDesk evidence;
    private final MessageSource messages;

    AssistanceController(AssistanceDesk desk, EvidenceDesk evidence, MessageSource messages) {
        this.desk = desk;
        this.evidence = evidence;
        this.messages = messages;
    }

    @InitBinder("upload")
    void ticks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    @GetMapping
    String list(@PathVariable CaseId id, @AuthenticationPrincipal StaffMember me, Locale locale, Model model) {
        AssistanceDesk.Opened opened = desk.open(id, me);
        model.addAttribute("file", opened.file());
        model.addAttribute("lines", opened.lines());
        model.addAttribute("dates", new Dates(opened.file().zone(), locale));
        return "reintegration/assistance/list";
    }

    @GetMapping("/new")
    String blank(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable String step,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        AssistanceDesk.Sheet sheet = desk.blank(id, Written.id(step).orElse(null), me);
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
                currency == null ? BigDecimal.ZERO : desk.given(sheet.file(), currency),
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
        return one(desk.open(id, about, me), me, locale, model);
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

    private static String reason(DataIntegrityViolationException refused) {
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
            return one(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
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
            return one(opened, me, locale, model.addAttribute("hasErrors", true));
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
            return one(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
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
            model.addAttribute("refused", "cases.help.reason.missing");
            return one(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
        }
        desk.cancel(id, about, Objects.requireNonNull(Written.orNull(form.reason())), me);
        redirect.addFlashAttribute("notice", SAVED);
        return ONE;
    }

    @PostMapping("/{about}/evidence")
    String add(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @ModelAttribute("upload") UploadForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect)
            throws IOException {
        form.check(result);
        if (!result.hasErrors()) {
            var document = Objects.requireNonNull(form.document());
            try {
                EvidenceFile file = EvidenceFile.of(
                        Objects.requireNonNullElse(document.getOriginalFilename(), ""), document.getBytes());
                evidence.add(id, about, Objects.requireNonNull(form.kind()), file, form.key(), me);
                redirect.addFlashAttribute("notice", "cases.evidence.kept");
                return ONE;
            } catch (EvidenceRefused refused) {
                result.rejectValue("document", "cases.evidence.refused." + refused.reason());
            }
        }
        return one(desk.open(id, about, me), me, locale, model.addAttribute("hasErrors", true));
    }

    /** Never opened by the browser itself, never kept by it. */
    @GetMapping("/{about}/evidence/{file}")
    ResponseEntity<byte[]> read(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @PathVariable("file") UUID wanted,
            @AuthenticationPrincipal StaffMember me) {
        EvidenceFile file = evidence.read(id, about, wanted, me);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.content());
    }

    @PostMapping("/{about}/evidence/{file}/remove")
    String remove(
            @PathVariable CaseId id,
            @PathVariable UUID about,
            @PathVariable("file") UUID wanted,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        evidence.remove(id, about, wanted, reason, me);
        redirect.addFlashAttribute("notice", "cases.evidence.removed");
        return ONE;
    }

    @ExceptionHandler
    String refused(Assistance.Refused refused, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("refused", "cases.help.refused." + refused.reason());
        return "redirect:" + request.getRequestURI().replaceFirst("(/assistance(?:/[0-9a-f-]{36})?).*", "$1");
    }

    private String one(AssistanceDesk.OpenedOne opened, StaffMember me, Locale locale, Model model) {
        CaseCard file = opened.file();
        AssistanceLine line = opened.line();
        putIfMissing(model, "upload", UploadForm.blank());
        putIfMissing(model, "refusal", new ReasonForm(null));
        putIfMissing(model, "cancellation", new ReasonForm(null));
        putIfMissing(model, "delivery", DeliveryForm.of(line, opened.today()));
        putIfMissing(
                model, "acknowledgement", new AcknowledgeForm(opened.today().toString(), null));
        model.addAttribute("file", file);
        model.addAttribute("line", line);
        model.addAttribute("evidence", opened.evidence());
        model.addAttribute(
                "mayDecide",
                line.is("REQUESTED") && !line.requestedBy().equals(me.id().id()));
        model.addAttribute("ways", choices(Assistance.WAYS, "cases.plan.agreed.", locale));
        model.addAttribute("evidenceKinds", choices(EvidenceDesk.KINDS, "cases.evidence.kind.", locale));
        model.addAttribute("removals", choices(EvidenceDesk.REASONS, "cases.evidence.removal.", locale));
        model.addAttribute("dates", new Dates(file.zone(), locale));
        model.addAttribute("back", "/staff/cases/" + file.id() + "/assistance");
        return "reintegration/assistance/one";
    }

    private static void putIfMissing(Model model, String name, Object form) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, form);
        }
    }

    private String form(AssistanceDesk.Sheet sheet, Locale locale, Model model) {
        List<Choice> kinds = new ArrayList<>();
        for (AssistanceKind kind : AssistanceKind.values()) {
            kinds.add(Choice.of(kind.name(), messages.getMessage(kind.label(), null, locale)));
        }
        model.addAttribute("file", sheet.file());
        model.addAttribute("kinds", kinds);
        model.addAttribute("forms", choices(Assistance.FORMS, "cases.help.form.", locale));
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
        model.addAttribute("back", "/staff/cases/" + sheet.file().id() + "/assistance");
        return "reintegration/assistance/request";
    }

    private List<Choice> choices(List<String> codes, String prefix, Locale locale) {
        return codes.stream()
                .map(code -> Choice.of(code, messages.getMessage(prefix + code, null, locale)))
                .toList();
    }
}
