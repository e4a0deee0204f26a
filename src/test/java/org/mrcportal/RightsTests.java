package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may what: every route there is against its line in {@code rights.txt}, for each role, and every list, search, count and
 * file for what it must not tell. A new route without a line fails. {@link RecordRightsTests} goes on to the records.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTests {

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre own = fixtures.centre();
    private final Fixtures.Centre other = fixtures.centre();
    private final Fixtures.Centre away = fixtures.centre();
    private final Fixtures.Staff owner = fixtures.staff(own, Role.CASE_WORKER);
    private final PortalRecords ordinary = new PortalRecords(fixtures, own, away, owner, "Qwertulla Zxcvbekov", false);
    private final PortalRecords kept = new PortalRecords(fixtures, own, away, owner, "Asdfgullo Hjklzoda", true);
    private final Map<Role, StaffMember> colleagues = new EnumMap<>(Role.class);
    private final Map<Role, StaffMember> strangers = new EnumMap<>(Role.class);
    private final Inside portal;
    private final Routes routes;

    RightsTests(
            @Autowired WebApplicationContext context,
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        portal = new Inside(context);
        routes = new Routes(requestMappingHandlerMapping);
        for (Role role : Role.values()) {
            colleagues.put(role, fixtures.staff(own, role).member());
            strangers.put(role, fixtures.staff(other, role).member());
        }
    }

    @Test
    void everyRouteHasARuleAndEveryRuleARoute() {
        List<Route> ruled = Routes.rules().stream().map(Rule::route).toList();
        assertThat(ruled).doesNotHaveDuplicates();
        assertThat(routes.all().stream().filter(route -> !ruled.contains(route)))
                .as("routes without a line in rights.txt")
                .isEmpty();
        assertThat(ruled.stream().filter(route -> !routes.all().contains(route)))
                .as("lines in rights.txt without a route")
                .isEmpty();
    }

    @Test
    void eachRoleOpensWhatItsRuleSaysAndNothingElse() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.rules()) {
            if (!rule.route().isGet() || rule.roles() == null) {
                continue;
            }
            String address = ordinary.address(rule.route());
            for (Role role : Role.values()) {
                int status = portal.get(address, colleagues.get(role)).status();
                boolean right = rule.allowed().contains(role)
                        ? rule.route().ofARecord() || status != 403 && status < 500
                        : status >= 400 && status < 500; // some look at the address before they look at who asks
                if (!right) {
                    wrong.put(rule.route() + " as " + role, String.valueOf(status));
                }
            }
            int stranger = portal.get(address, null).status();
            if (stranger == 200 || stranger >= 500) {
                wrong.put(rule.route() + " signed out", String.valueOf(stranger));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodySendsWhatItsRuleKeepsFromThem() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.rules()) {
            if (rule.route().isGet()) {
                continue;
            }
            for (Role role : rule.refused()) {
                int status = portal.send(
                                rule.route().method(),
                                ordinary.address(rule.route()),
                                Objects.requireNonNull(colleagues.get(role)))
                        .status();
                if (status < 400 || status >= 500) {
                    wrong.put(rule.route() + " as " + role, String.valueOf(status));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noListSearchCountOrFileTellsAnotherCentreOfARecord() {
        List<String> traces = new ArrayList<>(ordinary.traces());
        traces.addAll(kept.traces());
        traces.addAll(
                List.of(ordinary.name, kept.name, ordinary.client.toString(), kept.client.toString(), code(ordinary)));
        assertNothingTold(strangers, traces);
    }

    @Test
    void noListSearchCountOrFileTellsAColleagueOfAProtectedCase() {
        assertNothingTold(colleagues, kept.traces());
        assertThat(portal.get("/staff/cases?q=" + kept.reference, owner.member())
                        .body())
                .as("its owner finds it")
                .contains(kept.file.toString());
    }

    /** Opens every page that is about no record, as it is and looking for what must not be found there. */
    private void assertNothingTold(Map<Role, StaffMember> readers, List<String> traces) {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.rules()) {
            if (!rule.route().isGet()
                    || rule.route().ofARecord()
                    || rule.allowed().isEmpty()) {
                continue;
            }
            for (Role role : rule.allowed()) {
                told(rule.route(), portal.get(rule.route().pattern(), readers.get(role)), "", traces)
                        .ifPresent(trace -> wrong.put(rule.route() + " as " + role, trace));
            }
            StaffMember reader =
                    readers.get(rule.allowed().stream().max(Role::compareTo).orElseThrow());
            for (String wanted : List.of(kept.reference, code(kept), kept.name)) {
                String query = query(rule.route(), wanted);
                if (!query.isEmpty()) {
                    told(rule.route(), portal.get(rule.route().pattern() + "?" + query, reader), wanted, traces)
                            .ifPresent(trace -> wrong.put(rule.route() + " looking for " + wanted, trace));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /**
     * Administrators and the data protection officer work for every centre: they may see ids, and nothing that is written.
     *
     * @param typed may be repeated to whoever typed it
     */
    private static Optional<String> told(Route route, Answer answer, String typed, List<String> traces) {
        return traces.stream()
                .filter(trace -> !route.pattern().startsWith("/admin/") || !trace.matches("[0-9a-f-]{36}"))
                .filter(trace -> !trace.replace(" ", "").equals(typed.replace(" ", "")))
                .filter(answer.body()::contains)
                .findFirst();
    }

    /** What people type, wherever the page takes it. */
    private String query(Route route, String wanted) {
        return routes.fields(route, (name, type) -> type.equals(String.class) ? wanted : "").entrySet().stream()
                .filter(field -> !field.getValue().isEmpty() && !field.getKey().equals("centre"))
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String code(PortalRecords records) {
        return fixtures.jdbc()
                .sql("select code from clients.client where id = ?")
                .param(records.client.id())
                .query(String.class)
                .single();
    }
}
