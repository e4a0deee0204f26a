package org.mrcportal;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * The token against forged forms, sent as a page of ours sends it: in the cookie, and masked in the form. Spring Security's
 * own for tests would leave every later request of the same context with tokens kept in sessions.
 */
public final class SentToken {

    private static final String TOKEN = "4f1c2a90-5a0d-4b8e-9d57-0c6f6f1c7e11";

    private SentToken() {}

    public static RequestPostProcessor csrf() {
        return request -> {
            request.setParameter("_csrf", masked());
            return inCookie(request);
        };
    }

    /** As a script sends it, with a body that is no form. */
    public static RequestPostProcessor csrfHeader() {
        return request -> {
            request.addHeader("X-XSRF-TOKEN", masked());
            return inCookie(request);
        };
    }

    private static MockHttpServletRequest inCookie(MockHttpServletRequest request) {
        Cookie[] kept = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        request.setCookies(Stream.concat(Arrays.stream(kept), Stream.of(new Cookie("csrf", TOKEN)))
                .toArray(Cookie[]::new));
        return request;
    }

    /** As a page would have it whose random bytes are all zero. */
    private static String masked() {
        byte[] token = TOKEN.getBytes(StandardCharsets.UTF_8);
        byte[] masked = new byte[2 * token.length];
        System.arraycopy(token, 0, masked, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(masked);
    }
}
