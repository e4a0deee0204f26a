package org.mrcportal.clients.consent;

import java.util.Arrays;
import java.util.UUID;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The two buttons beside each consent on a person's page. */
@StaffPage
@RequestMapping("/staff/clients/{client}/consents")
class ConsentController {

    private final ConsentDesk desk;

    ConsentController(ConsentDesk desk) {
        this.desk = desk;
    }

    @PostMapping
    String give(
            @PathVariable ClientId client, @RequestParam(defaultValue = "") String purpose, RedirectAttributes page) {
        desk.give(
                client,
                Arrays.stream(Purpose.values())
                        .filter(known -> known.name().equals(purpose))
                        .findFirst()
                        .orElseThrow(() -> new NotFound(purpose)));
        page.addFlashAttribute("notice", "clients.consent.written-down");
        return "redirect:/staff/clients/{client}";
    }

    @PostMapping("/{consent}/withdraw")
    String withdraw(@PathVariable ClientId client, @PathVariable UUID consent, RedirectAttributes page) {
        desk.withdraw(client, consent);
        page.addFlashAttribute("notice", "clients.consent.ended");
        return "redirect:/staff/clients/{client}";
    }
}
