package org.mrcportal.accounts.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Locale;
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
class AccountTests {

    private static final String LONG = "seven green doors";

    private final Fixtures fixtures = new Fixtures();
    private final JdbcClient jdbc;
    private Fixtures.Centre centre;
    private Fixtures.Staff administrator;
    private Visitor admin;

    @LocalServerPort
    int port;

    AccountTests(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void signIn() {
        jdbc.sql("delete from portal.attempt where what like 'sign-in%'").update();
        centre = fixtures.centre();
        administrator = fixtures.staff(java.util.List.of(), Role.ADMINISTRATOR);
        admin = new Visitor(port);
        admin.signIn(administrator.username(), Fixtures.PASSWORD);
    }

    @Test
    void anAdministratorOpensAnAccountOnceAndThePersonCanSignIn() {
        String username = "new." + centre.code().toLowerCase(Locale.ROOT);
        String[] form = {
            "once",
            UUID.randomUUID().toString(),
            "name",
            "Нигора",
            "username",
            " New." + centre.code() + " ",
            "roles",
            "COUNSELLOR",
            "roles",
            "CENTRE_MANAGER",
            "centres",
            centre.code(),
            "language",
            "uz",
            "password",
            LONG
        };
        for (int i = 0; i < 2; i++) {
            var page = admin.submit("/admin/accounts/new", "/admin/accounts", form);
            assertThat(page.status()).isEqualTo(303);
            assertThat(page.location()).isEqualTo("/admin");
        }
        assertThat(admin.get("/admin").body()).contains(username, "The account is open.", centre.code());
        Visitor person = new Visitor(port);
        assertThat(person.signIn(username, LONG).location()).isEqualTo("/staff");
        assertThat(person.cookie("language")).contains("uz");
        form[1] = UUID.randomUUID().toString();
        assertThat(admin.submit("/admin/accounts/new", "/admin/accounts", form).body())
                .contains("This user name is taken");
    }

    @Test
    void aFormWithMistakesComesBackAsTyped() {
        var page = admin.submit(
                "/admin/accounts/new",
                "/admin/accounts",
                "once",
                "x",
                "name",
                "Нигора " + "x".repeat(10_000),
                "username",
                "a b",
                "roles",
                "POLICE",
                "language",
                "xx",
                "password",
                "short");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "at most 100 characters",
                        "Use 3 to 60 small letters",
                        "These roles do not go together",
                        "Choose one of these languages",
                        "Use 12 to 200 characters",
                        "Нигора")
                .doesNotContain("short\"");
    }

    @Test
    void rolesThatSeeEveryCentreStandAlone() {
        assertThat(Account.fit(EnumSet.of(Role.COUNSELLOR, Role.CENTRE_MANAGER)))
                .isTrue();
        assertThat(Account.fit(EnumSet.of(Role.ADMINISTRATOR))).isTrue();
        assertThat(Account.fit(EnumSet.of(Role.ADMINISTRATOR, Role.COUNSELLOR))).isFalse();
        assertThat(Account.fit(EnumSet.of(Role.NETWORK_MANAGER, Role.DATA_PROTECTION_OFFICER)))
                .isFalse();
        assertThat(Account.fit(EnumSet.noneOf(Role.class))).isFalse();
    }

    @Test
    void closingAnAccountEndsItsSessionsAtOnce() {
        var staff = fixtures.staff(centre, Role.COUNSELLOR);
        Visitor person = new Visitor(port);
        person.signIn(staff.username(), Fixtures.PASSWORD);
        assertThat(person.get("/staff/messages").status()).isEqualTo(200);
        String page = "/admin/accounts/" + staff.id();
        assertThat(admin.submit(page, page + "/close").status()).isEqualTo(303);
        assertThat(person.get("/staff/messages").status()).isEqualTo(303);
        assertThat(person.signIn(staff.username(), Fixtures.PASSWORD).body()).contains("or the account is closed");
        admin.submit(page, page + "/open");
        assertThat(person.signIn(staff.username(), Fixtures.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        var staff = fixtures.staff(centre, Role.COUNSELLOR);
        String page = "/admin/accounts/" + staff.id();
        assertThat(admin.submit(page, page + "/password", "password", "short").body())
                .contains("Use 12 to 200 characters");
        assertThat(admin.submit(page, page + "/password", "password", LONG).status())
                .isEqualTo(303);
        assertThat(new Visitor(port).signIn(staff.username(), Fixtures.PASSWORD).status())
                .isEqualTo(200);
        assertThat(new Visitor(port).signIn(staff.username(), LONG).status()).isEqualTo(303);
    }

    @Test
    void nobodyClosesTheirOwnAccountAndUnknownAccountsAreNotFound() {
        String own = "/admin/accounts/" + administrator.id();
        assertThat(admin.submit(own, own + "/close").status()).isEqualTo(403);
        assertThat(admin.get("/admin/accounts/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(admin.get("/admin/accounts/x").status()).isEqualTo(404);
        assertThat(admin.submit(own, "/admin/accounts/" + UUID.randomUUID() + "/close")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void othersAreRefused() {
        Visitor person = new Visitor(port);
        person.signIn(fixtures.staff(centre, Role.CENTRE_MANAGER).username(), Fixtures.PASSWORD);
        assertThat(person.get("/admin").status()).isEqualTo(403);
        assertThat(admin.get("/staff").location()).isEqualTo("/admin");
        assertThat(admin.get("/staff/clients").status()).isEqualTo(403);
        assertThat(admin.get("/admin/trail").status()).isEqualTo(403);
    }
}
