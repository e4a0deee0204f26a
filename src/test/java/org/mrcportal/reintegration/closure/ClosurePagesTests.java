package org.mrcportal.reintegration.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.PdfPages;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
@SuppressWarnings("NullAway.Init")
class ClosurePagesTests {

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final ClientId client = fixtures.client(centre, "Malika Karimova");
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of());
    private final String page = "/staff/cases/" + file + "/closing";

    @LocalServerPort
    int port;

    @Autowired
    PdfPages pages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void aCaseIsClosedOnceWithItsReasonAndTheRetentionRunsFromThen() {
        Visitor me = signedIn(worker);
        Visitor.Page form = me.get(page);
        assertThat(form.body()).contains("The plan is done").doesNotContain("value=\"LOST_CONTACT\"");
        String[] fields = fields(form, "PLAN_DONE", "outcome", "A workshop of her own");
        String[] late = fields(me.get(page), "SELF_RELIANT", "outcome", "Sells bread in the market");
        Visitor.Page confirm = me.post(page + "/check", fields);
        assertThat(confirm.body()).contains("Nothing is open.", "A workshop of her own");
        assertThat(state()).as("nothing has happened yet").isEqualTo("ACTIVE");
        assertThat(me.post(page, fields).status()).isEqualTo(303);
        assertThat(me.post(page, fields).status()).isEqualTo(303);
        assertThat(state()).isEqualTo("CLOSED");
        assertThat(count("select count(*) from reintegration.closure where case_id = ?"))
                .isOne();
        assertThat(count("select count(*) from reintegration.case_file where id = ? and closed_at is not null"))
                .isOne();
        assertThat(me.get(page).body())
                .contains("The case is closed", "Its content is deleted on", "A workshop of her own");
        for (String step : List.of("", "/check")) {
            Visitor.Page refused = me.post(page + step, late);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("What you had written", "Sells bread in the market");
        }
    }

    @Test
    void whatIsOpenIsCalledOffOrKeptAsTheWorkerSaysAndNeverForgotten() {
        UUID due = cases.followUp(centre, file, client, LocalDate.now(Fixtures.TASHKENT), Map.of());
        UUID task = task();
        Visitor me = signedIn(worker);
        String[] fields = fields(me.get(page), "SELF_RELIANT");
        assertThat(me.post(page + "/check", fields).body()).contains("1 follow-up is planned", "1 task is not done");
        assertThat(me.post(page, fields).body()).contains("Choose what becomes of it");
        assertThat(state()).isEqualTo("ACTIVE");
        String[] settled = fields(me.get(page), "SELF_RELIANT", "tasks", "CANCEL", "followUps", "KEEP");
        assertThat(me.post(page, settled).status()).isEqualTo(303);
        assertThat(state()).isEqualTo("CLOSED");
        assertThat(fixtures.jdbc()
                        .sql("select state from reintegration.follow_up where id = ?")
                        .param(due)
                        .query(String.class)
                        .single())
                .isEqualTo("DUE");
        assertThat(fixtures.jdbc()
                        .sql("select done_at is not null from reintegration.task where id = ?")
                        .param(task)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(
                        count(
                                "select count(*) from reintegration.case_event where case_id = ? and kind = 'TASKS_CALLED_OFF'"))
                .isOne();
    }

    @Test
    void contactIsLostOnlyAfterThreeAttemptsOverSixtyDaysSinceThePersonWasLastReached() {
        UUID due = cases.followUp(centre, file, client, LocalDate.now(Fixtures.TASHKENT), Map.of());
        attempt(due, 200, "NO_ANSWER");
        attempt(due, 190, "NO_ANSWER");
        attempt(due, 100, "LATER");
        attempt(due, 50, "NO_ANSWER");
        attempt(due, 40, "NO_ANSWER");
        attempt(due, 30, "NO_ANSWER");
        Visitor me = signedIn(worker);
        Visitor.Page form = me.get(page);
        assertThat(form.body()).doesNotContain("value=\"LOST_CONTACT\"").contains("There have been 3 attempts");
        assertThat(me.post(page + "/check", fields(form, "LOST_CONTACT")).body())
                .contains("Contact is lost only after three attempts over 60 days");
        assertThat(me.post(page, fields(form, "LOST_CONTACT", "followUps", "CANCEL"))
                        .status())
                .isEqualTo(200);
        assertThat(state()).isEqualTo("ACTIVE");
        attempt(due, 61, "WRONG_NUMBER");
        Visitor.Page now = me.get(page);
        assertThat(now.body()).contains("value=\"LOST_CONTACT\"");
        assertThat(me.post(page, fields(now, "LOST_CONTACT", "followUps", "CANCEL"))
                        .status())
                .isEqualTo(303);
        assertThat(state()).isEqualTo("CLOSED");
    }

    @Test
    void theDatabaseLetsNobodySayThatContactWasLostBeforeThreeAttemptsOverSixtyDays() {
        UUID due = cases.followUp(centre, file, client, LocalDate.now(Fixtures.TASHKENT), Map.of());
        attempt(due, 70, "NO_ANSWER");
        attempt(due, 65, "REACHED");
        attempt(due, 59, "NO_ANSWER");
        attempt(due, 20, "NO_ANSWER");
        attempt(due, 10, "WRONG_NUMBER");
        refused(() -> closure("LOST_CONTACT"));
        closure("WITHDREW");
        refused(this::callItLost);
        attempt(due, 61, "NO_ANSWER");
        callItLost();
    }

    private static void refused(ThrowingCallable statement) {
        assertThatExceptionOfType(DataAccessException.class)
                .as("59 days since the first attempt after the person was reached")
                .isThrownBy(statement)
                .havingRootCause()
                .withMessageContaining("three attempts over 60 days");
    }

    private void closure(String reason) {
        var row = Fixtures.row(
                "id",
                UuidCreator.getTimeOrderedEpoch(),
                "centre_id",
                centre.id().id());
        row.put("case_id", file.id());
        row.put("reason", reason);
        row.put("closed_by", worker.id().id());
        row.put("closed_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.closure", row, Map.of());
    }

    private void callItLost() {
        fixtures.jdbc()
                .sql("update reintegration.closure set reason = 'LOST_CONTACT' where case_id = ?")
                .param(file.id())
                .update();
    }

    @Test
    void whoGaveUpAPlaceInACourseWithTheClosingGivesItToTheNextAndThePageLedThereBefore() {
        UUID course = cases.course(centre, worker, Map.of("places", 1));
        UUID place = cases.enrolment(centre, file, client, course, worker, Map.of());
        ClientId next = fixtures.client(centre);
        CaseId other = cases.caseFile(centre, next, worker, Map.of());
        UUID waits = cases.enrolment(centre, other, next, course, worker, Map.of("state", "WAITING"));
        Visitor me = signedIn(worker);
        Visitor.Page form = me.get(page);
        assertThat(form.body())
                .contains("What is still open", "1 place in a course is taken", "/staff/cases/" + file + "/trainings");
        assertThat(me.post(page + "/check", fields(form, "MIGRATED_AGAIN")).body())
                .contains("The person goes on with it", "Closed today, its content is deleted on");
        me.post(page, fields(form, "MIGRATED_AGAIN", "trainings", "CANCEL"));
        assertThat(state()).isEqualTo("CLOSED");
        assertThat(enrolment(place)).isEqualTo("CANCELLED");
        assertThat(enrolment(waits)).isEqualTo("ENROLLED");
    }

    @Test
    void whatAClosingHasCalledOffIsDueAgainWhenTheCaseIsTakenUpAgain() {
        LocalDate today = LocalDate.now(Fixtures.TASHKENT);
        cases.followUp(centre, file, client, today.plusDays(40), Map.of("round", "M6"));
        cases.followUp(centre, file, client, today.minusDays(3), Map.of("round", "M3"));
        UUID before = cases.followUp(
                centre,
                file,
                client,
                today.plusDays(9),
                Map.of("state", "CANCELLED", "settled_at", Instant.now().minusSeconds(5000)));
        Visitor me = signedIn(worker);
        me.post(page, fields(me.get(page), "WITHDREW", "followUps", "CANCEL"));
        assertThat(count("select count(*) from reintegration.follow_up where case_id = ? and state = 'DUE'"))
                .isZero();
        me.submit(page, page + "/reopen", "why", "Lost the job");
        assertThat(fixtures.jdbc()
                        .sql(
                                "select due_on from reintegration.follow_up where case_id = ? and state = 'DUE' order by 1")
                        .param(file.id())
                        .query(LocalDate.class)
                        .list())
                .as("what somebody had called off before stays called off: " + before)
                .containsExactly(today, today.plusDays(40));
    }

    @Test
    void theClientsCopyIsInTheClientsLanguageAndSaysNeitherWhyNorWho() throws java.io.IOException {
        UUID course = cases.course(centre, worker, Map.of("name", "Tikuvchilik"));
        cases.enrolment(centre, file, client, course, worker, Map.of("state", "COMPLETED"));
        Visitor me = signedIn(worker);
        String pdf = page + "/letter.pdf";
        assertThat(me.get(pdf).status()).as("it is open").isEqualTo(404);
        me.post(page, fields(me.get(page), "WITHDREW", "outcome", "Has fallen out with her brother"));
        assertThat(me.get(page).body()).contains("letter.pdf", "Then these go");
        var printed = me.get(pdf).response();
        assertThat(printed.headers().firstValue("content-type").orElse("")).isEqualTo("application/pdf");
        assertThat(printed.body()).startsWith("%PDF");
        assertThat(count("select count(*) from reintegration.case_event where case_id = ? and kind = 'CLOSED_PRINTED'"))
                .isOne();
        var letter = new ClosingLetter.Letter(
                "Markaz", null, null, "ABCD 1234", "1-may", "2-may", java.util.List.of("Tikuvchilik"));
        byte[] paper = pages.print("reintegration/closure/letter", java.util.Locale.of("uz"), Map.of("letter", letter));
        try (var read = Loader.loadPDF(paper)) {
            assertThat(new PDFTextStripper().getText(read))
                    .contains("Birgalikdagi ishimiz tugadi", "Tikuvchilik", "ABCD");
        }
        assertThat(signedIn(fixtures.staff(fixtures.centre(), Role.CASE_WORKER))
                        .get(pdf)
                        .status())
                .isEqualTo(404);
    }

    private String enrolment(UUID id) {
        return fixtures.jdbc()
                .sql("select state from reintegration.enrolment where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void aClosedCaseIsTakenUpAgainWithAReasonAndItsClosureStays() {
        Visitor me = signedIn(worker);
        me.post(page, fields(me.get(page), "WITHDREW"));
        assertThat(me.submit(page, page + "/reopen", "why", " ").body()).contains("Say why the case is taken up again");
        assertThat(me.submit(page, page + "/reopen", "why", "Lost the job").status())
                .isEqualTo(303);
        assertThat(me.submit(page, page + "/reopen", "why", "Lost the job").status())
                .isEqualTo(303);
        assertThat(state()).isEqualTo("REOPENED");
        assertThat(count("select count(*) from reintegration.case_file where id = ? and closed_at is null"))
                .as("the retention stands still")
                .isOne();
        assertThat(me.get(page).body()).contains("Taken up again on", "Lost the job", "The person wants no more help");
        me.post(page, fields(me.get(page), "PLAN_DONE"));
        assertThat(count("select count(*) from reintegration.closure where case_id = ?"))
                .isEqualTo(2);
    }

    @Test
    void aCaseOpenedByMistakeIsClosedWithThatReasonLeavesNothingOpenAndCanBeTakenUpAgain() {
        cases.followUp(centre, file, client, LocalDate.now(Fixtures.TASHKENT), Map.of());
        Visitor me = signedIn(worker);
        Visitor.Page form = me.get(page);
        assertThat(form.body()).contains("value=\"OPENED_BY_MISTAKE\"");
        assertThat(me.post(page + "/check", fields(form, "OPENED_BY_MISTAKE")).body())
                .contains("A case opened by mistake is in no figure.", "Closed today, its content is deleted on");
        assertThat(me.post(page, fields(form, "OPENED_BY_MISTAKE", "followUps", "KEEP"))
                        .body())
                .contains("Of a case opened by mistake nothing is kept");
        assertThat(state()).isEqualTo("ACTIVE");
        assertThat(me.post(page, fields(form, "OPENED_BY_MISTAKE", "followUps", "CANCEL"))
                        .status())
                .isEqualTo(303);
        assertThat(state()).isEqualTo("CLOSED");
        String soon = org.mrcportal.centres.CentreTime.date(
                LocalDate.now(Fixtures.TASHKENT).plusDays(90), java.util.Locale.ENGLISH);
        assertThat(me.get(page).body())
                .contains("the wrong person, or twice", "Its content is deleted on " + soon)
                .doesNotContain("For the client (PDF)");
        assertThat(me.get(page + "/letter.pdf").status()).isEqualTo(404);
        assertThat(me.submit(page, page + "/reopen", "why", "It was the right one")
                        .status())
                .isEqualTo(303);
        assertThat(state()).isEqualTo("REOPENED");
    }

    @Test
    void nobodyCallsACaseAMistakeThatCameToSomething() {
        Visitor me = signedIn(worker);
        Visitor.Page form = me.get(page);
        UUID due = cases.followUp(centre, file, client, LocalDate.now(Fixtures.TASHKENT), Map.of());
        attempt(due, 3, "NO_ANSWER");
        assertThat(me.get(page).body()).as("nobody was reached").contains("value=\"OPENED_BY_MISTAKE\"");
        attempt(due, 2, "REACHED");
        assertThat(me.get(page).body()).doesNotContain("OPENED_BY_MISTAKE");
        for (String step : List.of("/check", "")) {
            assertThat(me.post(page + step, fields(form, "OPENED_BY_MISTAKE", "followUps", "CANCEL"))
                            .body())
                    .as(step)
                    .contains("Only the case’s team says so");
        }
        assertThat(state()).isEqualTo("ACTIVE");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> closure("OPENED_BY_MISTAKE"))
                .havingRootCause()
                .withMessageContaining("was not opened by mistake");
    }

    @Test
    void whoDoesNotSeeAllOfACaseDoesNotCallItAMistake() {
        Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
        Visitor visitor = signedIn(manager);
        Visitor.Page form = visitor.get(page);
        assertThat(form.body()).contains("value=\"WITHDREW\"").doesNotContain("OPENED_BY_MISTAKE");
        assertThat(visitor.post(page, fields(form, "OPENED_BY_MISTAKE")).body())
                .contains("Only the case’s team says so");
        cases.focalPoint(centre, manager);
        assertThat(signedIn(manager).get(page).body()).contains("OPENED_BY_MISTAKE");
        fixtures.jdbc()
                .sql("update reintegration.case_file set owner_id = null where id = ?")
                .param(file.id())
                .update();
        Fixtures.Staff other = fixtures.staff(centre, Role.CENTRE_MANAGER);
        assertThat(signedIn(other).get(page).body()).as("nobody has it").doesNotContain("OPENED_BY_MISTAKE");
        assertThat(signedIn(worker).get(page).body()).as("who opened it").contains("OPENED_BY_MISTAKE");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> closure("OPENED_BY_MISTAKE", other))
                .havingRootCause()
                .withMessageContaining("speaks whoever sees all");
        closure("OPENED_BY_MISTAKE", worker);
    }

    @Test
    void strongSignsAndWhatFewMayReadCameOfACaseAsWell() {
        Visitor me = signedIn(worker);
        assertThat(me.get(page).body()).contains("OPENED_BY_MISTAKE");
        UUID signs = fixtures.jdbc()
                .sql("""
                        insert into reintegration.screening
                            (id, centre_id, case_id, instrument, cues, result, author_id, made_at, once)
                        values (gen_random_uuid(), ?, ?, 1, '{}', 'STRONG', ?, now(), gen_random_uuid())
                        returning id
                        """)
                .params(centre.id().id(), file.id(), worker.id().id())
                .query(UUID.class)
                .single();
        assertThat(me.get(page).body()).doesNotContain("OPENED_BY_MISTAKE");
        fixtures.jdbc()
                .sql("delete from reintegration.screening where id = ?")
                .param(signs)
                .update();
        assertThat(me.get(page).body()).contains("OPENED_BY_MISTAKE");
        cases.restrictedNote(centre, file, worker, "Afraid of her uncle");
        assertThat(me.get(page).body()).doesNotContain("OPENED_BY_MISTAKE");
    }

    /** As that member of staff would write it past the page. */
    private void closure(String reason, Fixtures.Staff by) {
        Scope.of(centre.id().id())
                .readBy(by.id().id())
                .run(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(status -> jdbc.sql("""
                                insert into reintegration.closure (id, centre_id, case_id, reason, closed_by, closed_at, once)
                                values (gen_random_uuid(), ?, ?, ?, ?, now(), gen_random_uuid())
                                """)
                                .params(
                                        centre.id().id(),
                                        file.id(),
                                        reason,
                                        by.id().id())
                                .update()));
    }

    @Test
    void whoeverLooksAtAnOldPageOfTheCaseSeesThatItChanged() {
        Visitor me = signedIn(worker);
        String[] fields = fields(me.get(page), "PLAN_DONE", "outcome", "As agreed");
        fixtures.jdbc()
                .sql("update reintegration.case_file set version = version + 1 where id = ?")
                .param(file.id())
                .update();
        Visitor.Page again = me.post(page, fields);
        assertThat(again.body()).contains("Somebody has changed the case meanwhile", "As agreed");
        assertThat(state()).isEqualTo("ACTIVE");
    }

    @Test
    void badInputIsAnsweredInWordsAndAnotherCentreFindsNothing() {
        Visitor me = signedIn(worker);
        Visitor.Page form = me.get(page);
        assertThat(me.post(page + "/check", fields(form, "BECAUSE", "outcome", "x".repeat(2001)))
                        .body())
                .contains("Choose why the case ends", "Use at most 2,000 characters");
        assertThat(me.post(page, fields(form, "PLAN_DONE", "outcome", "a\0b")).status())
                .isLessThan(500);
        Visitor elsewhere = signedIn(fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER));
        assertThat(elsewhere.get(page).status()).isEqualTo(404);
        assertThat(elsewhere
                        .submit("/staff/follow-ups", page + "/reopen", "why", "Because")
                        .status())
                .isEqualTo(404);
        assertThat(signedIn(fixtures.staff(centre, Role.COUNSELLOR)).get(page).status())
                .isEqualTo(403);
    }

    @Test
    void theClosingPageOfAProtectedCaseIsNotThereForAColleague() {
        CaseId kept = cases.caseFile(centre, fixtures.client(centre), worker, Map.of("protected", true));
        Visitor me = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        assertThat(me.get("/staff/cases/" + kept + "/closing").status()).isEqualTo(404);
    }

    @Test
    void aCaseThatOnlyGlassOpensIsNeitherClosedNorTakenUpAgain() {
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        String closing = "/staff/cases/" + kept + "/closing";
        Fixtures.Staff reader = fixtures.staff(centre, Role.CASE_WORKER);
        cases.glass(centre, client, reader, Instant.now().minusSeconds(60));
        Visitor glass = signedIn(reader);
        String[] fields = fields(signedIn(worker).get(closing), "PLAN_DONE");
        fields[1] = glass.get("/staff/courses/new").value("_csrf").orElseThrow();
        assertThat(glass.get(closing).body())
                .contains("Those who work on the case close it")
                .doesNotContain("name=\"reason\"");
        assertThat(glass.post(closing + "/check", fields).status()).isEqualTo(303);
        assertThat(glass.post(closing, fields).status()).isEqualTo(403);
        Visitor me = signedIn(worker);
        me.post(closing, fields(me.get(closing), "PLAN_DONE"));
        assertThat(glass.get(closing).body()).contains("The case is closed").doesNotContain("Open the case again");
        assertThat(glass.submit("/staff/courses/new", closing + "/reopen", "why", "Because")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aColleagueAsksTheCaseWorkerAndWhereAManagerClosesTheTeamIsTold() {
        UUID shelter = cases.partner(centre, worker, Map.of("services", new String[] {"SHELTER"}));
        UUID referral = cases.referral(centre, file, client, worker, Map.of("partner_id", shelter));
        Fixtures.Staff member = fixtures.staff(centre, Role.CASE_WORKER);
        Fixtures.Staff standIn = fixtures.staff(centre, Role.CASE_WORKER);
        cases.member(centre, file, member, worker);
        Instant now = Instant.now();
        cases.cover(centre, worker, standIn, now.minusSeconds(60), now.plus(2, ChronoUnit.DAYS));
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        String[] theirs = fields(signedIn(worker).get(page), "WITHDREW");
        theirs[1] = colleague.get("/staff/courses/new").value("_csrf").orElseThrow();
        assertThat(colleague.get(page).body())
                .contains("Those who work on the case close it")
                .doesNotContain("name=\"reason\"");
        assertThat(colleague.post(page, theirs).status()).isEqualTo(403);
        assertThat(state()).isEqualTo("ACTIVE");

        Visitor manager = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        assertThat(manager.post(page, fields(manager.get(page), "WITHDREW")).status())
                .isEqualTo(303);
        for (Fixtures.Staff told : List.of(worker, member, standIn)) {
            assertThat(signedIn(told).get("/staff/tasks").body()).contains("This case was closed by somebody else");
        }
        assertThat(count(
                        "select count(*) from reintegration.case_event where case_id = ? and kind = 'REFERRAL_CANCELLED'"
                                + " and subject_id = '" + referral + "'"))
                .isOne();
        assertThat(signedIn(worker).get("/staff/cases/" + file).body()).contains("Referral taken back");
        assertThat(manager.get("/staff/cases/" + file).body()).doesNotContain("Referral taken back");
    }

    @Test
    void theClosingPageCostsTenStatementsAtMost() {
        Visitor me = signedIn(worker);
        me.get(page);
        Statements.forget();
        assertThat(me.get(page).status()).isEqualTo(200);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
    }

    private static String[] fields(Visitor.Page form, String reason, String... more) {
        var fields = new java.util.ArrayList<String>();
        for (String name : new String[] {"_csrf", "once", "version"}) {
            fields.add(name);
            fields.add(form.value(name).orElseThrow());
        }
        fields.add("reason");
        fields.add(reason);
        fields.addAll(java.util.List.of(more));
        return fields.toArray(String[]::new);
    }

    private UUID task() {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        var row = Fixtures.row("id", id, "version", 0L, "centre_id", centre.id().id(), "case_id", file.id());
        row.put("kind", "OWN");
        row.put("text", "Ask the college");
        row.put("due_at", Instant.now());
        row.put("created_at", Instant.now());
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.task", row, Map.of());
        return id;
    }

    private void attempt(UUID due, int daysAgo, String result) {
        var columns = Fixtures.row("result", result);
        if (result.equals("REACHED")) {
            columns.put("next_at", null);
        }
        cases.attempt(centre, file, due, worker, Instant.now().minus(daysAgo, ChronoUnit.DAYS), columns);
    }

    private String state() {
        return fixtures.jdbc()
                .sql("select state from reintegration.case_file where id = ?")
                .param(file.id())
                .query(String.class)
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
