package org.mrcportal.config;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.web.util.WebUtils;

/** Every address is listed here or refused: staff pages ask for a sign-in, public pages make no session. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

    private static final String[] STAFF = {
        "/staff", "/staff/**", "/manage", "/manage/**", "/admin", "/admin/**", "/sign-in", "/sign-in/**", "/sign-out"
    };

    private static final String UNSENT = "unsent";

    /** OWASP's parameters for Argon2id: 19 MiB, two passes, one lane. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new Argon2PasswordEncoder(16, 32, 1, 19456, 2);
    }

    /** Two answers at once may both leave a notice in the session: the later one stays, and neither fails. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionWrites() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    @Order(1)
    SecurityFilterChain staff(
            HttpSecurity http,
            AuthenticationSuccessHandler signedIn,
            AuthenticationFailureHandler notSignedIn,
            LogoutHandler signedOut,
            AuthenticationEntryPoint entrance,
            AccessDeniedHandler refusal,
            Clock clock,
            @Value("${portal.session.absolute}") Duration longest)
            throws Exception {
        headersAndCsrf(http);
        return http.securityMatcher(STAFF)
                .authorizeHttpRequests(routes -> {
                    routes.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    routes.requestMatchers("/sign-in", "/sign-out", "/staff/language")
                            .permitAll();
                    routes.requestMatchers("/admin/trail", "/admin/trail/**").hasRole("DATA_PROTECTION_OFFICER");
                    routes.requestMatchers("/admin/glass", "/admin/glass/**").hasRole("DATA_PROTECTION_OFFICER");
                    routes.requestMatchers("/admin", "/admin/**").hasRole("ADMINISTRATOR");
                    routes.requestMatchers("/manage/settings", "/manage/settings/**")
                            .hasRole("CENTRE_MANAGER");
                    routes.requestMatchers("/manage", "/manage/**").hasAnyRole("CENTRE_MANAGER", "NETWORK_MANAGER");
                    routes.requestMatchers("/staff/data-requests", "/staff/data-requests/**")
                            .hasAnyRole("FRONT_DESK", "CENTRE_MANAGER", "DATA_PROTECTION_OFFICER");
                    routes.requestMatchers(
                                    "/staff/follow-ups", "/staff/follow-ups/**", "/staff/courses", "/staff/courses/**")
                            .hasAnyRole("CASE_WORKER", "CENTRE_MANAGER");
                    routes.requestMatchers("/staff/coverage", "/staff/coverage.csv")
                            .hasAnyRole("OUTREACH_OFFICER", "CENTRE_MANAGER", "NETWORK_MANAGER");
                    routes.requestMatchers("/staff/partners", "/staff/partners/**")
                            .hasAnyRole("CASE_WORKER", "CENTRE_MANAGER", "COUNSELLOR");
                    routes.requestMatchers(
                                    "/staff/referrals",
                                    "/staff/referrals/**",
                                    "/staff/transfers",
                                    "/staff/transfers/**",
                                    "/staff/funds",
                                    "/staff/funds/**",
                                    "/staff/approvals")
                            .hasAnyRole("CASE_WORKER", "CENTRE_MANAGER");
                    routes.requestMatchers("/staff/emergency-access", "/staff/emergency-access/**")
                            .hasAnyRole("CASE_WORKER", "CENTRE_MANAGER", "COUNSELLOR");
                    routes.requestMatchers("/staff/tasks", "/staff/tasks/**")
                            .hasAnyRole("CASE_WORKER", "CENTRE_MANAGER");
                    routes.requestMatchers("/staff/cases", "/staff/cases.csv", "/staff/cases/**")
                            .hasAnyRole("CASE_WORKER", "CENTRE_MANAGER");
                    routes.requestMatchers("/staff", "/staff/**")
                            .hasAnyRole(
                                    "FRONT_DESK", "COUNSELLOR", "CASE_WORKER", "OUTREACH_OFFICER", "CENTRE_MANAGER");
                    routes.anyRequest().denyAll();
                })
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.newSession()))
                .formLogin(form ->
                        form.loginPage("/sign-in").successHandler(signedIn).failureHandler(notSignedIn))
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .addLogoutHandler(signedOut)
                        .addLogoutHandler(forgetting())
                        .logoutSuccessUrl("/sign-in?out"))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(entrance).accessDeniedHandler(refusal))
                .addFilterBefore(new AbsoluteTimeout(longest, clock), SecurityContextHolderFilter.class)
                .addFilterAfter(new ScopeFilter(), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain everybody(HttpSecurity http) throws Exception {
        headersAndCsrf(http);
        String language = "/{lang:" + WebConfiguration.LANGUAGES + "}";
        return http.authorizeHttpRequests(routes -> {
                    routes.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    routes.requestMatchers("/", language, language + "/**").permitAll();
                    routes.requestMatchers("/assets/**", "/error").permitAll();
                    routes.requestMatchers("/calendar/*").permitAll();
                    routes.requestMatchers(HttpMethod.GET, "/go/*").permitAll();
                    routes.requestMatchers("/actuator/health", "/actuator/health/**")
                            .permitAll();
                    routes.anyRequest().denyAll();
                })
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint((request, response, refused) -> response.sendError(404)))
                .build();
    }

    /** Of the browser; except heads of a session that a device has counted and not sent yet, as its cookie says. */
    private static LogoutHandler forgetting() {
        var everything =
                new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(Directive.CACHE, Directive.STORAGE));
        var pages = new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(Directive.CACHE));
        return (request, response, who) -> {
            boolean unsent = WebUtils.getCookie(request, UNSENT) != null;
            (unsent ? pages : everything).logout(request, response, who);
        };
    }

    private static void headersAndCsrf(HttpSecurity http) throws Exception {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("csrf");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        http.csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
                .headers(headers -> {
                    headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
                                    + " base-uri 'none'; frame-ancestors 'none'"));
                    headers.referrerPolicy(
                            policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN));
                    headers.permissionsPolicyHeader(
                            policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
                    headers.frameOptions(frames -> frames.deny());
                });
    }
}
