package org.mrcportal.reintegration.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the pages of a team and of protection cost, the session's and the scope's statements included. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class CaseTeamStatementsTests {

    private static final int BUDGET = 10;

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);

    @LocalServerPort
    int port;

    @Test
    void aPageCostsTheSameForLittleAndForMuch() {
        Fixtures.Centre centre = fixtures.centre();
        Fixtures.Staff owner = fixtures.staff(centre, Role.CASE_WORKER, Role.CENTRE_MANAGER);
        Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER);
        ClientId client = fixtures.client(centre);
        CaseId file = cases.caseFile(centre, client, owner, Map.of());
        cases.restrictedNote(centre, file, owner, "Something");
        cases.task(centre, file, "OWN", Instant.now(), Map.of("text", "Something"));
        var glass = cases.glass(centre, client, owner, Instant.now().minusSeconds(60));
        Visitor visitor = new Visitor(port);
        visitor.signIn(owner.username(), Fixtures.PASSWORD);
        visitor.get("/staff"); // where signing in leads to
        Map<String, List<String>> before = costs(visitor, file, glass.toString(), colleague);
        for (int i = 0; i < 15; i++) {
            cases.restrictedNote(centre, file, owner, "Something");
            cases.member(centre, file, fixtures.staff(centre, Role.CASE_WORKER), owner);
            cases.task(centre, file, "OWN", Instant.now(), Map.of("text", "Something"));
            cases.caseFile(centre, client, colleague, Map.of());
            cases.caseFile(centre, client, owner, Fixtures.row("owner_id", null));
        }
        assertThat(costs(visitor, file, glass.toString(), colleague))
                .allSatisfy(
                        (page, statements) -> assertThat(statements).as(page).hasSameSizeAs(before.get(page)));
        assertThat(before)
                .allSatisfy(
                        (page, statements) -> assertThat(statements).as(page).hasSizeBetween(4, BUDGET));
    }

    private static Map<String, List<String>> costs(
            Visitor visitor, CaseId file, String glass, Fixtures.Staff colleague) {
        String path = "/staff/cases/" + file;
        return Map.of(
                "team", cost(visitor, path + "/team"),
                "notes", cost(visitor, path + "/notes"),
                "workload", cost(visitor, "/staff/cases/supervision"),
                "behind it", cost(visitor, "/staff/cases/supervision/" + colleague.id() + "/open"),
                "absences", cost(visitor, "/staff/cases/cover"),
                "hand-over", cost(visitor, "/staff/cases/handover?from=" + colleague.id()),
                "tasks", cost(visitor, "/staff/tasks"),
                "emergency", cost(visitor, "/staff/emergency-access"),
                "opened", cost(visitor, "/staff/emergency-access/" + glass));
    }

    private static List<String> cost(Visitor visitor, String path) {
        Statements.forget();
        assertThat(visitor.get(path).status()).as(path).isEqualTo(200);
        return Statements.seen();
    }
}
