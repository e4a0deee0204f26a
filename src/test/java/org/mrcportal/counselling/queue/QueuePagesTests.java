package org.mrcportal.counselling.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
class QueuePagesTests {

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff desk;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        desk = fixtures.staff(centre, Role.FRONT_DESK);
    }

    @Test
    void somebodyWithoutANameWaitsWithATicket() {
        assertThat(add(Map.of()))
                .hasStatus(HttpStatus.SEE_OTHER)
                .redirectedUrl()
                .matches("/staff/queue/.+/ticket");
        assertThat(mvc.get().uri("/staff/queue").with(desk.signedIn()))
                .bodyText()
                .contains("1 person waits", "Waiting", "Russian", "I want to study abroad");
        assertThat(mvc.get().uri("/staff").with(desk.signedIn()))
                .bodyText()
                .contains("no name given", "1 walk-in waits");
    }

    @Test
    void aKnownClientWaitsUnderTheName() {
        ClientId malika = fixtures.client(centre, "Malika");
        assertThat(mvc.get()
                        .uri("/staff/queue")
                        .param("client", malika.toString())
                        .with(desk.signedIn()))
                .bodyText()
                .contains("Malika", "<option value=\"uz\" selected=\"selected\">");
        add(Map.of("client", malika.toString())).exchange();
        assertThat(mvc.get().uri("/staff").with(desk.signedIn())).bodyText().contains("Malika");
    }

    @Test
    void whoeverLogsMayStartAtOnce() {
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        assertThat(add(Map.of("start", "yes"), counsellor))
                .redirectedUrl()
                .startsWith("/staff/consultations/new?walk-in=");
        assertThat(states()).containsExactly("IN_SESSION");
        assertThat(add(Map.of("start", "yes")))
                .as("the front desk stays at the board")
                .redirectedUrl()
                .startsWith("/staff?");
    }

    @Test
    void ticketsAreNumberedWithoutGapOrRepetitionHoweverManyAreGivenAtOnce() throws Exception {
        List<Callable<Integer>> presses = IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(
                        i -> () -> add(Map.of()).exchange().getResponse().getStatus())
                .toList();
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (var answer : pool.invokeAll(presses)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(fixtures.jdbc()
                        .sql("select ticket from counselling.walk_in where centre_id = ? order by ticket")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .list())
                .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void aRepeatedSubmissionGivesNoSecondTicket() {
        Map<String, String> once = Map.of("once", UUID.randomUUID().toString());
        add(once).exchange();
        assertThat(add(once)).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(states()).containsExactly("WAITING");
    }

    @Test
    void theKeyOfAnotherCentresFormIsRefused() {
        Map<String, String> once = Map.of("once", UUID.randomUUID().toString());
        add(once).exchange();
        Fixtures.Centre other = fixtures.centre();
        assertThat(add(
                        Map.of("once", once.getOrDefault("once", ""), "centre", other.code()),
                        fixtures.staff(other, Role.FRONT_DESK)))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void aFormWithoutALanguageIsShownAgain() {
        assertThat(add(Map.of("language", "")))
                .hasStatusOk()
                .bodyText()
                .contains("language-error", "<option value=\"STUDY\" selected=\"selected\">");
        assertThat(add(Map.of("language", "xx", "service", "NONSENSE")))
                .bodyText()
                .contains("language-error", "service-error");
        assertThat(states()).isEmpty();
    }

    @Test
    void somebodyLeavesAndComesBackAndIsReceived() {
        add(Map.of()).exchange();
        UUID id = ticket();
        step(id, "left", desk);
        assertThat(states()).containsExactly("LEFT");
        step(id, "undo", desk);
        step(id, "started", desk);
        assertThat(states()).containsExactly("IN_SESSION");
        step(id, "finished", desk);
        assertThat(states()).containsExactly("COMPLETED");
    }

    @Test
    void staffOfAnotherCentreFindNothing() {
        add(Map.of()).exchange();
        Fixtures.Staff stranger = fixtures.counsellor(fixtures.centre());
        UUID id = ticket();
        for (String step : List.of("started", "finished", "left", "undo")) {
            assertThat(mvc.post()
                            .uri("/staff/queue/" + id + "/" + step)
                            .with(csrf())
                            .with(stranger.signedIn()))
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(add(Map.of(), stranger)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(add(Map.of("centre", "", "client", fixtures.client(centre).toString()), stranger))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/staff/queue").param("centre", centre.code()).with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get().uri("/staff/queue").param("client", "nonsense").with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(states()).containsExactly("WAITING");
    }

    @Test
    void thePageKeepsToItsStatements() {
        ClientId malika = fixtures.client(centre, "Malika");
        add(Map.of()).exchange();
        Statements.forget();
        assertThat(mvc.get()
                        .uri("/staff/queue")
                        .param("client", malika.toString())
                        .with(desk.signedIn()))
                .hasStatusOk();
        assertThat(Statements.seen().stream()
                                .filter(statement -> !statement.contains("accounts.session"))
                                .count()
                        + 3)
                .as(String.join("\n", Statements.seen()))
                .isLessThanOrEqualTo(10);
    }

    private MockMvcRequestBuilder add(Map<String, String> changes) {
        return add(changes, desk);
    }

    private MockMvcRequestBuilder add(Map<String, String> changes, Fixtures.Staff who) {
        MockMvcRequestBuilder request =
                mvc.post().uri("/staff/queue").with(csrf()).with(who.signedIn());
        Map<String, @Nullable String> form = new java.util.HashMap<>(Map.of(
                "once", UUID.randomUUID().toString(), "centre", centre.code(), "language", "ru", "service", "STUDY"));
        form.putAll(changes);
        form.forEach(request::param);
        return request;
    }

    private void step(UUID id, String step, Fixtures.Staff who) {
        assertThat(mvc.post()
                        .uri("/staff/queue/" + id + "/" + step)
                        .with(csrf())
                        .with(who.signedIn()))
                .hasStatus(HttpStatus.SEE_OTHER);
    }

    private UUID ticket() {
        return fixtures.jdbc()
                .sql("select id from counselling.walk_in where centre_id = ?")
                .param(centre.id().id())
                .query(UUID.class)
                .single();
    }

    private List<String> states() {
        return fixtures.jdbc()
                .sql("select state from counselling.walk_in where centre_id = ?")
                .param(centre.id().id())
                .query((row, number) -> row.getString(1))
                .list();
    }
}
