package org.mrcportal.clients.file;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientHistory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.consent.ConsentLine;
import org.mrcportal.clients.consent.Purpose;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's page. */
@StaffPage
@RequestMapping("/staff/clients/{client}")
class ClientController {

    private static final Set<Role> COUNSELS = Set.of(Role.COUNSELLOR, Role.CASE_WORKER, Role.CENTRE_MANAGER);

    private final ClientFile file;
    private final MessageSource messages;

    ClientController(ClientFile file, MessageSource messages) {
        this.file = file;
        this.messages = messages;
    }

    /** A line of the timeline, in the reader's words. */
    record Item(
            String title,
            String when,
            @Nullable String who,
            @Nullable String text,
            @Nullable String href) {}

    /** A purpose, whether it holds, and since when. */
    record Agreement(
            Purpose purpose,
            @Nullable ConsentLine current,
            @Nullable String since,
            @Nullable String until) {}

    @GetMapping
    String show(
            @PathVariable ClientId client,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        ClientFile.Opened opened = file.open(client);
        if (opened.person().mergedInto() != null) {
            redirect.addAttribute("kept", opened.person().mergedInto());
            redirect.addFlashAttribute("notice", "clients.merge.followed");
            return "redirect:/staff/clients/{kept}";
        }
        ZoneId zone = opened.person().zone();
        model.addAttribute("person", opened.person());
        model.addAttribute("contact", opened.contact());
        model.addAttribute("speaks", opened.person().languageIn(locale));
        model.addAttribute("agreements", agreements(opened.consents(), zone, locale));
        model.addAttribute(
                "history",
                opened.history().stream()
                        .map(entry -> item(entry, zone, locale))
                        .toList());
        model.addAttribute("full", opened.history().size() == ClientFile.MOST);
        model.addAttribute("counsels", COUNSELS.stream().anyMatch(me::is));
        model.addAttribute("back", "/staff/clients");
        return "clients/file/client";
    }

    private Item item(ClientHistory.Entry entry, ZoneId zone, Locale locale) {
        String argument = entry.titleArgument();
        return new Item(
                argument == null
                        ? messages.getMessage(entry.title(), null, locale)
                        : messages.getMessage(
                                entry.title(), new Object[] {messages.getMessage(argument, null, locale)}, locale),
                moment(entry.at(), zone, locale),
                entry.who(),
                null,
                entry.href());
    }

    private static List<Agreement> agreements(List<ConsentLine> consents, ZoneId zone, Locale locale) {
        return Arrays.stream(Purpose.values())
                .map(purpose -> {
                    ConsentLine last = consents.stream()
                            .filter(consent -> consent.purpose() == purpose)
                            .findFirst()
                            .orElse(null);
                    Instant until = last == null ? null : last.endedAt();
                    return new Agreement(
                            purpose,
                            last,
                            last == null ? null : day(last.givenAt(), zone, locale),
                            until == null ? null : day(until, zone, locale));
                })
                .toList();
    }

    private static String moment(Instant at, ZoneId zone, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", locale).format(at.atZone(zone));
    }

    private static String day(Instant at, ZoneId zone, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(at.atZone(zone));
    }
}
