package org.mrcportal.centres.centre;

import java.util.Locale;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the centres are and when they can be reached. */
@PublicPage(personal = false)
@RequestMapping("/centres")
class CentreController {

    private final CentrePages pages;

    CentreController(CentrePages pages) {
        this.pages = pages;
    }

    @GetMapping
    String list(Locale locale, Model model) {
        model.addAttribute("centres", Scope.network().call(() -> pages.all(Language.of(locale))));
        return "centres/centre/list";
    }

    @GetMapping("/{code}")
    String show(@PathVariable String code, Locale locale, Model model) {
        if (!code.matches("[A-Za-z]{3}")) {
            throw new NotFound("centre");
        }
        CentrePage centre =
                Scope.network().call(() -> pages.ofCode(code.toUpperCase(Locale.ROOT), Language.of(locale)));
        model.addAttribute("centre", centre);
        model.addAttribute("feeds", "/centres/" + centre.code() + "/sessions");
        model.addAttribute("back", "/" + locale.getLanguage() + "/centres");
        return "centres/centre/show";
    }
}
