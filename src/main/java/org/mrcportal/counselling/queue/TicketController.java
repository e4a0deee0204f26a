package org.mrcportal.counselling.queue;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind the code on a ticket: how far the line is. */
@PublicPage
@RequestMapping("/tickets/{token}")
class TicketController {

    private static final String AGAIN_AFTER = "30";

    private final SecretAddresses secrets;
    private final TicketPages pages;

    TicketController(SecretAddresses secrets, TicketPages pages) {
        this.secrets = secrets;
        this.pages = pages;
    }

    /**
     * Comes again by itself while something can still change.
     *
     * @param still not null: the reader has stopped that
     */
    @GetMapping
    String show(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String still,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        TicketView ticket = ticket(token, model, locale);
        boolean again = ticket.isOpen() && still == null;
        if (again) {
            response.setHeader("Refresh", AGAIN_AFTER);
        }
        model.addAttribute("again", again);
        return "counselling/queue/waiting";
    }

    @GetMapping("/leave")
    String askToLeave(@PathVariable String token, Model model, Locale locale) {
        return ticket(token, model, locale).isOpen() ? "counselling/queue/leave" : "redirect:/{lang}/tickets/{token}";
    }

    @PostMapping("/leave")
    String leave(@PathVariable String token) {
        secrets.ofTicket(token).run(() -> pages.leave(token));
        return "redirect:/{lang}/tickets/{token}";
    }

    @PostMapping("/back")
    String back(@PathVariable String token) {
        secrets.ofTicket(token).run(() -> pages.back(token));
        return "redirect:/{lang}/tickets/{token}";
    }

    private TicketView ticket(String token, Model model, Locale locale) {
        TicketView ticket = secrets.ofTicket(token).call(() -> pages.find(token, Language.of(locale)));
        model.addAttribute("ticket", ticket);
        return ticket;
    }
}
