package org.mrcportal.reintegration.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class PlanPagesTests {

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff other = fixtures.staff(centre, Role.CASE_WORKER);
    private final ClientId client = fixtures.client(centre);
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of("state", "ASSESSED"));
    private final String plan = "/staff/cases/" + file + "/plan";

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%' or what like 'plan.%'")
                .update();
    }

    @Test
    void aPlanGrowsStepByStepAndAFormSentTwiceAddsOnce() {
        Visitor me = signedIn(worker);
        assertThat(me.get(plan).body()).contains("There is no plan yet");
        goal(me, "Oʻz nonvoyxonasini ochadi");
        var form = me.get(plan + "/goals/" + goalId() + "/steps/new");
        String[] fields = with(step(form), "text", "Kursga yoziladi");
        me.post(plan + "/goals/" + goalId() + "/steps/new", fields);
        assertThat(me.post(plan + "/goals/" + goalId() + "/steps/new", fields).status())
                .isEqualTo(303);
        assertThat(count("action")).isOne();
        assertThat(me.get(plan).body()).contains("Oʻz nonvoyxonasini ochadi", "Kursga yoziladi", "Being written");
        goal(me, "Second");
        me.submit(plan, plan + "/goals/" + goalId() + "/up");
        String page = me.get(plan).body();
        assertThat(page.indexOf("Second")).isLessThan(page.indexOf("Oʻz nonvoyxonasini"));
    }

    @Test
    void whatDoesNotFitIsSaidBesideTheFieldAndNothingTypedIsLost() {
        Visitor me = signedIn(worker);
        goal(me, "Works");
        String path = plan + "/goals/" + goalId() + "/steps/new";
        for (String[] wrong : List.<String[]>of(
                new String[] {"cost", "-5"},
                new String[] {"cost", "10000000000"},
                new String[] {"cost", "1e9"},
                new String[] {"cost", "12", "currency", "XXX"},
                new String[] {"dueOn", "2026-02-30"},
                new String[] {"kind", "GOLD"},
                new String[] {"doer", "PARTNER", "partner", UUID.randomUUID().toString()},
                new String[] {
                    "cost", "5", "currency", "USD", "fund", UUID.randomUUID().toString()
                },
                new String[] {"cost", "5", "currency", "USD", "fund", "nonsense"},
                new String[] {"note", "x".repeat(100_000)})) {
            String[] fields = with(step(me.get(path)), "text", "Bakes bread");
            var page = me.post(path, with(fields, wrong));
            assertThat(page.status()).as(wrong[0]).isEqualTo(200);
            assertThat(page.body()).contains("govuk-error-summary", "Bakes bread");
        }
        assertThat(count("action")).isZero();
    }

    @Test
    void aFundOfAnotherCentreOrCurrencyOrPeriodPaysNoStep() {
        UUID fund = cases.fund(centre, worker, Map.of("currency", "EUR"));
        var elsewhere = fixtures.centre();
        UUID foreign = cases.fund(elsewhere, fixtures.staff(elsewhere, Role.CENTRE_MANAGER), Map.of());
        Visitor me = signedIn(worker);
        goal(me, "Works");
        String path = plan + "/goals/" + goalId() + "/steps/new";
        String[] fields = with(step(me.get(path)), "text", "Oven", "cost", "100", "currency", "USD");
        assertThat(me.post(path, with(fields, "fund", fund.toString())).body()).contains("This fund is in EUR");
        assertThat(me.post(path, with(fields, "fund", foreign.toString())).body())
                .contains("Choose a fund of this centre");
        assertThat(me.post(path, with(fields, "fund", fund.toString(), "currency", "EUR", "dueOn", "2031-01-01"))
                        .body())
                .contains("outside the period");
        assertThat(me.post(path, with(fields, "fund", fund.toString(), "currency", "EUR"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void whoeverSubmitsNeverApprovesAndTheSecondPersonDoesOnce() throws Exception {
        Visitor me = ready("100");
        assertThat(state()).isEqualTo("SUBMITTED");
        me.submit(plan, plan + "/approve", "seen", version());
        assertThat(me.get(plan).body()).contains("somebody else approves it");
        assertThat(state()).isEqualTo("SUBMITTED");
        Visitor second = signedIn(other);
        Visitor third = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        String seen = version();
        List<Callable<Integer>> both = List.of(
                () -> second.submit(plan, plan + "/approve", "seen", seen).status(),
                () -> third.submit(plan, plan + "/approve", "seen", seen).status());
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var answer : threads.invokeAll(both)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        assertThat(state()).isEqualTo("APPROVED");
        assertThat(events("PLAN_APPROVED")).isOne();
    }

    @Test
    void theDatabaseItselfRefusesOnesOwnApproval() {
        ready("100");
        assertThat(catchThrowable(
                        () -> fixtures.jdbc().sql("""
                                update reintegration.plan set state = 'APPROVED', approved_by = submitted_by, approved_at = now(),
                                first_approved_at = now() where case_id = ?
                                """).param(file.id()).update()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void aChangedBudgetWaitsForSomebodyElseAndTheHistoryKeepsBeforeAndAfter() {
        Visitor me = ready("100");
        Visitor second = signedIn(other);
        second.submit(plan, plan + "/approve", "seen", version());
        String path = plan + "/steps/" + stepId();
        second.post(path, with(step(second.get(path)), "text", "Oven", "cost", "250.50", "currency", "USD"));
        assertThat(state()).isEqualTo("SUBMITTED");
        second.submit(plan, plan + "/approve", "seen", version());
        assertThat(state()).isEqualTo("SUBMITTED");
        assertThat(me.get(plan).body()).contains("100.00 USD", "250.50 USD", other.name(), "Approve the plan");
        me.submit(plan, plan + "/approve", "seen", version());
        assertThat(state()).isEqualTo("APPROVED");
    }

    @Test
    void whoeverSetTheCostsDoesNotApproveThemWhoeverSubmits() {
        Visitor me = ready("100");
        Visitor second = signedIn(other);
        second.submit(plan, plan + "/send-back", "seen", version(), "reason", "The oven is too dear");
        second.submit(plan, plan + "/submit");
        assertThat(state()).isEqualTo("SUBMITTED");
        me.submit(plan, plan + "/approve", "seen", version());
        assertThat(state()).isEqualTo("SUBMITTED");
        assertThat(me.get(plan).body()).contains("somebody else approves it");
        signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER)).submit(plan, plan + "/approve", "seen", version());
        assertThat(state()).isEqualTo("APPROVED");
    }

    @Test
    void whoApprovesHasSeenThePlanAsItIs() {
        Visitor me = ready("100");
        String seen = version();
        String path = plan + "/steps/" + stepId();
        me.post(path, with(step(me.get(path)), "text", "A bigger oven", "cost", "100", "currency", "USD"));
        Visitor second = signedIn(other);
        second.submit(plan, plan + "/approve", "seen", seen);
        assertThat(second.get(plan).body()).contains("The plan has changed since you opened it");
        assertThat(state()).isEqualTo("SUBMITTED");
    }

    @Test
    void aPlanGoesBackWithAReason() {
        ready("100");
        Visitor second = signedIn(other);
        assertThat(second.submit(plan, plan + "/send-back", "seen", version(), "reason", " ")
                        .body())
                .contains("Say why it goes back");
        second.submit(plan, plan + "/send-back", "seen", version(), "reason", "The oven is too dear");
        assertThat(state()).isEqualTo("DRAFT");
        assertThat(signedIn(worker).get(plan).body()).contains("The oven is too dear", "Submit for approval");
    }

    @Test
    void twoWhoEditOneStepSeeBothTexts() {
        Visitor me = ready("100");
        String path = plan + "/steps/" + stepId();
        Visitor second = signedIn(other);
        String[] late = with(step(second.get(path)), "text", "My words", "cost", "100", "currency", "USD");
        me.post(path, with(step(me.get(path)), "text", "Their words", "cost", "100", "currency", "USD"));
        var conflict = second.post(path, late);
        assertThat(conflict.status()).isEqualTo(200);
        assertThat(conflict.body()).contains("Their words", "My words", "On record now");
        assertThat(text()).isEqualTo("Their words");
        second.post(path, with(step(conflict), "text", "My words", "cost", "100", "currency", "USD"));
        assertThat(text()).isEqualTo("My words");
    }

    @Test
    void aStepBeginsOnlyOnceThePlanIsApproved() {
        Visitor me = ready("100");
        me.submit(plan, plan + "/steps/" + stepId() + "/state", "state", "STARTED");
        assertThat(me.get(plan).body()).contains("Planned");
        assertThat(events("STEP_STARTED")).isZero();
        signedIn(other).submit(plan, plan + "/approve", "seen", version());
        me.submit(plan, plan + "/steps/" + stepId() + "/state", "state", "STARTED");
        me.submit(plan, plan + "/steps/" + stepId() + "/state", "state", "STARTED");
        assertThat(events("STEP_STARTED")).isOne();
        assertThat(me.submit(plan, plan + "/steps/" + stepId() + "/state", "state", "NONSENSE")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anotherCentreAndAColleagueOutsideTheTeamFindNothing() {
        ready("100");
        var elsewhere = fixtures.centre();
        Visitor stranger = signedIn(fixtures.staff(elsewhere, Role.CASE_WORKER));
        assertThat(stranger.get(plan).status()).isEqualTo(404);
        assertThat(stranger.get(plan + "/plan.pdf").status()).isEqualTo(404);
        assertThat(stranger.submit("/staff/funds", plan + "/approve", "seen", version())
                        .status())
                .isEqualTo(404);
        CaseId own = cases.caseFile(
                elsewhere, fixtures.client(elsewhere), fixtures.staff(elsewhere, Role.CASE_WORKER), Map.of());
        assertThat(stranger.get("/staff/cases/" + own + "/plan/steps/" + stepId())
                        .status())
                .isEqualTo(404);
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        assertThat(signedIn(other).get(plan).status()).isEqualTo(404);
        assertThat(signedIn(worker).get(plan).status()).isEqualTo(200);
        assertThat(signedIn(worker).get("/staff/cases/nonsense/plan").status()).isEqualTo(404);
    }

    @Test
    void thePaperSaysOnlyWhatIsWrittenForTheClient() throws IOException {
        Visitor me = ready("100");
        fixtures.jdbc()
                .sql(
                        "update reintegration.goal set dimension = 'PSYCHOSOCIAL', note = 'Drinks at night' where case_id = ?")
                .param(file.id())
                .update();
        var code = me.submit(plan, plan + "/code");
        String given = code.value("code").orElseThrow();
        byte[] paper = me.download(
                plan + "/plan.pdf", "code", given, "_csrf", code.value("_csrf").orElseThrow());
        try (var document = Loader.loadPDF(paper)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("Bizning rejamiz", "Oven", given.substring(0, 4))
                    .doesNotContain("Drinks", "sycho", "uhiy", "100");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Bizning rejamiz");
        }
        byte[] wrong = me.download(
                plan + "/plan.pdf",
                "code",
                "ABCDEFGH",
                "_csrf",
                code.value("_csrf").orElseThrow());
        try (var document = Loader.loadPDF(wrong)) {
            assertThat(new PDFTextStripper().getText(document)).doesNotContain("ABCD");
        }
    }

    @Test
    void aGoalWrittenByMistakeIsTakenOutAndOneWithoutStepsToDoIsNotReadByTheClient() throws IOException {
        Visitor me = ready("100");
        goal(me, "Typed by mistake");
        String mistake = plan + "/goals/" + goalId();
        assertThat(paper(me)).contains("Bakes", "Oven").doesNotContain("Typed by mistake");
        assertThat(me.get(mistake).body()).contains("Remove this goal");
        Visitor colleague = signedIn(other);
        assertThat(colleague.get(mistake).body()).doesNotContain("Remove this goal");
        colleague.submit(plan, mistake + "/remove");
        assertThat(colleague.get(plan).body()).contains("Only somebody of the team", "Typed by mistake");
        me.submit(plan, mistake + "/remove");
        assertThat(me.get(mistake).status()).isEqualTo(404);
        assertThat(me.get(plan).body()).contains("Goal removed", "Typed by mistake", "Oven");
        assertThat(count("goal")).isOne();
        assertThat(events("GOAL_REMOVED")).isOne();
        String kept = plan + "/goals/" + goalId();
        me.submit(plan, kept + "/remove");
        assertThat(me.get(plan).body()).contains("This goal has steps", "Bakes");
        assertThat(me.get(kept).body()).doesNotContain("Remove this goal");
        me.submit(plan, plan + "/steps/" + stepId() + "/state", "state", "CANCELLED");
        assertThat(paper(me)).doesNotContain("Bakes", "Oven");
    }

    @Test
    void withReferenceAndCodeTheClientMarksAndStaffTakeOver() throws IOException {
        Visitor me = ready("100");
        signedIn(other).submit(plan, plan + "/approve", "seen", version());
        String code = me.submit(plan, plan + "/code").value("code").orElseThrow();
        Visitor client = new Visitor(port);
        var wrong = client.submit("/uz/plan", "/uz/plan", "reference", reference(), "code", "ABCD2345");
        var unknown = client.submit("/uz/plan", "/uz/plan", "reference", "ZZZZ9999", "code", "ABCD2345");
        assertThat(wrong.body()).contains("Raqam va kod mos kelmadi");
        assertThat(unknown.body()).contains("Raqam va kod mos kelmadi");
        assertThat(client.cookie("session")).isEmpty();
        String own = client.submit(
                        "/uz/plan",
                        "/uz/plan",
                        "reference",
                        reference().toLowerCase(java.util.Locale.ROOT),
                        "code",
                        code)
                .location();
        assertThat(own).startsWith("/uz/plan/");
        Statements.forget();
        var page = client.get(own);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(6);
        assertThat(page.body()).contains("Oven", "Bajarildi").doesNotContain("Drinks", "100", worker.name());
        assertThat(gzipped(page.body())).isLessThan(6_000);
        assertThat(page.header("cache-control")).contains("no-store");
        client.submit(own, own + "/steps/" + stepId(), "word", "DONE");
        client.submit(own, own + "/steps/" + stepId(), "word", "DONE");
        assertThat(count("step_word")).isOne();
        assertThat(client.get(own).body()).contains("Qaytarib olish");
        client.submit(own, own + "/steps/" + stepId(), "word", "BACK");
        client.submit(own, own + "/steps/" + stepId(), "word", "IMPOSSIBLE");
        client.submit(own, own + "/steps/" + stepId(), "word", "DONE");
        var staff = me.get(plan);
        assertThat(staff.body()).contains("The client says: done", "Planned");
        String word = fixtures.jdbc()
                .sql("select id from reintegration.step_word where case_id = ? and taken_back_at is null")
                .param(file.id())
                .query(String.class)
                .single();
        me.submit(plan, plan + "/words/" + word, "accept", "yes");
        me.submit(plan, plan + "/words/" + word, "accept", "yes");
        assertThat(events("STEP_DONE")).isOne();
        assertThat(client.get(own).body()).contains("bajarilgan").doesNotContain("Qaytarib olish");
        me.submit(plan, plan + "/code");
        assertThat(client.get(own).location()).isEqualTo("/uz/plan");
    }

    @Test
    void inACaseThatWasClosedMeanwhileTheClientSaysNothingMore() {
        Visitor me = ready("100");
        String code = me.submit(plan, plan + "/code").value("code").orElseThrow();
        Visitor client = new Visitor(port);
        String own = client.submit("/uz/plan", "/uz/plan", "reference", reference(), "code", code)
                .location();
        var open = client.get(own);
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(client.post(
                                own + "/steps/" + stepId(),
                                "_csrf",
                                open.value("_csrf").orElseThrow(),
                                "word",
                                "DONE")
                        .location())
                .isEqualTo(own);
        assertThat(count("step_word")).isZero();
    }

    @Test
    void afterTenTriesARightCodeAnswersLikeAWrongOne() {
        Visitor me = ready("100");
        String code = me.submit(plan, plan + "/code").value("code").orElseThrow();
        Visitor guesser = new Visitor(port);
        for (int i = 0; i < 10; i++) {
            guesser.submit("/en/plan", "/en/plan", "reference", reference(), "code", "ABCD234" + i);
        }
        assertThat(guesser.submit("/en/plan", "/en/plan", "reference", reference(), "code", code)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void aPartnerAnswersOnceByLinkAndALookDoesNothing() {
        Visitor me = signedIn(worker);
        forAPartner(me, "Passport");
        agree(me);
        consent();
        String link = link(me);
        Visitor clinic = new Visitor(port);
        Statements.forget();
        var page = clinic.get(link);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(6);
        assertThat(page.body()).contains("Passport").doesNotContain(worker.name(), "Papers");
        clinic.get(link);
        assertThat(count("step_word")).isZero();
        assertThat(clinic.submit(link, link, "answer", "REFUSED", "reason", "").body())
                .contains("Nega qila olmasligingizni yozing");
        clinic.submit(link, link, "answer", "REFUSED", "reason", "No places until May");
        assertThat(clinic.submit("/uz/plan", link, "answer", "CONFIRMED").status())
                .isEqualTo(303);
        assertThat(count("step_word")).isOne();
        assertThat(clinic.get(link).body()).contains("«yoʻq» dedingiz");
        assertThat(me.get(plan).body()).contains("The partner refuses", "No places until May", "Planned");
        assertThat(new Visitor(port).get("/uz/step/AAAAAAAAAAAAAAAAAAAAAA").status())
                .isEqualTo(404);
        fixtures.jdbc()
                .sql(
                        "update reintegration.step_link set answered_at = null, answer = null, expires_at = now() - interval '1 day' where case_id = ?")
                .param(file.id())
                .update();
        clinic.submit("/uz/plan", link, "answer", "CONFIRMED");
        assertThat(count("step_word")).isOne();
        assertThat(clinic.get(link).body()).contains("endi ishlamaydi");
    }

    @Test
    void noPartnerIsToldOfAStepWithoutConsentAndAgreementNorAfterwards() {
        Visitor me = signedIn(worker);
        UUID partner = forAPartner(me, "Safe flat");
        String ask = plan + "/steps/" + stepId() + "/link";
        consent();
        me.submit(plan, ask);
        assertThat(me.get(plan).body()).contains("when the client agreed to the plan as it stands");
        agree(me);
        withdraw();
        me.submit(plan, ask);
        assertThat(me.get(plan).body()).contains("not agreed that partners are told");
        consent();
        shares(partner, false);
        me.submit(plan, ask);
        assertThat(me.get(plan).body()).contains("no agreement with it on personal data");
        assertThat(count("step_link")).isZero();
        shares(partner, true);
        String link = link(me);
        Visitor anybody = new Visitor(port);
        assertThat(anybody.get(link).body()).contains("Safe flat");
        withdraw();
        assertThat(anybody.get(link).body()).contains("endi ishlamaydi").doesNotContain("Safe flat");
        anybody.submit("/uz/plan", link, "answer", "CONFIRMED");
        assertThat(count("step_word")).isZero();
        consent();
        shares(partner, false);
        assertThat(anybody.get(link).body()).doesNotContain("Safe flat");
        shares(partner, true);
        assertThat(anybody.get(link).body()).contains("Safe flat");
    }

    @Test
    void aLinkShowsNothingOfWhatTheStepSaysLaterNorWhenItHasEnded() {
        Visitor me = signedIn(worker);
        forAPartner(me, "Passport");
        agree(me);
        consent();
        String first = link(me);
        Visitor clinic = new Visitor(port);
        clinic.submit(first, first, "answer", "CONFIRMED");
        assertThat(clinic.get(first).body()).contains("Passport");
        String path = plan + "/steps/" + stepId();
        UUID shelter = cases.partner(centre, worker, Map.of("kind", "SHELTER"));
        String[] changed = with(step(me.get(path)), "text", "A bed", "doer", "PARTNER", "partner", shelter.toString());
        assertThat(me.post(path, changed).status()).isEqualTo(303);
        assertThat(clinic.get(first).body()).doesNotContain("A bed", "Passport");
        agree(me);
        String second = link(me);
        String third = link(me);
        Visitor house = new Visitor(port);
        assertThat(house.get(second).body()).doesNotContain("A bed");
        assertThat(house.get(third).body()).contains("A bed");
        assertThat(clinic.get(first).body()).doesNotContain("A bed");
        house.submit(third, third, "answer", "CONFIRMED");
        fixtures.jdbc()
                .sql("update reintegration.step_link set expires_at = now() where case_id = ?")
                .param(file.id())
                .update();
        assertThat(house.get(third).body()).doesNotContain("A bed");
    }

    @Test
    void aPartnerLearnsNoReferenceThatOpensThePlan() {
        Visitor me = signedIn(worker);
        forAPartner(me, "Passport");
        agree(me);
        consent();
        var made = me.submit(plan, plan + "/steps/" + stepId() + "/link");
        String link = address(made.body());
        String readable = reference().substring(0, 4) + " " + reference().substring(4);
        assertThat(new Visitor(port).get(link).body()).doesNotContain(readable);
        String own = said("select substr(reference, 1, 4) || ' ' || substr(reference, 5) from reintegration.step_link"
                + " where case_id = ?");
        assertThat(new Visitor(port).get(link).body()).contains(own);
        assertThat(made.body()).contains(own).doesNotContain(readable);
        assertThat(me.get(plan).body()).contains(own);
    }

    @Test
    void whoeverKnowsAReferenceCannotLockTheClientOut() throws Exception {
        Visitor me = ready("100");
        String code = me.submit(plan, plan + "/code").value("code").orElseThrow();
        Visitor elsewhere = new Visitor(port, InetAddress.getByName("127.0.0.2"));
        int last = 0;
        for (int i = 0; i < 12; i++) {
            last = elsewhere
                    .submit("/en/plan", "/en/plan", "reference", reference(), "code", "ABCD2345")
                    .status();
        }
        assertThat(last).isEqualTo(429);
        assertThat(new Visitor(port)
                        .submit("/en/plan", "/en/plan", "reference", reference(), "code", code)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void whatAnApprovedSumBuysIsApprovedAnew() {
        Visitor me = ready("100");
        Visitor second = signedIn(other);
        second.submit(plan, plan + "/approve", "seen", version());
        assertThat(state()).isEqualTo("APPROVED");
        assertThat(catchThrowable(() -> reword("Car repair"))).isInstanceOf(DataIntegrityViolationException.class);
        String path = plan + "/steps/" + stepId();
        second.post(path, with(step(second.get(path)), "text", "Car repair", "cost", "100", "currency", "USD"));
        assertThat(state()).isEqualTo("SUBMITTED");
        me.submit(plan, plan + "/approve", "seen", version());
        assertThat(me.get(plan).body()).contains("when the client agreed to the plan as it stands");
        assertThat(state()).isEqualTo("SUBMITTED");
        agree(me);
        me.submit(plan, plan + "/approve", "seen", version());
        assertThat(state()).isEqualTo("APPROVED");
        reword("–");
    }

    @Test
    void anAgreementIsToWhatTheClientHasRead() throws IOException {
        Visitor me = ready("100");
        signedIn(other).submit(plan, plan + "/approve", "seen", version());
        assertThat(paper(me)).contains("Kelishilgan").doesNotContain("reja oʻzgardi");
        String path = plan + "/goals/" + goalId();
        var form = me.get(path);
        me.post(
                path,
                "_csrf",
                form.value("_csrf").orElseThrow(),
                "version",
                form.value("version").orElseThrow(),
                "dimension",
                "ECONOMIC",
                "text",
                "Drives a taxi");
        assertThat(state()).isEqualTo("APPROVED");
        assertThat(me.get(plan).body()).contains("has changed since", "Drives a taxi");
        assertThat(paper(me)).doesNotContain("Kelishilgan").contains("reja oʻzgardi");
        String code = me.submit(plan, plan + "/code").value("code").orElseThrow();
        Visitor own = new Visitor(port);
        String page = own.submit("/uz/plan", "/uz/plan", "reference", reference(), "code", code)
                .location();
        assertThat(own.get(page).body()).contains("reja oʻzgardi");
        agree(me);
        assertThat(own.get(page).body()).doesNotContain("reja oʻzgardi");
        assertThat(paper(me)).contains("Kelishilgan");
    }

    @Test
    void fromAStepOneGoesOnAndThePlanShowsWhatCameOfIt() {
        Visitor me = ready("100");
        String base = "/staff/cases/" + file;
        String kind = "update reintegration.action set kind = 'VOCATIONAL_TRAINING', cost = null, currency = null"
                + " where case_id = ?";
        fixtures.jdbc().sql(kind).param(file.id()).update();
        UUID step = stepId();
        assertThat(me.get(plan).body())
                .contains(
                        base + "/assistance/new?step=" + step,
                        base + "/trainings?action=" + step,
                        base + "/referrals?action=" + step);
        assertThat(me.get(base + "/referrals?action=" + step).value("action")).hasValue(step.toString());
        assertThat(me.get(base + "/referrals/new?service=LEGAL&action=" + step).value("action"))
                .hasValue(step.toString());
        assertThat(me.get(base + "/trainings?action=" + step).value("action")).hasValue(step.toString());
        UUID course = cases.course(centre, worker, Map.of("name", "Sewing for all"));
        UUID enrolment = cases.enrolment(centre, file, client, course, worker, Map.of("action_id", step));
        UUID referral = cases.referral(centre, file, client, worker, Map.of("action_id", step));
        assertThat(me.get(plan).body())
                .contains("Sewing for all", "Enrolled", "Legal clinic", base + "/referrals/" + referral)
                .doesNotContain("Mark the step done");
        signedIn(other).submit(plan, plan + "/approve", "seen", version());
        fixtures.jdbc()
                .sql("update reintegration.enrolment set state = 'COMPLETED' where id = ?")
                .param(enrolment)
                .update();
        assertThat(me.get(plan).body()).doesNotContain("Mark the step done");
        fixtures.jdbc()
                .sql("update reintegration.referral set state = 'SERVED', served_at = now() where id = ?")
                .param(referral)
                .update();
        var page = me.get(plan);
        assertThat(page.body()).contains("Mark the step done");
        me.submit(plan, plan + "/steps/" + step + "/state", "state", "DONE");
        assertThat(events("STEP_DONE")).isOne();
        assertThat(me.get(plan).body()).doesNotContain("Mark the step done");
    }

    @Test
    void whoDecidesAndWhoAskedAreToldWithoutNamesOrSums() {
        Visitor boss = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        Visitor me = ready("100");
        assertThat(boss.get("/staff/tasks").body())
                .contains("A plan waits for approval")
                .doesNotContain("100.00");
        boss.submit(plan, plan + "/send-back", "seen", version(), "reason", "The oven is too dear");
        assertThat(boss.get("/staff/tasks").body()).doesNotContain("A plan waits for approval");
        assertThat(me.get("/staff/tasks").body())
                .contains("A plan you submitted was sent back", "href=\"" + plan + "\"")
                .doesNotContain("too dear");
        assertThat(me.get(plan).body()).contains("The oven is too dear");
        me.submit(plan, plan + "/submit");
        assertThat(boss.get("/staff/tasks").body()).contains("A plan waits for approval");
        boss.submit(plan, plan + "/approve", "seen", version());
        assertThat(boss.get("/staff/tasks").body()).doesNotContain("A plan waits for approval");
        assertThat(me.get("/staff/tasks").body()).contains("A plan you submitted was approved");
    }

    @Test
    void theCaseWorkerIsToldWhenACourseOfThePlanIsCompleted() {
        UUID step = cases.step(centre, file, worker, Map.of("kind", "VOCATIONAL_TRAINING"));
        UUID course = cases.course(centre, worker, Map.of());
        UUID enrolment = cases.enrolment(centre, file, client, course, worker, Map.of("action_id", step));
        String page = "/staff/courses/" + course;
        signedIn(other).submit(page, page + "/enrolments/" + enrolment, "state", "COMPLETED");
        assertThat(signedIn(worker).get("/staff/tasks").body()).contains("A course of the plan is completed");
    }

    @Test
    void thatACourseOfAStepFewKnowOfIsCompletedIsToldToTheTeamAlone() {
        UUID shelter = cases.partner(centre, worker, Map.of("services", new String[] {"SHELTER"}));
        UUID step = cases.step(
                centre, file, worker, Map.of("kind", "VOCATIONAL_TRAINING", "doer", "PARTNER", "partner_id", shelter));
        UUID course = cases.course(centre, worker, Map.of());
        UUID enrolment = cases.enrolment(centre, file, client, course, worker, Map.of("action_id", step));
        String page = "/staff/courses/" + course;
        Visitor colleague = signedIn(other);
        assertThat(colleague
                        .submit(page, page + "/enrolments/" + enrolment, "state", "COMPLETED")
                        .status())
                .isEqualTo(303);
        assertThat(signedIn(worker).get("/staff/tasks").body()).contains("A course of the plan is completed");
        assertThat(said("select count(*)::text from reintegration.task where case_id = ? and step_id is null"))
                .isEqualTo("0");
        assertThat(colleague.get("/staff/cases/" + file).body()).doesNotContain("A course of the plan is completed");
    }

    @Test
    void ofAProtectedCaseOnlyTheTeamIsToldThatAPlanWaits() {
        Visitor boss = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        var point = fixtures.staff(centre, Role.CASE_WORKER);
        cases.focalPoint(centre, point);
        protect();
        ready("100");
        assertThat(boss.get("/staff/tasks").body()).doesNotContain("A plan waits for approval");
        assertThat(signedIn(other).get("/staff/tasks").body()).doesNotContain("A plan waits for approval");
        assertThat(signedIn(point).get("/staff/tasks").body()).contains("A plan waits for approval");
    }

    @Test
    void aStepOfAPartnerWhoTellsOfProtectionIsForTheTeamAlone() throws IOException {
        Visitor me = signedIn(worker);
        var member = fixtures.staff(centre, Role.CASE_WORKER);
        cases.member(centre, file, member, worker);
        UUID shelter =
                cases.partner(centre, worker, Map.of("name", "House of Dawn", "services", new String[] {"SHELTER"}));
        goal(me, "Lives safely");
        String form = plan + "/goals/" + goalId() + "/steps/new";
        me.post(form, with(step(me.get(form)), "text", "Flour is bought"));
        String path = plan + "/steps/" + stepId();
        String add = plan + "/goals/" + goalId() + "/steps/new";
        me.post(
                add,
                with(
                        step(me.get(add)),
                        "text",
                        "A bed for the night",
                        "doer",
                        "PARTNER",
                        "partner",
                        shelter.toString(),
                        "cost",
                        "77",
                        "currency",
                        "USD"));
        String kept = plan + "/steps/" + stepId();
        agree(me);
        me.submit(plan, plan + "/submit");
        assertThat(me.get(plan).body()).contains("A bed for the night", "House of Dawn");
        var point = fixtures.staff(centre, Role.CASE_WORKER);
        cases.focalPoint(centre, point);
        assertThat(signedIn(point).get(plan).body()).contains("A bed for the night");
        Visitor colleague = signedIn(other);
        assertThat(colleague.get(plan).body())
                .contains("Flour is bought")
                .doesNotContain("A bed for the night", "House of Dawn", "77.00", "Approve the plan");
        assertThat(paper(colleague)).contains("Flour is bought").doesNotContain("A bed for the night");
        assertThat(colleague.get(kept).status()).isEqualTo(404);
        assertThat(colleague.get(path).status()).isEqualTo(200);
        assertThat(colleague.get("/staff/approvals").body()).doesNotContain(plan);
        assertThat(colleague.submit(plan, kept + "/state", "state", "CANCELLED").status())
                .isEqualTo(404);
        colleague.submit(plan, plan + "/approve", "seen", version());
        assertThat(colleague.get(plan).body()).contains("Somebody of the team of this case approves the plan");
        assertThat(state()).isEqualTo("SUBMITTED");
        assertThat(colleague.get("/staff/cases/" + file).body().split("Step added to the plan", -1))
                .hasSize(2);
        assertThat(me.get("/staff/cases/" + file).body().split("Step added to the plan", -1))
                .hasSize(3);
        assertThat(signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER))
                        .get("/staff/cases/supervision")
                        .body())
                .doesNotContain("wait for approval", "waits for approval");
        cases.glass(centre, client, other, java.time.Instant.now());
        assertThat(colleague.get(plan).body()).contains("A bed for the night");
        colleague.submit(plan, plan + "/approve", "seen", version());
        assertThat(state()).isEqualTo("SUBMITTED");
        assertThat(colleague.submit(plan, kept + "/state", "state", "CANCELLED").status())
                .isIn(403, 404, 409);
        assertThat(said("select string_agg(state, ' ') from reintegration.action where case_id = ?"))
                .isEqualTo("PLANNED PLANNED");
        Visitor second = signedIn(member);
        assertThat(second.get("/staff/tasks").body()).contains("A plan waits for approval");
        second.submit(plan, plan + "/approve", "seen", version());
        assertThat(state()).isEqualTo("APPROVED");
    }

    @Test
    void aClosedCaseAndOneOpenedInAnEmergencyShowNoForms() {
        Visitor me = ready("100");
        protect();
        Visitor glass = signedIn(other);
        cases.glass(centre, client, other, java.time.Instant.now());
        String page = glass.get(plan).body();
        assertThat(page).contains("Oven", "You see this case because").doesNotContain(plan + "/steps", plan + "/goals");
        assertThat(page).doesNotContain("method=\"post\" action=\"" + plan);
        assertThat(glass.get(plan + "/goals/new").location()).isEqualTo(plan);
        assertThat(glass.get(plan).body()).contains("You may only read this case");
        assertThat(glass.get(plan + "/plan.pdf").status()).isEqualTo(200);
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(me.get(plan).body()).doesNotContain("method=\"post\" action=\"" + plan);
        assertThat(me.get(plan + "/steps/" + stepId()).location()).isEqualTo(plan);
        for (String form : List.of("/goals/new", "/steps/" + stepId())) {
            Visitor.Page late = me.submit("/staff/cases", plan + form, "text", "Sell bread in the market");
            assertThat(late.status()).as(form).isEqualTo(409);
            assertThat(late.body())
                    .as("why, and what was written")
                    .contains("The case is closed", "What you had written", "Sell bread in the market");
        }
    }

    @Test
    void aStepSavedBackUnchangedKeepsAPartnerThatRetiredAndAFundThatEnded() {
        Visitor me = signedIn(worker);
        UUID fund = cases.fund(centre, worker, Map.of());
        UUID partner = forAPartner(me, "Passport");
        String path = plan + "/steps/" + stepId();
        String[] paid = with(
                step(me.get(path)),
                "text",
                "Passport",
                "doer",
                "PARTNER",
                "partner",
                partner.toString(),
                "cost",
                "40",
                "currency",
                "USD",
                "fund",
                fund.toString(),
                "note",
                "Ask at the gate");
        assertThat(me.post(path, paid).status()).isEqualTo(303);
        fixtures.jdbc()
                .sql("update partners.partner set retired_at = now() where id = ?")
                .param(partner)
                .update();
        fixtures.jdbc()
                .sql("update reintegration.fund set ends_on = date '2026-02-01' where id = ?")
                .param(fund)
                .update();
        fixtures.jdbc()
                .sql("update reintegration.action set due_on = date '2026-01-20' where case_id = ?")
                .param(file.id())
                .update();
        var form = me.get(path);
        assertThat(form.body())
                .containsPattern("<option[^>]*" + partner + "[^>]*selected")
                .containsPattern("<option[^>]*" + fund + "[^>]*selected");
        assertThat(me.post(
                                path,
                                with(
                                        paid,
                                        "dueOn",
                                        "2026-01-20",
                                        "version",
                                        form.value("version").orElseThrow()))
                        .status())
                .isEqualTo(303);
        assertThat(
                        said(
                                "select partner_id || ' ' || fund_id || ' ' || note from reintegration.action where case_id = ?"))
                .isEqualTo(partner + " " + fund + " Ask at the gate");
        assertThat(
                        said(
                                "select count(*)::text from reintegration.plan_change where what = 'STEP_CHANGED' and case_id = ?"))
                .isEqualTo("1");
    }

    @Test
    void thePlanCostsTenStatementsHoweverLong() {
        Visitor me = ready("100");
        for (int i = 0; i < 5; i++) {
            goal(me, "Goal " + i);
        }
        Statements.forget();
        assertThat(me.get(plan).status()).isEqualTo(200);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        String path = plan + "/steps/" + stepId();
        Statements.forget();
        assertThat(me.get(path).status()).isEqualTo(200);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
    }

    /** A plan of one goal with one step that costs, agreed and submitted by the worker. */
    private Visitor ready(String cost) {
        Visitor me = signedIn(worker);
        goal(me, "Bakes");
        String path = plan + "/goals/" + goalId() + "/steps/new";
        me.post(path, with(step(me.get(path)), "text", "Oven", "cost", cost, "currency", "USD"));
        agree(me);
        me.submit(plan, plan + "/submit");
        return me;
    }

    /** A plan of one step that a partner is to do. @return the partner */
    private UUID forAPartner(Visitor me, String text) {
        UUID partner = cases.partner(centre, worker, Map.of());
        goal(me, "Papers");
        String path = plan + "/goals/" + goalId() + "/steps/new";
        me.post(path, with(step(me.get(path)), "text", text, "doer", "PARTNER", "partner", partner.toString()));
        return partner;
    }

    private void agree(Visitor me) {
        me.submit(plan, plan + "/agreed", "agreedOn", "2026-11-01", "agreedHow", "ORAL");
    }

    /** A new link for the partner of the step. */
    private String link(Visitor me) {
        return address(me.submit(plan, plan + "/steps/" + stepId() + "/link").body());
    }

    private static String address(String page) {
        var address = Pattern.compile("/uz/step/[A-Za-z0-9_-]{22}").matcher(page);
        assertThat(address.find()).isTrue();
        return address.group();
    }

    private String paper(Visitor me) throws IOException {
        try (var document = Loader.loadPDF(me.download(
                plan + "/plan.pdf", "_csrf", me.get(plan).value("_csrf").orElseThrow()))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private void protect() {
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
    }

    private void consent() {
        fixtures.jdbc()
                .sql(
                        "insert into clients.consent (id, client_id, centre_id, purpose, wording, language, how, given_at)"
                                + " values (gen_random_uuid(), ?, ?, 'SHARE_WITH_PARTNER', '1', 'uz', 'ORAL', clock_timestamp())")
                .params(client.id(), centre.id().id())
                .update();
    }

    private void withdraw() {
        fixtures.jdbc()
                .sql("update clients.consent set withdrawn_at = now() where client_id = ? and withdrawn_at is null")
                .param(client.id())
                .update();
    }

    private void shares(UUID partner, boolean data) {
        fixtures.jdbc()
                .sql("update partners.partner set shares_data = ? where id = ?")
                .params(data, partner)
                .update();
    }

    private void reword(String text) {
        fixtures.jdbc()
                .sql("update reintegration.action set text = ? where case_id = ?")
                .params(text, file.id())
                .update();
    }

    private void goal(Visitor me, String text) {
        var form = me.get(plan + "/goals/new");
        me.post(
                plan + "/goals/new",
                "_csrf",
                form.value("_csrf").orElseThrow(),
                "once",
                form.value("once").orElseThrow(),
                "dimension",
                "ECONOMIC",
                "text",
                text);
    }

    private static String[] step(Visitor.Page form) {
        return new String[] {
            "_csrf", form.value("_csrf").orElseThrow(),
            "once", form.value("once").orElse(""),
            "version", form.value("version").orElse(""),
            "kind", "NON_CASH",
            "doer", "STAFF",
            "dueOn", LocalDate.of(2027, 3, 1).toString()
        };
    }

    /** The fields with some replaced or added. */
    private static String[] with(String[] fields, String... more) {
        var all = new java.util.LinkedHashMap<String, String>();
        for (String[] some : List.of(fields, more)) {
            for (int i = 0; i < some.length; i += 2) {
                all.put(some[i], some[i + 1]);
            }
        }
        return all.entrySet().stream()
                .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                .toArray(String[]::new);
    }

    private static int gzipped(String body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }

    private UUID goalId() {
        return one("select id from reintegration.goal where case_id = ? order by id desc limit 1");
    }

    private UUID stepId() {
        return one("select id from reintegration.action where case_id = ? order by id desc limit 1");
    }

    private UUID one(String sql) {
        return fixtures.jdbc().sql(sql).param(file.id()).query(UUID.class).single();
    }

    private String said(String sql) {
        return fixtures.jdbc().sql(sql).param(file.id()).query(String.class).single();
    }

    private String state() {
        return said("select state from reintegration.plan where case_id = ?");
    }

    private String version() {
        return said("select version::text from reintegration.plan where case_id = ?");
    }

    private String text() {
        return said("select text from reintegration.action where case_id = ?");
    }

    private String reference() {
        return said("select reference from reintegration.case_file where id = ?");
    }

    private int count(String table) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration." + table + " where case_id = ?")
                .param(file.id())
                .query(Integer.class)
                .single();
    }

    private int events(String kind) {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.case_event where case_id = ? and kind = ?")
                .params(file.id(), kind)
                .query(Integer.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(who.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
