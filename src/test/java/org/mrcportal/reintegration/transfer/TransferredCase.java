package org.mrcportal.reintegration.transfer;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.Fixtures;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseFixtures;
import org.mrcportal.reintegration.CaseId;

/** What a case holds that may, or may not, come along to another centre. */
final class TransferredCase {

    static final String GOAL = "Open a workshop for sewing";
    static final String OPEN_STEP = "Register the workshop";
    static final String DONE_STEP = "Write down the costs";
    static final String NOTE = "Her uncle must not know";
    static final String WORDS = "I want to stand on my own feet";

    private static final Instant ASKED = Instant.parse("2026-06-10T07:00:00Z");

    private final Fixtures fixtures;
    private final CaseFixtures cases;
    private final Fixtures.Centre centre;
    private final Fixtures.Staff worker;
    private final CaseId file;

    TransferredCase(Fixtures fixtures, CaseFixtures cases, Fixtures.Centre centre, Fixtures.Staff worker, CaseId file) {
        this.fixtures = fixtures;
        this.cases = cases;
        this.centre = centre;
        this.worker = worker;
        this.file = file;
    }

    /** By their relation. */
    void household(Map<ClientId, String> people) {
        fixtures.jdbc()
                .sql("update reintegration.case_file set household = true where id = ?")
                .param(file.id())
                .update();
        people.forEach((one, relation) -> {
            var row = row(UuidCreator.getTimeOrderedEpoch());
            row.put("version", 0L);
            row.put("client_id", one.id());
            row.put("relation", relation);
            row.put("head", relation.equals("SELF"));
            row.put("added_by", worker.id().id());
            row.put("added_at", ASKED);
            row.put("once", UUID.randomUUID());
            fixtures.insert("reintegration.household_member", row, Map.of());
        });
    }

    /** A survey that is complete, with one answer, its score and the person's own words. */
    void survey(String round, ClientId person, String composite) {
        BigDecimal score = new BigDecimal(composite);
        UUID id = cases.assessment(
                centre,
                file,
                person,
                worker,
                Map.of("round", round, "started_at", ASKED, "completed_at", ASKED, "composite", score));
        String option = fixtures.jdbc()
                .sql(
                        "select code from reintegration.question_option where instrument = 'RSS' and version = 1 and number = 1"
                                + " order by position limit 1")
                .query(String.class)
                .single();
        var answer = of(id);
        answer.put("instrument", "RSS");
        answer.put("instrument_version", 1);
        answer.put("number", 1);
        answer.put("said", "ANSWERED");
        answer.put("options", new String[] {option});
        fixtures.insert("reintegration.assessment_answer", answer, Map.of());
        var words = of(id);
        words.put("section", "ECONOMIC");
        words.put("version", 1);
        words.put("words", Fixtures.seal().seal(WORDS, "assessment.words:" + id + ":ECONOMIC"));
        words.put("saved_by", worker.id().id());
        words.put("saved_at", ASKED);
        fixtures.insert("reintegration.assessment_section", words, Map.of());
        fixtures.jdbc().sql("""
                        insert into reintegration.assessment_score (centre_id, case_id, assessment_id, calculation, instrument,
                            instrument_version, composite, answers, calculated_by, calculated_at)
                        select centre_id, case_id, id, 1, instrument, instrument_version, composite, '{}', started_by, completed_at
                        from reintegration.assessment where id = ?
                        """).param(id).update();
    }

    /** A goal with a step that is open, costs money and is a partner's, and one that is done. */
    void plan() {
        UUID plan = UuidCreator.getTimeOrderedEpoch();
        var row = row(plan);
        row.put("version", 0L);
        row.put("state", "DRAFT");
        row.put("created_by", worker.id().id());
        row.put("created_at", ASKED);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.plan", row, Map.of());
        UUID goal = UuidCreator.getTimeOrderedEpoch();
        row = row(goal);
        row.put("version", 0L);
        row.put("plan_id", plan);
        row.put("dimension", "ECONOMIC");
        row.put("text", GOAL);
        row.put("note", NOTE);
        row.put("position", 1);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.goal", row, Map.of());
        step(goal, DONE_STEP, Map.of("state", "DONE"));
        step(
                goal,
                OPEN_STEP,
                Map.of(
                        "doer",
                        "PARTNER",
                        "partner_id",
                        cases.partner(centre, worker, Map.of()),
                        "note",
                        NOTE,
                        "cost",
                        new BigDecimal("150"),
                        "currency",
                        "USD",
                        "fund_id",
                        cases.fund(centre, worker, Map.of())));
    }

    private void step(UUID goal, String text, Map<String, ? extends @Nullable Object> columns) {
        var row = row(UuidCreator.getTimeOrderedEpoch());
        row.put("version", 0L);
        row.put("goal_id", goal);
        row.put("kind", "STEP");
        row.put("text", text);
        row.put("doer", "CLIENT");
        row.put("due_on", LocalDate.of(2027, 1, 15));
        row.put("state", "PLANNED");
        row.put("state_since", ASKED);
        row.put("position", 1);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.action", row, columns);
    }

    /** Something that waits for somebody to decide. */
    void requestedAssistance() {
        var row = row(UuidCreator.getTimeOrderedEpoch());
        row.put("version", 0L);
        row.put("kind", "TOOLS");
        row.put("form", "IN_KIND");
        row.put("text", "A sewing machine");
        row.put("cost", new BigDecimal("0"));
        row.put("currency", "USD");
        row.put("state", "REQUESTED");
        row.put("requested_by", worker.id().id());
        row.put("requested_at", ASKED);
        row.put("once", UUID.randomUUID());
        fixtures.insert("reintegration.assistance", row, Map.of());
    }

    /** What is the centre's own and never comes along. */
    void protection() {
        var row = row(UuidCreator.getTimeOrderedEpoch());
        row.put("instrument", 1);
        row.put("result", "STRONG");
        row.put("author_id", worker.id().id());
        row.put("made_at", ASKED);
        row.put("once", UUID.randomUUID());
        fixtures.jdbc().sql("""
                        insert into reintegration.screening (id, centre_id, case_id, instrument, cues, result, author_id, made_at, once)
                        values (:id, :centre_id, :case_id, :instrument, '{"PAPERS_TAKEN": "YES"}', :result, :author_id, now(), :once)
                        """).params(row).update();
        cases.restrictedNote(centre, file, worker, NOTE);
    }

    private Map<String, @Nullable Object> row(UUID id) {
        return Fixtures.row("id", id, "centre_id", centre.id().id(), "case_id", file.id());
    }

    private Map<String, @Nullable Object> of(UUID assessment) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(row(assessment));
        row.put("assessment_id", row.remove("id"));
        return row;
    }
}
