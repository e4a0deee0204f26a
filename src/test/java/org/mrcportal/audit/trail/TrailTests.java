package org.mrcportal.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.TestDatabase;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Scope;
import org.postgresql.util.PSQLException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class TrailTests {

    private final Fixtures fixtures = new Fixtures();
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private Fixtures.Centre centre;

    @LocalServerPort
    int port;

    TrailTests(
            @Autowired JdbcClient jdbc,
            @Autowired PlatformTransactionManager transactions,
            @Autowired ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    @BeforeEach
    void openACentre() {
        jdbc.sql("delete from portal.attempt where what like 'sign-in%'").update();
        centre = fixtures.centre();
    }

    @Test
    void theApplicationCanAddThroughTheFunctionAndDoNothingElse() {
        for (String sql : List.of(
                "insert into audit.trail (at, actor, action, centre_id) values (now(), 'x', 'X', '%s')"
                        .formatted(centre.id()),
                "update audit.trail set actor = 'x'",
                "delete from audit.trail",
                "truncate audit.trail")) {
            assertThatThrownBy(() -> Scope.of(centre.id().id())
                            .run(() -> transaction.executeWithoutResult(
                                    status -> jdbc.sql(sql).update())))
                    .as(sql)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void aSignInAMissALockAndASignOutAreOnTheTrailWithoutTheNameThatWasTyped() {
        String name = fixtures.staff(centre, Role.COUNSELLOR).username();
        Visitor visitor = new Visitor(port);
        visitor.signIn(name, Fixtures.PASSWORD);
        visitor.submit("/staff/messages", "/sign-out");
        assertThat(actionsOf(name)).containsExactly("SIGNED_IN", "SIGNED_OUT");

        String typed = "my secret typed as a name " + centre.code();
        for (int i = 0; i < 12; i++) {
            visitor.signIn(typed, "wrong");
        }
        assertThat(owner().sql("select count(*) from audit.trail where detail like '%secret%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(owner().sql("select action from audit.trail where actor = 'public' order by id desc limit 11")
                        .query((row, number) -> row.getString(1))
                        .list())
                .startsWith("SIGN_IN_LOCKED", "SIGN_IN_FAILED");
    }

    @Test
    void aRefusalIsOnTheTrail() {
        String name = fixtures.staff(centre, Role.COUNSELLOR).username();
        Visitor visitor = new Visitor(port);
        visitor.signIn(name, Fixtures.PASSWORD);
        assertThat(visitor.get("/admin/trail").status()).isEqualTo(403);
        assertThat(actionsOf(name)).contains("REFUSED");
    }

    @Test
    void readingAnIdentityIsOnTheTrailEvenFromAReadOnlyTransaction(@Autowired ClientDirectory clients) {
        var client = fixtures.client(centre, "Ғулом Каримов");
        var readOnly = new TransactionTemplate(java.util.Objects.requireNonNull(transaction.getTransactionManager()));
        readOnly.setReadOnly(true);
        Scope.of(centre.id().id()).run(() -> {
            transaction.executeWithoutResult(status -> clients.addressee(client));
            readOnly.executeWithoutResult(status -> clients.addressee(client));
        });
        assertThat(owner().sql("select count(*) from audit.trail where subject = ? and actor = 'system'")
                        .param("client:" + client)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatIsRolledBackLeavesNoEntry() {
        String subject = "thing:" + centre.code();
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new AuditEntry("CHANGED", centre.id().id(), subject, null));
            status.setRollbackOnly();
        });
        assertThat(owner().sql("select count(*) from audit.trail where subject = ?")
                        .param(subject)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theDataProtectionOfficerFiltersPagesAndDownloads() {
        Scope.network()
                .run(() -> transaction.executeWithoutResult(status -> {
                    for (int i = 0; i < 60; i++) {
                        events.publishEvent(new AuditEntry(
                                "IDENTITY_READ", centre.id().id(), "client:" + centre.code() + i, "=1+1"));
                    }
                }));
        Visitor officer = officer();
        Statements.forget();
        var page = officer.get("/admin/trail?action=IDENTITY_READ&centre=" + centre.code());
        assertThat(page.status()).isEqualTo(200);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(page.body()).contains("client:" + centre.code() + "59").doesNotContain(centre.code() + "9<");
        String next = page.link("next");
        assertThat(next).contains("before=", "action=IDENTITY_READ");
        var second = officer.get(next);
        assertThat(second.body()).contains(centre.code() + "9<").doesNotContain(centre.code() + "59");
        assertThat(second.link("next")).isEmpty();

        var csv = officer.get("/admin/trail/entries.csv?centre=" + centre.code());
        assertThat(csv.header("content-disposition")).contains("trail.csv");
        assertThat(csv.body().lines()).hasSize(61).allMatch(line -> !line.contains(",=1+1"));
        assertThat(officer.get("/admin/trail?subject=client:" + centre.code() + "7")
                        .body())
                .contains(centre.code() + "7<")
                .doesNotContain(centre.code() + "8<");
    }

    @Test
    void nonsenseInTheFilterIsNoError() {
        Visitor officer = officer();
        for (String query : List.of(
                "day=yesterday",
                "before=x",
                "before=99999999999.1-1",
                "centre=%27",
                "action=" + "x".repeat(5000),
                "subject=%00a")) {
            assertThat(officer.get("/admin/trail?" + query).status()).as(query).isEqualTo(200);
        }
    }

    private Visitor officer() {
        Visitor officer = new Visitor(port);
        officer.signIn(fixtures.staff(List.of(), Role.DATA_PROTECTION_OFFICER).username(), Fixtures.PASSWORD);
        return officer;
    }

    private static List<String> actionsOf(String username) {
        return owner().sql("select action from audit.trail where actor = ? order by id")
                .param(username)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static JdbcClient owner() {
        Map<String, Object> connection = TestDatabase.database("shared");
        return JdbcClient.create(new DriverManagerDataSource(
                String.valueOf(connection.get("spring.datasource.url")),
                String.valueOf(connection.get("spring.datasource.username")),
                String.valueOf(connection.get("spring.datasource.password"))));
    }
}
