package org.mrcportal.config;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * Remembers the language in which somebody reads, so that {@code /} leads there next time, and lets browsers keep pages
 * that are the same for everybody.
 */
class PublicPageInterceptor implements HandlerInterceptor {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        PublicPage page = method.getBeanType().getAnnotation(PublicPage.class);
        if (page == null) {
            return true;
        }
        LanguageOfRequest.ofPath(request.getRequestURI()).ifPresent(language -> remember(language, request, response));
        if (!page.personal() && READING.contains(request.getMethod())) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, UnchangedPages.ASK_EACH_TIME);
        }
        return true;
    }

    private static void remember(Language language, HttpServletRequest request, HttpServletResponse response) {
        var known = WebUtils.getCookie(request, LanguageOfRequest.COOKIE);
        if (known != null && known.getValue().equals(language.code())) {
            return;
        }
        // By hand: the builder would add an Expires that no browser in use needs.
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                        .formatted(
                                LanguageOfRequest.COOKIE,
                                language.code(),
                                YEAR.toSeconds(),
                                request.isSecure() ? "; Secure" : ""));
    }
}
