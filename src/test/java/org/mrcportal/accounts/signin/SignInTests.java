package org.mrcportal.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class SignInTests {

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre centre = fixtures.centre();

    @LocalServerPort
    int port;

    @Test
    void aRightPasswordOpensTheBoard() {
        Visitor visitor = new Visitor(port);
        var page = visitor.signIn(fixtures.staff(centre, Role.COUNSELLOR).username(), Fixtures.PASSWORD);
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/staff");
        assertThat(visitor.cookie("portal")).isPresent();
        assertThat(visitor.cookie("language")).contains("en");
    }
}
