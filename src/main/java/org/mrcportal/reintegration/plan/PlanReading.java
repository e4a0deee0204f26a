package org.mrcportal.reintegration.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Dimension;
import org.mrcportal.reintegration.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads plans: the plan with goals and steps in one statement, what was said of the steps in another. */
@Component
class PlanReading {

    private final JdbcClient jdbc;

    PlanReading(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The plan of a case that counts; two statements. */
    Optional<PlanSheet> of(CaseId file) {
        Map<UUID, List<PlanSheet.Word>> words = words(file);
        Rows rows = new Rows(words);
        jdbc.sql("""
                        select p.id, p.version, p.state, p.first_approved_at, p.agreed_on, p.agreed_how,
                               p.reworded_at is not null as reworded, p.taken_from is not null as taken_over, p.submitted_by,
                               s.name as submitted_name, p.submitted_at, o.name as approved_name, p.approved_at,
                               b.name as sent_back_name, p.sent_back_note,
                               g.id as goal_id, g.dimension, g.text as goal_text, g.note as goal_note,
                               a.id as action_id, a.kind, a.text, a.note, a.doer, a.partner_id, w.name as partner, a.due_on,
                               a.cost, a.currency, f.project, a.state as action_state, a.state_since,
                               l.expires_at, l.answer, l.reference
                        from reintegration.plan p
                        left join accounts.staff s on s.id = p.submitted_by
                        left join accounts.staff o on o.id = p.approved_by
                        left join accounts.staff b on b.id = p.sent_back_by
                        left join reintegration.goal g on g.plan_id = p.id
                        left join reintegration.action a on a.goal_id = g.id
                        left join partners.partner w on w.id = a.partner_id
                        left join reintegration.fund f on f.id = a.fund_id
                        left join lateral (select k.expires_at, k.answer, k.reference from reintegration.step_link k
                                           where k.action_id = a.id order by k.made_at desc limit 1) l on true
                        where p.case_id = ? and p.state <> 'REPLACED'
                        order by g.position, g.id, a.position, a.id
                        """).param(file.id()).query(rows::add);
        return rows.sheet();
    }

    /** What is said and not settled, by step. */
    private Map<UUID, List<PlanSheet.Word>> words(CaseId file) {
        Map<UUID, List<PlanSheet.Word>> words = new LinkedHashMap<>();
        jdbc.sql("""
                        select id, action_id, said_by, word, reason, said_at from reintegration.step_word
                        where case_id = ? and taken_back_at is null and settled_at is null order by said_at
                        """).param(file.id()).query(row -> {
            words.computeIfAbsent(row.getObject("action_id", UUID.class), action -> new ArrayList<>())
                    .add(new PlanSheet.Word(
                            row.getObject("id", UUID.class),
                            row.getString("said_by"),
                            row.getString("word"),
                            row.getString("reason"),
                            row.getObject("said_at", OffsetDateTime.class).toInstant()));
        });
        return words;
    }

    /** Puts rows together, a step each, or a goal without steps, or a plan without goals. */
    private static final class Rows {

        private final Map<UUID, List<PlanSheet.Word>> words;
        private final Map<UUID, PlanSheet.GoalLine> goals = new LinkedHashMap<>();
        private @Nullable PlanSheet plan;

        Rows(Map<UUID, List<PlanSheet.Word>> words) {
            this.words = words;
        }

        void add(ResultSet row) throws SQLException {
            if (plan == null) {
                plan = plan(row);
            }
            UUID goal = row.getObject("goal_id", UUID.class);
            if (goal == null) {
                return;
            }
            PlanSheet.GoalLine line = goals.get(goal);
            if (line == null) {
                line = new PlanSheet.GoalLine(
                        goal,
                        Dimension.valueOf(row.getString("dimension")),
                        row.getString("goal_text"),
                        row.getString("goal_note"),
                        new ArrayList<>());
                goals.put(goal, line);
            }
            if (row.getObject("action_id") != null) {
                line.steps().add(step(row));
            }
        }

        Optional<PlanSheet> sheet() {
            return Optional.ofNullable(plan)
                    .map(p -> new PlanSheet(
                            p.id(),
                            p.version(),
                            p.state(),
                            p.begun(),
                            p.agreedOn(),
                            p.agreedHow(),
                            p.reworded(),
                            p.takenOver(),
                            p.submittedBy(),
                            p.submittedByName(),
                            p.submittedAt(),
                            p.approvedByName(),
                            p.approvedAt(),
                            p.sentBackByName(),
                            p.sentBackNote(),
                            List.copyOf(goals.values())));
        }

        private static PlanSheet plan(ResultSet row) throws SQLException {
            return new PlanSheet(
                    row.getObject("id", UUID.class),
                    row.getLong("version"),
                    Plan.State.valueOf(row.getString("state")),
                    row.getObject("first_approved_at") != null,
                    row.getObject("agreed_on", LocalDate.class),
                    row.getString("agreed_how"),
                    row.getBoolean("reworded"),
                    row.getBoolean("taken_over"),
                    row.getObject("submitted_by", UUID.class),
                    row.getString("submitted_name"),
                    moment(row, "submitted_at"),
                    row.getString("approved_name"),
                    moment(row, "approved_at"),
                    row.getString("sent_back_name"),
                    row.getString("sent_back_note"),
                    List.of());
        }

        private PlanSheet.StepLine step(ResultSet row) throws SQLException {
            UUID id = row.getObject("action_id", UUID.class);
            return new PlanSheet.StepLine(
                    id,
                    row.getString("kind"),
                    row.getString("text"),
                    row.getString("note"),
                    row.getString("doer"),
                    row.getObject("partner_id", UUID.class),
                    row.getString("partner"),
                    row.getObject("due_on", LocalDate.class),
                    Money.of(row.getBigDecimal("cost"), row.getString("currency")),
                    row.getString("project"),
                    ActionState.valueOf(row.getString("action_state")),
                    row.getObject("state_since", OffsetDateTime.class).toInstant(),
                    moment(row, "expires_at"),
                    row.getString("answer"),
                    row.getString("reference"),
                    words.getOrDefault(id, List.of()));
        }

        private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
            OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
            return moment == null ? null : moment.toInstant();
        }
    }
}
