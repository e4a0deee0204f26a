package org.mrcportal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PublicPage;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(ErrorPagesTests.Failing.class)
class ErrorPagesTests {

    private static final String NUMBER = "(?s).*<b class=\"reference\">[0-9A-F]{8}</b>.*";

    @LocalServerPort
    int port;

    /** A page that fails as told. */
    @TestConfiguration(proxyBeanMethods = false)
    @PublicPage
    static class Failing {

        @GetMapping("/failing/{how}")
        String fail(@PathVariable String how, @RequestParam int number) {
            throw switch (how) {
                case "missing" -> new NotFound("secret-word");
                case "race" -> new OptimisticLockingFailureException("secret-word");
                case "busy" -> new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
                case "database" -> new CannotCreateTransactionException("secret-word");
                default -> new IllegalStateException("secret-word");
            };
        }
    }

    @ParameterizedTest
    @CsvSource({
        "missing, 404, We cannot find this page",
        "race, 409, Someone changed this before you",
        "busy, 429, Please wait a little",
        "database, 503, The service is not working now",
        "bug, 500, Something went wrong on our side"
    })
    void everyFailureHasAPlainPageWithANumber(String how, int status, String title) {
        var page = new Visitor(port).get("/en/failing/" + how + "?number=1");
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.body())
                .contains(title, "lang=\"en\"")
                .matches(NUMBER)
                .doesNotContain("secret-word", "Exception", "at org.");
    }

    @ParameterizedTest
    @CsvSource({"uz", "ru", "tg", "ky", "en"})
    void thePageIsInTheReadersLanguage(String language) {
        for (String how : new String[] {"missing", "race", "busy", "database", "bug"}) {
            var page = new Visitor(port).get("/" + language + "/failing/" + how + "?number=1");
            assertThat(page.body()).contains("lang=\"" + language + "\"").matches(NUMBER);
            assertThat(page.body().contains("Go to the first page")).isEqualTo(language.equals("en"));
        }
    }

    /** Far above what the server throws away unasked, so that a browser would only see the connection end. */
    @Test
    void whatIsTooLargeIsToldTheLimitInTheReadersLanguage() {
        byte[] file = new byte[12 * 1024 * 1024];
        for (String language : new String[] {"uz", "ru", "tg", "ky", "en"}) {
            var page = new Visitor(port).upload("/" + language + "/sessions", "file", "export.csv", file);
            assertThat(page.status()).isEqualTo(413);
            assertThat(page.body())
                    .contains("lang=\"" + language + "\"")
                    .containsPattern("10 (MB|МБ)")
                    .matches(NUMBER);
        }
        var staff = new Visitor(port).upload("/staff/campaigns/1/import", "file", "export.csv", file);
        assertThat(staff.status()).isEqualTo(413);
        assertThat(staff.body()).contains("A file may have 10 MB at most", "Go to the staff pages");
        var small = new Visitor(port).upload("/en/sessions", "file", "export.csv", new byte[1024]);
        assertThat(small.status()).isNotEqualTo(413).isLessThan(500);
    }

    @Test
    void whatCannotBeMeantIsAPageToo() {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.get("/en/failing/x").status())
                .as("a missing parameter")
                .isEqualTo(400);
        assertThat(visitor.get("/en/failing/x").body())
                .contains("We cannot do that")
                .matches(NUMBER);
        assertThat(visitor.get("/en/failing/x?number=many").status())
                .as("a wrong type")
                .isEqualTo(404);
        String token = visitor.get("/sign-in").value("_csrf").orElseThrow();
        var page = visitor.post("/en/failing/x", "_csrf", token);
        assertThat(page.status()).as("a method that is not there").isEqualTo(405);
        assertThat(page.body()).contains("We cannot do that").matches(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/en/%zz",
                "/en/failing/x?number=%zz",
                "/en/failing/x?number=%C3%28",
                "/en/failing/%00?number=1",
                "/en//failing",
                "/en/failing;x=1/y",
                "/en/failing/..%2F..%2Fetc?number=1",
                "/en/failing/\\x"
            })
    void anAddressThatIsNoneIsRefusedWithoutATrace(String address) throws IOException {
        String answer = raw("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception", "\tat ");
    }

    @Test
    void aFormThatIsTooLargeIsRefusedWithoutATrace() {
        Visitor visitor = new Visitor(port);
        String token = visitor.get("/sign-in").value("_csrf").orElseThrow();
        var page = visitor.post("/sign-in", "_csrf", token, "username", "x".repeat(300_000));
        assertThat(page.status()).isBetween(400, 499);
        assertThat(page.body()).doesNotContain("Exception");
    }

    @Test
    void theWrongRoleGetsAPageThatLeadsBackToTheirOwn() {
        Fixtures fixtures = new Fixtures();
        Visitor visitor = new Visitor(port);
        visitor.signIn(fixtures.staff(fixtures.centre(), Role.COUNSELLOR).username(), Fixtures.PASSWORD);
        var page = visitor.get("/admin");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body())
                .contains("You cannot open this page", "href=\"/sign-in\"")
                .matches(NUMBER);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
