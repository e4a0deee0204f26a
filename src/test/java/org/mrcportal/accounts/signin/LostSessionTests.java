package org.mrcportal.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class LostSessionTests {

    private static final String NOTE = "Аҳмад's \"note\" <b>\nsecond line";

    private final Fixtures fixtures = new Fixtures();
    private final JdbcClient jdbc;
    private final String path = "/staff/messages/" + UUID.randomUUID() + "/retry";
    private String name;
    private Visitor visitor;
    private String token;

    @LocalServerPort
    int port;

    LostSessionTests(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void signInAndOpenAForm() {
        jdbc.sql("delete from portal.attempt where what like 'sign-in%'").update();
        name = fixtures.staff(fixtures.centre(), Role.COUNSELLOR).username();
        visitor = new Visitor(port);
        visitor.signIn(name, Fixtures.PASSWORD);
        token = visitor.get("/staff/messages").value("_csrf").orElseThrow();
    }

    @Test
    void whatWasTypedIntoAnExpiredSessionIsOfferedAgainAfterTheSignIn() {
        endSession();
        var refused = visitor.post(path, "_csrf", token, "note", NOTE, "topic", "A", "topic", "B");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body())
                .contains("You were signed out", "name=\"password\"")
                .doesNotContain("second line");
        assertThat(refused.value("username")).contains(name);

        var offered = signInWith(refused, name);
        assertThat(offered.status()).isEqualTo(200);
        assertThat(offered.body())
                .contains("You were signed out. What you entered is kept", "action=\"" + path + "\"", "second line");
        assertThat(offered.value("note")).contains(NOTE);
        assertThat(offered.hidden())
                .filteredOn(field -> field[0].equals("topic"))
                .hasSize(2);

        var sent = visitor.post(path, fields(offered));
        assertThat(sent.status())
                .as("let in; the message of this test does not exist")
                .isEqualTo(404);
    }

    @Test
    void aWrongPasswordOnTheWayLosesNothing() {
        endSession();
        var refused = visitor.post(path, "_csrf", token, "note", NOTE);
        var wrong = visitor.post(
                "/sign-in",
                "username",
                name,
                "password",
                "wrong",
                "kept",
                refused.value("kept").orElseThrow(),
                "_csrf",
                refused.value("_csrf").orElseThrow());
        assertThat(wrong.body()).contains("The user name or the password is wrong");
        assertThat(signInWith(wrong, name).value("note")).contains(NOTE);
    }

    @Test
    void anotherPersonIsNotShownIt() {
        endSession();
        var refused = visitor.post(path, "_csrf", token, "note", NOTE);
        String other = fixtures.staff(fixtures.centre(), Role.COUNSELLOR).username();
        var page = signInWith(refused, other);
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/staff");
    }

    @Test
    void aFormOfAnotherSiteIsNotKept() {
        endSession();
        for (String site : List.of("cross-site", "same-site", "none")) {
            var refused = visitor.postFrom(site, path, "_csrf", token, "note", NOTE);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.value("kept")).isEmpty();
        }
    }

    @Test
    void aStaleTokenOfSomebodySignedInIsAnsweredWithTheSameFormAgain() {
        var page = visitor.post(path, "_csrf", "stale", "note", NOTE);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("Please send it once more");
        assertThat(page.value("note")).contains(NOTE);
        assertThat(visitor.post(path, fields(page)).status()).isEqualTo(404);

        var foreign = visitor.postFrom("cross-site", path, "_csrf", "stale", "note", NOTE);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.body()).doesNotContain("second line");
    }

    @Test
    void moreThanAFormHoldsIsNotKeptAndIsNoError() {
        endSession();
        var refused = visitor.post(path, "_csrf", token, "note", "н".repeat(40_000));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.value("kept")).isEmpty();
    }

    @Test
    void aSignInPageThatWasOpenForTooLongIsShownAgain() {
        Visitor late = new Visitor(port);
        var page = late.post("/sign-in", "username", name, "password", Fixtures.PASSWORD, "_csrf", "stale");
        assertThat(page.body()).contains("Sign in once more");
        assertThat(signInWith(page, name).location()).isEqualTo("/staff");
    }

    @Test
    void aForgedBoxOpensNothing() {
        for (String forged : List.of("x", "%%%", "AAAA", "a".repeat(200_000))) {
            var page = new Visitor(port).signIn(name, Fixtures.PASSWORD, "kept", forged);
            assertThat(page.location()).isEqualTo("/staff");
        }
    }

    private Visitor.Page signInWith(Visitor.Page page, String username) {
        List<String> fields = new ArrayList<>(List.of("username", username, "password", Fixtures.PASSWORD));
        page.value("kept").ifPresent(kept -> fields.addAll(List.of("kept", kept)));
        fields.addAll(List.of("_csrf", page.value("_csrf").orElseThrow()));
        return page.visitor().post("/sign-in", fields.toArray(String[]::new));
    }

    /** The hidden fields of the offered form, without those of the layout's own forms. */
    private static String[] fields(Visitor.Page page) {
        List<String> fields = new ArrayList<>();
        for (String[] field : page.form("<form method=\"post\" action=\"/staff/messages")) {
            fields.add(field[0]);
            fields.add(field[1]);
        }
        return fields.toArray(String[]::new);
    }

    private void endSession() {
        jdbc.sql("delete from accounts.session where principal_name = ?")
                .param(name)
                .update();
    }
}
