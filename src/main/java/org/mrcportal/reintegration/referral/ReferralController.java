package org.mrcportal.reintegration.referral;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Written;
import org.mrcportal.reintegration.casefile.CorrectionForm;
import org.mrcportal.reintegration.casefile.Corrections;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.QrCode;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
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

/** The pages of a case's referrals. */
@StaffPage
@RequestMapping("/staff/cases/{id}/referrals")
class ReferralController {

    private static final String OWN = "redirect:/staff/cases/{id}/referrals/{referral}";

    private final ReferralDesk desk;
    private final Links links;
    private final Slips slips;
    private final AnswerCorrecting correcting;
    private final PartnerWarnings warnings;
    private final MessageSource messages;
    private final String portal;

    ReferralController(
            ReferralDesk desk,
            Links links,
            Slips slips,
            AnswerCorrecting correcting,
            PartnerWarnings warnings,
            MessageSource messages,
            @Value("${portal.public-address}") String portal) {
        this.desk = desk;
        this.links = links;
        this.slips = slips;
        this.correcting = correcting;
        this.warnings = warnings;
        this.messages = messages;
        this.portal = portal;
    }

    /** A line of the list, in the reader's words. */
    record Line(
            UUID id,
            String reference,
            String partner,
            String service,
            ReferralState state,
            String since,
            @Nullable String due,
            boolean overdue) {}

    /** What leads to a referral: a step of the plan, an answer, a screening. Kept until the service is chosen. */
    record Beginning(
            @Nullable String service,
            @Nullable String action,
            @Nullable String client,
            @Nullable String urgency) {}

    /** An answer that was put in by mistake. */
    record TakenBack(Corrections.Line line, String day) {}

    /**
     * The referrals, and where another one begins.
     *
     * @param from what it is to begin with: the step of the plan it comes from, whom it is for, and how urgent it is
     */
    @GetMapping
    String list(
            @PathVariable UUID id,
            @ModelAttribute("from") Beginning from,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        ReferralDesk.Sheet sheet = desk.list(new CaseId(id), me);
        model.addAttribute("file", sheet.card());
        model.addAttribute("agrees", sheet.agrees());
        model.addAttribute("services", services(locale));
        model.addAttribute(
                "lines",
                sheet.lines().stream()
                        .map(line -> new Line(
                                line.id(),
                                Reference.grouped(line.reference()),
                                line.partner(),
                                say(PartnerCard.label(line.service()), locale),
                                line.state(),
                                date(line.stateSince(), sheet.card().zone(), locale),
                                line.state().isOpen() ? CentreTime.date(line.dueOn(), locale) : null,
                                line.overdue()))
                        .toList());
        return "reintegration/referral/list";
    }

    @GetMapping("/{referral}")
    String open(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        return opened(new CaseId(id), referral, me, locale, model);
    }

    private String opened(CaseId file, UUID referral, StaffMember me, Locale locale, Model model) {
        ReferralDesk.Opened opened = desk.open(file, referral, me);
        Referral one = opened.referral();
        if (!model.containsAttribute("said")) {
            model.addAttribute("said", new AnswerForm(null, null, null));
        }
        if (!model.containsAttribute("correction")) {
            model.addAttribute("correction", new CorrectionForm(null));
        }
        model.addAttribute(
                "corrections",
                opened.corrections().stream()
                        .map(back -> new TakenBack(
                                back, date(back.at(), opened.card().zone(), locale)))
                        .toList());
        model.addAttribute("correctable", opened.card().writable() && !opened.isReadOnly() && one.isHeardByStaff());
        PartnerCard partner = opened.partner();
        Links.Link link = opened.link();
        model.addAttribute("file", opened.card());
        model.addAttribute("opened", opened);
        model.addAttribute("own", "/staff/cases/" + file + "/referrals/" + referral);
        model.addAttribute("client", one.client());
        model.addAttribute("partnerLanguage", one.language().code());
        model.addAttribute("asked", one.asked());
        model.addAttribute("reference", Reference.grouped(one.reference()));
        model.addAttribute("state", one.state());
        model.addAttribute("service", say(PartnerCard.label(one.service()), locale));
        model.addAttribute("urgency", say("referral.staff.urgency." + one.urgency(), locale));
        model.addAttribute("due", CentreTime.date(one.dueOn(), locale));
        model.addAttribute("overdue", one.state().isOpen() && one.dueOn().isBefore(opened.today()));
        model.addAttribute("basis", one.basis().name());
        model.addAttribute(
                "shared",
                one.shared().stream()
                        .map(fact -> say("referral.staff.fact." + fact, locale))
                        .toList());
        model.addAttribute("spoken", one.language().nameIn(locale));
        model.addAttribute("told", say("referral.told", one.locale()));
        model.addAttribute("nothing", say("referral.told.nothing", one.locale()));
        model.addAttribute("sent", date(one.sentAt(), opened, locale));
        model.addAttribute("answered", date(one.answeredAt(), opened, locale));
        model.addAttribute("served", date(one.servedAt(), opened, locale));
        model.addAttribute(
                "reason", one.reason() == null ? null : say("referral.reason." + Answer.key(one.reason()), locale));
        model.addAttribute("phone", partner.phone() == null ? null : new PhoneNumber(partner.phone()).readable());
        model.addAttribute("warnings", warnings.of(partner, opened.today(), null, locale));
        if (link != null) {
            model.addAttribute("until", date(link.expiresAt(), opened, locale));
            model.addAttribute("shown", date(link.shownAt(), opened, locale));
        }
        if (link != null && !link.mailed() && link.id().equals(model.getAttribute("madeNow"))) {
            String address = portal + "/" + one.language().code() + links.path(link.id());
            model.addAttribute("address", address);
            model.addAttribute("qr", QrCode.of(address));
        }
        if (one.state().isOpen()) {
            model.addAttribute("answers", AnswerController.answers(one.state(), messages, locale));
            model.addAttribute("reasons", AnswerController.reasons(messages, locale));
        }
        model.addAttribute("back", "/staff/cases/" + file + "/referrals");
        return "reintegration/referral/referral";
    }

    /** Asks the partner. The link's address is shown once, to whoever has made it to be handed over. */
    @PostMapping("/{referral}/send")
    String send(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @RequestParam(defaultValue = "HAND") String way,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("madeNow", desk.send(new CaseId(id), referral, way.equals("MAIL"), me));
        redirect.addFlashAttribute("notice", "referral.staff.sent");
        return OWN;
    }

    @PostMapping("/{referral}/answer")
    String heard(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @ModelAttribute("said") AnswerForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            return opened(new CaseId(id), referral, me, locale, model.addAttribute("hasErrors", true));
        }
        desk.heard(new CaseId(id), referral, form.said(), me);
        redirect.addFlashAttribute("notice", "referral.staff.heard");
        return OWN;
    }

    @PostMapping("/{referral}/take-back")
    String takeBack(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @ModelAttribute("correction") CorrectionForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        form.check(result);
        if (result.hasErrors()) {
            return opened(new CaseId(id), referral, me, locale, model.addAttribute("hasErrors", true));
        }
        correcting.takeBack(new CaseId(id), referral, Objects.requireNonNull(Written.orNull(form.reason())), me);
        redirect.addFlashAttribute("notice", "referral.staff.taken-back");
        return OWN;
    }

    @PostMapping("/{referral}/ask-again")
    String askAgain(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.askedAgain(new CaseId(id), referral, me);
        redirect.addFlashAttribute("notice", "referral.staff.asked");
        return OWN;
    }

    @PostMapping("/{referral}/cancel")
    String cancel(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.cancel(new CaseId(id), referral, me);
        redirect.addFlashAttribute("notice", "referral.staff.cancelled");
        return OWN;
    }

    @PostMapping("/{referral}/ask-supervisor")
    String askSupervisor(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.askSupervisor(new CaseId(id), referral, me);
        redirect.addFlashAttribute("notice", "referral.staff.supervisor.asked");
        return OWN;
    }

    /** For the person to carry: one half in the person's language, one in the partner's. Nothing on it says why. */
    @GetMapping("/{referral}/slip.pdf")
    ResponseEntity<byte[]> slip(
            @PathVariable UUID id, @PathVariable UUID referral, @AuthenticationPrincipal StaffMember me) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename("slip.pdf").build().toString())
                .body(slips.print(desk.slip(new CaseId(id), referral, me)));
    }

    private List<Choice> services(Locale locale) {
        return PartnerCard.SERVICES.stream()
                .map(code -> Choice.of(code, say(PartnerCard.label(code), locale)))
                .toList();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static @Nullable String date(@Nullable Instant at, ReferralDesk.Opened opened, Locale locale) {
        return at == null ? null : date(at, opened.card().zone(), locale);
    }

    private static String date(Instant at, ZoneId zone, Locale locale) {
        return CentreTime.date(CentreTime.day(at, zone), locale);
    }
}
