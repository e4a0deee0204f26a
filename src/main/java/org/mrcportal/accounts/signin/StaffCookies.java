package org.mrcportal.accounts.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.mrcportal.shared.Seal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The two cookies of sign-in: the language of staff pages, and, sealed, who was last signed in in this browser. */
@Component
class StaffCookies {

    private static final String LANGUAGE = "language";
    private static final String LAST = "last";
    private static final String CONTEXT = "last-signed-in";

    private final Seal seal;

    StaffCookies(Seal seal) {
        this.seal = seal;
    }

    void language(String code, HttpServletRequest request, HttpServletResponse response) {
        write(LANGUAGE, code, Duration.ofDays(365), request, response);
    }

    void signedIn(String username, HttpServletRequest request, HttpServletResponse response) {
        byte[] sealed = java.util.Objects.requireNonNull(seal.seal(username, CONTEXT));
        write(LAST, Base64.getUrlEncoder().encodeToString(sealed), Duration.ofHours(24), request, response);
    }

    void signedOut(HttpServletRequest request, HttpServletResponse response) {
        write(LAST, "", Duration.ZERO, request, response);
    }

    /** Whose session ended in this browser without a sign-out. */
    Optional<String> last(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, LAST)).flatMap(cookie -> {
            try {
                return Optional.ofNullable(seal.open(Base64.getUrlDecoder().decode(cookie.getValue()), CONTEXT));
            } catch (IllegalArgumentException | IllegalStateException forged) {
                return Optional.empty();
            }
        });
    }

    private static void write(
            String name, String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
