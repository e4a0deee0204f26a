package org.mrcportal.reintegration.referral;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.QrCode;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
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

/** The pages of a case's referrals. */
@StaffPage
@RequestMapping("/staff/cases/{id}/referrals")
class ReferralController {

    private static final String OWN = "redirect:/staff/cases/{id}/referrals/{referral}";

    private final ReferralDesk desk;
    private final Links links;
    private final Slips slips;
    private final MessageSource messages;
    private final String portal;

    ReferralController(
            ReferralDesk desk,
            Links links,
            Slips slips,
            MessageSource messages,
            @Value("${portal.public-address}") String portal) {
        this.desk = desk;
        this.links = links;
        this.slips = slips;
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

    /** @param action a step of the plan that the next referral serves */
    @GetMapping
    String list(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String action,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        ReferralDesk.Sheet sheet = desk.list(new CaseId(id), me);
        model.addAttribute("step", ReferralForm.uuid(action).orElse(null));
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

    @GetMapping("/new")
    String blank(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(name = "client", required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String urgency,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        if (!PartnerCard.SERVICES.contains(service)) {
            return "redirect:/staff/cases/{id}/referrals#service";
        }
        ReferralDesk.Around around = desk.around(new CaseId(id), service, person, action, me);
        ReferralForm form = new ReferralForm(
                UUID.randomUUID().toString(),
                person,
                action,
                service,
                around.suggested(),
                urgency == null ? Urgency.NORMAL.name() : urgency,
                around.card().language().code(),
                around.agrees() ? Referral.Basis.CONSENT.name() : Referral.Basis.NONE.name(),
                List.of(),
                around.called(),
                null,
                null,
                null);
        return form(around, form, null, locale, model);
    }

    @PostMapping("/new")
    String prepare(
            @PathVariable UUID id,
            @ModelAttribute("referral") ReferralForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        String service = form.service();
        if (service == null || !PartnerCard.SERVICES.contains(service)) {
            throw new NotFound("a service");
        }
        CaseId file = new CaseId(id);
        ReferralDesk.Around around = desk.around(file, service, form.person(), form.action(), me);
        form.check(result, around.offered(), around.agrees(), around.decides(), around.mayCall());
        if (result.hasErrors()) {
            return form(around, form, null, locale, model.addAttribute("hasErrors", true));
        }
        redirect.addAttribute("referral", prepared(file, service, form, me));
        return OWN;
    }

    /** Of a form sent twice at once, the slower one finds the faster one's referral. */
    private UUID prepared(CaseId file, String service, ReferralForm form, StaffMember me) {
        try {
            return desk.prepare(file, service, form, me);
        } catch (DataIntegrityViolationException sentTwice) {
            return desk.prepare(file, service, form, me);
        }
    }

    @GetMapping("/{referral}")
    String open(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        model.addAttribute("said", new AnswerForm(null, null, null));
        return opened(new CaseId(id), referral, me, locale, model);
    }

    private String opened(CaseId file, UUID referral, StaffMember me, Locale locale, Model model) {
        ReferralDesk.Opened opened = desk.open(file, referral, me);
        Referral one = opened.referral();
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
        model.addAttribute("warnings", warnings(partner, opened.today(), null, locale));
        if (link != null) {
            String address = portal + "/" + one.language().code() + links.path(link.id());
            model.addAttribute("address", address);
            model.addAttribute("qr", QrCode.of(address));
            model.addAttribute("until", date(link.expiresAt(), opened, locale));
            model.addAttribute("shown", date(link.shownAt(), opened, locale));
        }
        if (one.state().isOpen()) {
            model.addAttribute("answers", AnswerController.answers(one.state(), messages, locale));
            model.addAttribute("reasons", AnswerController.reasons(messages, locale));
        }
        model.addAttribute("back", "/staff/cases/" + file + "/referrals");
        return "reintegration/referral/referral";
    }

    @GetMapping("/{referral}/edit")
    String edit(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        ReferralForm form = desk.stored(new CaseId(id), referral);
        return form(around(new CaseId(id), form, me), form, referral, locale, model);
    }

    @PostMapping("/{referral}/edit")
    String change(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @ModelAttribute("referral") ReferralForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        CaseId file = new CaseId(id);
        ReferralForm stored = desk.stored(file, referral);
        ReferralDesk.Around around = around(file, stored, me);
        form.check(result, around.offered(), around.agrees(), around.decides(), around.mayCall());
        if (!result.hasErrors()) {
            try {
                desk.change(file, referral, form, me);
                return OWN;
            } catch (OptimisticLockingFailureException changedMeanwhile) {
                result.reject("referral.staff.changed-meanwhile");
                ReferralForm now = desk.stored(file, referral);
                model.addAttribute("stored", now);
                model.addAttribute("version", now.version());
            }
        }
        return form(around, form, referral, locale, model.addAttribute("hasErrors", true));
    }

    private ReferralDesk.Around around(CaseId file, ReferralForm form, StaffMember me) {
        return desk.around(file, String.valueOf(form.service()), form.person(), form.action(), me);
    }

    @PostMapping("/{referral}/send")
    String send(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @RequestParam(defaultValue = "HAND") String way,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.send(new CaseId(id), referral, way.equals("MAIL"), me);
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

    @ExceptionHandler
    String settled(ReferralSettled late, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "referral.staff.settled");
        return "redirect:" + page(request);
    }

    @ExceptionHandler
    String notAgreed(ReferralDesk.NotAgreed refused, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "referral.staff.not-agreed");
        return "redirect:" + page(request);
    }

    /** The referral's own page, from the address of something done to it. */
    private static String page(HttpServletRequest request) {
        return request.getRequestURI().replaceFirst("(/referrals/[^/]+)/.*", "$1");
    }

    private String form(
            ReferralDesk.Around around, ReferralForm form, @Nullable UUID referral, Locale locale, Model model) {
        if (!model.containsAttribute("referral")) {
            model.addAttribute("referral", form);
        }
        if (!model.containsAttribute("version")) {
            model.addAttribute("version", form.version());
        }
        String own = "/staff/cases/" + around.card().id() + "/referrals";
        model.addAttribute("file", around.card());
        model.addAttribute("around", around);
        model.addAttribute("service", say(PartnerCard.label(String.valueOf(form.service())), locale));
        model.addAttribute("action", referral == null ? own + "/new" : own + "/" + referral + "/edit");
        model.addAttribute(
                "offers",
                around.partners().stream()
                        .map(partner -> new Choice(
                                partner.id().toString(), partner.name(), hint(partner, around, locale), null))
                        .toList());
        model.addAttribute(
                "people",
                around.people().entrySet().stream()
                        .map(person -> Choice.of(person.getKey().toString(), person.getValue()))
                        .toList());
        model.addAttribute(
                "urgencies",
                Arrays.stream(Urgency.values())
                        .map(u -> Choice.of(u.name(), say("referral.staff.urgency." + u, locale)))
                        .toList());
        model.addAttribute(
                "spoken",
                Arrays.stream(Language.values())
                        .map(l -> Choice.of(l.code(), l.nameIn(locale)))
                        .toList());
        model.addAttribute("bases", bases(around, locale));
        model.addAttribute(
                "facts",
                Referral.FACTS.stream()
                        .filter(fact -> around.mayCall() || !fact.equals("PHONE"))
                        .map(fact -> Choice.of(fact, say("referral.staff.fact." + fact, locale)))
                        .toList());
        model.addAttribute("back", own);
        return "reintegration/referral/form";
    }

    private List<Choice> bases(ReferralDesk.Around around, Locale locale) {
        List<Choice> bases = new ArrayList<>();
        for (Referral.Basis basis : Referral.Basis.values()) {
            boolean open =
                    switch (basis) {
                        case CONSENT -> around.agrees();
                        case VITAL -> around.decides();
                        case NONE -> true;
                    };
            if (open) {
                bases.add(new Choice(
                        basis.name(),
                        say("referral.staff.basis." + basis, locale),
                        say("referral.staff.basis.hint." + basis, locale),
                        null));
            }
        }
        return bases;
    }

    private @Nullable String hint(PartnerCard partner, ReferralDesk.Around around, Locale locale) {
        List<String> parts = new ArrayList<>();
        if (partner.covers(around.region())
                && around.region() != null
                && !partner.regions().isEmpty()) {
            parts.add(say("referral.staff.near", locale));
        }
        if (!partner.languages().isEmpty()) {
            parts.add(String.join(
                    ", ",
                    partner.languages().stream()
                            .map(code -> Language.ofCode(code)
                                    .map(l -> l.nameIn(locale))
                                    .orElse(code))
                            .toList()));
        }
        parts.addAll(warnings(partner, around.today(), around.region(), locale));
        return parts.isEmpty() ? null : String.join(" · ", parts);
    }

    private List<String> warnings(PartnerCard partner, LocalDate today, @Nullable String region, Locale locale) {
        List<String> warnings = new ArrayList<>();
        if (partner.isStaleOn(today)) {
            warnings.add(say("partners.stale", locale));
        }
        if (partner.agreementIsOverOn(today)) {
            warnings.add(say("partners.agreement.over", locale));
        }
        if (!partner.sharesData()) {
            warnings.add(say("referral.staff.no-agreement", locale));
        }
        if (region != null && !partner.covers(region)) {
            warnings.add(say("referral.staff.far", locale));
        }
        return warnings;
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
