package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mrcportal.Inside.Answer;
import org.mrcportal.Routes.Route;
import org.mrcportal.Routes.Rule;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What nobody's browser sends, to every route there is, as somebody who may use it: an answer, and never a failure. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTests {

    private static final String SCRIPT = "<script>alert(1)</script>";

    private static final List<String> VALUES = List.of(
            "a\u0000b",
            SCRIPT + "'\"&{{7*7}}${7*7}\uD83D\uDE00\u202E",
            "x".repeat(100_000),
            "99999999999999999999999",
            "-1",
            "+999999999-12-31",
            "1000000000-01-01T00:00:00Z",
            "999999999-12-31T23:59");

    private static final List<String> IDS = List.of(
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "%00", "99999999999999999999", "%F0%9F%98%80", "x".repeat(3000), "00000000-0000-0000-0000-000000000000");

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre own = fixtures.centre();
    private final Fixtures.Staff owner = fixtures.staff(own, Role.CASE_WORKER);
    private final PortalRecords records =
            new PortalRecords(fixtures, own, fixtures.centre(), owner, "Qwertulla Zxcvbekov", false);
    private final Map<Role, StaffMember> staff = new HashMap<>();
    private final Inside portal;
    private final Routes routes;

    HostileInputTests(
            @Autowired WebApplicationContext context,
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        portal = new Inside(context);
        routes = new Routes(requestMappingHandlerMapping);
    }

    @Test
    void noAddressMakesThePortalFail() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.rules()) {
            for (String id : rule.route().ofARecord() ? IDS : List.<String>of()) {
                String address = rule.route()
                        .pattern()
                        .replaceAll("\\{lang:[^}]*}", "uz")
                        .replaceAll("\\{[^}]*}", id);
                note(rule.route(), id, send(rule.route(), address, Map.of(), user(rule)), wrong);
            }
        }
        assertNothing(wrong);
    }

    @Test
    void nothingTypedMakesThePortalFail() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.rules()) {
            Route route = rule.route();
            String address = address(route);
            for (String value : VALUES) {
                Map<String, List<String>> form = new HashMap<>();
                routes.fields(route, (name, type) -> value)
                        .forEach((name, typed) -> form.put(name, List.of(typed, typed)));
                if (!form.isEmpty()) {
                    note(route, value, send(route, address, form, user(rule)), wrong);
                }
            }
            note(route, "nothing", send(route, address, Map.of(), user(rule)), wrong);
        }
        assertNothing(wrong);
    }

    @Test
    void noSingleFieldOfAFormThatCouldBeReadMakesThePortalFail() {
        Map<String, String> wrong = new TreeMap<>();
        int turn = 0;
        for (Rule rule : Routes.rules()) {
            Route route = rule.route();
            if (route.isGet()) {
                continue;
            }
            Map<String, String> readable = routes.fields(route, HostileInputTests::readable);
            for (String field : readable.keySet()) {
                Map<String, List<String>> form = new HashMap<>();
                readable.forEach((name, value) -> form.put(name, List.of(value)));
                String value = VALUES.get(turn++ % VALUES.size());
                form.put(field, List.of(value));
                note(route, field + "=" + value, send(route, address(route), form, user(rule)), wrong);
            }
        }
        assertNothing(wrong);
    }

    @Test
    void noFileMakesThePortalFail() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.rules()) {
            Route route = rule.route();
            for (String field : routes.files(route)) {
                for (String name : List.of("x".repeat(296) + ".pdf", "../../x.pdf\u0000.exe", SCRIPT + ".png", "")) {
                    for (byte[] content : List.of(new byte[0], "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.UTF_8))) {
                        Map<String, List<String>> form = new HashMap<>();
                        routes.fields(route, HostileInputTests::readable)
                                .forEach((key, value) -> form.put(key, List.of(value)));
                        var file = new MockMultipartFile(field, name, "image/svg+xml", content);
                        note(route, name, portal.upload(address(route), form, List.of(file), user(rule)), wrong);
                    }
                }
            }
        }
        assertNothing(wrong);
    }

    private static String readable(String name, Type type) {
        return Routes.anything(name, type);
    }

    private Answer send(Route route, String address, Map<String, List<String>> fields, @Nullable StaffMember who) {
        if (!route.isGet()) {
            return route.method().equals("POST")
                    ? portal.post(address, fields, who)
                    : portal.send(route.method(), address, who);
        }
        String query = fields.entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> Map.entry(field.getKey(), value)))
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(
                                field.getValue()
                                        .substring(
                                                0,
                                                Math.min(5000, field.getValue().length())),
                                StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return portal.get(query.isEmpty() || address.contains("?") ? address : address + "?" + query, who);
    }

    private String address(Route route) {
        if (route.ofStaff()) {
            return records.address(route);
        }
        String pattern = route.pattern().replaceAll("\\{lang:[^}]*}", "/uz".substring(1));
        for (var token : records.tokens().entrySet()) {
            String prefix = token.getKey().replaceAll("\\{.*", "");
            if (pattern.startsWith("/uz" + prefix + "{")) {
                pattern = pattern.replaceFirst("\\{[^}]*}", token.getValue());
            }
        }
        return pattern.replaceAll("\\{request:[^}]*}", "correction").replaceAll("\\{[^}]*}", "x");
    }

    /** Whoever may do most of those who may; nobody where everybody may. */
    private @Nullable StaffMember user(Rule rule) {
        return rule.allowed().stream()
                .max(Comparator.comparing((Role role) -> role == Role.CENTRE_MANAGER ? 1 : 0)
                        .thenComparing(Comparator.naturalOrder()))
                .map(role ->
                        staff.computeIfAbsent(role, r -> fixtures.staff(own, r).member()))
                .orElse(null);
    }

    private static void note(Route route, String what, Answer answer, Map<String, String> wrong) {
        String tried =
                route + " " + what.substring(0, Math.min(60, what.length())).replace('\u0000', '0');
        if (answer.status() >= 500) {
            wrong.put(tried, answer.status() + " " + answer.body());
        }
        if (answer.body().contains(SCRIPT)) {
            wrong.put(tried, "says " + SCRIPT);
        }
    }

    private static void assertNothing(Map<String, String> wrong) {
        assertThat(wrong.entrySet().stream().map(Object::toString))
                .as("\n" + wrong.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n")))
                .isEmpty();
    }
}
