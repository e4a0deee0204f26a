package org.mrcportal.reintegration.referral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
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

/** The form of a referral: before it is sent, it can be changed. */
@StaffPage
@RequestMapping("/staff/cases/{id}/referrals")
class PreparingController {

    private static final String LIST = "redirect:/staff/cases/{id}/referrals";
    private static final String OWN = "redirect:/staff/cases/{id}/referrals/{referral}";

    private final PreparingDesk desk;
    private final PartnerWarnings warnings;
    private final MessageSource messages;

    PreparingController(PreparingDesk desk, PartnerWarnings warnings, MessageSource messages) {
        this.desk = desk;
        this.warnings = warnings;
        this.messages = messages;
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
            Model model,
            RedirectAttributes redirect) {
        if (!PartnerCard.SERVICES.contains(service)) {
            redirect.addAttribute("action", action);
            redirect.addAttribute("client", person);
            redirect.addAttribute("urgency", urgency);
            return LIST + "#service";
        }
        PreparingDesk.Around around = desk.around(new CaseId(id), service, person, action, me);
        if (!around.card().open() || around.card().readOnly()) {
            return LIST;
        }
        ReferralForm form = new ReferralForm(
                UUID.randomUUID().toString(),
                around.person().toString(),
                action,
                service,
                around.suggested(),
                Urgency.of(urgency).orElse(Urgency.NORMAL).name(),
                around.card().language().code(),
                around.agrees() ? Basis.CONSENT.name() : Basis.NONE.name(),
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
        PreparingDesk.Around around = desk.around(file, service, form.person(), form.action(), me);
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

    @GetMapping("/{referral}/edit")
    String edit(
            @PathVariable UUID id,
            @PathVariable UUID referral,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        ReferralForm form = desk.stored(new CaseId(id), referral);
        PreparingDesk.Around around = around(new CaseId(id), form, me);
        return around.card().open() && !around.card().readOnly()
                ? form(around, form, referral, locale, model)
                : LIST + "/{referral}";
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
        PreparingDesk.Around around = around(file, stored, me);
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
        model.addAttribute("service", say(PartnerCard.label(String.valueOf(stored.service())), locale));
        return form(around, form, referral, locale, model.addAttribute("hasErrors", true));
    }

    private PreparingDesk.Around around(CaseId file, ReferralForm form, StaffMember me) {
        return desk.around(file, String.valueOf(form.service()), form.person(), form.action(), me);
    }

    private String form(
            PreparingDesk.Around around, ReferralForm form, @Nullable UUID referral, Locale locale, Model model) {
        if (!model.containsAttribute("referral")) {
            model.addAttribute("referral", form);
        }
        if (!model.containsAttribute("version")) {
            model.addAttribute("version", form.version());
        }
        String own = "/staff/cases/" + around.card().id() + "/referrals";
        model.addAttribute("file", around.card());
        model.addAttribute("around", around);
        if (!model.containsAttribute("service")) {
            model.addAttribute("service", say(PartnerCard.label(String.valueOf(form.service())), locale));
        }
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
                Details.FACTS.stream()
                        .filter(fact -> around.mayCall() || !fact.equals("PHONE"))
                        .map(fact -> Choice.of(fact, say("referral.staff.fact." + fact, locale)))
                        .toList());
        model.addAttribute("back", own);
        return "reintegration/referral/form";
    }

    private List<Choice> bases(PreparingDesk.Around around, Locale locale) {
        List<Choice> bases = new ArrayList<>();
        for (Basis basis : Basis.values()) {
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

    private @Nullable String hint(PartnerCard partner, PreparingDesk.Around around, Locale locale) {
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
        parts.addAll(warnings.of(partner, around.today(), around.region(), locale));
        return parts.isEmpty() ? null : String.join(" · ", parts);
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
