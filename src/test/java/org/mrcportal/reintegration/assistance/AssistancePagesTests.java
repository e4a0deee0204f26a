package org.mrcportal.reintegration.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
class AssistancePagesTests {

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final Fixtures.Staff manager = fixtures.staff(centre, Role.CENTRE_MANAGER);
    private final ClientId client = fixtures.client(centre);
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of());
    private final UUID fund = cases.fund(
            centre, worker, Map.of("starts_on", LocalDate.of(2020, 1, 1), "ends_on", LocalDate.of(2090, 1, 1)));
    private final String all = "/staff/cases/" + file + "/assistance";

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void assistanceIsAskedForApprovedBySomebodyElseDeliveredAndAcknowledged() {
        Visitor me = signedIn(worker);
        String help = ask(me, "text", "Oven", "cost", "300", "fewerReason", "One shop");
        assertThat(me.get("/staff/approvals").body()).contains("somebody else decides");
        me.submit(help, help + "/approve");
        assertThat(me.get(help).body()).contains("You asked for this");
        Visitor second = signedIn(manager);
        assertThat(second.get("/staff/approvals").body()).contains(help);
        second.submit(help, help + "/approve");
        assertThat(me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "300.01")
                        .body())
                .contains("No more than what was approved");
        me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "290", "deliveryNote", "With cable");
        assertThat(signedIn(manager).get("/staff/funds").body())
                .contains("at most", "500\u00a0USD", "9,500\u00a0USD")
                .doesNotContain("290", "9,710");
        cases.focalPoint(centre, manager);
        assertThat(signedIn(manager).get("/staff/funds").body()).contains("290", "9,710");
        me.submit(help, help + "/acknowledge", "acknowledgedOn", "2026-11-03", "acknowledgedHow", "ORAL");
        assertThat(state(help)).isEqualTo("ACKNOWLEDGED");
        assertThat(me.get(help).body()).contains("With cable", "290");
        me.submit(help, help + "/cancel", "reason", "Too late");
        assertThat(state(help)).isEqualTo("ACKNOWLEDGED");
        String waits = ask(me, "cost", "100", "fewerReason", "One shop");
        assertThat(me.submit(waits, waits + "/cancel", "reason", "x".repeat(501))
                        .body())
                .contains("id=\"why-error\"", "xxx");
        assertThat(me.get("/staff/approvals").body()).doesNotContain(help);
    }

    @Test
    void aDeliveryEnteredByMistakeIsTakenBackWithAReasonUntilItIsAcknowledged() {
        Visitor me = signedIn(worker);
        String help = ask(me, "text", "Oven", "cost", "300", "fewerReason", "One shop");
        Visitor boss = signedIn(manager);
        boss.submit(help, help + "/approve");
        cases.focalPoint(centre, manager);
        me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "29");
        assertThat(boss.get("/staff/funds").body()).contains("9,971");
        assertThat(me.submit(help, help + "/take-back", "reason", " ").body())
                .contains("Say why it is taken back", "id=\"why-error\"");
        assertThat(state(help)).isEqualTo("DELIVERED");
        me.submit(help, help + "/take-back", "reason", "It was 290");
        me.submit(help, help + "/take-back", "reason", "Pressed twice");
        assertThat(state(help)).isEqualTo("APPROVED");
        assertThat(events("HELP_TAKEN_BACK")).isOne();
        assertThat(me.get(help).body())
                .contains("Delivery taken back", "It was 290", "29\u00a0USD", worker.name())
                .doesNotContain("Pressed twice");
        assertThat(boss.get("/staff/funds").body()).contains("9,700").doesNotContain("9,971");
        me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "290");
        assertThat(boss.get("/staff/funds").body()).contains("9,710");
        me.submit(help, help + "/acknowledge", "acknowledgedOn", "2026-11-03", "acknowledgedHow", "ORAL");
        me.submit(help, help + "/take-back", "reason", "Too late");
        assertThat(state(help)).isEqualTo("ACKNOWLEDGED");
        assertThat(me.submit(help, help + "/acknowledge/take-back", "reason", " ")
                        .body())
                .contains("Say why it is taken back", "id=\"why-error\"");
        me.submit(help, help + "/acknowledge/take-back", "reason", "Somebody else signed");
        me.submit(help, help + "/acknowledge/take-back", "reason", "Pressed twice");
        assertThat(state(help)).isEqualTo("DELIVERED");
        assertThat(events("HELP_UNACKNOWLEDGED")).isOne();
        assertThat(me.get(help).body())
                .contains("Acknowledgement taken back", "Somebody else signed", "3 November 2026")
                .doesNotContain("Pressed twice");
        assertThat(boss.get("/staff/funds").body()).contains("9,710");
        me.submit(help, help + "/acknowledge", "acknowledgedOn", "2026-11-04", "acknowledgedHow", "WRITTEN");
        assertThat(state(help)).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void whatWasRefusedOrCancelledIsAskedForAgainWithoutTypingItAgain() {
        Visitor me = signedIn(worker);
        String help = ask(
                me,
                "text",
                "Oven with trays",
                "cost",
                "300.50",
                "supplier1",
                "Bazaar",
                "amount1",
                "300.50",
                "supplier2",
                "Factory",
                "amount2",
                "320",
                "supplier3",
                "Depot",
                "amount3",
                "399.99");
        assertThat(me.get(all + "/new?like=" + id(help)).status())
                .as("it still waits")
                .isEqualTo(404);
        signedIn(manager).submit(help, help + "/refuse", "reason", "Ask for a smaller one");
        assertThat(me.get(help).body()).contains("Ask again", "/new?like=" + id(help));
        var form = me.get(all + "/new?like=" + id(help));
        assertThat(form.body())
                .contains(
                        "Oven with trays", "value=\"300.50\"", "Bazaar", "Factory", "value=\"320\"", "Depot", "399.99");
        assertThat(form.value("once").orElseThrow()).isNotEmpty();
        assertThat(me.get("/staff/cases/" + cases.caseFile(centre, fixtures.client(centre), worker, Map.of())
                                + "/assistance/new?like=" + id(help))
                        .status())
                .isEqualTo(404);
        assertThat(me.get(all + "/new?like=" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(me.get(all + "/new?like=nonsense").status()).isEqualTo(200);
    }

    /** What was saved is promised elsewhere meanwhile: it cannot be promised a second time. */
    @Test
    void aDeliveryIsNotTakenBackWhereItsFundHasTooLittleLeft() {
        fixtures.jdbc()
                .sql("update reintegration.fund set amount = 400 where id = ?")
                .param(fund)
                .update();
        Visitor me = signedIn(worker);
        Visitor boss = signedIn(manager);
        String help = ask(me, "cost", "300", "fewerReason", "One shop");
        boss.submit(help, help + "/approve");
        me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "10");
        String other = ask(me, "cost", "350", "fewerReason", "One shop");
        boss.submit(other, other + "/approve");
        assertThat(state(other)).isEqualTo("APPROVED");
        me.submit(help, help + "/take-back", "reason", "It was 290");
        assertThat(state(help)).isEqualTo("DELIVERED");
        assertThat(me.get(help).body()).doesNotContain("Delivery taken back");
        assertThat(events("HELP_TAKEN_BACK")).isZero();
    }

    @Test
    void aFormSentTwiceAsksOnceAndTwoApproversAtOnceApproveOnce() throws Exception {
        Visitor me = signedIn(worker);
        var form = me.get(all + "/new");
        String[] fields = fields(form, "text", "Oven", "cost", "300", "fewerReason", "One shop");
        String help = me.post(all + "/new", fields).location();
        assertThat(me.post(all + "/new", fields).location()).isEqualTo(help);
        Visitor one = signedIn(manager);
        Visitor other = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        together(List.of(
                () -> one.submit(help, help + "/approve").status(),
                () -> other.submit(help, help + "/approve").status()));
        assertThat(events("HELP_APPROVED")).isOne();
        assertThat(state(help)).isEqualTo("APPROVED");
    }

    @Test
    void approvedAtOnceOrNotAFundNeverPromisesMoreThanItHas() throws Exception {
        UUID small = cases.fund(
                centre, worker, Map.of("amount", new BigDecimal("1000"), "ends_on", LocalDate.of(2090, 1, 1)));
        List<Callable<Integer>> approvals = new ArrayList<>();
        Visitor me = signedIn(worker);
        for (int i = 0; i < 5; i++) {
            String help = ask(me, "text", "Oven", "cost", "400", "fund", small.toString(), "fewerReason", "One shop");
            Visitor second = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
            second.get(help);
            approvals.add(() -> second.submit(help, help + "/approve").status());
        }
        assertThat(together(approvals)).containsOnly(303);
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from reintegration.assistance where fund_id = ? and state = 'APPROVED'")
                        .param(small)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        cases.focalPoint(centre, manager);
        assertThat(signedIn(manager).get("/staff/funds").body()).contains("800", "200");
    }

    @Test
    void theDatabaseItselfKeepsFundsStatesAndWhatWasAskedFor() {
        Visitor me = signedIn(worker);
        String help = ask(me, "text", "Oven", "cost", "300", "fewerReason", "One shop");
        UUID id = id(help);
        signedIn(manager).submit(help, help + "/approve");
        for (String wrong : List.of(
                "update reintegration.assistance set cost = 1 where id = ?",
                "update reintegration.assistance set state = 'REQUESTED' where id = ?",
                "update reintegration.assistance set state = 'ACKNOWLEDGED', delivered_on = now(), spent = 1 where id = ?",
                "update reintegration.assistance set decided_by = requested_by where id = ?",
                "update reintegration.fund set amount = 10 where id = (select fund_id from reintegration.assistance where id = ?)",
                "update reintegration.fund set currency = 'EUR' where id = (select fund_id from reintegration.assistance where id = ?)",
                "update reintegration.fund set ends_on = '2020-02-01' where id = (select fund_id from reintegration.assistance where id = ?)")) {
            assertThat(catchThrowable(() -> fixtures.jdbc().sql(wrong).param(id).update()))
                    .as(wrong)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void cashNeedsAReasonAndStaysUnderTheLimitOfTheCaseAlsoAtOnce() throws Exception {
        Visitor me = signedIn(worker);
        assertThat(refused(me, "form", "CASH", "cost", "200").body()).contains("Say why it cannot be given in kind");
        assertThat(refused(me, "form", "CASH", "cost", "200", "cashReason", "Rent")
                        .body())
                .contains("at most 0 USD in cash");
        Visitor boss = signedIn(manager);
        assertThat(boss.submit(
                                "/staff/funds",
                                "/staff/funds/limits",
                                "centre",
                                centre.code(),
                                "limitCurrency",
                                "USD",
                                "cashLimit",
                                "300",
                                "quotationsAbove",
                                "500")
                        .status())
                .isEqualTo(303);
        assertThat(refused(me, "form", "CASH", "cost", "301", "cashReason", "Rent")
                        .body())
                .contains("at most 300.00 USD");
        List<Callable<Integer>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String help = ask(me, "form", "CASH", "cost", "200", "cashReason", "Rent");
            Visitor second = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
            both.add(() -> second.submit(help, help + "/approve").status());
        }
        assertThat(together(both)).containsOnly(303);
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from reintegration.assistance where case_id = ? and state = 'APPROVED'")
                        .param(file.id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void theLimitOfCashSaysNothingOfCashForAStepFewKnowOf() {
        fixtures.jdbc().sql("""
                        insert into reintegration.assistance_rule (centre_id, currency, cash_limit, quotations_above, set_by, set_at)
                        values (?, 'USD', 300, 500, ?, now())
                        """).params(centre.id().id(), manager.id().id()).update();
        UUID shelter = cases.partner(centre, worker, Map.of("services", new String[] {"SHELTER"}));
        UUID step = cases.step(centre, file, worker, Map.of("doer", "PARTNER", "partner_id", shelter));
        Visitor me = signedIn(worker);
        String hidden = ask(me, "form", "CASH", "cost", "250", "cashReason", "Rent", "step", step.toString());
        var member = fixtures.staff(centre, Role.CASE_WORKER);
        cases.member(centre, file, member, worker);
        Visitor second = signedIn(member);
        second.submit(hidden, hidden + "/approve");
        assertThat(state(hidden)).isEqualTo("APPROVED");
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        String seen = ask(colleague, "form", "CASH", "cost", "300", "cashReason", "Rent");
        Visitor boss = signedIn(manager);
        boss.submit(seen, seen + "/approve");
        assertThat(state(seen)).isEqualTo("APPROVED");
        assertThat(refused(me, "form", "CASH", "cost", "51", "cashReason", "Rent", "step", step.toString())
                        .body())
                .contains("in cash");
        String more = ask(me, "form", "CASH", "cost", "50", "cashReason", "Rent", "step", step.toString());
        second.submit(more, more + "/approve");
        assertThat(state(more)).isEqualTo("APPROVED");
    }

    @Test
    void aboveTheLimitThreeQuotationsOrAReasonAreAsked() {
        Visitor me = signedIn(worker);
        assertThat(refused(me, "cost", "100", "supplier1", "Shop", "amount1", "100")
                        .body())
                .contains("three quotations");
        assertThat(refused(me, "cost", "100", "supplier1", "Shop", "amount1", "x")
                        .body())
                .contains("at most two decimals");
        String help = ask(
                me,
                "cost",
                "100",
                "supplier1",
                "Shop",
                "amount1",
                "100",
                "supplier2",
                "Bazaar",
                "amount2",
                "110",
                "supplier3",
                "Net",
                "amount3",
                "120");
        assertThat(me.get(help).body()).contains("Bazaar", "110");
        signedIn(manager).submit(help, help + "/approve");
        assertThat(state(help)).isEqualTo("APPROVED");
    }

    @Test
    void whatDoesNotFitIsSaidBesideTheField() {
        var elsewhere = fixtures.centre();
        UUID foreign = cases.fund(elsewhere, fixtures.staff(elsewhere, Role.CASE_WORKER), Map.of());
        UUID euros = cases.fund(centre, worker, Map.of("currency", "EUR"));
        UUID over = cases.fund(
                centre, worker, Map.of("starts_on", LocalDate.of(2080, 1, 1), "ends_on", LocalDate.of(2081, 1, 1)));
        Visitor me = signedIn(worker);
        for (String[] wrong : List.<String[]>of(
                new String[] {"cost", "-1"},
                new String[] {"cost", "1e9"},
                new String[] {"cost", "99999999999"},
                new String[] {"cost", "100000"},
                new String[] {"currency", "XYZ"},
                new String[] {"fund", foreign.toString()},
                new String[] {"fund", euros.toString()},
                new String[] {"fund", over.toString()},
                new String[] {"fund", "x"},
                new String[] {"kind", "STEP"},
                new String[] {"form", "GOLD"},
                new String[] {"text", " "})) {
            var page = refused(me, wrong);
            assertThat(page.status())
                    .as(String.join("=", wrong[0], wrong[1].substring(0, 1)))
                    .isEqualTo(200);
            assertThat(page.body()).contains("govuk-error-summary", "Other shops were closed");
        }
        assertThat(refused(me, "fewerReason", "x".repeat(50_000)).body()).contains("At most 300 characters");
    }

    @Test
    void anotherCentreAndAColleagueOutsideTheTeamFindNothing() {
        Visitor me = signedIn(worker);
        String help = ask(me, "cost", "100", "fewerReason", "One shop");
        var elsewhere = fixtures.centre();
        Visitor stranger = signedIn(fixtures.staff(elsewhere, Role.CENTRE_MANAGER));
        assertThat(stranger.get(help).status()).isEqualTo(404);
        assertThat(stranger.get(all + "/new").status()).isEqualTo(404);
        assertThat(stranger.submit("/staff/funds", help + "/approve").status()).isEqualTo(404);
        assertThat(stranger.get("/staff/approvals").body()).doesNotContain(help);
        assertThat(stranger.get("/staff/funds/" + fund).status()).isEqualTo(404);
        CaseId own = cases.caseFile(
                elsewhere, fixtures.client(elsewhere), fixtures.staff(elsewhere, Role.CASE_WORKER), Map.of());
        assertThat(stranger.get("/staff/cases/" + own + "/assistance/" + id(help))
                        .status())
                .isEqualTo(404);
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        Visitor boss = signedIn(manager);
        assertThat(boss.get(help).status()).isEqualTo(404);
        assertThat(boss.get("/staff/approvals").body()).doesNotContain(help);
        assertThat(me.get(help).status()).isEqualTo(200);
    }

    @Test
    void whatAProtectedCaseGotCountsInTheFundForEverybody() {
        Visitor me = signedIn(worker);
        String help = ask(me, "cost", "9000", "fewerReason", "One shop");
        signedIn(manager).submit(help, help + "/approve");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        assertThat(signedIn(manager).get("/staff/funds").body()).contains("9,000", "1,000");
    }

    @Test
    void whatAProtectedCaseGotCannotBeWorkedOutFromAFund() {
        Visitor me = signedIn(worker);
        String help = ask(me, "cost", "300", "fewerReason", "One shop");
        signedIn(manager).submit(help, help + "/approve");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        Visitor boss = signedIn(manager);
        assertThat(boss.get("/staff/funds").body())
                .contains("9,500\u00a0USD", "500\u00a0USD")
                .doesNotContain("9,700\u00a0USD", "300\u00a0USD");
        String[] less = fundFields(boss.get("/staff/funds/" + fund), "amount", "400");
        assertThat(boss.post("/staff/funds/" + fund, less).body()).contains("already committed or spent");
        var other = fixtures.staff(centre, Role.CASE_WORKER);
        CaseId own = cases.caseFile(centre, fixtures.client(centre), other, Map.of());
        Visitor colleague = signedIn(other);
        assertThat(colleague.get("/staff/funds").body())
                .contains("9,000\u00a0USD", "10,000\u00a0USD")
                .doesNotContain("9,700\u00a0USD", "300\u00a0USD");
        String form = "/staff/cases/" + own + "/assistance/new";
        assertThat(colleague.get(form).body())
                .contains("at least 9,000\u00a0USD")
                .doesNotContain("9,700");
        assertThat(colleague
                        .post(form, fields(colleague.get(form), "cost", "9800", "fewerReason", "One shop"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void onceSomethingIsDeliveredItsPapersAreRemovedOnlyBySomebodyElseAndLeaveATrace() throws IOException {
        Visitor me = signedIn(worker);
        String help = ask(me, "cost", "100", "fewerReason", "One shop");
        signedIn(manager).submit(help, help + "/approve");
        me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "90");
        var page = me.get(help);
        me.upload(
                help + "/evidence",
                "document",
                "receipt.png",
                png(),
                "_csrf",
                page.value("_csrf").orElseThrow(),
                "once",
                once(page),
                "kind",
                "RECEIPT",
                "nobody",
                "true");
        String remove = help + "/evidence/"
                + fixtures.jdbc()
                        .sql("select id::text from reintegration.evidence where case_id = ?")
                        .param(file.id())
                        .query(String.class)
                        .single()
                + "/remove";
        String hash = fixtures.jdbc()
                .sql("select encode(sha256(content), 'hex') from reintegration.evidence where case_id = ?")
                .param(file.id())
                .query(String.class)
                .single();
        assertThat(me.get(help).body()).doesNotContain(remove);
        me.submit(help, remove, "reason", "UNREADABLE");
        assertThat(me.get(help).body()).contains("somebody who neither delivered it nor added the file");
        me.submit(help, help + "/take-back", "reason", "Another day");
        me.submit(help, remove, "reason", "UNREADABLE");
        assertThat(files()).as("also after the delivery was taken back").isOne();
        Visitor second = signedIn(manager);
        second.submit(help, remove, "reason", "NONSENSE");
        assertThat(second.get(help).body())
                .contains("Choose why the file is removed", remove)
                .containsPattern("class=\"govuk-error-message\" id=\"why-[0-9a-f-]{36}-error\"");
        assertThat(files()).isOne();
        second.submit(help, remove, "reason", "PERSON");
        second.submit(help, remove, "reason", "PERSON");
        assertThat(files()).isZero();
        assertThat(events("EVIDENCE_REMOVED")).isOne();
        assertThat(me.get(help).body()).contains("A person or an identity paper can be seen", hash, manager.name());
    }

    @Test
    void aPictureOfGoodsIsKeptForWhoeverMaySeeTheCaseAndComesOutAsAFile() throws IOException {
        Visitor me = signedIn(worker);
        String help = ask(me, "cost", "100", "fewerReason", "One shop");
        var page = me.get(help);
        String[] fields = {
            "_csrf", page.value("_csrf").orElseThrow(), "once", once(page), "kind", "GOODS", "nobody", "true"
        };
        assertThat(me.upload(help + "/evidence", "document", "\u202Eoven.exe", png(), fields)
                        .status())
                .isEqualTo(303);
        me.upload(help + "/evidence", "document", "oven.png", png(), fields);
        assertThat(files()).isOne();
        var kept = java.util.regex.Pattern.compile(help + "/evidence/[0-9a-f-]{36}")
                .matcher(me.get(help).body());
        assertThat(kept.find()).isTrue();
        var got = me.get(kept.group());
        assertThat(got.header("content-type")).isEqualTo("image/png");
        assertThat(got.header("content-disposition")).startsWith("attachment").doesNotContain("\u202E");
        assertThat(got.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(got.header("cache-control")).contains("no-store");
        var elsewhere = fixtures.centre();
        assertThat(signedIn(fixtures.staff(elsewhere, Role.CASE_WORKER))
                        .get(kept.group())
                        .status())
                .isEqualTo(404);
        me.submit(help, kept.group() + "/remove", "reason", "TWICE");
        assertThat(me.get(kept.group()).status()).isEqualTo(404);
        assertThat(events("EVIDENCE_READ")).isOne();
    }

    @Test
    void liarsAndMissingConfirmationsAreToldSoAndTooLargeUploadsHaveAPage() {
        Visitor me = signedIn(worker);
        String help = ask(me, "cost", "100", "fewerReason", "One shop");
        var page = me.get(help);
        String token = page.value("_csrf").orElseThrow();
        byte[] html = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        assertThat(me.upload(
                                help + "/evidence",
                                "document",
                                "receipt.pdf",
                                html,
                                "_csrf",
                                token,
                                "once",
                                once(page),
                                "kind",
                                "RECEIPT",
                                "nobody",
                                "true")
                        .body())
                .contains("By its content this is neither");
        assertThat(me.upload(
                                help + "/evidence",
                                "document",
                                "receipt.pdf",
                                html,
                                "_csrf",
                                token,
                                "once",
                                once(page),
                                "kind",
                                "RECEIPT")
                        .body())
                .contains("confirm that no person can be seen");
        var large = me.upload(
                help + "/evidence",
                "document",
                "big.pdf",
                new byte[6_000_000],
                "_csrf",
                token,
                "kind",
                "RECEIPT",
                "nobody",
                "true",
                "once",
                once(page));
        assertThat(large.body()).contains("larger than 5 MB");
        assertThat(files()).isZero();
    }

    @Test
    void whoDecidesAndWhoAskedAreToldWithoutNamesOrSums() {
        Visitor me = signedIn(worker);
        Visitor boss = signedIn(manager);
        String help = ask(me, "text", "Oven", "cost", "321", "fewerReason", "One shop");
        String second = ask(me, "text", "Table", "cost", "50", "fewerReason", "One shop");
        assertThat(boss.get("/staff/tasks").body())
                .contains("Assistance waits for approval")
                .doesNotContain("321", "Oven");
        boss.submit(help, help + "/refuse", "reason", "Too dear for now");
        assertThat(boss.get("/staff/tasks").body()).contains("Assistance waits for approval");
        boss.submit(second, second + "/approve");
        assertThat(boss.get("/staff/tasks").body()).doesNotContain("Assistance waits for approval");
        assertThat(me.get("/staff/tasks").body())
                .contains("Assistance you asked for was refused", "Assistance you asked for was approved")
                .doesNotContain("Too dear", "321");
        assertThat(me.get(help).body()).contains("Too dear for now");
    }

    @Test
    void theDeliveryNoteSaysInTheClientsLanguageWhatWasGivenAndNothingOfWhy() throws IOException {
        Visitor me = signedIn(worker);
        String help =
                ask(me, "text", "Oven", "kind", "FAMILY_MEDIATION", "cost", "300", "fewerReason", "One shop sells it");
        String note = help + "/note.pdf";
        assertThat(me.get(help).body()).doesNotContain(note);
        assertThat(me.get(note).status()).isEqualTo(404);
        signedIn(manager).submit(help, help + "/approve");
        assertThat(me.get(help).body()).contains(note);
        assertThat(note(me, note))
                .contains("Topshirish dalolatnomasi", "Oven", "300 USD", "Sizning imzoyingiz", "Markaz nusxasi")
                .contains("Shu yerda yozilganini oldim")
                .doesNotContain("mediation", "One shop", worker.name());
        me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "290", "deliveryNote", "Cable");
        assertThat(note(me, note)).contains("290 USD", "2026").doesNotContain("Cable");
        assertThat(events("HELP_NOTE")).isEqualTo(2);
        me.submit(help, help + "/acknowledge", "acknowledgedOn", "2026-11-03", "acknowledgedHow", "WRITTEN");
        assertThat(state(help)).isEqualTo("ACKNOWLEDGED");
        assertThat(signedIn(fixtures.staff(fixtures.centre(), Role.CASE_WORKER))
                        .get(note)
                        .status())
                .isEqualTo(404);
    }

    private static String note(Visitor me, String path) throws IOException {
        try (var document = org.apache.pdfbox.Loader.loadPDF(me.file(path))) {
            return new org.apache.pdfbox.text.PDFTextStripper()
                    .getText(document)
                    .replaceAll("[\\s\u00a0]+", " ");
        }
    }

    @Test
    void inAnEmergencyPapersAreReadAndNothingIsOffered() throws IOException {
        Visitor me = signedIn(worker);
        String help = ask(me, "cost", "100", "fewerReason", "One shop");
        var page = me.get(help);
        me.upload(
                help + "/evidence",
                "document",
                "oven.png",
                png(),
                "_csrf",
                page.value("_csrf").orElseThrow(),
                "once",
                once(page),
                "kind",
                "GOODS",
                "nobody",
                "true");
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        var helper = fixtures.staff(centre, Role.CASE_WORKER);
        cases.glass(centre, client, helper, java.time.Instant.now());
        Visitor glass = signedIn(helper);
        var seen = glass.get(help);
        var kept = java.util.regex.Pattern.compile(help + "/evidence/[0-9a-f-]{36}")
                .matcher(seen.body());
        assertThat(kept.find()).isTrue();
        assertThat(glass.get(kept.group()).status()).isEqualTo(200);
        assertThat(seen.body()).doesNotContain("action=\"" + help);
        assertThat(glass.get(all).body()).doesNotContain(all + "/new");
        assertThat(glass.get(all + "/new").location()).isEqualTo(all);
        assertThat(fixtures.jdbc()
                        .sql(
                                "select count(*) from reintegration.case_view where case_id = ? and page = 'EVIDENCE' and by_glass")
                        .param(file.id())
                        .query(Integer.class)
                        .single())
                .isOne();
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(me.get(help).body()).doesNotContain("action=\"" + help);
        assertThat(me.get(all + "/new").location()).isEqualTo(all);
        Visitor.Page late = me.submit("/staff/cases", all + "/new", "text", "An oven for bread");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("What you had written", "An oven for bread");
    }

    @Test
    void assistanceForAStepThatTellsOfProtectionIsForTheTeamAlone() {
        UUID shelter =
                cases.partner(centre, worker, Map.of("name", "House of Dawn", "services", new String[] {"SHELTER"}));
        UUID step = cases.step(centre, file, worker, Map.of("doer", "PARTNER", "partner_id", shelter));
        Visitor me = signedIn(worker);
        String help = ask(me, "text", "Bed linen", "step", step.toString(), "cost", "60", "fewerReason", "One shop");
        Visitor boss = signedIn(manager);
        assertThat(boss.get(help).status()).isEqualTo(404);
        assertThat(boss.get(all).body()).doesNotContain("Bed linen");
        assertThat(boss.get(all + "/papers").body()).doesNotContain("Bed linen");
        assertThat(boss.get("/staff/approvals").body()).doesNotContain(help);
        assertThat(boss.get("/staff/tasks").body()).doesNotContain("Assistance waits for approval");
        assertThat(boss.get("/staff/cases/" + file).body()).doesNotContain("Assistance asked for");
        assertThat(boss.get(all + "/new?step=" + step).status()).isEqualTo(404);
        var member = fixtures.staff(centre, Role.CASE_WORKER);
        cases.member(centre, file, member, worker);
        Visitor second = signedIn(member);
        second.submit(help, help + "/approve");
        assertThat(state(help)).isEqualTo("APPROVED");
        assertThat(me.get("/staff/tasks").body()).contains("Assistance you asked for was approved");
        assertThat(boss.get("/staff/tasks?view=centre").body()).doesNotContain("Assistance you asked for");
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        assertThat(state(help)).isEqualTo("CANCELLED");
    }

    @Test
    void aStepIsKeptToTheTeamAlsoWhenItsPartnerComesToTellOfProtectionLater() {
        UUID partner = cases.partner(centre, worker, Map.of());
        UUID step = cases.step(centre, file, worker, Map.of("doer", "PARTNER", "partner_id", partner));
        Visitor boss = signedIn(manager);
        assertThat(boss.get(all + "/new?step=" + step).status()).isEqualTo(200);
        fixtures.jdbc()
                .sql("update partners.partner set services = array['LEGAL', 'ANTI_TRAFFICKING'] where id = ?")
                .param(partner)
                .update();
        assertThat(boss.get(all + "/new?step=" + step).status()).isEqualTo(404);
        assertThat(signedIn(worker).get(all + "/new?step=" + step).status()).isEqualTo(200);
    }

    @Test
    void onlyManagersChangeFundsAndTwoWhoDoSeeBoth() {
        Visitor me = signedIn(worker);
        assertThat(me.get("/staff/funds").status()).isEqualTo(200);
        assertThat(me.get("/staff/funds/new").status()).isEqualTo(403);
        assertThat(me.get("/staff/funds/" + fund).status()).isEqualTo(403);
        Visitor boss = signedIn(manager);
        Visitor second = signedIn(fixtures.staff(centre, Role.CENTRE_MANAGER));
        String path = "/staff/funds/" + fund;
        String[] early = fundFields(boss.get(path), "project", "Theirs");
        String[] late = fundFields(second.get(path), "project", "Mine");
        assertThat(boss.post(path, early).status()).isEqualTo(303);
        assertThat(second.post(path, late).body()).contains("Theirs", "Mine", "On record now");
        assertThat(boss.post("/staff/funds/new", fundFields(boss.get("/staff/funds/new"), "amount", "-1"))
                        .body())
                .contains("Give an amount above 0");
        assertThat(boss.post(
                                "/staff/funds/new",
                                fundFields(
                                        boss.get("/staff/funds/new"), "startsOn", "2026-02-02", "endsOn", "2026-02-01"))
                        .body())
                .contains("before the first");
        var elsewhere = fixtures.centre();
        assertThat(boss.post("/staff/funds/new", fundFields(boss.get("/staff/funds/new"), "centre", elsewhere.code()))
                        .status())
                .isEqualTo(404);
        String[] good = fundFields(boss.get("/staff/funds/new"), "centre", centre.code(), "project", "New one");
        boss.post("/staff/funds/new", good);
        boss.post("/staff/funds/new", good);
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from reintegration.fund where centre_id = ? and project = 'New one'")
                        .param(centre.id().id())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /** Decision 34: who may not open every case cannot take what is listed off the sums of a fund. */
    @Test
    void theSumsOfAFundOpenTheirRecordsAndNobodyWorksOutFromThemWhatAProtectedCaseGot() {
        Visitor me = signedIn(worker);
        String help = ask(me, "text", "Bread oven", "cost", "300", "fewerReason", "One shop");
        Visitor boss = signedIn(manager);
        boss.submit(help, help + "/approve");
        me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "290");
        String records = "/staff/funds/" + fund + "/records";
        assertThat(boss.get("/staff/funds").body()).contains(records + "#committed", records + "#spent");
        assertThat(boss.get(records).body()).contains("Fewer than five").doesNotContain("Bread oven", "290");
        for (int i = 0; i < 4; i++) {
            likeDelivered(help);
        }
        assertThat(boss.get(records).body())
                .contains(help, "Bread oven", "Fewer than five")
                .doesNotContain("290");
        assertThat(me.get(records).status()).isEqualTo(404);
        assertThat(signedIn(fixtures.staff(fixtures.centre(), Role.CENTRE_MANAGER))
                        .get(records)
                        .status())
                .isEqualTo(404);
        Fixtures.Staff point = fixtures.staff(centre, Role.CASE_WORKER);
        cases.focalPoint(centre, point);
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        assertThat(signedIn(point).get(records).body())
                .contains(help, "Bread oven", "290\u00a0USD", "Spent: 1,450\u00a0USD", "Nothing yet");
        assertThat(boss.get(records).body())
                .as("as if there were nothing, or a little")
                .contains("Fewer than five")
                .doesNotContain("Bread oven", help);
        Statements.forget();
        boss.get(records);
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where action = 'FUND_RECORDS_READ' and subject = ?")
                        .param("fund:" + fund)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void thePapersOfACaseStandOnOnePageForWhomeverMaySeeThem() throws IOException {
        Visitor me = signedIn(worker);
        assertThat(me.get(all + "/papers").body()).contains("There are no papers");
        String help = ask(me, "text", "Bread oven", "cost", "100", "fewerReason", "One shop");
        var page = me.get(help);
        me.upload(
                help + "/evidence",
                "document",
                "offer.png",
                png(),
                "_csrf",
                page.value("_csrf").orElseThrow(),
                "once",
                once(page),
                "kind",
                "QUOTATION",
                "nobody",
                "true");
        assertThat(me.get(all).body()).contains(all + "/papers");
        Statements.forget();
        assertThat(me.get(all + "/papers").body())
                .contains("offer.png", "Bread oven", help + "/evidence/", worker.name());
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(10);
        assertThat(signedIn(fixtures.staff(fixtures.centre(), Role.CASE_WORKER))
                        .get(all + "/papers")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void recordsOfAFundThatAreNotAllListedSaySo() {
        fixtures.jdbc()
                .sql("update reintegration.fund set amount = 100000 where id = ?")
                .param(fund)
                .update();
        Visitor me = signedIn(worker);
        String help = ask(me, "text", "Bread oven", "cost", "300", "fewerReason", "One shop");
        Visitor boss = signedIn(manager);
        boss.submit(help, help + "/approve");
        me.submit(help, help + "/deliver", "deliveredOn", "2026-11-02", "spent", "290");
        for (int i = 1; i < 200; i++) {
            likeDelivered(help);
        }
        String records = "/staff/funds/" + fund + "/records";
        assertThat(boss.get(records).body()).contains("Bread oven").doesNotContain("are listed.");
        likeDelivered(help);
        assertThat(boss.get(records).body()).contains("The latest 200 are listed.");
    }

    private void likeDelivered(String help) {
        fixtures.jdbc().sql("""
                        insert into reintegration.assistance (id, version, centre_id, case_id, kind, form, text, cost, currency, spent,
                            fund_id, fewer_reason, state, requested_by, requested_at, decided_by, decided_at, delivered_on, once)
                        select gen_random_uuid(), 0, centre_id, case_id, kind, form, text, cost, currency, spent,
                            fund_id, fewer_reason, state, requested_by, requested_at, decided_by, decided_at, delivered_on,
                            gen_random_uuid()
                        from reintegration.assistance where id = ?
                        """).param(id(help)).update();
    }

    @Test
    void eachPageCostsTenStatements() {
        Visitor me = signedIn(worker);
        String help = ask(me, "cost", "100", "fewerReason", "One shop");
        for (String path : List.of(all, help, all + "/new", "/staff/approvals", "/staff/funds")) {
            Statements.forget();
            assertThat(me.get(path).status()).isEqualTo(200);
            assertThat(Statements.seen()).as(path).hasSizeLessThanOrEqualTo(10);
        }
    }

    private String ask(Visitor me, String... more) {
        var answer = me.post(all + "/new", fields(me.get(all + "/new"), more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location();
    }

    private Visitor.Page refused(Visitor me, String... more) {
        String[] plain = {"fewerReason", "Other shops were closed"};
        boolean quotations = List.of(more).contains("supplier1");
        return me.post(all + "/new", fields(me.get(all + "/new"), with(quotations ? new String[0] : plain, more)));
    }

    private String[] fields(Visitor.Page form, String... more) {
        return with(
                new String[] {
                    "_csrf", form.value("_csrf").orElseThrow(),
                    "once", form.value("once").orElseThrow(),
                    "text", "Oven",
                    "kind", "NON_CASH",
                    "form", "IN_KIND",
                    "cost", "100",
                    "currency", "USD",
                    "fund", fund.toString()
                },
                more);
    }

    private static String[] fundFields(Visitor.Page form, String... more) {
        return with(
                new String[] {
                    "_csrf", form.value("_csrf").orElseThrow(),
                    "once", form.value("once").orElse(""),
                    "version", form.value("version").orElse(""),
                    "project", "Return",
                    "amount", "10000",
                    "currency", "USD",
                    "startsOn", "2020-01-01",
                    "endsOn", "2090-01-01"
                },
                more);
    }

    private static String[] with(String[] fields, String... more) {
        var all = new LinkedHashMap<String, String>();
        for (String[] some : List.of(fields, more)) {
            for (int i = 0; i < some.length; i += 2) {
                all.put(some[i], some[i + 1]);
            }
        }
        return all.entrySet().stream()
                .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                .toArray(String[]::new);
    }

    private static String once(Visitor.Page page) {
        return page.value("once").orElseThrow();
    }

    private static List<Integer> together(List<Callable<Integer>> work) throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            for (var answer : threads.invokeAll(work)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static byte[] png() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static UUID id(String help) {
        return UUID.fromString(help.substring(help.lastIndexOf('/') + 1));
    }

    private String state(String help) {
        return fixtures.jdbc()
                .sql("select state from reintegration.assistance where id = ?")
                .param(id(help))
                .query(String.class)
                .single();
    }

    private int files() {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.evidence where case_id = ?")
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
