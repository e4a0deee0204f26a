package org.mrcportal.clients.identity;

import jakarta.validation.Valid;
import java.util.Locale;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page that changes how a person is called and reached. */
@StaffPage
@RequestMapping("/staff/clients/{client}/identity")
class IdentityController {

    private final IdentityDesk desk;

    IdentityController(IdentityDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String show(@PathVariable ClientId client, Locale locale, Model model) {
        IdentityDesk.Current current = desk.open(client);
        model.addAttribute(
                "identity",
                new IdentityForm(
                        String.valueOf(current.version()),
                        ContactForm.of(current.contact(), current.person().language())));
        return page(client, current.person(), locale, model);
    }

    @PostMapping
    String change(
            @PathVariable ClientId client,
            @Valid @ModelAttribute("identity") IdentityForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        IdentityDesk.Person person = desk.person(client);
        ContactForm contact = form.contact();
        if (!contact.hasPossiblePhone(person.country())) {
            result.rejectValue("contact.phone", "clients.contact.phone.wrong");
        }
        contact.checkSafety(result);
        if (contact.spoken().isEmpty()) {
            result.rejectValue("contact.language", "clients.contact.language.missing");
        }
        if (!result.hasErrors()) {
            try {
                desk.change(client, form.seen(), contact, contact.spoken().orElseThrow());
                redirect.addFlashAttribute("notice", "clients.identity.changed");
                return "redirect:/staff/clients/{client}";
            } catch (StaleIdentity | OptimisticLockingFailureException e) {
                result.reject("clients.identity.stale");
            }
        }
        return page(client, person, locale, model.addAttribute("hasErrors", true));
    }

    private static String page(ClientId client, IdentityDesk.Person person, Locale locale, Model model) {
        model.addAttribute("languageChoices", ContactForm.languages(locale));
        model.addAttribute("client", client);
        model.addAttribute("code", person.code());
        model.addAttribute("back", "/staff/clients/" + client);
        return "clients/identity/identity";
    }
}
