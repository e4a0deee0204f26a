package org.mrcportal.counselling.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    void theDayShowsWhoIsInvitedAsInvited() {
        add(Map.of()).exchange();
        UUID id = ticket();
        assertThat(mvc.get().uri("/staff").with(desk.signedIn()))
                .bodyText()
                .contains(">Waiting</strong>")
                .doesNotContain(">Invited</strong>");
        fixtures.jdbc()
                .sql(
                        "update counselling.ticket set standing = 'CALLED', called_at = now(), called_by = ? where walk_in_id = ?")
                .params(desk.id().id(), id)
                .update();
        assertThat(mvc.get().uri("/staff").with(desk.signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains(">Invited</strong>", "/staff/queue/" + id + "/started")
                .doesNotContain(">Waiting</strong>");
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
    void aBookedPersonWhoArrivesGetsANumberOfTheSameLineAndIsInvitedAtTheBookedTime() {
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        add(Map.of()).exchange();
        UUID booking = fixtures.appointment(
                        centre,
                        counsellor,
                        fixtures.client(centre),
                        Instant.now().truncatedTo(ChronoUnit.MINUTES))
                .id();
        assertThat(mvc.post()
                        .uri("/staff/appointments/" + booking + "/arrived")
                        .with(csrf())
                        .with(desk.signedIn()))
                .hasStatus(HttpStatus.SEE_OTHER);
        assertThat(next(counsellor)).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(standings()).containsExactly("1 WAITING", "2 CALLED");
        assertThat(mvc.get().uri("/staff/queue").with(counsellor.signedIn()))
                .bodyText()
                .contains("booked for", "Invited", "1 person waits");
        assertThat(mvc.post()
                        .uri("/staff/queue/" + booking + "/started")
                        .with(csrf())
                        .with(counsellor.signedIn()))
                .redirectedUrl()
                .isEqualTo("/staff/consultations/new?appointment=" + booking);
    }

    @Test
    void aCounsellorIsGivenThePersonWhoseWishAndLanguageSuit() {
        Fixtures.Staff man = fixtures.staff(centre, Role.COUNSELLOR);
        fixtures.counselsAt(centre, man, Map.of("sex", "M", "languages", new String[] {"uz"}));
        add(Map.of("language", "ru")).exchange();
        add(Map.of("language", "uz", "sex", "F")).exchange();
        add(Map.of("language", "uz", "sex", "M")).exchange();
        next(man).exchange();
        next(man).exchange();
        assertThat(standings()).containsExactly("1 WAITING", "2 WAITING", "3 CALLED");
        next(desk).exchange();
        assertThat(standings()).as("the front desk sends people to others").contains("1 CALLED");
    }

    @Test
    void somebodyIsCalledIsNotThereAndComesBackToTheOldPlace() {
        add(Map.of()).exchange();
        UUID id = ticket();
        add(Map.of()).exchange();
        step(id, "called", desk);
        step(id, "held", desk);
        step(id, "held", desk);
        assertThat(standings()).containsExactly("1 ON_HOLD", "2 WAITING");
        step(id, "back", desk);
        next(desk).exchange();
        assertThat(standings()).containsExactly("1 CALLED", "2 WAITING");
    }

    @Test
    void whomSomebodyElseHasCalledIsNotCalledAgain() {
        Fixtures.Staff another = fixtures.counsellor(centre);
        add(Map.of()).exchange();
        UUID id = ticket();
        step(id, "called", desk);
        step(id, "called", another);
        assertThat(fixtures.jdbc()
                        .sql("select called_by from counselling.ticket where centre_id = ?")
                        .param(centre.id().id())
                        .query(UUID.class)
                        .single())
                .isEqualTo(desk.id().id());
    }

    @Test
    void nobodyOfYesterdayStandsInTheLine() {
        add(Map.of()).exchange();
        fixtures.jdbc()
                .sql("update counselling.walk_in set day = day - 1 where centre_id = ?")
                .param(centre.id().id())
                .update();
        assertThat(mvc.get().uri("/staff/queue").with(desk.signedIn()))
                .bodyText()
                .contains("Nobody waits");
        next(desk).exchange();
        assertThat(standings()).containsExactly("1 WAITING");
    }

    @Test
    void whatSomebodySendsByHandMakesNoFault() {
        for (String id : List.of("x", UUID.randomUUID().toString(), "9".repeat(4000))) {
            for (String step : List.of("called", "held", "back", "left", "started", "undo", "finished")) {
                assertThat(mvc.post()
                                .uri(java.net.URI.create("/staff/queue/" + id + "/" + step))
                                .with(csrf())
                                .with(desk.signedIn()))
                        .hasStatus(HttpStatus.NOT_FOUND);
            }
        }
        assertThat(mvc.post()
                        .uri("/staff/queue/next")
                        .param("centre", centre.code())
                        .param("press", "x")
                        .with(csrf())
                        .with(desk.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        add(Map.of()).exchange();
        assertThat(mvc.post()
                        .uri("/staff/queue/" + ticket() + "/called")
                        .param("desk", "y".repeat(100_000))
                        .with(csrf())
                        .with(desk.signedIn()))
                .hasStatus(HttpStatus.SEE_OTHER);
    }

    @Test
    void staffOfAnotherCentreFindNothing() {
        add(Map.of()).exchange();
        Fixtures.Staff stranger = fixtures.counsellor(fixtures.centre());
        UUID id = ticket();
        for (String step : List.of("called", "held", "back", "started", "finished", "left", "undo")) {
            assertThat(mvc.post()
                            .uri("/staff/queue/" + id + "/" + step)
                            .with(csrf())
                            .with(stranger.signedIn()))
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(mvc.get().uri("/staff/queue/" + id + "/ticket").with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(next(stranger)).hasStatus(HttpStatus.NOT_FOUND);
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

    private MockMvcRequestBuilder next(Fixtures.Staff who) {
        return mvc.post()
                .uri("/staff/queue/next")
                .param("centre", centre.code())
                .param("press", UUID.randomUUID().toString())
                .with(csrf())
                .with(who.signedIn());
    }

    private List<String> standings() {
        return fixtures.jdbc()
                .sql("select number || ' ' || standing from counselling.ticket where centre_id = ? order by number")
                .param(centre.id().id())
                .query((row, number) -> row.getString(1))
                .list();
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
