package org.mrcportal.reintegration.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseMoved;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
@SuppressWarnings("NullAway.Init")
class FollowUpPagesTests {

    private static final String NUMBER = "90 123 45 67";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final LocalDate today = LocalDate.now(Fixtures.TASHKENT);
    private final ClientId client = fixtures.client(centre, "Malika Karimova");
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of());

    @LocalServerPort
    int port;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
        mayCall(client, true, null, null);
    }

    @Test
    void noAnswerIsOnePressAndTheSamePressTwiceIsOneAttempt() {
        UUID due = followUp(file, client, today, Map.of());
        Visitor me = signedIn(worker);
        Visitor.Page list = me.get("/staff/follow-ups");
        assertThat(list.body()).contains("Malika Karimova", "1 due");
        String[] press = press(list, due, "NO_ANSWER");
        assertThat(me.post("/staff/follow-ups/" + due + "/attempts", press).status())
                .isEqualTo(303);
        assertThat(me.post("/staff/follow-ups/" + due + "/attempts", press).status())
                .isEqualTo(303);
        assertThat(attempts(due)).isOne();
        assertThat(day(due, "next_at")).isEqualTo(today.plusDays(3));
        assertThat(events("FOLLOW_UP_TRIED")).isOne();
        assertThat(me.get("/staff/follow-ups").body()).contains("Tried today", "0 due", "1 failed attempt");
    }

    @Test
    void ofTwoWorkersWhoPressAtOnceOneIsNotedAndTheOtherIsTold() throws Exception {
        UUID due = followUp(file, client, today, Map.of());
        List<Callable<Integer>> presses = java.util.stream.IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(i -> {
                    Visitor me = signedIn(worker);
                    String[] press = press(me.get("/staff/follow-ups"), due, "NO_ANSWER");
                    return () -> me.post("/staff/follow-ups/" + due + "/attempts", press)
                            .status();
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var answer : threads.invokeAll(presses)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(attempts(due)).isOne();
    }

    @Test
    void theLastAttemptCanBeTakenBackAndThenThePersonIsDueAgain() {
        UUID due = followUp(file, client, today, Map.of());
        Visitor me = signedIn(worker);
        me.post("/staff/follow-ups/" + due + "/attempts", press(me.get("/staff/follow-ups"), due, "WRONG_NUMBER"));
        Visitor.Page list = me.get("/staff/follow-ups");
        String attempt = list.value("attempt").orElseThrow();
        Visitor.Page undone = me.submit("/staff/follow-ups", "/staff/follow-ups/" + due + "/undo", "attempt", attempt);
        assertThat(undone.status()).isEqualTo(303);
        assertThat(attempts(due)).isZero();
        assertThat(me.get("/staff/follow-ups").body()).contains("The attempt is taken back.", "1 due");
        assertThat(day(due, "next_at")).isNull();
    }

    @Test
    void whereACallIsNotSafeAVisitIsOfferedAndNoNumberIsShown() {
        mayCall(client, false, null, null);
        UUID due = followUp(file, client, today, Map.of());
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/follow-ups?open=" + due).body())
                .contains("By visit. Do not call.", "Nobody there, again in 3 days")
                .doesNotContain(NUMBER, "Show the number", "Wrong number");
    }

    @Test
    void whoeverHasNotAgreedToBeAskedIsNotContacted() {
        UUID due = followUp(file, client, today, Map.of());
        fixtures.jdbc()
                .sql("update clients.consent set expires_at = now() where client_id = ? and purpose = 'FOLLOW_UP'")
                .param(client.id())
                .update();
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/follow-ups?open=" + due).body())
                .contains("has not agreed to be asked", "Do not ask")
                .doesNotContain(NUMBER, "Show the number", "Nobody there", "No answer");
        assertThat(identityReads()).isZero();
        Visitor.Page refused = me.submit(
                "/staff/follow-ups",
                "/staff/follow-ups/" + due + "/attempts",
                "once",
                UUID.randomUUID().toString(),
                "version",
                "0",
                "result",
                "NO_ANSWER");
        assertThat(refused.status()).isEqualTo(303);
        assertThat(attempts(due)).isZero();
        String page = "/staff/cases/" + file + "/follow-ups";
        for (String way : List.of("CALL", "OFFICE")) {
            assertThat(state(due)).as("not called, but may come in").isEqualTo("DUE");
            me.submit(
                    page + "/" + due + "/reached",
                    page + "/" + due + "/reached",
                    "once",
                    UUID.randomUUID().toString(),
                    "way",
                    way);
        }
        assertThat(state(due)).isEqualTo("DONE");
    }

    @Test
    void whoeverTakesTheConsentBackIsNotDueAnyMoreAlsoInAProtectedCase() {
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        UUID due = followUp(file, client, today, Map.of());
        UUID unseen = followUp(kept, client, today, Map.of());
        fixtures.jdbc()
                .sql("update clients.consent set withdrawn_at = now() where client_id = ? and purpose = 'FOLLOW_UP'")
                .param(client.id())
                .update();
        assertThat(state(due)).isEqualTo("CANCELLED");
        assertThat(state(unseen)).isEqualTo("CANCELLED");
        assertThat(events("FOLLOW_UP_CANCELLED")).isOne();
    }

    @Test
    void aCaseThatMustNotBeCalledIsVisited() {
        fixtures.jdbc()
                .sql("update reintegration.case_file set flags = '{DO_NOT_CALL}' where id = ?")
                .param(file.id())
                .update();
        followUp(file, client, today, Map.of());
        assertThat(signedIn(worker).get("/staff/follow-ups").body())
                .contains("By visit. Do not call.")
                .doesNotContain("Show the number");
    }

    @Test
    void theNumberIsShownForOnePersonWithTheCodeWordAndThatIsOnTheTrail() {
        UUID due = followUp(file, client, today, Map.of());
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/follow-ups").body()).doesNotContain(NUMBER);
        assertThat(identityReads()).isZero();
        assertThat(me.get("/staff/follow-ups?open=" + due).body()).contains(NUMBER, "olma", "Say first:");
        assertThat(identityReads()).isOne();
    }

    @Test
    void outsideTheSafeHoursNoNumberIsShown() {
        LocalTime now = LocalTime.now(Fixtures.TASHKENT);
        mayCall(client, true, now.plusHours(4), now.plusHours(6));
        UUID due = followUp(file, client, today, Map.of());
        assertThat(signedIn(worker).get("/staff/follow-ups?open=" + due).body())
                .contains("Do not call at this hour.", "Safe to call:")
                .doesNotContain(NUMBER);
    }

    @Test
    void whoeverCanBeAskedNowStandsBeforeWhomALaterHourSuits() {
        LocalTime now = LocalTime.now(Fixtures.TASHKENT);
        ClientId evening = fixtures.client(centre, "Evening Person");
        mayCall(evening, true, null, null);
        CaseId other = cases.caseFile(centre, evening, worker, Map.of());
        followUp(
                other,
                evening,
                today.minusDays(9),
                Map.of("best_from", now.plusHours(4), "best_until", now.plusHours(5)));
        followUp(file, client, today, Map.of());
        String list = signedIn(worker).get("/staff/follow-ups").body();
        assertThat(list.indexOf("Malika Karimova")).isPositive().isLessThan(list.indexOf("Evening Person"));
    }

    @Test
    void nobodyIsCalledNotReachedBeforeThreeAttemptsOverSixtyDays() {
        UUID due = followUp(file, client, today, Map.of());
        attempt(due, 61);
        attempt(due, 30);
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + file + "/follow-ups";
        assertThat(me.get(page).body()).doesNotContain("/not-reached");
        me.submit(page, page + "/" + due + "/not-reached");
        assertThat(state(due)).isEqualTo("DUE");
        assertThat(me.get(page).body()).contains("Not yet: it takes three attempts");
        assertThatExceptionOfType(DataAccessException.class)
                .as("the database says so too")
                .isThrownBy(() -> fixtures.jdbc()
                        .sql(
                                "update reintegration.follow_up set state = 'NOT_REACHED', settled_at = now() where id = ?")
                        .param(due)
                        .update());
        attempt(due, 1);
        assertThat(me.get(page).body())
                .as("in two presses")
                .contains("/not-reached", "<details", "Yes, the person was not reached");
        me.submit(page, page + "/" + due + "/not-reached");
        assertThat(state(due)).isEqualTo("NOT_REACHED");
        assertThat(events("FOLLOW_UP_NOT_REACHED")).isOne();
    }

    @Test
    void inAClosedCaseNothingIsPlannedButWhoWasToBeAskedAllTheSameIsAsked() {
        UUID due = followUp(file, client, today, Map.of());
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + file + "/follow-ups";
        Visitor.Page before = me.get(page);
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(me.get(page).body()).doesNotContain("Plan a follow-up").contains("/reached");
        assertThat(me.post(
                                page,
                                "_csrf",
                                before.value("_csrf").orElseThrow(),
                                "once",
                                UUID.randomUUID().toString(),
                                "client",
                                client.toString(),
                                "round",
                                "M12")
                        .status())
                .isEqualTo(409);
        me.post("/staff/follow-ups/" + due + "/attempts", press(me.get("/staff/follow-ups"), due, "NO_ANSWER"));
        assertThat(attempts(due)).isOne();
        assertThat(me.get(page + "/" + due + "/reached").body()).doesNotContain("id=\"next\"");
        me.submit(
                page + "/" + due + "/reached",
                page + "/" + due + "/reached",
                "once",
                UUID.randomUUID().toString(),
                "way",
                "CALL",
                "next",
                "3");
        assertThat(state(due)).isEqualTo("DONE");
        assertThat(count("select count(*) from reintegration.follow_up where case_id = ?"))
                .as("nothing is planned after it")
                .isOne();
    }

    @Test
    void aCaseThatOnlyGlassOpensIsReadAndNobodyIsAskedThere() {
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        UUID due = followUp(kept, client, today, Map.of());
        Fixtures.Staff reader = fixtures.staff(centre, Role.CASE_WORKER);
        cases.glass(centre, client, reader, Instant.now().minusSeconds(60));
        Visitor glass = signedIn(reader);
        String page = "/staff/cases/" + kept + "/follow-ups";
        assertThat(glass.get(page).body()).contains("Malika Karimova").doesNotContain("Plan a follow-up", "/reached");
        assertThat(glass.get("/staff/follow-ups?whose=all").body()).doesNotContain("f-" + due);
        assertThat(glass.get(page + "/" + due + "/reached").status()).isEqualTo(404);
        for (String press : List.of(page + "/" + due + "/cancel", page + "/" + due + "/not-reached")) {
            assertThat(glass.submit("/staff/courses", press).status()).as(press).isEqualTo(403);
        }
        String once = UUID.randomUUID().toString();
        assertThat(glass.submit(
                                "/staff/courses",
                                "/staff/follow-ups/" + due + "/attempts",
                                "once",
                                once,
                                "result",
                                "NO_ANSWER",
                                "version",
                                "0")
                        .status())
                .isEqualTo(403);
        assertThat(glass.submit("/staff/courses", page, "once", once, "client", client.toString(), "round", "M12")
                        .status())
                .isEqualTo(403);
        assertThat(state(due)).isEqualTo("DUE");
        assertThat(attempts(due)).isZero();
    }

    @Test
    void threeAttemptsInFiftyNineDaysAreTooFew() {
        UUID due = followUp(file, client, today, Map.of());
        attempt(due, 59);
        attempt(due, 30);
        attempt(due, 1);
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + file + "/follow-ups";
        me.submit(page, page + "/" + due + "/not-reached");
        assertThat(state(due)).isEqualTo("DUE");
    }

    @Test
    void whatThePersonToldIsKeptWithTheVersionOfTheQuestionsOnce() {
        UUID due = followUp(file, client, today, Map.of("round", "M3"));
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + file + "/follow-ups";
        Visitor.Page form = me.get(page + "/" + due + "/reached");
        assertThat(form.body()).contains("Has the person gone abroad again?", "Not asked");
        String[] fields = {
            "_csrf",
            form.value("_csrf").orElseThrow(),
            "once",
            form.value("once").orElseThrow(),
            "way",
            "CALL",
            "MIGRATED",
            "NO",
            "INCOME",
            "ALMOST",
            "next",
            "3"
        };
        assertThat(me.post(page + "/" + due + "/reached", fields).status()).isEqualTo(303);
        assertThat(me.post(page + "/" + due + "/reached", fields).status()).isEqualTo(303);
        assertThat(state(due)).isEqualTo("DONE");
        assertThat(fixtures.jdbc()
                        .sql(
                                "select questions || ' ' || (answers ->> 'MIGRATED') || ' ' || (answers ->> 'LEAVE') from reintegration.tracer where follow_up_id = ?")
                        .param(due)
                        .query(String.class)
                        .single())
                .isEqualTo("1 NO NOT_ASKED");
        assertThat(count("select count(*) from reintegration.follow_up where case_id = ? and state = 'DUE'"))
                .as("the next one is planned, once")
                .isOne();
        assertThat(me.get(page).body()).contains("Almost", "Not asked", "Start the survey of this round");
    }

    @Test
    void answersThatContradictEachOtherComeBackAsTheyWereGiven() {
        UUID due = followUp(file, client, today, Map.of());
        Visitor me = signedIn(worker);
        String reached = "/staff/cases/" + file + "/follow-ups/" + due + "/reached";
        Visitor.Page again = me.submit(
                reached, reached, "once", UUID.randomUUID().toString(), "MIGRATED", "NO", "CHANNEL", "BROKER");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("Either the person has left again", "value=\"BROKER\" selected=\"selected\"");
        assertThat(state(due)).isEqualTo("DUE");
    }

    @Test
    void aRoundIsPlannedOnceForAPersonAndAFormSentTwiceCountsOnce() {
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + file + "/follow-ups";
        Visitor.Page form = me.get(page);
        String[] fields = {
            "_csrf",
            form.value("_csrf").orElseThrow(),
            "once",
            form.value("once").orElseThrow(),
            "client",
            client.toString(),
            "round",
            "M6",
            "from",
            "18",
            "until",
            "20"
        };
        assertThat(me.post(page, fields).status()).isEqualTo(303);
        assertThat(me.post(page, fields).status()).isEqualTo(303);
        assertThat(count("select count(*) from reintegration.follow_up where case_id = ?"))
                .isOne();
        Visitor.Page taken = me.submit(
                page,
                page,
                "once",
                UUID.randomUUID().toString(),
                "client",
                client.toString(),
                "round",
                "M6",
                "from",
                "7");
        assertThat(taken.body()).contains("Give both hours", "value=\"7\"");
        assertThat(me.submit(
                                page,
                                page,
                                "once",
                                UUID.randomUUID().toString(),
                                "client",
                                client.toString(),
                                "round",
                                "M6")
                        .body())
                .contains("This one is planned already");
    }

    @Test
    void theRoundsArePlannedOnceFromTheDayTheCaseIsWorkedOn() {
        CaseId followed = cases.caseFile(centre, client, worker, Map.of("returned_on", today));
        String rounds =
                "M3 %s, M6 %s, M12 %s".formatted(today.plusMonths(3), today.plusMonths(6), today.plusMonths(12));
        moved(followed, CaseState.ACTIVE);
        assertThat(rounds(followed, client)).isEqualTo(rounds);
        moved(followed, CaseState.MONITORING);
        assertThat(rounds(followed, client)).isEqualTo(rounds);
    }

    @Test
    void aRoundThatWasCalledOffDoesNotComeBackByItself() {
        CaseId followed = cases.caseFile(centre, client, worker, Map.of("returned_on", today));
        moved(followed, CaseState.ACTIVE);
        fixtures.jdbc()
                .sql(
                        "update reintegration.follow_up set state = 'CANCELLED', settled_at = now() where case_id = ? and round = 'M6'")
                .param(followed.id())
                .update();
        moved(followed, CaseState.MONITORING);
        moved(followed, CaseState.ACTIVE);
        assertThat(rounds(followed, client))
                .isEqualTo("M3 %s, M12 %s".formatted(today.plusMonths(3), today.plusMonths(12)));
    }

    @Test
    void ofAHouseholdEverybodyWithAFirstSurveyIsAsked() {
        CaseId household = cases.caseFile(centre, client, worker, Map.of("returned_on", today, "household", true));
        ClientId surveyed = fixtures.client(centre, "Said Karimov");
        ClientId child = fixtures.client(centre, "Lola Karimova");
        for (ClientId relative : List.of(surveyed, child)) {
            cases.relative(centre, household, relative, worker, Map.of("relation", "OTHER", "head", false));
        }
        Instant later =
                today.plusDays(10).atTime(12, 0).atZone(Fixtures.TASHKENT).toInstant();
        cases.assessment(centre, household, surveyed, worker, Map.of("completed_at", later));
        cases.assessment(centre, household, child, worker, Map.of());
        moved(household, CaseState.ACTIVE);
        assertThat(rounds(household, client)).startsWith("M3 " + today.plusMonths(3));
        assertThat(rounds(household, surveyed))
                .isEqualTo("M3 %s, M6 %s, M12 %s"
                        .formatted(
                                today.plusDays(10).plusMonths(3),
                                today.plusDays(10).plusMonths(6),
                                today.plusDays(10).plusMonths(12)));
        assertThat(rounds(household, child)).isNull();
    }

    private void moved(CaseId id, CaseState to) {
        Scope.of(centre.id().id())
                .readBy(worker.id().id())
                .run(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(status -> events.publishEvent(new CaseMoved(id, to))));
    }

    private @Nullable String rounds(CaseId id, ClientId person) {
        return fixtures.jdbc()
                .sql("""
                        select string_agg(round || ' ' || due_on, ', ' order by due_on) from reintegration.follow_up
                        where case_id = ? and client_id = ? and state = 'DUE'
                        """)
                .params(id.id(), person.id())
                .query((row, number) -> row.getString(1))
                .list()
                .getFirst();
    }

    @Test
    void badInputIsAnsweredInWordsAndNeverWithAFault() {
        UUID due = followUp(file, client, today, Map.of());
        Visitor me = signedIn(worker);
        String page = "/staff/cases/" + file + "/follow-ups";
        assertThat(me.submit(page, page, "once", "x", "client", client.toString())
                        .status())
                .isEqualTo(404);
        String once = UUID.randomUUID().toString();
        assertThat(me.submit(page, page, "once", once, "client", "\0", "round", "M9", "day", "31.02.2026")
                        .status())
                .isIn(200, 400);
        Visitor.Page past =
                me.submit(page, page, "once", once, "client", client.toString(), "round", "OTHER", "day", "2020-01-01");
        assertThat(past.body()).contains("Give a day from today on");
        String attempts = "/staff/follow-ups/" + due + "/attempts";
        Visitor.Page later = me.submit(
                "/staff/follow-ups",
                attempts,
                "once",
                once,
                "result",
                "LATER",
                "days",
                "1",
                "time",
                "half past",
                "version",
                "0");
        assertThat(later.body()).contains("Write the time such as 18:00", "half past");
        assertThat(me.submit("/staff/follow-ups", attempts, "once", once, "result", "REACHED")
                        .status())
                .isEqualTo(404);
        assertThat(me.submit(
                                "/staff/follow-ups",
                                attempts,
                                "once",
                                once,
                                "result",
                                "NO_ANSWER",
                                "version",
                                "9".repeat(99))
                        .status())
                .isEqualTo(303);
        assertThat(attempts(due)).isZero();
        assertThat(me.get("/staff/follow-ups?open=nonsense&whose=x").status()).isEqualTo(200);
        assertThat(me.get("/staff/cases/nonsense/follow-ups").status()).isIn(400, 404);
    }

    @Test
    void somebodyMayAskToBeCalledAtAnotherHourWhichIsNoAttemptInVain() {
        UUID due = followUp(file, client, today, Map.of());
        Visitor me = signedIn(worker);
        Visitor.Page list = me.get("/staff/follow-ups");
        String[] fields = {
            "_csrf",
            list.value("_csrf").orElseThrow(),
            "once",
            UUID.randomUUID().toString(),
            "version",
            "0",
            "result",
            "LATER",
            "days",
            "2",
            "time",
            "18.30",
            "way",
            "CALL"
        };
        assertThat(me.post("/staff/follow-ups/" + due + "/attempts", fields).status())
                .isEqualTo(303);
        assertThat(fixtures.jdbc()
                        .sql(
                                "select (next_at at time zone 'Asia/Tashkent')::text from reintegration.follow_up where id = ?")
                        .param(due)
                        .query(String.class)
                        .single())
                .isEqualTo(today.plusDays(2) + " 18:30:00");
        assertThat(me.get("/staff/follow-ups").body()).contains("call later").contains("0 failed attempts");
    }

    @Test
    void colleaguesOutsideTheTeamDoNotLearnOfAProtectedCase() {
        ClientId hidden = fixtures.client(centre, "Hidden Person");
        CaseId kept = cases.caseFile(centre, hidden, worker, Map.of("protected", true));
        UUID due = followUp(kept, hidden, today, Map.of());
        Fixtures.Staff colleague = fixtures.staff(centre, Role.CASE_WORKER, Role.CENTRE_MANAGER);
        Visitor me = signedIn(colleague);
        assertThat(me.get("/staff/follow-ups?whose=all").body()).doesNotContain("Hidden Person", due.toString());
        assertThat(me.get("/staff/cases/" + kept + "/follow-ups").status()).isEqualTo(404);
        assertThat(me.submit(
                                "/staff/follow-ups",
                                "/staff/follow-ups/" + due + "/attempts",
                                "once",
                                UUID.randomUUID().toString(),
                                "version",
                                "0",
                                "result",
                                "NO_ANSWER")
                        .status())
                .isEqualTo(404);
        assertThat(signedIn(worker).get("/staff/follow-ups").body()).contains("Hidden Person");
    }

    @Test
    void anotherCentresFollowUpIsNotThere() {
        Fixtures.Centre elsewhere = fixtures.centre();
        Visitor me = signedIn(fixtures.staff(elsewhere, Role.CASE_WORKER));
        UUID due = followUp(file, client, today, Map.of());
        assertThat(me.get("/staff/cases/" + file + "/follow-ups").status()).isEqualTo(404);
        assertThat(me.get("/staff/cases/" + file + "/follow-ups/" + due + "/reached")
                        .status())
                .isEqualTo(404);
        assertThat(me.submit(
                                "/staff/follow-ups",
                                "/staff/follow-ups/" + due + "/undo",
                                "attempt",
                                UUID.randomUUID().toString())
                        .status())
                .isEqualTo(404);
        Fixtures.Staff door = fixtures.staff(centre, Role.FRONT_DESK);
        assertThat(signedIn(door).get("/staff/follow-ups").status()).isEqualTo(403);
    }

    @Test
    void theWorklistCostsTenStatementsHoweverLongItIs() {
        Visitor me = signedIn(worker);
        UUID open = followUp(file, client, today, Map.of());
        assertThat(statements(me, "/staff/follow-ups")).isLessThanOrEqualTo(10);
        int few = statements(me, "/staff/follow-ups?open=" + open);
        for (int i = 0; i < 12; i++) {
            ClientId more = fixtures.client(centre, "Person " + i);
            UUID due = followUp(cases.caseFile(centre, more, worker, Map.of()), more, today, Map.of());
            attempt(due, 5);
        }
        assertThat(statements(me, "/staff/follow-ups?open=" + open))
                .isEqualTo(few)
                .isLessThanOrEqualTo(10);
        assertThat(statements(me, "/staff/cases/" + file + "/follow-ups")).isLessThanOrEqualTo(10);
    }

    private int statements(Visitor me, String page) {
        me.get(page);
        Statements.forget();
        assertThat(me.get(page).status()).isEqualTo(200);
        assertThat(Statements.seen()).as(page).hasSizeLessThanOrEqualTo(10);
        return Statements.seen().size();
    }

    private static String[] press(Visitor.Page list, UUID due, String result) {
        var fields = new java.util.ArrayList<String>();
        list.form("action=\"/staff/follow-ups/" + due + "/attempts\"").forEach(field -> {
            fields.add(field[0]);
            fields.add(field[1]);
        });
        fields.addAll(List.of("result", result));
        return fields.toArray(String[]::new);
    }

    private UUID followUp(CaseId of, ClientId whom, LocalDate due, Map<String, ? extends @Nullable Object> columns) {
        return cases.followUp(centre, of, whom, due, columns);
    }

    private void attempt(UUID due, int daysAgo) {
        var row = Fixtures.row(
                "id",
                UuidCreator.getTimeOrderedEpoch(),
                "centre_id",
                centre.id().id());
        row.put(
                "case_id",
                fixtures.jdbc()
                        .sql("select case_id from reintegration.follow_up where id = ?")
                        .param(due)
                        .query(UUID.class)
                        .single());
        row.put("follow_up_id", due);
        row.put(
                "at",
                today.minusDays(daysAgo).atTime(12, 0).atZone(Fixtures.TASHKENT).toInstant());
        row.put("way", "CALL");
        row.put("result", "NO_ANSWER");
        row.put("next_at", Instant.now().minus(1, ChronoUnit.MINUTES));
        row.put("staff_id", worker.id().id());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.follow_up_attempt", row, Map.of());
    }

    /** The client's identity, with a telephone. */
    private void mayCall(ClientId who, boolean may, @Nullable LocalTime from, @Nullable LocalTime until) {
        fixtures.jdbc()
                .sql("""
                        update clients.identity
                        set may_call = :may, phone = :phone, code_word = :word, contact_from = :from, contact_until = :until
                        where client_id = :who
                        """)
                .param("may", may)
                .param("phone", Fixtures.seal().seal("+998901234567", "identity.phone:" + who))
                .param("word", Fixtures.seal().seal("olma", "identity.code_word:" + who))
                .param("from", from)
                .param("until", until)
                .param("who", who.id())
                .update();
    }

    private int attempts(UUID due) {
        return fixtures.jdbc()
                .sql(
                        "select count(*) from reintegration.follow_up_attempt where follow_up_id = ? and undone_at is null")
                .param(due)
                .query(Integer.class)
                .single();
    }

    private @Nullable LocalDate day(UUID due, String column) {
        return fixtures.jdbc()
                .sql("select (" + column
                        + " at time zone 'Asia/Tashkent')::date from reintegration.follow_up where id = ?")
                .param(due)
                .query(LocalDate.class)
                .optional()
                .orElse(null);
    }

    private String state(UUID due) {
        return fixtures.jdbc()
                .sql("select state from reintegration.follow_up where id = ?")
                .param(due)
                .query(String.class)
                .single();
    }

    private int events(String kind) {
        return count("select count(*) from reintegration.case_event where case_id = ? and kind = '" + kind + "'");
    }

    private int identityReads() {
        return fixtures.jdbc()
                .sql("select count(*) from audit.trail where action = 'IDENTITY_READ' and subject = ?")
                .param("client:" + client)
                .query(Integer.class)
                .single();
    }

    private int count(String sql) {
        return fixtures.jdbc().sql(sql).param(file.id()).query(Integer.class).single();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.signIn(who.username(), Fixtures.PASSWORD).status()).isEqualTo(303);
        return visitor;
    }
}
