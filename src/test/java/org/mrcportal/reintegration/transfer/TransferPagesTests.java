package org.mrcportal.reintegration.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.mrcportal.centres.Stretch;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.reintegration.CaseFigures;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.Scope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class TransferPagesTests {

    private static final String LETTER = "Wants to learn welding; two steps of the plan are done";

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final ClientDirectory directory;
    private final CaseFigures figures;
    private final Fixtures.Centre here = fixtures.centre();
    private final Fixtures.Centre there = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(here, Role.CASE_WORKER);
    private final Fixtures.Staff other = fixtures.staff(there, Role.CASE_WORKER);
    private ClientId client = new ClientId(UUID.randomUUID());
    private CaseId file = new CaseId(UUID.randomUUID());

    @LocalServerPort
    int port;

    @Autowired
    TransferPagesTests(ClientDirectory directory, CaseFigures figures) {
        this.directory = directory;
        this.figures = figures;
    }

    @BeforeEach
    void openACase() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
        client = person("Malika Karimova", Set.of("SERVICE", "SHARE_WITH_NETWORK"));
        file = cases.caseFile(here, client, worker, Map.of());
    }

    private ClientId person(String name, Set<String> purposes) {
        return Scope.of(here.id().id())
                .readByPortal()
                .call(() -> directory.register(
                        here.id(),
                        new Contact(new PersonName(name), new PhoneNumber("+998901234567"), null, true, true, null),
                        "uz",
                        purposes,
                        "ORAL"));
    }

    @Test
    void aCaseChangesHandsOnlyWhenTheOtherCentreAcceptsAndUntilThenItSeesTheLeast() {
        Visitor me = signedIn(worker);
        Visitor colleague = signedIn(other);
        offer(me);
        assertThat(state(file)).isEqualTo("ACTIVE");
        assertThat(colleague.get("/staff/transfers").body())
                .contains(here.name(), "Voluntary return")
                .doesNotContain("Malika", "Karimova", LETTER, file.toString());
        assertThat(colleague.get("/staff/cases/" + file).status()).isEqualTo(404);
        String taken = colleague.submit("/staff/transfers", accept()).location();
        assertThat(taken).startsWith("/staff/cases/").doesNotContain(file.toString());
        assertThat(colleague.get(taken).body()).contains(LETTER, here.name());
        assertThat(state(file)).isEqualTo("CLOSED");
        assertThat(me.get(at("")).body()).contains("Transferred");
        assertThat(me.get(taken).status()).isEqualTo(404);
        assertThat(fixtures.jdbc()
                        .sql("""
                                select count(*) from reintegration.case_file c join clients.client k on k.id = c.client_id
                                where c.centre_id = ? and k.centre_id = c.centre_id and c.owner_id = ?
                                """)
                        .params(there.id().id(), other.id().id())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(distinct centre_id) from audit.trail where action in ('CASE_TRANSFERRED', 'CASE_ARRIVED') and centre_id in (?, ?)")
                        .params(here.id().id(), there.id().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void withoutConsentNothingIsOfferedAndConsentTakenBackStopsTheAcceptance() {
        Visitor me = signedIn(worker);
        offer(me);
        withdraw();
        Visitor colleague = signedIn(other);
        assertThat(colleague.get("/staff/transfers").body()).doesNotContain(here.name(), "Voluntary return");
        assertThat(colleague.submit("/staff/transfers", accept()).status()).isEqualTo(404);
        assertThat(state(file)).isEqualTo("ACTIVE");
        assertThat(openQuestions()).isZero();
        assertThat(me.get(at("")).body()).contains("has not agreed").doesNotContain("<textarea");
        assertThat(colleague.get("/staff/transfers").body()).doesNotContain(here.name());
    }

    @Test
    void aQuestionAboutACaseThatBecomesProtectedIsTakenBackWithItsTask() {
        Visitor me = signedIn(worker);
        offer(me);
        Visitor manager = signedIn(fixtures.staff(there, Role.CENTRE_MANAGER));
        assertThat(openQuestions()).isOne();
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        assertThat(openQuestions()).isZero();
        assertThat(manager.submit("/staff/transfers", accept()).status()).isEqualTo(404);
        assertThat(state(file)).isEqualTo("ACTIVE");
    }

    /** Tasks of the other centre that tell of an offer. */
    private int openQuestions() {
        return fixtures.jdbc()
                .sql(
                        "select count(*) from reintegration.task where centre_id = ? and kind = 'TRANSFER_OFFERED' and done_at is null")
                .param(there.id().id())
                .query(Integer.class)
                .single();
    }

    @Test
    void whatWasStillOpenAtTheOldCentreIsCalledOff() {
        UUID course = cases.course(here, worker, Map.of());
        cases.enrolment(here, file, client, course, worker, Map.of());
        cases.followUp(here, file, client, LocalDate.of(2999, 1, 1), Map.of());
        cases.referral(here, file, client, worker, Map.of());
        new TransferredCase(fixtures, cases, here, worker, file).requestedAssistance();
        UUID signs = cases.task(here, file, "STRONG_SCREENING", Instant.now(), Map.of());
        UUID own = cases.task(here, file, "OWN", Instant.now(), Map.of("text", "Ring the college"));
        offer(signedIn(worker));
        signedIn(other).submit("/staff/transfers", accept());
        assertThat(state(file)).isEqualTo("CLOSED");
        for (String open : List.of(
                "enrolment where state = 'ENROLLED' and",
                "follow_up where state = 'DUE' and",
                "referral where state = 'SENT' and",
                "assistance where state = 'REQUESTED' and")) {
            assertThat(fixtures.jdbc()
                            .sql("select count(*) from reintegration." + open + " case_id = ?")
                            .param(file.id())
                            .query(Integer.class)
                            .single())
                    .as(open)
                    .isZero();
        }
        assertThat(fixtures.jdbc()
                        .sql("select id from reintegration.task where id in (?, ?) and done_at is null")
                        .params(signs, own)
                        .query(UUID.class)
                        .list())
                .as("supervisors here still look at strong signs, which do not come along")
                .containsExactly(signs);
    }

    @Test
    void whoIsLateKeepsTheLetterAndIsToldThatNothingWasAsked() {
        Visitor me = signedIn(worker);
        Visitor.Page late = me.get(at(""));
        offer(me);
        Visitor.Page answer = me.post(at(""), form(late));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("Nothing was changed", LETTER);
        me.submit(at(""), at("/withdraw"));
        late = me.get(at(""));
        withdraw();
        answer = me.post(at(""), form(late));
        assertThat(answer.body()).contains("Nothing was changed", LETTER);
    }

    @Test
    void aCaseThatAnotherCentreCarriesIsNotTakenUpAgain() {
        offer(signedIn(worker));
        signedIn(other).submit("/staff/transfers", accept());
        Visitor me = signedIn(worker);
        String closing = at("").replace("/transfer", "/closing");
        assertThat(me.get(closing).body()).contains("Another centre carries this case now");
        me.submit("/staff/cases", closing + "/reopen", "why", "Because");
        assertThat(state(file)).isEqualTo("CLOSED");
        assertThat(me.get(at("").replace("/transfer", "")).body())
                .as("how much was called off may tell of what few know of")
                .doesNotContain("called off", "given back with the closing");
    }

    @Test
    void aCaseThatIsClosedMeanwhileIsNoLongerOffered() {
        offer(signedIn(worker));
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        Visitor colleague = signedIn(other);
        assertThat(colleague.get("/staff/transfers").body()).doesNotContain(here.name());
        assertThat(colleague.submit("/staff/transfers", accept()).status()).isEqualTo(404);
        assertThat(signedIn(fixtures.staff(there, Role.CENTRE_MANAGER))
                        .get("/staff/tasks")
                        .body())
                .doesNotContain("asks you to take a case on");
    }

    @Test
    void thePagesOfBothCentresTakeFewStatements() {
        new TransferredCase(fixtures, cases, here, worker, file).plan();
        Visitor me = signedIn(worker);
        me.post(at(""), form(me.get(at("")), "takes", "ASSESSMENTS", "takes", "PLAN", "how", "ORAL"));
        Visitor colleague = signedIn(other);
        few(me, at(""));
        few(colleague, "/staff/transfers");
        String taken = colleague.submit("/staff/transfers", accept()).location();
        String there = taken.replace("/transfer", "");
        few(colleague, taken);
        few(colleague, there + "/plan");
        few(colleague, there + "/assessments");
        few(colleague, there);
    }

    /** Beside those of the session; the name of the other centre takes two. */
    private static void few(Visitor visitor, String page) {
        visitor.get(page);
        Statements.forget();
        assertThat(visitor.get(page).status()).isEqualTo(200);
        assertThat(Statements.seen().stream().filter(one -> !one.contains("accounts.session")))
                .as(page)
                .hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void aRefusalLeavesTheCaseWhereItIsAndSaysWhy() {
        Visitor me = signedIn(worker);
        offer(me);
        Visitor colleague = signedIn(other);
        colleague.submit("/staff/transfers", accept().replace("/accept", "/refuse"), "reason", "NOT_OURS");
        assertThat(state(file)).isEqualTo("ACTIVE");
        assertThat(me.get(at("")).body()).contains("Refused", "does not live here");
        assertThat(me.get("/staff/tasks").body()).contains("does not take the case on");
        assertThat(colleague.get("/staff/tasks").body()).doesNotContain("asks you to take a case on");
    }

    @Test
    void ofTwoWhoAcceptAtOnceOneGetsTheCase() throws Exception {
        offer(signedIn(worker));
        String accept = accept();
        List<Visitor> colleagues = List.of(signedIn(other), signedIn(fixtures.staff(there, Role.CENTRE_MANAGER)));
        CyclicBarrier together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> all = new ArrayList<>();
            for (Visitor one : colleagues) {
                String token = one.get("/staff/transfers").value("_csrf").orElse("");
                all.add(threads.submit(() -> {
                    together.await();
                    return one.post(accept, "_csrf", token).status();
                }));
            }
            for (Future<?> one : all) {
                assertThat((Integer) one.get()).isIn(303, 404);
            }
        }
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from reintegration.case_file where centre_id = ?")
                        .param(there.id().id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void aProtectedCaseIsOfferedToTheFocalPointAloneAndAThirdCentreFindsNothing() {
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        Fixtures.Staff focal = fixtures.staff(there, Role.CASE_WORKER);
        cases.focalPoint(there, focal);
        offer(signedIn(worker));
        Fixtures.Centre third = fixtures.centre();
        for (Fixtures.Staff stranger : List.of(other, fixtures.staff(third, Role.CENTRE_MANAGER))) {
            Visitor visitor = signedIn(stranger);
            assertThat(visitor.get("/staff/transfers").body()).doesNotContain(here.name());
            assertThat(visitor.submit("/staff/transfers", accept()).status()).isEqualTo(404);
        }
        assertThat(signedIn(focal).get("/staff/transfers").body()).contains(here.name());
        assertThat(signedIn(focal).get("/staff/tasks").body()).contains("asks you to take a case on");
        for (Fixtures.Staff manager :
                List.of(fixtures.staff(there, Role.CENTRE_MANAGER), fixtures.staff(third, Role.CENTRE_MANAGER))) {
            assertThat(signedIn(manager).get("/staff/tasks?view=centre").body())
                    .doesNotContain("asks you to take a case on");
        }
    }

    @Test
    void thatAProtectedCaseIsOfferedIsForWhoeverIsFocalPointNow() {
        Fixtures.Staff before = fixtures.staff(there, Role.CASE_WORKER);
        cases.focalPoint(there, before);
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        offer(signedIn(worker));
        assertThat(signedIn(before).get("/staff/tasks").body()).contains("asks you to take a case on");
        fixtures.jdbc()
                .sql("delete from reintegration.focal_point where staff_id = ?")
                .param(before.id().id())
                .update();
        Fixtures.Staff now = fixtures.staff(there, Role.CASE_WORKER);
        cases.focalPoint(there, now);
        assertThat(signedIn(before).get("/staff/tasks").body()).doesNotContain("asks you to take a case on");
        assertThat(signedIn(now).get("/staff/tasks").body()).contains("asks you to take a case on");
    }

    @Test
    void aProtectedCaseIsNotOfferedWhereNobodyCouldTakeItOn() {
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        Visitor me = signedIn(worker);
        Visitor.Page sent = me.post(at(""), form(me.get(at(""))));
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.body()).contains("nobody watches over protection yet", LETTER);
    }

    @Test
    void whoMayAcceptFindsATaskThatIsDoneOnceTheQuestionIsSettledAndTheOwnerHearsTheAnswer() {
        Fixtures.Staff manager = fixtures.staff(there, Role.CENTRE_MANAGER);
        offer(signedIn(worker));
        Visitor there = signedIn(manager);
        assertThat(there.get("/staff/tasks").body())
                .contains("asks you to take a case on", "/staff/transfers")
                .doesNotContain("Malika", file.toString());
        assertThat(there.get("/staff/transfers").body()).contains("Yes, we take it on");
        there.submit("/staff/transfers", accept());
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from reintegration.task where centre_id = ? and done_at is null")
                        .param(this.there.id().id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(signedIn(worker).get("/staff/tasks").body()).contains("has taken the case on");
        Visitor again = signedIn(worker);
        assertThat(again.get(at("")).body()).doesNotContain("<textarea");
    }

    @Test
    void whoMayAcceptFindsNoTaskAnyMoreOnceTheQuestionIsTakenBackAndTheOwnerHearsOfIt() {
        offer(signedIn(worker));
        Visitor manager = signedIn(fixtures.staff(here, Role.CENTRE_MANAGER));
        manager.submit(at(""), at("/withdraw"));
        assertThat(signedIn(fixtures.staff(there, Role.CENTRE_MANAGER))
                        .get("/staff/tasks")
                        .body())
                .doesNotContain("asks you to take a case on");
        assertThat(signedIn(worker).get("/staff/tasks").body()).contains("withdrew the request");
    }

    @Test
    void whatThePersonAllowedComesAlongAndSaysFromWhereAndWhatStaffKeepToThemselvesStays() {
        TransferredCase kept = new TransferredCase(fixtures, cases, here, worker, file);
        ClientId sister = person("Nigora Karimova", Set.of("SERVICE", "SHARE_WITH_NETWORK"));
        ClientId brother = person("Jasur Karimov", Set.of("SERVICE"));
        kept.household(Map.of(client, "SELF", sister, "SIBLING", brother, "SPOUSE"));
        kept.survey("BASELINE", client, "0.41");
        kept.survey("M3", client, "0.52");
        kept.survey("BASELINE", brother, "0.22");
        kept.plan();
        kept.protection();

        Visitor me = signedIn(worker);
        assertThat(me.post(at(""), form(me.get(at("")), "takes", "PLAN")).body())
                .contains("Say how the person agreed");
        Visitor.Page sent = me.post(
                at(""),
                form(me.get(at("")), "takes", "ASSESSMENTS", "takes", "PLAN", "takes", "HOUSEHOLD", "how", "ORAL"));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        Visitor colleague = signedIn(other);
        assertThat(colleague.get("/staff/transfers").body())
                .contains("The assessments, The plan, People of the household")
                .doesNotContain("Malika", TransferredCase.GOAL);
        String taken = colleague.submit("/staff/transfers", accept()).location();
        String there = taken.replace("/transfer", "");

        String plan = colleague.get(there + "/plan").body();
        assertThat(plan)
                .contains("Taken over from " + here.name(), TransferredCase.GOAL, TransferredCase.OPEN_STEP, "Draft")
                .doesNotContain(
                        TransferredCase.DONE_STEP, TransferredCase.NOTE, "150\u00a0USD", "Return ", "Legal clinic");
        String list = colleague.get(there + "/assessments").body();
        assertThat(list)
                .contains("Taken over from " + here.name(), "0.41", "0.52")
                .doesNotContain("0.22");
        String baseline = list.replaceAll("(?s).*?href=\"(/staff/cases/[^\"]+/assessments/[0-9a-f-]{36})\".*", "$1");
        assertThat(colleague.get(baseline).body()).contains("Taken over from " + here.name(), "Version 1");
        assertThat(colleague.get(baseline + "/sections/ECONOMIC").body()).contains(TransferredCase.WORDS, "checked");
        String household = colleague.get(there + "/household").body();
        assertThat(household).contains("Nigora Karimova", "Taken over from").doesNotContain("Jasur");
        assertThat(household.split("<tr>")).hasSize(1 + 1 + 3);
        UUID id = UUID.fromString(there.substring(there.lastIndexOf('/') + 1));
        for (String table : List.of("screening", "restricted_note", "case_note")) {
            assertThat(fixtures.jdbc()
                            .sql("select count(*) from reintegration." + table + " where case_id = ?")
                            .param(id)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(*) from reintegration.action where case_id = ? and (cost, fund_id, partner_id, note) is distinct from (null, null, null, null)")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aStepThatFewMayKnowOfStaysSoAtTheNextCentre() {
        new TransferredCase(fixtures, cases, here, worker, file).plan();
        fixtures.jdbc()
                .sql("update reintegration.action set sensitive = true where case_id = ? and text = ?")
                .params(file.id(), TransferredCase.OPEN_STEP)
                .update();
        Visitor me = signedIn(worker);
        me.post(at(""), form(me.get(at("")), "takes", "PLAN", "how", "ORAL"));
        Visitor owner = signedIn(other);
        String taken = owner.submit("/staff/transfers", accept()).location().replace("/transfer", "/plan");
        assertThat(owner.get(taken).body()).contains(TransferredCase.OPEN_STEP);
        assertThat(signedIn(fixtures.staff(there, Role.CASE_WORKER)).get(taken).body())
                .contains(TransferredCase.GOAL)
                .doesNotContain(TransferredCase.OPEN_STEP);
    }

    @Test
    void aRoundThatCameAlongIsCountedOnceWhereItWasAskedAndTheFirstSurveyIsComparedWithLater() {
        TransferredCase kept = new TransferredCase(fixtures, cases, here, worker, file);
        kept.survey("BASELINE", client, "0.41");
        kept.survey("M3", client, "0.52");
        Visitor me = signedIn(worker);
        me.post(at(""), form(me.get(at("")), "takes", "ASSESSMENTS", "how", "WRITTEN"));
        String taken = signedIn(other).submit("/staff/transfers", accept()).location();
        CaseId now = CaseId.of(taken.split("/")[3]);
        ClientId person = new ClientId(fixtures.jdbc()
                .sql("select client_id from reintegration.case_file where id = ?")
                .param(now.id())
                .query(UUID.class)
                .single());
        new TransferredCase(fixtures, cases, there, other, now).survey("M6", person, "0.66");
        LocalDate first = LocalDate.of(2026, 1, 1);
        LocalDate last = LocalDate.of(2026, 12, 31);
        CaseFigures.Figures counted = Scope.of(
                        List.of(here.id().id(), there.id().id()))
                .readByPortal()
                .call(() -> figures.over(List.of(
                        new Stretch(0, here.id(), Fixtures.TASHKENT, first, last),
                        new Stretch(0, there.id(), Fixtures.TASHKENT, first, last))));
        assertThat(counted.counts().stream()
                        .filter(one -> one.dimension() == CaseFigures.Dimension.ROUND)
                        .map(one -> one.centre() + " " + one.value() + " " + one.number()))
                .containsExactlyInAnyOrder(here.id() + " M3_1 1", there.id() + " M6_1 1");
        assertThat(counted.changes().stream().filter(one -> one.centre() == null))
                .extracting(
                        CaseFigures.Change::round,
                        CaseFigures.Change::pairs,
                        one -> one.before().get(3))
                .containsExactlyInAnyOrder(tuple("M3_1", 1L, 0.41), tuple("M6_1", 1L, 0.41));
    }

    private String[] form(Visitor.Page page, String... more) {
        return Stream.concat(
                        Stream.of(
                                "_csrf",
                                page.value("_csrf").orElse(""),
                                "once",
                                page.value("once").orElse(""),
                                "to",
                                there.code(),
                                "urgency",
                                "NORMAL",
                                "letter",
                                LETTER),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private void offer(Visitor me) {
        var sent = me.post(at(""), form(me.get(at(""))));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
    }

    private String accept() {
        return "/staff/transfers/"
                + fixtures.jdbc()
                        .sql("select id from reintegration.transfer where case_id = ?")
                        .param(file.id())
                        .query(UUID.class)
                        .single()
                + "/accept";
    }

    private void withdraw() {
        fixtures.jdbc()
                .sql(
                        "update clients.consent set withdrawn_at = now() where client_id = ? and purpose = 'SHARE_WITH_NETWORK'")
                .param(client.id())
                .update();
    }

    private String at(String rest) {
        return "/staff/cases/" + file + "/transfer" + rest;
    }

    private String state(CaseId id) {
        return fixtures.jdbc()
                .sql("select state from reintegration.case_file where id = ?")
                .param(id.id())
                .query(String.class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff staff) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(staff.username(), Fixtures.PASSWORD);
        return visitor;
    }
}
