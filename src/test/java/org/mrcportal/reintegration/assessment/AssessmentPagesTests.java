package org.mrcportal.reintegration.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class AssessmentPagesTests {

    private static final String[] POOR = {
        "q1",
        "DISSATISFIED",
        "q2",
        "OFTEN",
        "q3",
        "NO",
        "q4",
        "VERY_OFTEN",
        "q5",
        "DEBT",
        "q6",
        "POOR",
        "q7",
        "NO",
        "q8",
        "NO",
        "q9",
        "YES",
        "q10",
        "UNEMPLOYED",
        "q10",
        "PAY"
    };
    private static final String[] FAIR = {
        "q11",
        "FAIR",
        "q12",
        "FAIR",
        "q13",
        "FAIR",
        "q14",
        "NO_CHILDREN",
        "q15",
        "FAIR",
        "q16",
        "YES",
        "q17",
        "FAIR",
        "q18",
        "FAIR",
        "q19",
        "FAIR",
        "q20",
        "-DECLINED",
        "q21",
        "FAIR"
    };
    private static final String[] UNWELL = {
        "q22",
        "OFTEN",
        "q23",
        "STRONG",
        "q24",
        "AGREE",
        "q25",
        "SAFE",
        "q26",
        "RARELY",
        "q27",
        "NEVER",
        "q28",
        "VERY_OFTEN",
        "q29",
        "YES",
        "q30",
        "YES",
        "q31",
        "-NOT_ASKED",
        "q32",
        "WISH"
    };

    private final Fixtures fixtures = new Fixtures();
    private final CaseFixtures cases = new CaseFixtures(fixtures);
    private final Fixtures.Centre centre = fixtures.centre();
    private final Fixtures.Staff worker = fixtures.staff(centre, Role.CASE_WORKER);
    private final ClientId client = fixtures.client(centre, "Malika Sinovova");
    private final CaseId file = cases.caseFile(centre, client, worker, Map.of());
    private final String page = "/staff/cases/" + file + "/assessments";

    @LocalServerPort
    int port;

    @BeforeEach
    void nobodyIsLockedOut() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what like 'sign-in%'")
                .update();
    }

    @Test
    void fromTheFirstQuestionToAScoreWithItsReasons() {
        Visitor me = signedIn(worker);
        String assessment = begun(me, "RSS", "BASELINE");
        String economic = assessment + "/sections/ECONOMIC";
        assertThat(me.get(economic).body())
                .contains("How content are you", "Pulingiz va daromadingizdan", "Does not want to answer", "Not asked");
        assertThat(save(me, economic, POOR, "words", "Ish topolmayapman").location())
                .endsWith("/sections/SOCIAL");
        assertThat(me.get(economic).body()).contains("Ish topolmayapman").containsPattern("value=\"OFTEN\" checked");
        save(me, assessment + "/sections/SOCIAL", FAIR);
        assertThat(me.get(assessment).body()).contains("11 questions are open", "0 of 11 answered");
        var refused = me.submit(assessment, assessment + "/complete");
        assertThat(refused.body()).contains("Some questions are open. Ask them");
        save(me, assessment + "/sections/PSYCHOSOCIAL", UNWELL);
        assertThat(me.get(assessment).body())
                .contains("These answers ask for help", "referrals/new?service=PSYCHOSOCIAL&amp;client=" + client);
        assertThat(me.submit(assessment, assessment + "/complete").status()).isEqualTo(303);
        String done = me.get(assessment).body();
        // (0.25 + 0.25 + 0 + 0 + 0 + 0.25 + 0 + 0 + 0) / 9 = 0.0833; (8 × 0.5 + 1) / 9 = 0.5556; 5.75 / 9 = 0.6389
        assertThat(done)
                .contains(
                        ">0.08<", ">0.56<", ">0.64<", ">0.43<", "Medium need", "RSS-aligned, provisional equal weights")
                .contains("What pulls it down", "3. If you needed money", "and 5 more answers");
        assertThat(fixtures.jdbc()
                        .sql("select asks_for_help from reintegration.assessment where case_id = ?")
                        .param(file.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(me.get(page).body())
                .contains(">0.43<", "RSS-aligned", "class=\"chart\"", "<desc", "How things changed")
                .doesNotContain("ask for help");
        assertThat(new String(words(), java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("topolmay");
        storedIsWhatSqlComesTo();
    }

    /** The same sum, by the database. */
    private void storedIsWhatSqlComesTo() {
        var sums = fixtures.jdbc().sql("""
                        select q.section, round(sum(o.worth * q.weight) / sum(q.weight) filter (where o.worth is not null), 8) value
                        from reintegration.assessment a
                        join reintegration.assessment_answer x on x.assessment_id = a.id and x.said = 'ANSWERED'
                        join reintegration.question q on q.instrument = a.instrument and q.version = a.instrument_version
                            and q.number = x.number and q.scored
                        join reintegration.question_option o on o.instrument = q.instrument and o.version = q.version
                            and o.number = q.number and o.code = x.options[1] and o.worth is not null
                        where a.case_id = ? group by q.section
                        """).param(file.id()).query().listOfRows();
        for (var sum : sums) {
            assertThat(fixtures.jdbc()
                            .sql("select %s from reintegration.assessment where case_id = ?"
                                    .formatted(
                                            String.valueOf(sum.get("section")).toLowerCase(java.util.Locale.ROOT)))
                            .param(file.id())
                            .query(BigDecimal.class)
                            .single())
                    .isEqualByComparingTo((BigDecimal) sum.get("value"));
        }
        assertThat(sums).hasSize(3);
    }

    @Test
    void oneBegunByMistakeIsRemovedWhileNobodyHasAnswered() {
        Visitor me = signedIn(worker);
        String mistake = begun(me, "RSS", "M3");
        assertThat(me.get(mistake).body()).contains("It was begun by mistake");
        assertThat(me.submit(mistake, mistake + "/remove").location()).endsWith("/assessments");
        assertThat(me.get(mistake).status()).isEqualTo(404);
        String right = begun(me, "RSS", "M3");
        assertThat(right).isNotEqualTo(mistake);
        save(me, right + "/sections/ECONOMIC", POOR);
        assertThat(me.get(right).body()).doesNotContain("It was begun by mistake");
        assertThat(me.submit(right, right + "/remove").location()).endsWith(right);
        assertThat(me.get(right).body()).contains("there are answers in it");
    }

    @Test
    void aRoundIsBegunOnceHoweverManyPress() throws Exception {
        Visitor me = signedIn(worker);
        var form = me.get(page);
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tries.add(() -> me.post(page, filled(form, "instrument", "RSS", "round", "M3"))
                    .location());
        }
        List<String> locations = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (var one : pool.invokeAll(tries)) {
                locations.add(one.get());
            }
        }
        assertThat(locations).hasSize(6).containsOnly(locations.getFirst());
        assertThat(begun(me, "RSS", "M3")).isEqualTo(locations.getFirst());
        assertThat(begun(me, "RSS", "OTHER")).isNotEqualTo(begun(me, "RSS", "OTHER"));
    }

    @Test
    void aSurveyInBetweenLeadsToTheEarliestOfSeveralTalksThatAreDue() {
        cases.followUp(centre, file, client, LocalDate.of(2026, 12, 1), Map.of());
        UUID first = cases.followUp(centre, file, client, LocalDate.of(2026, 11, 1), Map.of());
        Visitor me = signedIn(worker);
        String assessment = complete(me, "OTHER");
        assertThat(me.get(assessment).body()).contains("/follow-ups/" + first);
    }

    @Test
    void twoWorkersSeeBothTextsAndNothingIsOverwritten() {
        Visitor me = signedIn(worker);
        Visitor other = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        String economic = begun(me, "RSS", "BASELINE") + "/sections/ECONOMIC";
        var mine = me.get(economic);
        var theirs = other.get(economic);
        other.post(economic, filled(theirs, "q1", "SATISFIED", "words", "Ularniki"));
        var conflict = me.post(economic, filled(mine, "q1", "VERY_DISSATISFIED", "q3", "YES", "words", "Meniki"));
        assertThat(conflict.status()).isEqualTo(200);
        assertThat(conflict.body())
                .contains("saved meanwhile by Staff", "Ularniki", "Meniki", "<b>Satisfied</b>")
                .containsPattern("value=\"VERY_DISSATISFIED\" checked");
        assertThat(answer(1)).isEqualTo("SATISFIED");
        assertThat(me.post(economic, filled(conflict, "q1", "VERY_DISSATISFIED", "words", "Meniki"))
                        .status())
                .isEqualTo(303);
        assertThat(answer(1)).isEqualTo("VERY_DISSATISFIED");
        assertThat(other.post(economic, filled(theirs, "q1", "SATISFIED")).status())
                .isEqualTo(200);
    }

    @Test
    void ofTwoWhoSaveAtOnceOneIsAsked() throws Exception {
        Visitor me = signedIn(worker);
        Visitor other = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        String economic = begun(me, "RSS", "BASELINE") + "/sections/ECONOMIC";
        var mine = me.get(economic);
        var theirs = other.get(economic);
        List<Callable<Integer>> both = List.of(
                () -> me.post(economic, filled(mine, "q1", "SATISFIED")).status(),
                () -> other.post(economic, filled(theirs, "q1", "NEITHER")).status());
        List<Integer> answers = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var one : pool.invokeAll(both)) {
                answers.add(one.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 303);
    }

    @Test
    void inACaseThatWasClosedMeanwhileNothingIsSavedAndNothingTypedIsLost() {
        Visitor me = signedIn(worker);
        String assessment = begun(me, "RSS", "BASELINE");
        String economic = assessment + "/sections/ECONOMIC";
        var open = me.get(economic);
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        var refused = me.post(economic, filled(open, "q1", "SATISFIED", "words", "Meniki"));
        assertThat(refused.body())
                .contains("This case was closed meanwhile", "Meniki")
                .containsPattern("value=\"SATISFIED\" checked");
        assertThat(me.submit(assessment, assessment + "/complete", "rest", "true")
                        .status())
                .isEqualTo(409);
        assertThat(answers()).isZero();
    }

    @Test
    void completingSaysWhichSectionsAreNotThere() {
        Visitor me = signedIn(worker);
        String assessment = begun(me, "RSS", "BASELINE");
        save(me, assessment + "/sections/SOCIAL", FAIR);
        String refused = me.submit(assessment, assessment + "/complete").body();
        assertThat(refused)
                .contains(": 10 questions are open</a>", ": 11 questions are open</a>")
                .contains("href=\"" + assessment + "/sections/ECONOMIC\"", assessment + "/sections/PSYCHOSOCIAL\"");
        String summary = refused.substring(refused.indexOf("govuk-error-summary"), refused.indexOf("<h1"));
        assertThat(summary).doesNotContain("/sections/SOCIAL");
    }

    @Test
    void aClosedCaseAndOneOpenedByGlassOfferNoForms() {
        Visitor me = signedIn(worker);
        String assessment = begun(me, "RSS", "BASELINE");
        String complete = complete(me, "M3");
        Fixtures.Staff stranger = fixtures.staff(centre, Role.CASE_WORKER);
        fixtures.jdbc()
                .sql("update reintegration.case_file set protected = true where id = ?")
                .param(file.id())
                .update();
        cases.glass(centre, client, stranger, java.time.Instant.now().minusSeconds(60));
        Visitor other = signedIn(stranger);
        for (String address : List.of(page, assessment, complete)) {
            assertThat(me.get(address).body()).as(address).contains("method=\"post\" action=\"" + page);
            assertThat(other.get(address).body()).as(address).doesNotContain("action=\"/staff/cases");
        }
        assertThat(other.get(assessment + "/sections/ECONOMIC").location()).endsWith(assessment + "/print");
        assertThat(other.get(assessment).body()).doesNotContain("/sections/");
        fixtures.jdbc()
                .sql("update reintegration.case_file set state = 'CLOSED', closed_at = now() where id = ?")
                .param(file.id())
                .update();
        for (String address : List.of(page, assessment, complete)) {
            assertThat(me.get(address).body()).as(address).doesNotContain("action=\"/staff/cases");
        }
        assertThat(me.get(assessment + "/sections/ECONOMIC").location()).endsWith(assessment + "/print");
    }

    @Test
    void aCorrectionKeepsTheFormerScore() {
        Visitor me = signedIn(worker);
        String assessment = complete(me, "BASELINE");
        me.submit(assessment, assessment + "/correct");
        save(me, assessment + "/sections/ECONOMIC", POOR, "q3", "YES");
        List<String> corrected = new ArrayList<>(List.of(POOR));
        corrected.set(corrected.indexOf("q3") + 1, "YES");
        save(me, assessment + "/sections/ECONOMIC", corrected.toArray(String[]::new));
        me.submit(assessment, assessment + "/complete");
        assertThat(fixtures.jdbc()
                        .sql(
                                "select economic from reintegration.assessment_score where case_id = ? order by calculation")
                        .param(file.id())
                        .query(BigDecimal.class)
                        .list())
                .containsExactly(new BigDecimal("0.08333333"), new BigDecimal("0.19444444"));
        assertThat(me.get(assessment).body()).contains("calculation 2", ">0.08<", ">0.19<");
    }

    @Test
    void laterRoundsStandBesideEarlierOnesOfTheSameVersionOnly() {
        Visitor me = signedIn(worker);
        complete(me, "BASELINE");
        String later = begun(me, "RSS", "M3");
        assertThat(me.get(later + "/sections/PSYCHOSOCIAL").body()).contains("At the beginning: <b>Very often</b>");
        String other = begun(me, "RSS", "M6");
        anotherVersion(id(other));
        assertThat(me.get(other + "/sections/PSYCHOSOCIAL").body())
                .contains("How often are you angry")
                .doesNotContain("At the beginning");
        assertThat(me.get(other).body()).contains("another version: do not compare");
    }

    /** A version 2 with one question, which this assessment was begun with. */
    private void anotherVersion(UUID assessment) {
        fixtures.jdbc().sql("""
                        insert into reintegration.instrument
                        select code, 2, date '2999-01-01', scored, provisional, completeness, high_below, low_above, words
                        from reintegration.instrument where code = 'RSS' and version = 1 on conflict do nothing
                        """).update();
        if (fixtures.jdbc()
                        .sql(
                                "select count(*) from reintegration.instrument_section where instrument = 'RSS' and version = 2")
                        .query(Long.class)
                        .single()
                == 0) {
            fixtures.jdbc()
                    .sql(
                            "insert into reintegration.instrument_section select instrument, 2, code, position, words from reintegration.instrument_section where instrument = 'RSS' and version = 1")
                    .update();
            fixtures.jdbc()
                    .sql(
                            "insert into reintegration.question select instrument, 2, number, section, multiple, scored, weight, words from reintegration.question where instrument = 'RSS' and version = 1")
                    .update();
            fixtures.jdbc()
                    .sql(
                            "insert into reintegration.question_option select instrument, 2, number, code, position, worth, not_applicable, help, words from reintegration.question_option where instrument = 'RSS' and version = 1")
                    .update();
        }
        fixtures.jdbc()
                .sql("update reintegration.assessment set instrument_version = 2 where id = ?")
                .param(assessment)
                .update();
    }

    @Test
    void aVersionInUseCannotChange() {
        begun(signedIn(worker), "RSS", "BASELINE");
        for (String change : List.of(
                "update reintegration.question set weight = 2 where instrument = 'RSS' and version = 1 and number = 1",
                "delete from reintegration.question_option where instrument = 'RSS' and version = 1 and number = 1",
                "update reintegration.instrument set high_below = 0.4 where code = 'RSS' and version = 1")) {
            assertThatThrownBy(() -> fixtures.jdbc().sql(change).update()).hasMessageContaining("has been used");
        }
    }

    @Test
    void badAnswersAreRefusedBesideTheQuestionAndNothingIsLost() {
        Visitor me = signedIn(worker);
        String economic = begun(me, "RSS", "BASELINE") + "/sections/ECONOMIC";
        var form = me.get(economic);
        var refused = me.post(
                economic,
                filled(
                        form,
                        "q1",
                        "WONDERFUL",
                        "q2",
                        "OFTEN",
                        "q10",
                        "PAY",
                        "q10",
                        "-DECLINED",
                        "words",
                        "ы".repeat(3000)));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body())
                .contains("href=\"#q1\"", "href=\"#q10\"", "href=\"#words\"", "ы".repeat(3000), "not both")
                .containsPattern("value=\"OFTEN\" checked");
        assertThat(me.post(economic, filled(form, "q2", "x".repeat(100_000), "version", "99999999999"))
                        .status())
                .isEqualTo(200);
        assertThat(me.post(economic, filled(form, "q2", "\u0000")).status()).isLessThan(500);
        assertThat(me.get(page + "/x").status()).isEqualTo(404);
        assertThat(me.get(economic.replace("ECONOMIC", "NOTHING")).status()).isEqualTo(404);
        assertThat(me.get(page + "/blank?instrument=NOTHING").status()).isEqualTo(404);
        var start = me.get(page);
        assertThat(me.post(page, filled(start, "instrument", "RSS", "round", "NEVER"))
                        .status())
                .isEqualTo(404);
        assertThat(me.post(page, filled(start, "instrument", "X\u0000", "round", "M3"))
                        .status())
                .isBetween(400, 404);
        assertThat(me.post(page, "client", fixtures.client(centre).toString(), "instrument", "RSS", "round", "M3")
                        .status())
                .isBetween(400, 404);
        assertThat(answers()).isZero();
    }

    @Test
    void paperIsInTheLanguageOfTheClient() {
        Visitor me = signedIn(worker);
        assertThat(me.get(page + "/blank").body())
                .contains("Qaytgandan keyingi hayot", "☐ Juda mamnun", "☐ Javob berishni xohlamaydi", "32. ");
        assertThat(me.get(page + "/blank?instrument=SKILLS").body()).contains("Koʻnikma va ehtiyojlar");
        String assessment = complete(me, "BASELINE");
        assertThat(me.get(assessment + "/print").body())
                .contains("RSS-aligned, provisional equal weights", "<b>Very often</b>", "0.43");
    }

    @Test
    void skillsAndFamilyHaveNoScore() {
        Visitor me = signedIn(worker);
        for (String instrument : List.of("SKILLS", "FAMILY")) {
            String assessment = begun(me, instrument, "BASELINE");
            me.submit(assessment, assessment + "/complete", "rest", "true");
            assertThat(me.get(assessment).body()).contains("Completed on").doesNotContain("RSS-aligned");
        }
        assertThat(me.get(page).body()).doesNotContain("not computable");
    }

    @Test
    void othersFindNothing() {
        Visitor me = signedIn(worker);
        String assessment = begun(me, "RSS", "BASELINE");
        Visitor elsewhere = signedIn(fixtures.staff(fixtures.centre(), Role.CASE_WORKER));
        Visitor counsellor = signedIn(fixtures.staff(centre, Role.COUNSELLOR));
        Visitor colleague = signedIn(fixtures.staff(centre, Role.CASE_WORKER));
        CaseId kept = cases.caseFile(centre, client, worker, Map.of("protected", true));
        String closed = "/staff/cases/" + kept + "/assessments";
        for (String address : List.of(
                "",
                "/blank",
                "/" + id(assessment),
                "/" + id(assessment) + "/print",
                "/" + id(assessment) + "/sections/SOCIAL")) {
            assertThat(elsewhere.get(page + address).status()).as(address).isEqualTo(404);
            assertThat(counsellor.get(page + address).status()).as(address).isEqualTo(403);
            assertThat(colleague.get(page + address).status()).as(address).isEqualTo(200);
            assertThat(colleague.get(closed + address).status()).as(address).isEqualTo(404);
        }
        assertThat(colleague
                        .get(page.replace(file.toString(), kept.toString()) + "/" + id(assessment))
                        .status())
                .isEqualTo(404);
        assertThat(signedIn(worker).get(closed).status()).isEqualTo(200);
    }

    @Test
    void thePagesKeepTheirBudgets() {
        Visitor me = signedIn(worker);
        String assessment = complete(me, "BASELINE");
        complete(me, "M3");
        begun(me, "RSS", "M6");
        for (String address :
                List.of(page, assessment, assessment + "/sections/SOCIAL", assessment + "/print", page + "/blank")) {
            Statements.forget();
            var read = me.get(address);
            assertThat(read.status()).as(address).isEqualTo(200);
            assertThat(Statements.seen()).as(address).hasSizeLessThanOrEqualTo(10);
            assertThat(read.body().contains("Malika Sinovova, " + cases.code(client)))
                    .as(address)
                    .isEqualTo(!address.endsWith("/print") && !address.endsWith("/blank"));
            assertThat(read.body()).as(address).doesNotContainPattern("<title>[^<]*Malika");
        }
    }

    private String complete(Visitor me, String round) {
        String assessment = begun(me, "RSS", round);
        save(me, assessment + "/sections/ECONOMIC", POOR);
        save(me, assessment + "/sections/SOCIAL", FAIR);
        save(me, assessment + "/sections/PSYCHOSOCIAL", UNWELL);
        assertThat(me.submit(assessment, assessment + "/complete").status()).isEqualTo(303);
        return assessment;
    }

    private String begun(Visitor me, String instrument, String round) {
        var begun = me.post(page, filled(me.get(page), "instrument", instrument, "round", round));
        assertThat(begun.status()).isEqualTo(303);
        return begun.location().substring(begun.location().indexOf("/staff"));
    }

    private static Visitor.Page save(Visitor me, String section, String[] answers, String... more) {
        List<String> all = new ArrayList<>(List.of(answers));
        all.addAll(List.of(more));
        return me.post(section, filled(me.get(section), all.toArray(String[]::new)));
    }

    private static UUID id(String address) {
        return UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
    }

    private String answer(int number) {
        return fixtures.jdbc()
                .sql("select options[1] from reintegration.assessment_answer where case_id = ? and number = ?")
                .params(file.id(), number)
                .query(String.class)
                .single();
    }

    private long answers() {
        return fixtures.jdbc()
                .sql("select count(*) from reintegration.assessment_answer where case_id = ?")
                .param(file.id())
                .query(Long.class)
                .single();
    }

    private byte[] words() {
        return fixtures.jdbc()
                .sql("select words from reintegration.assessment_section where case_id = ? and section = 'ECONOMIC'")
                .param(file.id())
                .query(byte[].class)
                .single();
    }

    private Visitor signedIn(Fixtures.Staff who) {
        Visitor visitor = new Visitor(port);
        visitor.signIn(who.username(), Fixtures.PASSWORD);
        return visitor;
    }

    private static String[] filled(Visitor.Page asked, String... fields) {
        List<String> all = new ArrayList<>();
        asked.hidden().forEach(field -> all.addAll(List.of(field[0], field[1])));
        all.addAll(List.of(fields));
        return all.toArray(String[]::new);
    }
}
