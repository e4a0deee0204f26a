package org.mrcportal.config;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.mrcportal.shared.Language;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /} has no page of its own: it leads once to the home page in the reader's language. */
@Controller
class HomeRedirect {

    @GetMapping("/")
    void home(HttpServletRequest request, HttpServletResponse response) {
        Language language = LanguageOfRequest.chosen(request, l -> true);
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(HttpHeaders.LOCATION, "/" + language.code());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, "Accept-Language, Cookie");
    }
}
