package org.mrcportal.centres.welcome;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.PublicPage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How people's data are kept, first in short, then in full. */
@PublicPage(personal = false)
class PrivacyController {

    private static final LocalDate WRITTEN_ON = LocalDate.of(2026, 11, 23);

    /** A part of the notice: the messages {@code centres.privacy.<name>.title}, {@code .1}, {@code .2} and so on. */
    record Part(String name, int sentences) {}

    private static final Part SHORT = new Part("short", 6);

    private static final List<Part> FULL = List.of(
            new Part("who", 2),
            new Part("what", 4),
            new Part("why", 4),
            new Part("sees", 6),
            new Part("keeps", 4),
            new Part("safe", 2),
            new Part("site", 3),
            new Part("rights", 4),
            new Part("complaint", 2));

    @GetMapping("/privacy")
    String privacy(Locale locale, Model model) {
        model.addAttribute("short", SHORT);
        model.addAttribute("parts", FULL);
        model.addAttribute("writtenOn", CentreTime.date(WRITTEN_ON, locale));
        return "centres/welcome/privacy";
    }
}
