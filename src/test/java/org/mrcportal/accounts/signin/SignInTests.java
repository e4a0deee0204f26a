package org.mrcportal.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Attempts;
import org.mrcportal.accounts.Role;
import org.mrcportal.reintegration.CaseFixtures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class SignInTests {

    private static final String WRONG = "The user name or the password is wrong";

    private final Fixtures fixtures = new Fixtures();
    private final JdbcClient jdbc;
    private Fixtures.Centre centre;

    @LocalServerPort
    int port;

    SignInTests(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void openACentreAndForgetTries() {
        centre = fixtures.centre();
        jdbc.sql("delete from portal.attempt where what like 'sign-in%'").update();
    }

    @Test
    void aRightPasswordOpensTheBoardInTheAccountsLanguage() {
        Visitor visitor = new Visitor(port);
        var page = visitor.signIn(counsellor(), Fixtures.PASSWORD);
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/staff");
        assertThat(page.response().headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("portal=").contains("HttpOnly", "SameSite=Lax"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("language=en;"));
    }

    @Test
    void everybodyLandsOnAPageThatTheirRolesOpen() {
        lookAtAllOpenings();
        Map.of(
                        Role.FRONT_DESK, "/staff",
                        Role.CENTRE_MANAGER, "/staff",
                        Role.NETWORK_MANAGER, "/manage",
                        Role.DATA_PROTECTION_OFFICER, "/admin/trail",
                        Role.ADMINISTRATOR, "/admin")
                .forEach((role, landing) -> assertThat(new Visitor(port)
                                .signIn(fixtures.staff(centre, role).username(), Fixtures.PASSWORD)
                                .location())
                        .isEqualTo(landing));
    }

    /** Accounts have no address to write to: who looks after data learns of an opening by signing in. */
    @Test
    void theDataProtectionOfficerBeginsWithTheOpeningsThatNobodyHasLookedAt() {
        lookAtAllOpenings();
        var cases = new CaseFixtures(fixtures);
        UUID opening =
                cases.glass(centre, fixtures.client(centre), fixtures.staff(centre, Role.COUNSELLOR), Instant.now());
        Visitor officer = new Visitor(port);
        assertThat(officer.signIn(
                                fixtures.staff(centre, Role.DATA_PROTECTION_OFFICER)
                                        .username(),
                                Fixtures.PASSWORD)
                        .location())
                .isEqualTo("/admin/glass");
        assertThat(officer.get("/admin/trail").body()).contains("Emergency openings (1)");
        assertThat(officer.get("/staff").location()).isEqualTo("/admin/glass");
        officer.submit("/admin/glass", "/admin/glass/" + opening + "/acknowledge");
        assertThat(officer.get("/admin/trail").body()).doesNotContain("Emergency openings (");
        assertThat(officer.get("/staff").location()).isEqualTo("/admin/trail");
        assertThat(new Visitor(port)
                        .signIn(fixtures.staff(centre, Role.CENTRE_MANAGER).username(), Fixtures.PASSWORD)
                        .location())
                .isEqualTo("/staff");
    }

    /** Those of other tests, too: the officer sees the whole network's. */
    private void lookAtAllOpenings() {
        fixtures.jdbc()
                .sql("update reintegration.broken_glass set acknowledged_by = staff_id, acknowledged_at = now()"
                        + " where acknowledged_by is null")
                .update();
    }

    @Test
    void anUnknownNameAWrongPasswordAndAClosedAccountAreAnsweredAlike() {
        String open = counsellor();
        String closed = counsellor();
        jdbc.sql("update accounts.staff set enabled = false where username = ?")
                .param(closed)
                .update();
        List<String> bodies = new ArrayList<>();
        for (String[] typed : new String[][] {
            {"nobody.here", "x"}, {open, "x"}, {closed, Fixtures.PASSWORD}, {"a\0b", "x"}, {"n".repeat(10_000), "y"}
        }) {
            Visitor visitor = new Visitor(port);
            var page = visitor.signIn(typed[0], typed[1]);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains(WRONG);
            assertThat(visitor.cookie("portal")).isEmpty();
            bodies.add(page.body().length() - page.value("username").orElse("").length() + "");
        }
        assertThat(bodies.subList(0, 3)).allMatch(bodies.getFirst()::equals);
    }

    @Test
    void theEleventhMissOfANameIsToldWhenToTryAgainWhetherTheNameExistsOrNot() {
        for (String name : List.of(counsellor(), "nobody." + centre.code().toLowerCase(java.util.Locale.ROOT))) {
            Visitor visitor = new Visitor(port);
            for (int i = 0; i < GuardedSignIn.PER_NAME; i++) {
                assertThat(visitor.signIn(name, "wrong").body()).contains(WRONG);
            }
            var page = visitor.signIn(name, Fixtures.PASSWORD);
            assertThat(page.status()).isEqualTo(429);
            assertThat(page.header("retry-after")).matches("\\d+");
            assertThat(page.body()).contains("Try again in 15 minutes");
        }
    }

    @Test
    void whoeverTypesWrongPasswordsInAnotherNetworkKeepsNobodyFromWorking() throws Exception {
        String name = counsellor();
        Visitor stranger = new Visitor(port, InetAddress.getByName("127.0.0.9"));
        for (int i = 0; i <= GuardedSignIn.PER_NAME; i++) {
            stranger.signIn(name, "wrong");
        }
        assertThat(stranger.signIn(name, "wrong").status()).isEqualTo(429);
        assertThat(new Visitor(port).signIn(name, Fixtures.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void manyNetworksDoNotGuessAtOneNameForEver(@Autowired Attempts attempts) {
        String name = counsellor();
        for (int i = 0; i < GuardedSignIn.PER_NAME_EVERYWHERE; i++) {
            attempts.count("sign-in.name.everywhere", name, GuardedSignIn.WINDOW);
        }
        assertThat(new Visitor(port).signIn(name, Fixtures.PASSWORD).status()).isEqualTo(429);
    }

    /** Whoever sits in the centre's own network cannot make up where they come from. */
    @Test
    void onlyTheProxyThatIsNamedSaysWhereARequestComesFrom(
            @Value("${server.tomcat.remoteip.internal-proxies}") String proxies) {
        assertThat("127.0.0.1").matches(proxies);
        assertThat("0:0:0:0:0:0:0:1").matches(proxies);
        assertThat(List.of("192.168.1.7", "10.0.0.5", "172.17.0.1", "169.254.1.1", "127.0.0.1.example.org"))
                .noneMatch(address -> address.matches(proxies));
    }

    @Test
    void oneAddressCannotTryManyNames(@Autowired Attempts attempts) {
        for (int i = 0; i < GuardedSignIn.PER_ADDRESS; i++) {
            attempts.count("sign-in.address", "127.0.0.1", GuardedSignIn.WINDOW);
        }
        assertThat(new Visitor(port).signIn(counsellor(), Fixtures.PASSWORD).status())
                .isEqualTo(429);
    }

    @Test
    void aRightPasswordDoesNotCountAsAMiss() {
        String name = counsellor();
        for (int i = 0; i < GuardedSignIn.PER_NAME + 2; i++) {
            assertThat(new Visitor(port).signIn(name, Fixtures.PASSWORD).status())
                    .isEqualTo(303);
        }
    }

    @Test
    void theSessionOfBeforeTheSignInIsNotTheOneAfterIt() {
        Visitor visitor = new Visitor(port);
        String name = counsellor();
        visitor.signIn(name, Fixtures.PASSWORD);
        String before = visitor.cookie("portal").orElseThrow();
        String token = visitor.get("/staff/messages").value("_csrf").orElse("");
        visitor.post("/sign-in", "username", name, "password", Fixtures.PASSWORD, "_csrf", token);
        assertThat(visitor.cookie("portal")).isPresent().get().isNotEqualTo(before);
        assertThat(sessions(before)).isZero();
    }

    @Test
    void onlyALocalPageIsReturnedTo() {
        String name = counsellor();
        Visitor visitor = new Visitor(port);
        var asked = visitor.get("/staff/clients?q=%D0%90%D0%BB%D0%B8");
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.location()).startsWith("/sign-in?return=");
        String wanted = visitor.get(asked.location()).hidden().stream()
                .filter(field -> field[0].equals("return") && field[1].startsWith("/staff/clients"))
                .findFirst()
                .orElseThrow()[1];
        assertThat(visitor.signIn(name, Fixtures.PASSWORD, "return", wanted).location())
                .isEqualTo("/staff/clients?q=%D0%90%D0%BB%D0%B8");
        for (String elsewhere : List.of(
                "https://example.org/staff",
                "//example.org/staff",
                "/\\example.org",
                "/staff\\..",
                "/en/book",
                "/staff\r\nX: y",
                "javascript:alert(1)",
                "")) {
            assertThat(new Visitor(port)
                            .signIn(name, Fixtures.PASSWORD, "return", elsewhere)
                            .location())
                    .isEqualTo("/staff");
        }
    }

    @Test
    void signOutEndsTheSessionAndClearsTheCache() {
        Visitor visitor = new Visitor(port);
        visitor.signIn(counsellor(), Fixtures.PASSWORD);
        String session = visitor.cookie("portal").orElseThrow();
        var page = visitor.submit("/staff/messages", "/sign-out");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo("/sign-in?out");
        assertThat(sessions(session)).isZero();
        assertThat(visitor.get("/staff").location()).isEqualTo("/sign-in");
        assertThat(visitor.get("/sign-in?out").body()).contains("You are signed out.");
    }

    @Test
    void aSessionEndsTwelveHoursAfterTheSignIn() {
        Visitor visitor = new Visitor(port);
        visitor.signIn(counsellor(), Fixtures.PASSWORD);
        String session = visitor.cookie("portal").orElseThrow();
        jdbc.sql("update accounts.session set creation_time = creation_time - 43201000 where session_id = ?")
                .param(new String(Base64.getDecoder().decode(session)))
                .update();
        assertThat(visitor.get("/staff").location()).isEqualTo("/sign-in");
    }

    @Test
    void theLanguageSwitchSetsTheCookieAndComesBackToALocalPageOnly() {
        String name = counsellor();
        Visitor visitor = new Visitor(port);
        visitor.signIn(name, Fixtures.PASSWORD);
        assertThat(visitor.submit("/staff/messages", "/staff/language", "to", "uz", "return", "/staff/clients?q=a")
                        .location())
                .isEqualTo("/staff/clients?q=a");
        assertThat(visitor.cookie("language")).contains("uz");
        assertThat(visitor.submit("/staff/messages", "/staff/language", "to", "xx", "return", "//example.org")
                        .location())
                .isEqualTo("/staff");
        assertThat(visitor.cookie("language")).contains("uz");
        Visitor next = new Visitor(port);
        next.signIn(name, Fixtures.PASSWORD);
        assertThat(next.cookie("language")).contains("uz");
    }

    private String counsellor() {
        return fixtures.staff(centre, Role.COUNSELLOR).username();
    }

    private int sessions(String cookie) {
        return jdbc.sql("select count(*) from accounts.session where session_id = ?")
                .param(new String(Base64.getDecoder().decode(cookie)))
                .query(Integer.class)
                .single();
    }
}
