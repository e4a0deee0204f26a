package org.mrcportal.centres.settings;

import java.util.Locale;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The way to all settings of the manager's centres. */
@StaffPage
class SettingsController {

    private final SettingsIndex index;

    SettingsController(SettingsIndex index) {
        this.index = index;
    }

    @GetMapping("/manage/settings")
    String index(Locale locale, Model model) {
        model.addAttribute("centres", index.centres(Language.of(locale)));
        model.addAttribute("pages", SettingsIndex.PAGES);
        return "centres/settings/index";
    }
}
