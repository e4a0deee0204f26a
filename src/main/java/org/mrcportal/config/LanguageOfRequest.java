package org.mrcportal.config;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** The language of a page: the path's first segment; for staff and for {@code /}, the cookie, then Accept-Language. */
class LanguageOfRequest implements LocaleResolver {

    static final String COOKIE = "language";

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed != null ? failed.toString() : request.getRequestURI();
        return ofPath(path)
                .orElseGet(() ->
                        chosen(request, path.equals("/") || path.startsWith("/go/") ? l -> true : Language::forStaff))
                .locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language of a page stands in its address");
    }

    static Optional<Language> ofPath(String path) {
        int end = path.indexOf('/', 1);
        return path.startsWith("/")
                ? Language.ofCode(path.substring(1, end < 0 ? path.length() : end))
                : Optional.empty();
    }

    static Language chosen(HttpServletRequest request, Predicate<Language> spoken) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return Optional.ofNullable(cookie)
                .flatMap(c -> Language.ofCode(c.getValue()))
                .filter(spoken)
                .or(() -> accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), spoken))
                .orElse(Language.EN);
    }

    private static Optional<Language> accepted(@Nullable String header, Predicate<Language> spoken) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            List<Locale> spokenLocales = Arrays.stream(Language.values())
                    .filter(spoken)
                    .map(Language::locale)
                    .toList();
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(header), spokenLocales))
                    .map(Language::of);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
