package org.mrcportal.centres.urgent;

import java.util.List;
import java.util.Locale;
import org.mrcportal.centres.CountryName;
import org.mrcportal.shared.PublicPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Whom to call in danger: at home by country, and abroad. */
@PublicPage(personal = false)
class UrgentController {

    private final UrgentContacts contacts;

    UrgentController(UrgentContacts contacts) {
        this.contacts = contacts;
    }

    /** A country and its confirmed numbers. */
    record Country(String name, List<UrgentContact> contacts) {}

    @GetMapping("/urgent")
    String urgent(Locale locale, Model model) {
        model.addAttribute(
                "countries",
                contacts.byCountry().entrySet().stream()
                        .map(country -> new Country(CountryName.of(country.getKey(), locale), country.getValue()))
                        .toList());
        model.addAttribute("back", "/" + locale.getLanguage());
        return "centres/urgent/urgent";
    }
}
