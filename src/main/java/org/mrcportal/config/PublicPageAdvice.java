package org.mrcportal.config;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the public layout needs on every page. */
@ControllerAdvice(annotations = PublicPage.class)
class PublicPageAdvice {

    private final String exitAddress;

    PublicPageAdvice(@Value("${portal.exit-address}") String exitAddress) {
        this.exitAddress = exitAddress;
    }

    /** The same page in another language. */
    record LanguageLink(String code, String name, String href, boolean current) {}

    @ModelAttribute("languages")
    List<LanguageLink> languages(HttpServletRequest request, Locale locale) {
        String query = request.getQueryString();
        String rest = request.getRequestURI().substring(3) + (query == null ? "" : "?" + query);
        return Arrays.stream(Language.values())
                .map(l -> new LanguageLink(l.code(), l.nativeName(), "/" + l.code() + rest, l == Language.of(locale)))
                .toList();
    }

    @ModelAttribute("exitAddress")
    String exitAddress() {
        return exitAddress;
    }
}
