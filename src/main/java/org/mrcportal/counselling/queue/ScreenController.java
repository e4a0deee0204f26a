package org.mrcportal.counselling.queue;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page for a screen in the hall: numbers, and nothing else. It comes again by itself, without script. */
@PublicPage
class ScreenController {

    private static final String AGAIN_AFTER = "10";

    private final SecretAddresses secrets;
    private final Screens screens;

    ScreenController(SecretAddresses secrets, Screens screens) {
        this.secrets = secrets;
        this.screens = screens;
    }

    @GetMapping("/screens/{secret}")
    String show(@PathVariable String secret, Model model, Locale locale, HttpServletResponse response) {
        var centre = secrets.ofScreen(secret);
        model.addAttribute("screen", Scope.of(centre.id()).call(() -> screens.of(centre, Language.of(locale))));
        response.setHeader("Refresh", AGAIN_AFTER);
        return "counselling/queue/screen";
    }
}
