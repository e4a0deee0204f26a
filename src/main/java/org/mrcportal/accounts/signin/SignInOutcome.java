package org.mrcportal.accounts.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** What follows a try to sign in, and a sign-out: an entry on the trail, the cookies, and the next page. */
@Component
class SignInOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutHandler {

    private final StaffCookies cookies;
    private final FirstPage first;
    private final Seal seal;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SignInOutcome(StaffCookies cookies, FirstPage first, Seal seal, Clock clock, ApplicationEventPublisher events) {
        this.cookies = cookies;
        this.first = first;
        this.seal = seal;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        if (!(authentication.getPrincipal() instanceof StaffMember me)) {
            throw new IllegalStateException("Only staff sign in");
        }
        events.publishEvent(new AuditEntry("SIGNED_IN", null, "staff:" + me.id(), null));
        cookies.language(me.language(), request, response);
        cookies.signedIn(me.getUsername(), request, response);
        Optional<KeptInput> kept =
                KeptInput.opened(request.getParameter("kept"), seal, clock.instant(), me.getUsername());
        if (kept.isPresent()) {
            request.setAttribute(SignInController.KEPT, kept.get());
            request.getRequestDispatcher("/sign-in/kept").forward(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, first.after(request.getParameter("return"), me));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException, ServletException {
        String name = Optional.ofNullable(request.getParameter("username")).orElse("");
        String typed = "user-name:"
                + HexFormat.of().formatHex(seal.fingerprint("sign-in.name", StaffLookup.asStored(name)), 0, 8);
        if (!(refused instanceof TooManyTries tooMany)) {
            events.publishEvent(new AuditEntry("SIGN_IN_FAILED", null, typed, null));
            request.setAttribute(SignInController.PROBLEM, "accounts.signin.wrong");
        } else {
            if (tooMany.first()) {
                events.publishEvent(new AuditEntry("SIGN_IN_LOCKED", null, typed, null));
            }
            request.setAttribute(SignInController.PROBLEM, "accounts.signin.wait");
            request.setAttribute(SignInController.MINUTES, tooMany.minutes());
            response.setStatus(429);
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(Math.max(1, tooMany.pause().toSeconds())));
        }
        request.getRequestDispatcher("/sign-in/again").forward(request, response);
    }

    /** Runs while it is still known who signs out. */
    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof StaffMember me) {
            events.publishEvent(new AuditEntry("SIGNED_OUT", null, "staff:" + me.id(), null));
        }
        cookies.signedOut(request, response);
    }
}
