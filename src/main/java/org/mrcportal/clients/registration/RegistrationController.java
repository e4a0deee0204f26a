package org.mrcportal.clients.registration;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.clients.identity.ContactForm;
import org.mrcportal.clients.registration.RegistrationDesk.Outcome;
import org.mrcportal.clients.search.Match;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page that registers a person. */
@StaffPage
@RequestMapping("/staff/clients/new")
class RegistrationController {

    private final RegistrationDesk desk;
    private final MessageSource messages;

    RegistrationController(RegistrationDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /** Somebody registers a person on the way to opening a case, maybe for the partner who referred the person. */
    record Way(@Nullable String next, @Nullable String partner) {

        private boolean opensCase() {
            return "case".equals(next);
        }
    }

    /** {@code typed} is what the search did not find: nobody types it again. */
    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String typed,
            @ModelAttribute("way") Way way,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        List<CentreCard> centres = desk.centres(me, locale);
        boolean letters =
                typed != null && typed.length() <= 100 && typed.codePoints().anyMatch(Character::isLetter);
        boolean digits = typed != null && typed.length() <= 60 && !letters;
        model.addAttribute(
                "registration",
                RegistrationForm.blank(letters ? typed : null, digits ? typed : null, spokenAt(centres)));
        return page(centres, locale, model);
    }

    @PostMapping
    String register(
            @Valid @ModelAttribute("registration") RegistrationForm form,
            BindingResult result,
            @ModelAttribute("way") Way way,
            BindingResult ignored,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        List<CentreCard> centres = desk.centres(me, locale);
        CentreCard centre = form.at(centres);
        ContactForm contact = form.contact();
        if (centre == null) {
            result.rejectValue("centre", "clients.registration.centre.missing");
        } else if (!contact.hasPossiblePhone(centre.country())) {
            result.rejectValue("contact.phone", "clients.contact.phone.wrong");
        }
        contact.checkSafety(result);
        if (contact.spoken().isEmpty()) {
            result.rejectValue("contact.language", "clients.contact.language.missing");
        }
        if (centre == null || result.hasErrors()) {
            return page(centres, locale, model.addAttribute("hasErrors", true));
        }
        return switch (registered(form, centre)) {
            case Outcome.Lookalikes alike -> {
                model.addAttribute("lookalikes", alike.people());
                model.addAttribute("choosing", true);
                model.addAttribute(
                        "sharing",
                        alike.people().stream()
                                .filter(client -> client.match() == Match.PHONE)
                                .count());
                yield page(centres, locale, model);
            }
            case Outcome.Registered done -> {
                redirect.addAttribute("client", done.client());
                redirect.addFlashAttribute("notice", "clients.registration.done");
                if (way.opensCase()) {
                    redirect.addAttribute("partner", way.partner() == null ? "" : way.partner());
                    yield "redirect:/staff/cases/new";
                }
                yield "redirect:/staff/clients/{client}";
            }
        };
    }

    /** The loser of a race between two sendings of one form looks again, in a new transaction. */
    private Outcome registered(RegistrationForm form, CentreCard centre) {
        try {
            return sent(form, centre);
        } catch (DataIntegrityViolationException twice) {
            return sent(form, centre);
        }
    }

    private Outcome sent(RegistrationForm form, CentreCard centre) {
        return desk.register(
                centre.id(),
                form.contact().contact(centre.country()),
                form.contact().spoken().orElseThrow(),
                form.purposes(),
                form.key(),
                Boolean.TRUE.equals(form.checked()));
    }

    /** What most people speak there; nobody is asked when it is so. */
    private static String spokenAt(List<CentreCard> centres) {
        return switch (centres.isEmpty() ? "" : centres.getFirst().country()) {
            case "UZ" -> Language.UZ.code();
            case "TJ" -> Language.TG.code();
            case "KG" -> Language.KY.code();
            default -> Language.RU.code();
        };
    }

    private String page(List<CentreCard> centres, Locale locale, Model model) {
        model.addAttribute(
                "centres",
                centres.stream()
                        .map(centre -> Choice.of(centre.code(), centre.name()))
                        .toList());
        model.addAttribute(
                "purposes",
                RegistrationForm.OPTIONAL.stream()
                        .map(purpose -> Choice.of(
                                purpose.name(), messages.getMessage("clients.purpose." + purpose, null, locale)))
                        .toList());
        model.addAttribute("languageChoices", ContactForm.languages(locale));
        model.addAttribute("severalCentres", false);
        model.addAttribute("back", "/staff/clients");
        return "clients/registration/new";
    }
}
