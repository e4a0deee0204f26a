package org.mrcportal.accounts.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers staff requests that are not let through. Nobody signed in: the sign-in page. A form whose session or token had
 * ended: what was typed is kept, if the form was one of our own. The wrong role: a 403 page and an entry on the trail.
 */
@Component
class LostSession implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final StaffCookies cookies;
    private final FirstPage first;
    private final Seal seal;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    LostSession(StaffCookies cookies, FirstPage first, Seal seal, Clock clock, ApplicationEventPublisher events) {
        this.cookies = cookies;
        this.first = first;
        this.seal = seal;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException notSignedIn)
            throws IOException, ServletException {
        askToSignIn(request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        StaffMember me = signedIn();
        boolean staleToken = refused instanceof CsrfException;
        if (staleToken && request.getRequestURI().equals("/sign-in")) {
            request.setAttribute(SignInController.PROBLEM, "accounts.signin.stale");
            request.getRequestDispatcher("/sign-in/again").forward(request, response);
        } else if (me == null) {
            askToSignIn(request, response);
        } else if (staleToken && isOwnForm(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            offerAgain(request, response, kept(request, me.getUsername()));
        } else if (request.getRequestURI().equals("/staff")
                && request.getMethod().equals("GET")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(HttpHeaders.LOCATION, first.of(me));
        } else {
            events.publishEvent(new AuditEntry(
                    "REFUSED", null, null, request.getMethod() + " " + shortened(request.getRequestURI())));
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private void askToSignIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
            if (isOwnForm(request)) {
                String user = cookies.last(request).orElse("");
                kept(request, user).sealed(seal).ifPresent(text -> request.setAttribute(SignInController.SEALED, text));
                request.setAttribute(SignInController.PROBLEM, "accounts.signin.lost");
            }
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            request.getRequestDispatcher("/sign-in/again").forward(request, response);
        } else if (isScript(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.LOCATION, signIn(request));
        }
    }

    private static String signIn(HttpServletRequest request) {
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        if (wanted.equals("/staff") || StaffPath.local(wanted).isEmpty()) {
            return "/sign-in";
        }
        return UriComponentsBuilder.fromPath("/sign-in")
                .queryParam("return", "{wanted}")
                .encode()
                .buildAndExpand(wanted)
                .toUriString();
    }

    private void offerAgain(HttpServletRequest request, HttpServletResponse response, KeptInput kept)
            throws IOException, ServletException {
        request.setAttribute(SignInController.KEPT, kept);
        request.getRequestDispatcher("/sign-in/kept").forward(request, response);
    }

    private KeptInput kept(HttpServletRequest request, String user) {
        return KeptInput.of(clock.instant(), request.getRequestURI(), user, request.getParameterMap());
    }

    /** Only a form of this very portal is offered again: else any site could have its input sent with one click here. */
    private static boolean isOwnForm(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getMethod().equals("POST")
                && type != null
                && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && (StaffPath.local(request.getRequestURI()).isPresent()
                        || request.getRequestURI().equals("/sign-out"))
                && isSameOrigin(request);
    }

    private static boolean isSameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return false;
        }
        try {
            URI from = URI.create(origin);
            return request.getScheme().equals(from.getScheme())
                    && request.getServerName().equalsIgnoreCase(from.getHost())
                    && request.getServerPort() == port(from);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static int port(URI origin) {
        if (origin.getPort() >= 0) {
            return origin.getPort();
        }
        return "https".equals(origin.getScheme()) ? 443 : 80;
    }

    /** A script must not take the sign-in page for what it asked for. */
    private static boolean isScript(HttpServletRequest request) {
        return "empty".equals(request.getHeader("Sec-Fetch-Dest")) || request.getHeader("HX-Request") != null;
    }

    private static @Nullable StaffMember signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof StaffMember me ? me : null;
    }

    private static String shortened(String path) {
        return path.length() <= 200 ? path : path.substring(0, 200);
    }
}
