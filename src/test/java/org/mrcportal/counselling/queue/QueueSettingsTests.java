package org.mrcportal.counselling.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A manager decides how the line runs, and sees how long people waited. */
@SpringBootTest(properties = "portal.jobs=false")
@AutoConfigureMockMvc
@Import(Statements.class)
class QueueSettingsTests {

    @Autowired
    private MockMvcTester mvc;

    private final Fixtures fixtures = new Fixtures();
    private Fixtures.Centre centre;
    private Fixtures.Staff manager;
    private String settings;

    @BeforeEach
    void openACentre() {
        centre = fixtures.centre();
        manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        settings = "/manage/settings/" + centre.code() + "/queue";
    }

    @Test
    void patienceAndDesksAreKeptAndDesksOfferedToWhoeverInvites() {
        assertThat(change("25", " 2 \n\nRoom 14\n2")).hasStatus(HttpStatus.SEE_OTHER);
        assertThat(mvc.get().uri(settings).with(manager.signedIn()))
                .bodyText()
                .contains("value=\"25\"", "2\nRoom 14</textarea>");
        assertThat(mvc.get().uri("/staff/queue").with(manager.signedIn()))
                .bodyText()
                .contains("<option value=\"Room 14\">");
    }

    @Test
    void whoeverSavesTheFirstRulesAtTheSameMomentWinsOneAfterTheOther() throws Exception {
        for (int round = 0; round < 10; round++) {
            openACentre();
            try (var threads = Executors.newFixedThreadPool(4)) {
                List<Callable<Integer>> saves = List.of(
                        () -> status(change("25", "Room 1")),
                        () -> status(change("30", "Room 2")),
                        () -> status(mvc.post()
                                .uri(settings + "/screen")
                                .with(csrf())
                                .with(manager.signedIn())
                                .param("once", UUID.randomUUID().toString())),
                        () -> status(change("35", "Room 3")));
                for (Future<Integer> saved : threads.invokeAll(saves)) {
                    assertThat(saved.get()).isEqualTo(303);
                }
            }
            assertThat(screen()).isNotNull();
        }
    }

    private static int status(MockMvcTester.MockMvcRequestBuilder request) {
        return request.exchange().getResponse().getStatus();
    }

    @ParameterizedTest
    @CsvSource({"4,patience", "241,patience", "x,patience", "'',patience", "99999999999,patience"})
    void patienceThatMeansNothingIsAskedForAgainAndNothingTypedIsLost(String patience, String field) {
        assertThat(change(patience, "My desk"))
                .hasStatusOk()
                .bodyText()
                .contains(field + "-error", "My desk</textarea>");
    }

    @Test
    void deskNamesTooLongForAScreenAreRefused() {
        assertThat(change("40", "x".repeat(21))).hasStatusOk().bodyText().contains("desks-error");
        assertThat(change("40", "x".repeat(100_000))).bodyText().contains("desks-error");
    }

    @Test
    void onlyAManagerOfTheCentreChangesIt() {
        Fixtures.Staff stranger = fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER);
        assertThat(mvc.get().uri(settings).with(stranger.signedIn())).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.post()
                        .uri(settings)
                        .with(csrf())
                        .with(stranger.signedIn())
                        .param("patience", "30"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get()
                        .uri(settings)
                        .with(fixtures.staff(centre, Role.FRONT_DESK).signedIn()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(mvc.get().uri("/manage/queue").param("centre", centre.code()).with(stranger.signedIn()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void monthlyMediansAgreeWithTheRecordsAndFewPeopleStayUnknown() {
        Fixtures.Staff counsellor = fixtures.counsellor(centre);
        Instant now = Instant.now();
        for (int i = 1; i <= 5; i++) {
            walkIn(counsellor, i, now.minus(Duration.ofHours(i)), Duration.ofMinutes(10L * i), Duration.ofMinutes(20));
        }
        fixtures.appointment(
                centre,
                counsellor,
                fixtures.client(centre),
                now.minus(Duration.ofHours(3)),
                Map.of("state", "COMPLETED"));
        Statements.forget();
        assertThat(mvc.get().uri("/manage/queue").with(manager.signedIn()))
                .hasStatusOk()
                .bodyText()
                .contains("fewer than 5 people")
                .containsPattern("(?s)Without a booking</td>.*>30 min<.*>46 min<.*>20 min<");
        assertThat(Statements.seen().stream()
                                .filter(statement -> !statement.contains("accounts.session"))
                                .count()
                        + 3)
                .isLessThanOrEqualTo(10);
    }

    @Test
    void aFormThatIsSentAgainBringsNoScreenBackAndMakesNone() {
        UUID once = UUID.randomUUID();
        renew(once);
        UUID first = screen();
        renew(once);
        assertThat(screen()).isEqualTo(first).isNotNull();
        assertThat(mvc.post().uri(settings + "/screen/revoke").with(csrf()).with(manager.signedIn()))
                .hasStatus(HttpStatus.SEE_OTHER);
        renew(once);
        assertThat(screen()).as("revoked for good").isNull();
        renew(UUID.randomUUID());
        assertThat(screen()).isNotNull().isNotEqualTo(first);
        UUID second = screen();
        renew(once);
        assertThat(screen()).isEqualTo(second);
        Fixtures.Centre former = centre;
        openACentre();
        renew(once);
        assertThat(screen()).as("another centre's key").isNotNull();
        assertThat(former).isNotEqualTo(centre);
    }

    private void renew(UUID once) {
        assertThat(mvc.post()
                        .uri(settings + "/screen")
                        .with(csrf())
                        .with(manager.signedIn())
                        .param("once", once.toString()))
                .hasStatus(HttpStatus.SEE_OTHER);
    }

    private @Nullable UUID screen() {
        return fixtures.jdbc()
                .sql("select screen from counselling.queue_rules where centre_id = ?")
                .param(centre.id().id())
                .query((row, number) -> java.util.Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .orElse(null);
    }

    private void walkIn(Fixtures.Staff counsellor, int ticket, Instant arrived, Duration waited, Duration talked) {
        fixtures.insert(
                "counselling.walk_in",
                Fixtures.row(
                        "id", UUID.randomUUID(),
                        "version", 0L,
                        "centre_id", centre.id().id(),
                        "day", LocalDate.ofInstant(Instant.now(), Fixtures.TASHKENT),
                        "ticket", ticket,
                        "language", "uz",
                        "state", "COMPLETED",
                        "counsellor_id", counsellor.id().id(),
                        "arrived_at", arrived,
                        "started_at", arrived.plus(waited),
                        "finished_at", arrived.plus(waited).plus(talked),
                        "once", UUID.randomUUID()),
                Map.of());
    }

    private org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder change(
            String patience, String desks) {
        return mvc.post()
                .uri(settings)
                .with(csrf())
                .with(manager.signedIn())
                .param("patience", patience)
                .param("desks", desks);
    }
}
