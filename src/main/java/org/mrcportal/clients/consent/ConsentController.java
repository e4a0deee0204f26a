package org.mrcportal.clients.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All that a person has agreed to and taken back, the words of it, and the buttons beside each on the person's page. */
@StaffPage
class ConsentController {

    private final ConsentDesk desk;
    private final MessageSource messages;

    ConsentController(ConsentDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /** A consent with its days in the reader's words. */
    record Line(
            ConsentLine consent,
            String language,
            String given,
            @Nullable String expires,
            @Nullable String withdrawn) {}

    @GetMapping("/staff/clients/{client}/consents")
    String history(@PathVariable ClientId client, Locale locale, Model model) {
        return page(client, null, locale, model);
    }

    private String page(ClientId client, @Nullable ConsentForm typed, Locale locale, Model model) {
        ConsentDesk.History history = desk.history(client);
        ZoneId zone = history.whose().zone();
        model.addAttribute("client", client);
        model.addAttribute("code", history.whose().code());
        model.addAttribute(
                "lines",
                history.consents().stream()
                        .map(consent -> new Line(
                                consent,
                                Language.ofCode(consent.language())
                                        .map(known -> known.nameIn(locale))
                                        .orElse(consent.language()),
                                day(consent.givenAt(), zone, locale),
                                consent.expiresAt() == null ? null : day(consent.expiresAt(), zone, locale),
                                consent.withdrawnAt() == null ? null : day(consent.withdrawnAt(), zone, locale)))
                        .toList());
        if (typed == null) {
            model.addAttribute("consent", new ConsentForm(null, history.whose().language(), How.ORAL.name(), null));
        }
        model.addAttribute("purposes", choices("clients.purpose.", Arrays.asList(Purpose.values()), locale));
        model.addAttribute("ways", choices("clients.how.", List.of(How.ORAL, How.WRITTEN), locale));
        model.addAttribute("ends", choices("clients.consents.ends.", ConsentForm.ENDS, locale));
        model.addAttribute(
                "languageChoices",
                Arrays.stream(Language.values())
                        .map(known -> Choice.of(known.code(), known.nameIn(locale)))
                        .toList());
        model.addAttribute("back", "/staff/clients/" + client);
        return "clients/consent/consents";
    }

    @GetMapping("/staff/consent-wordings/{version}/{language}")
    String wording(@PathVariable String version, @PathVariable String language, Locale locale, Model model) {
        Language known = Language.ofCode(language).orElseThrow(() -> new NotFound(language));
        model.addAttribute("words", desk.wording(version, language));
        model.addAttribute("version", version);
        model.addAttribute("tongue", known.code());
        model.addAttribute("tongueName", known.nameIn(locale));
        return "clients/consent/wording";
    }

    @PostMapping("/staff/clients/{client}/consents")
    String give(
            @PathVariable ClientId client,
            @ModelAttribute("consent") ConsentForm form,
            BindingResult result,
            Locale locale,
            Model model,
            @AuthenticationPrincipal StaffMember me,
            @RequestParam(defaultValue = "") String from,
            RedirectAttributes page) {
        if (form.purpose() == null || form.purpose().isEmpty()) {
            result.rejectValue("purpose", "clients.consents.purpose.missing");
            return page(client, form, locale, model.addAttribute("hasErrors", true));
        }
        desk.give(client, form, me.id());
        page.addFlashAttribute("notice", "clients.consent.written-down");
        return back(from);
    }

    @PostMapping("/staff/clients/{client}/consents/{consent}/withdraw")
    String withdraw(
            @PathVariable ClientId client,
            @PathVariable UUID consent,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String from,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes page) {
        desk.withdraw(client, consent, How.WRITTEN.name().equals(how) ? How.WRITTEN : How.ORAL, me.id());
        page.addFlashAttribute("notice", "clients.consent.ended");
        return back(from);
    }

    /** To where the button stood: the list of consents, a case of the person, or the person's page. */
    private static String back(String from) {
        if (from.matches("cases/[0-9a-f-]{36}")) {
            return "redirect:/staff/" + from;
        }
        return from.equals("consents")
                ? "redirect:/staff/clients/{client}/consents"
                : "redirect:/staff/clients/{client}";
    }

    private <T> List<Choice> choices(String keys, List<T> values, Locale locale) {
        return values.stream()
                .map(value -> Choice.of(value.toString(), messages.getMessage(keys + value, null, locale)))
                .toList();
    }

    private static String day(Instant at, ZoneId zone, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(at.atZone(zone));
    }
}
