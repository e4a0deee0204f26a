package org.mrcportal.centres.welcome;

import java.util.Locale;
import org.mrcportal.centres.Situation;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The first page, and what a centre does for somebody in a given situation. Reads nothing from the database. */
@PublicPage(personal = false)
class WelcomeController {

    @GetMapping
    String home(Model model) {
        model.addAttribute("situations", Situation.values());
        return "centres/welcome/home";
    }

    @GetMapping("/situations/{name}")
    String situation(@PathVariable String name, Locale locale, Model model) {
        Situation situation = Situation.named(name).orElseThrow(() -> new NotFound("situation"));
        model.addAttribute("situation", situation);
        model.addAttribute("service", serviceFor(situation));
        model.addAttribute("back", "/" + locale.getLanguage());
        return "centres/welcome/situation";
    }

    /** Whose advice on what to bring fits the situation best. */
    private static String serviceFor(Situation situation) {
        return switch (situation) {
            case THINKING -> "WORK_ABROAD";
            case LEAVING -> "OFFER_CHECK";
            case ABROAD -> "DOCUMENTS";
            case RETURNED -> "RETURN_HOME";
            case FAMILY -> "FAMILY_MATTERS";
        };
    }
}
