package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.Reference;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may what: every route there is against its line in {@code rights.txt}, for each role, at the own centre and at another,
 * in a protected case inside and outside its team, on every page, list, search, count, file and feed. A new route without a
 * line fails.
 *
 * <p>A line is {@code METHOD pattern | ROLE ROLE …}, or {@code PUBLIC}, or {@code NOBODY}: reached from inside only.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class RightsTests {

    private static final String NAME = "Qwertulla Zxcvbekov";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre own = fixtures.centre();
    private final Fixtures.Centre other = fixtures.centre();
    private final Fixtures.Staff owner = fixtures.staff(own, Role.CASE_WORKER);
    private final ClientId client = fixtures.client(own, NAME);
    private final String ordinaryReference = Reference.random();
    private final String keptReference = Reference.random();
    private final CaseId ordinary = cases.caseFile(own, client, owner, Map.of("reference", ordinaryReference));
    private final CaseId kept =
            cases.caseFile(own, client, owner, Map.of("reference", keptReference, "protected", true));
    private final Map<CaseId, UUID> assessments = Map.of(ordinary, assessment(ordinary), kept, assessment(kept));
    private final Map<Role, StaffMember> ofOwn = members(own);
    private final Map<Role, StaffMember> ofOther = members(other);
    private final MockMvc mvc;
    private final List<Route> routes;

    RightsTests(
            @Autowired WebApplicationContext context,
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .<DefaultMockMvcBuilder>apply(springSecurity())
                .build();
        routes = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(e -> e.getValue().getBeanType().getName().startsWith("org.mrcportal"))
                .flatMap(e -> e.getKey().getPatternValues().stream()
                        .flatMap(pattern -> methods(
                                        e.getKey().getMethodsCondition().getMethods())
                                .stream()
                                .map(method -> new Route(method, pattern))))
                .distinct()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    private static Set<String> methods(Set<RequestMethod> methods) {
        return methods.isEmpty()
                ? Set.of("GET", "POST")
                : methods.stream().map(Enum::name).collect(Collectors.toSet());
    }

    private record Route(String method, String pattern) {

        boolean isGet() {
            return method.equals("GET");
        }

        boolean ofARecord() {
            return pattern.contains("{");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /** @param roles null: everybody, signed in or not */
    private record Rule(Route route, @Nullable Set<Role> roles) {

        static Rule read(String line) {
            String[] parts = line.split(" \\| ");
            String[] route = parts[0].strip().split(" ", 2);
            String who = parts[1].strip();
            return new Rule(
                    new Route(route[0], route[1]),
                    who.equals("PUBLIC")
                            ? null
                            : Arrays.stream(who.split(" "))
                                    .filter(role -> !role.equals("NOBODY"))
                                    .map(Role::valueOf)
                                    .collect(Collectors.toSet()));
        }
    }

    private static List<Rule> rules() {
        try (InputStream file = Objects.requireNonNull(RightsTests.class.getResourceAsStream("/rights.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Rule::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRouteHasARuleAndEveryRuleARoute() {
        List<Route> ruled = rules().stream().map(Rule::route).toList();
        assertThat(ruled).doesNotHaveDuplicates();
        assertThat(routes.stream().filter(route -> !ruled.contains(route)))
                .as("routes without a line in rights.txt")
                .isEmpty();
        assertThat(ruled.stream().filter(route -> !routes.contains(route)))
                .as("lines in rights.txt without a route")
                .isEmpty();
    }

    @Test
    void eachRoleOpensWhatItsRuleSaysAndNothingElse() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : rules()) {
            if (!rule.route().isGet() || rule.roles() == null) {
                continue;
            }
            String address = address(rule.route(), ordinary);
            for (Role role : Role.values()) {
                int status = get(address, ofOwn.get(role)).status();
                boolean refused = status == 403 || !known(rule.route()) && (status == 400 || status == 404);
                boolean right = rule.roles().contains(role) ? status != 403 && status < 500 : refused;
                if (!right) {
                    wrong.put(rule.route() + " as " + role, String.valueOf(status));
                }
            }
            int stranger = get(address, null).status();
            if (stranger == 200 || stranger >= 500) {
                wrong.put(rule.route() + " signed out", String.valueOf(stranger));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodySendsWhatItsRuleKeepsFromThem() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : rules()) {
            Set<Role> roles = rule.roles();
            if (rule.route().isGet() || roles == null) {
                continue;
            }
            for (Role role :
                    Arrays.stream(Role.values()).filter(r -> !roles.contains(r)).toList()) {
                int status =
                        send(rule.route(), address(rule.route(), ordinary), Objects.requireNonNull(ofOwn.get(role)));
                if (status < 400 || status >= 500) {
                    wrong.put(rule.route() + " as " + role, String.valueOf(status));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void anotherCentreFindsNoneOfThisCentresRecords() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : rules()) {
            Set<Role> roles = rule.roles();
            if (!rule.route().isGet() || roles == null) {
                continue;
            }
            for (Role role : roles) {
                Answer answer = get(address(rule.route(), ordinary), ofOther.get(role));
                if (known(rule.route()) && answer.status() != 404) {
                    wrong.put(rule.route() + " as " + role, String.valueOf(answer.status()));
                }
                if (answer.tells(ordinaryReference)
                        || answer.tells(keptReference)
                        || answer.body().contains(NAME)) {
                    wrong.put(rule.route() + " as " + role, "tells of a case");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aProtectedCaseIsNotThereForAColleagueOutsideItsTeam() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : rules()) {
            Set<Role> roles = rule.roles();
            if (!rule.route().isGet() || roles == null) {
                continue;
            }
            boolean ofACase = rule.route().pattern().startsWith("/staff/cases/{");
            for (Role role : roles) {
                Answer answer = get(address(rule.route(), kept), ofOwn.get(role));
                if (ofACase && answer.status() != 404) {
                    wrong.put(rule.route() + " as " + role, String.valueOf(answer.status()));
                }
                if (answer.tells(keptReference)
                        || !rule.route().ofARecord() && answer.body().contains(kept.toString())) {
                    wrong.put(rule.route() + " as " + role, "tells of the case");
                }
            }
        }
        assertThat(wrong).isEmpty();
        StaffMember worker = member(owner);
        assertThat(get("/staff/cases/" + kept, worker)).as("its owner").matches(answer -> answer.tells(keptReference));
        assertThat(get("/staff/cases", worker).body()).contains(kept.toString());
    }

    /** Routes whose record this test has made. */
    private static boolean known(Route route) {
        return route.pattern().startsWith("/staff/cases/{") || route.pattern().startsWith("/staff/clients/{");
    }

    private String address(Route route, CaseId file) {
        String address = route.pattern();
        if (address.startsWith("/staff/cases/{")) {
            address = address.replaceFirst("\\{[^}]*}", file.toString());
            address = address.replace("{assessment}", String.valueOf(assessments.get(file)));
            address = address.replace("{section}", "ECONOMIC");
        } else if (address.startsWith("/staff/clients/{")) {
            address = address.replaceFirst("\\{[^}]*}", client.toString());
        }
        address = address.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        if (address.endsWith("/referrals/new")) {
            return address + "?service=LEGAL";
        }
        return route.ofARecord() ? address : address + "?q=" + NAME.replace(' ', '+');
    }

    private record Answer(int status, String body) {

        boolean tells(String reference) {
            return body.contains(reference) || body.contains(Reference.grouped(reference));
        }
    }

    private Answer get(String address, @Nullable StaffMember who) {
        try {
            var request = MockMvcRequestBuilders.get(address);
            var response = mvc.perform(who == null ? request : request.with(user(who)))
                    .andReturn()
                    .getResponse();
            return new Answer(response.getStatus(), response.getContentAsString(StandardCharsets.UTF_8));
        } catch (ServletException failed) {
            return new Answer(500, String.valueOf(failed.getMessage()));
        } catch (Exception e) {
            throw new IllegalStateException(address, e);
        }
    }

    private int send(Route route, String address, StaffMember who) {
        try {
            return mvc.perform(MockMvcRequestBuilders.request(HttpMethod.valueOf(route.method()), address)
                            .with(user(who))
                            .with(csrf()))
                    .andReturn()
                    .getResponse()
                    .getStatus();
        } catch (ServletException failed) {
            return 500;
        } catch (Exception e) {
            throw new IllegalStateException(address, e);
        }
    }

    private Map<Role, StaffMember> members(Fixtures.Centre centre) {
        Map<Role, StaffMember> members = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            members.put(role, member(fixtures.staff(centre, role)));
        }
        return members;
    }

    private static StaffMember member(Fixtures.Staff staff) {
        return new StaffMember(
                staff.id(),
                staff.username(),
                staff.name(),
                staff.roles(),
                staff.centres().stream().map(c -> c.id()).toList(),
                "en",
                true,
                null);
    }

    private UUID assessment(CaseId file) {
        return cases.assessment(own, file, client, owner, Map.of());
    }
}
