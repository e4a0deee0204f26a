package org.mrcportal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks every address of the portal as a stranger. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class RoutesTests {

    /** Open to strangers, although staff's: the entrance, and the language of its page. */
    private static final Set<String> ENTRANCE = Set.of("/sign-in", "/staff/language");

    private final RequestMappingHandlerMapping mappings;
    private final JdbcClient jdbc;
    private final Fixtures fixtures = new Fixtures();

    @LocalServerPort
    int port;

    RoutesTests(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            @Autowired JdbcClient jdbc) {
        this.mappings = mappings;
        this.jdbc = jdbc;
    }

    private record Route(RequestMethod method, String path) {}

    @Test
    void everyStaffPageAsksAStrangerToSignIn() {
        Visitor stranger = new Visitor(port);
        List<Route> routes = routes().stream()
                .filter(route -> isStaff(route.path()) && !ENTRANCE.contains(route.path()))
                .toList();
        assertThat(routes).hasSizeGreaterThan(15);
        for (Route route : routes) {
            String path = filledIn(route.path());
            if (route.method() == RequestMethod.GET) {
                var page = stranger.get(path);
                assertThat(page.status()).as(route.toString()).isEqualTo(303);
                assertThat(page.location()).as(route.toString()).startsWith("/sign-in");
            } else {
                String token = stranger.get("/sign-in").value("_csrf").orElseThrow();
                var page = stranger.post(path, "_csrf", token);
                assertThat(page.status()).as(route.toString()).isEqualTo(403);
                assertThat(page.body()).as(route.toString()).contains("name=\"password\"");
            }
        }
    }

    @Test
    void everyFormIsRefusedWithoutItsToken() {
        Visitor staff = new Visitor(port);
        jdbc.sql("delete from portal.attempt where what like 'sign-in%'").update();
        staff.signIn(
                fixtures.staff(fixtures.centre(), Role.COUNSELLOR, Role.CENTRE_MANAGER)
                        .username(),
                Fixtures.PASSWORD);
        for (Route route : routes()) {
            if (route.method() != RequestMethod.GET) {
                var page = staff.postFrom("cross-site", filledIn(route.path()));
                assertThat(page.status())
                        .as(route.toString())
                        .isEqualTo(route.path().equals("/sign-in") ? 200 : 403);
                assertThat(page.location()).as(route.toString()).isEmpty();
            }
        }
    }

    @Test
    void noPublicPageMakesASessionAndEachHasItsHeaders() {
        Set<String> walked = new TreeSet<>();
        for (Route route : routes()) {
            if (route.method() == RequestMethod.GET && !isStaff(route.path())) {
                Visitor stranger = new Visitor(port);
                var page = stranger.get(filledIn(route.path()));
                walked.add(route.path());
                assertThat(page.status()).as(route.toString()).isLessThan(500);
                assertThat(stranger.cookie("portal")).as(route.toString()).isEmpty();
                assertHeaders(page, route.toString());
            }
        }
        assertThat(walked).isNotEmpty();
    }

    @Test
    void staffPagesAreNeverKeptByABrowser() {
        jdbc.sql("delete from portal.attempt where what like 'sign-in%'").update();
        Visitor staff = new Visitor(port);
        staff.signIn(fixtures.staff(fixtures.centre(), Role.COUNSELLOR).username(), Fixtures.PASSWORD);
        var page = staff.get("/staff/messages");
        assertThat(page.header("cache-control")).contains("no-store");
        assertHeaders(page, "/staff/messages");
    }

    @Test
    void whatIsNotListedIsNotThere() {
        Visitor stranger = new Visitor(port);
        for (String path : List.of(
                "/nowhere",
                "/en/nowhere",
                "/xx/book",
                "/actuator",
                "/actuator/env",
                "/h2-console",
                "/error/x",
                "/sign-in/kept")) {
            assertThat(stranger.get(path).status()).as(path).isIn(404, 303);
            assertThat(stranger.cookie("portal")).isEmpty();
        }
        assertThat(stranger.get("/nowhere").status()).isEqualTo(404);
        assertThat(stranger.get("/actuator/env").status()).isEqualTo(404);
        assertThat(stranger.get("/actuator/health").status()).isEqualTo(200);
    }

    private static void assertHeaders(Visitor.Page page, String what) {
        assertThat(page.header("content-security-policy"))
                .as(what)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'");
        assertThat(page.header("referrer-policy")).as(what).isEqualTo("same-origin");
        assertThat(page.header("x-content-type-options")).as(what).isEqualTo("nosniff");
        assertThat(page.header("permissions-policy")).as(what).contains("camera=()");
    }

    private List<Route> routes() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> !path.equals("/error") && !path.startsWith("/sign-in/"))
                        .flatMap(path -> (mapping.getMethodsCondition()
                                                .getMethods()
                                                .isEmpty()
                                        ? Set.of(RequestMethod.GET)
                                        : mapping.getMethodsCondition().getMethods())
                                .stream().map(method -> new Route(method, path))))
                .collect(Collectors.toList());
    }

    private static boolean isStaff(String path) {
        return path.matches("/(staff|manage|admin|sign-in)(/.*)?");
    }

    private static String filledIn(String path) {
        return path.replaceAll("\\{lang:[^}]*}", "uz")
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }
}
