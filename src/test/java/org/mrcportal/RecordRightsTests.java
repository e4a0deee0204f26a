package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mrcportal.Inside.Answer;
import org.mrcportal.Routes.Route;
import org.mrcportal.Routes.Rule;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseFixtures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page and every form of every record there is, asked for by those who may use the route but not this record: another
 * centre's staff, and colleagues outside the team of a protected case. There is a real record for each variable of each
 * route; one that is new must bring its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordRightsTests {

    /** The same whatever session its address names. */
    private static final String COUNTING_SCRIPT = "/staff/sessions/{id}/attendance/count/worker.js";

    /** Of the portal as a whole: each centre's records are reached by whoever has the role, and codes are no records. */
    private static final List<String> OF_NO_CENTRE =
            List.of("/admin/", "/manage/cases/{measure}", "/staff/consent-wordings/", COUNTING_SCRIPT);

    /** Pages that are a form and nothing else, and papers that are made for handing out: who only reads is led back. */
    private static final String FOR_WRITING =
            ".*(/new|/edit|/sections/\\{section}|/plan/(goals|steps)/\\{.*|/reached|/tried|/when|/take-back|/deletion|/(slip|letter)\\.pdf)";

    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre own = fixtures.centre();
    private final Fixtures.Centre other = fixtures.centre();
    private final Fixtures.Centre away = fixtures.centre();
    private final Fixtures.Staff owner = fixtures.staff(own, Role.CASE_WORKER);
    private final PortalRecords ordinary = new PortalRecords(fixtures, own, away, owner, "Qwertulla Zxcvbekov", false);
    private final PortalRecords kept = new PortalRecords(fixtures, own, away, owner, "Asdfgullo Hjklzoda", true);
    private final Map<Role, StaffMember> colleagues = new EnumMap<>(Role.class);
    private final Map<Role, StaffMember> team = new EnumMap<>(Role.class);
    private final Map<Role, StaffMember> strangers = new EnumMap<>(Role.class);
    private final Digest digest = new Digest(fixtures, own);
    private final Inside portal;
    private final Routes routes;

    RecordRightsTests(
            @Autowired WebApplicationContext context,
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        portal = new Inside(context);
        routes = new Routes(requestMappingHandlerMapping);
        for (Role role : Role.values()) {
            colleagues.put(role, fixtures.staff(own, role).member());
            strangers.put(role, fixtures.staff(other, role).member());
            Fixtures.Staff member = fixtures.staff(own, role);
            cases.member(own, ordinary.file, member, owner);
            cases.member(own, kept.file, member, owner);
            team.put(role, member.member());
        }
    }

    @Test
    void thereIsARecordForEveryVariableOfEveryRoute() {
        Map<Route, List<String>> missing = new TreeMap<>();
        for (Rule rule : Routes.ofRecords()) {
            List<String> variables = ordinary.missing(rule.route());
            if (!variables.isEmpty()) {
                missing.put(rule.route(), variables);
            }
        }
        assertThat(missing)
                .as("routes whose record PortalRecords does not make")
                .isEmpty();
    }

    @Test
    void whoeverMayOpensEachRecordOfTheirCentreAndOfTheirProtectedCase() {
        Map<String, String> wrong = new TreeMap<>();
        for (PortalRecords records : List.of(ordinary, kept)) {
            for (Rule rule : Routes.ofRecords()) {
                if (!rule.route().isGet() || rule.route().pattern().endsWith("/closing/letter.pdf")) {
                    continue; // the letter is there once a case is closed
                }
                Set<Integer> statuses = new TreeSet<>();
                Fixtures.Staff reader = records.opener(rule.route());
                for (Role role : rule.allowed()) {
                    int status = portal.get(
                                    records.address(rule.route()), reader == null ? team.get(role) : reader.member())
                            .status();
                    statuses.add(status);
                    if (status == 403 || status >= 500) {
                        wrong.put(rule.route() + " as " + role, String.valueOf(status));
                    }
                }
                if (!statuses.contains(200) && !statuses.contains(303) && !statuses.contains(302)) {
                    wrong.put(String.valueOf(rule.route()), statuses.toString());
                }
            }
        }
        assertNothing(wrong);
    }

    @Test
    void anotherCentreFindsNoRecordAndChangesNone() {
        Map<String, String> wrong = new TreeMap<>();
        List<String> traces = new ArrayList<>(ordinary.traces());
        traces.add(ordinary.name);
        for (Rule rule : Routes.ofRecords()) {
            if (OF_NO_CENTRE.stream().noneMatch(rule.route().pattern()::startsWith)) {
                outside(rule, ordinary.address(rule.route()), strangers, traces, wrong);
            }
        }
        assertNothing(wrong);
    }

    @Test
    void aProtectedCaseAndAllThatBelongsToItIsNotThereForColleaguesOutsideItsTeam() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.ofRecords()) {
            if (kept.isOfTheCase(rule.route()) && !rule.route().pattern().startsWith("/admin/")) {
                outside(rule, kept.address(rule.route()), colleagues, kept.traces(), wrong);
            }
        }
        assertNothing(wrong);
    }

    @Test
    void whatIsForOnePersonIsNotThereForColleagues() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.ofRecords()) {
            if (kept.reader(rule.route()) != null) {
                outside(rule, kept.address(rule.route()), colleagues, kept.traces(), wrong);
            }
        }
        assertNothing(wrong);
    }

    /** A link, a calendar or a screen: the secret of one thing opens no other, and answers like one nobody has. */
    @Test
    void aSecretOpensNothingButWhatItIsFor() {
        Map<String, String> wrong = new TreeMap<>();
        List<String> traces = new ArrayList<>(kept.traces());
        traces.addAll(List.of(kept.name, kept.client.toString()));
        for (Rule rule : Routes.rules()) {
            Route route = rule.route();
            if (rule.roles() != null || !route.pattern().matches(".*\\{(token|secret)}.*")) {
                continue;
            }
            int nobodys = sent(route, "0123456789abcdefghijkl").status();
            Map<String, String> before = route.isGet() ? Map.of() : digest.now();
            kept.tokens().forEach((of, token) -> {
                String path = route.pattern().replaceFirst("/\\{lang[^}]*}", "");
                if (path.startsWith(of) || path.startsWith("/book/{token}") && of.equals("/bookings/{token}")) {
                    return; // what was being booked leads to what was booked
                }
                Answer answer = sent(route, token);
                if (answer.status() != nobodys && answer.status() != 429) { // too many tries are told nothing either
                    wrong.put(route + " by a secret of " + of, answer.status() + " and not " + nobodys);
                }
                traces.stream()
                        .filter(answer.body()::contains)
                        .findFirst()
                        .ifPresent(trace -> wrong.put(route + " by a secret of " + of, "tells " + trace));
            });
            if (!route.isGet() && !Digest.changed(before, digest.now()).isEmpty()) {
                wrong.put(String.valueOf(route), "changes " + Digest.changed(before, digest.now()));
            }
        }
        assertNothing(wrong);
    }

    private Answer sent(Route route, String secret) {
        String address = route.pattern()
                .replaceFirst("\\{lang[^}]*}", "en")
                .replaceFirst("\\{request:[^}]*}", "correction")
                .replaceFirst("\\{(token|secret)}", secret)
                .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
        return route.isGet() ? portal.get(address, null) : portal.post(address, Map.of(), null);
    }

    @Test
    void aRecordIsNotFoundUnderAnotherRecordThanItsOwn() {
        Map<String, String> wrong = new TreeMap<>();
        for (Rule rule : Routes.ofRecords()) {
            if (rule.route().variables().size() < 2
                    || rule.route().pattern().startsWith("/manage/settings/")
                    || rule.route().pattern().startsWith("/staff/consent-wordings/")
                    || rule.route().variables().contains("phase")
                    || rule.route().variables().contains("what")) {
                continue;
            }
            outside(rule, ordinary.address(rule.route(), kept), team, List.of(), wrong);
            outside(rule, kept.address(rule.route(), ordinary), team, List.of(), wrong);
        }
        assertNothing(wrong);
    }

    /** Texts are often the id of somebody or something chosen. */
    private static String id(String name, Type type) {
        String anything = Routes.anything(name, type);
        return anything.equals("x") ? UUID.randomUUID().toString() : anything;
    }

    private static void assertNothing(Map<String, String> wrong) {
        assertThat(wrong.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()))
                .as("\n"
                        + String.join(
                                "\n",
                                wrong.entrySet().stream().map(Object::toString).toList()))
                .isEmpty();
    }

    @Test
    void aCaseOpenedInAnEmergencyIsReadOnEveryPageAndNothingIsSentFromIt() {
        Map<String, String> wrong = new TreeMap<>();
        Fixtures.Staff opener = fixtures.staff(own, Role.CASE_WORKER, Role.CENTRE_MANAGER);
        cases.glass(own, kept.client, opener, Instant.now().minusSeconds(60));
        StaffMember reader = opener.member();
        for (Rule rule : Routes.ofRecords()) {
            if (!rule.route().pattern().startsWith("/staff/cases/{")) {
                continue;
            }
            String address = kept.address(rule.route());
            if (rule.route().isGet()) {
                Answer answer = portal.get(address, reader);
                boolean right =
                        answer.status() == 200 || rule.route().pattern().matches(FOR_WRITING) && answer.status() < 500;
                List<String> forms = ServedForm.posted(answer.body(), address).stream()
                        .map(ServedForm::action)
                        .toList();
                if (!forms.isEmpty() || !right) {
                    wrong.put(String.valueOf(rule.route()), answer.status() + " with forms to " + forms);
                }
            } else {
                Map<String, String> before = digest.now();
                for (Answer answer : sent(rule.route(), address, reader)) {
                    if (answer.status() >= 500) {
                        wrong.put(String.valueOf(rule.route()), answer.status() + " " + answer.location());
                    }
                }
                List<String> changed = new ArrayList<>(Digest.changed(before, digest.now()));
                changed.remove("reintegration.case_view");
                if (!changed.isEmpty()) {
                    wrong.put(String.valueOf(rule.route()), "changes " + changed);
                }
            }
        }
        assertNothing(wrong);
    }

    /** Asks as each role the rule allows, sends an empty form and a filled one, and finds that there was nothing. */
    private void outside(
            Rule rule, String address, Map<Role, StaffMember> who, List<String> traces, Map<String, String> wrong) {
        Route route = rule.route();
        Map<String, String> before = route.isGet() ? Map.of() : digest.now();
        for (Role role : rule.allowed()) {
            StaffMember member = Objects.requireNonNull(who.get(role));
            if (!route.isGet()) {
                portal.post(address, Map.of(), member); // changes nothing, whatever it answers
            }
            for (Answer answer : route.isGet() ? List.of(portal.get(address, member)) : sent(route, address, member)) {
                if (answer.status() != 404 && !isUnreadable(answer, route, address, member)) {
                    wrong.put(route + " as " + role, answer.status() + " " + answer.location());
                }
                String body = answer.body().replace(address, "");
                traces.stream()
                        .filter(body::contains)
                        .findFirst()
                        .ifPresent(trace -> wrong.put(route + " as " + role, "tells " + trace));
            }
        }
        if (!route.isGet()) {
            List<String> changed = Digest.changed(before, digest.now());
            if (!changed.isEmpty()) {
                wrong.put(String.valueOf(route), "changes " + changed);
            }
        }
    }

    /** What cannot be read at all is refused before anything is looked for: the same with ids that nobody has. */
    private boolean isUnreadable(Answer answer, Route route, String address, StaffMember member) {
        return answer.status() == 400
                && !route.isGet()
                && sent(route, address.replaceAll(ID, UUID.randomUUID().toString()), member).stream()
                        .anyMatch(nobodys -> nobodys.status() == 400);
    }

    private List<Answer> sent(Route route, String address, StaffMember member) {
        Map<String, List<String>> form = new HashMap<>();
        routes.fields(route, Routes::anything).forEach((name, value) -> form.put(name, List.of(value)));
        Map<String, List<String>> ids = new HashMap<>();
        routes.fields(route, RecordRightsTests::id).forEach((name, value) -> ids.put(name, List.of(value)));
        return List.of(portal.post(address, form, member), portal.post(address, ids, member));
    }
}
