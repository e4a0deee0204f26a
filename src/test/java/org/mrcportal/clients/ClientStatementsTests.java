package org.mrcportal.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the pages cost, the session's and the scope's statements included. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class ClientStatementsTests {

    private static final int BUDGET = 10;

    private final Fixtures fixtures = new Fixtures();

    @LocalServerPort
    int port;

    @Test
    void aPageCostsTheSameForOnePersonAndForMany() {
        Fixtures.Centre centre = fixtures.centre();
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        ClientId client = fixtures.client(centre, "Zulfiya Karimova");
        ClientId other = fixtures.client(centre, "Zulfiya Karimova");
        Visitor visitor = new Visitor(port);
        visitor.signIn(fixtures.staff(centre, Role.CENTRE_MANAGER).username(), Fixtures.PASSWORD);
        visitor.get("/staff"); // where signing in leads to
        Map<String, List<String>> before = costs(visitor, client, other);
        for (int i = 0; i < 15; i++) {
            fixtures.client(centre, "Zulfiya Karimova");
            Instant day = Instant.parse("2026-01-05T05:00:00Z").plus(Duration.ofDays(i));
            fixtures.appointment(centre, counsellor, client, day);
            fixtures.consultation(centre, counsellor, client, day);
        }
        assertThat(costs(visitor, client, other))
                .allSatisfy(
                        (page, statements) -> assertThat(statements).as(page).hasSameSizeAs(before.get(page)));
        assertThat(before)
                .allSatisfy(
                        (page, statements) -> assertThat(statements).as(page).hasSizeBetween(4, BUDGET));
    }

    private static Map<String, List<String>> costs(Visitor visitor, ClientId client, ClientId other) {
        String file = "/staff/clients/" + client;
        return Map.ofEntries(
                Map.entry("search by name", cost(visitor, "/staff/clients?q=zulfiya")),
                Map.entry("search by phone", cost(visitor, "/staff/clients?q=%2B998901234567")),
                Map.entry("search by reference", cost(visitor, "/staff/clients?q=ABCD1234")),
                Map.entry("registration", cost(visitor, "/staff/clients/new")),
                Map.entry("file", cost(visitor, file)),
                Map.entry("identity", cost(visitor, file + "/identity")),
                Map.entry("consents", cost(visitor, file + "/consents")),
                Map.entry("merge", cost(visitor, file + "/merge")),
                Map.entry("comparison", cost(visitor, file + "/merge?with=" + other)),
                Map.entry("access requests", cost(visitor, "/staff/access-requests")));
    }

    private static List<String> cost(Visitor visitor, String path) {
        Statements.forget();
        assertThat(visitor.get(path).status()).as(path).isEqualTo(200);
        return Statements.seen();
    }
}
