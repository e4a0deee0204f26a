package org.mrcportal.outreach.code;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.mrcportal.centres.CentreId;
import org.mrcportal.outreach.ShortCode;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Leads from a short code to the page it stands for, in the reader's language. Counts nothing: asking is no booking. */
@Controller
class GoController {

    private final ShortCodes codes;
    private final CodeTargets targets;

    GoController(ShortCodes codes, CodeTargets targets) {
        this.codes = codes;
        this.targets = targets;
    }

    @GetMapping("/go/{typed}")
    String go(@PathVariable String typed, Locale locale, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, "Accept-Language, Cookie");
        Optional<String> code = ShortCode.typed(typed);
        Optional<CentreId> centre = code.flatMap(codes::centreOf);
        if (centre.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return "outreach/code/unknown";
        }
        String path = Scope.of(centre.get().id()).call(() -> targets.path(code.get()));
        return "redirect:/" + Language.of(locale).code() + path + (path.contains("?") ? "&" : "?") + "via="
                + code.get();
    }
}
