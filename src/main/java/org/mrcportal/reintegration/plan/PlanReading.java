package org.mrcportal.reintegration.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
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

/** Reads plans: the plan with goals and steps in one statement, what hangs on the steps in another. */
@Component
class PlanReading {

    private final JdbcClient jdbc;

    PlanReading(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A plan of a case, and those that others took the place of.
     *
     * @param sheet null: there is none
     * @param formers the latest first
     */
    record Found(@Nullable PlanSheet sheet, List<FormerPlan> formers) {}

    /** The plan of a case that counts; two statements. */
    Optional<PlanSheet> of(CaseId file) {
        return Optional.ofNullable(all(file).sheet());
    }

    /** What the client has agreed to: the plan that counts, or until that one is agreed the last one before it; two statements. */
    Optional<PlanSheet> agreed(CaseId file) {
        return Optional.ofNullable(
                read("""
                        p.id = (select x.id from reintegration.plan x where x.case_id = ? and x.agreed_on is not null
                                order by x.state = 'REPLACED', x.created_at desc, x.id desc limit 1)""", hanging(file), file.id(), file.id(), file.id()).sheet());
    }

    /** The plan of a case that counts, and the former ones; two statements. */
    Found all(CaseId file) {
        return read("p.state <> 'REPLACED'", hanging(file), file.id());
    }

    /** A plan of the case that another one took the place of; what was begun from a step is shown wherever the step went on. */
    Found former(CaseId file, UUID plan) {
        return read(
                "(p.state = 'REPLACED' and p.id = ?)",
                new Hanging(Map.of(), hanging(file).outcomes()),
                plan,
                plan,
                file.id());
    }

    private Found read(String which, Hanging hanging, Object... params) {
        Rows rows = new Rows(hanging);
        jdbc.sql("""
                        select %1$s as wanted, r.at as aside_at, t.name as aside_name,
                               p.id, p.version, p.state, p.first_approved_at, p.agreed_on, p.agreed_how,
                               p.reworded_at is not null as reworded, p.taken_from is not null as taken_over, p.submitted_by,
                               p.id <> all ((select reintegration.plans_seen_in_part())::uuid[]) as seen_whole,
                               p.case_id = any ((select reintegration.worked_on_by_me())::uuid[])
                                   or p.centre_id = any ((select reintegration.guarded_by_me())::uuid[]) as of_team,
                               s.name as submitted_name, p.submitted_at, o.name as approved_name, p.approved_at,
                               b.name as sent_back_name, p.sent_back_note,
                               g.id as goal_id, g.dimension, g.text as goal_text, g.note as goal_note,
                               a.id as action_id, coalesce(a.origin, a.id) as origin, a.kind, a.text, a.note, a.doer,
                               a.partner_id, w.name as partner, e.name as colleague, a.due_on,
                               a.cost, a.currency, f.project, a.state as action_state, a.state_since,
                               l.expires_at, l.answer, l.reference
                        from reintegration.plan p
                        left join accounts.staff s on s.id = p.submitted_by
                        left join accounts.staff o on o.id = p.approved_by
                        left join accounts.staff b on b.id = p.sent_back_by
                        left join lateral (select l.at, l.staff_id from reintegration.plan_change l
                                           where p.state = 'REPLACED' and l.case_id = p.case_id and l.plan_id = p.id
                                             and l.what = 'REPLACED' order by l.at desc limit 1) r on true
                        left join accounts.staff t on t.id = r.staff_id
                        left join reintegration.goal g on g.plan_id = p.id and %1$s
                        left join reintegration.action a on a.goal_id = g.id
                        left join partners.partner w on w.id = a.partner_id
                        left join accounts.staff e on e.id = a.staff_id
                        left join reintegration.fund f on f.id = a.fund_id
                        left join lateral (select k.expires_at, k.answer, k.reference from reintegration.step_link k
                                           where k.action_id = a.id order by k.made_at desc limit 1) l on true
                        where p.case_id = ?
                        order by p.created_at desc, p.id desc, g.position, g.id, a.position, a.id
                        """.formatted(which)).params(params).query(rows::add);
        return rows.found();
    }

    /** Whether nothing of the case is kept from the reader: the team and the focal point see all its steps. */
    boolean isOfTeam(CaseId file) {
        return jdbc.sql("""
                        select c.id = any (reintegration.worked_on_by_me()) or c.centre_id = any (reintegration.guarded_by_me())
                        from reintegration.case_file c where c.id = ?
                        """).param(file.id()).query(Boolean.class).single();
    }

    /** Whether the reader sees all of the plan that costs money. */
    boolean isSeenWhole(UUID plan) {
        return jdbc.sql("select ? <> all (reintegration.plans_seen_in_part())")
                .param(plan)
                .query(Boolean.class)
                .single();
    }

    /**
     * What hangs on the steps of a plan, the earliest first.
     *
     * Both by the step of the first plan, which later plans carry on.
     */
    private record Hanging(Map<UUID, List<PlanSheet.Word>> words, Map<UUID, List<Outcome>> outcomes) {}

    /** What is said and not settled, and what was begun from steps; what the reader may not know of is not there. */
    private Hanging hanging(CaseId file) {
        Hanging hanging = new Hanging(new HashMap<>(), new HashMap<>());
        jdbc.sql("""
                        select coalesce(n.origin, n.id) as origin, x.* from (
                            select w.action_id as step, 'WORD' as what, w.id, w.said_by as name, w.word as state, w.reason,
                                   w.said_at as at
                            from reintegration.step_word w
                            where w.case_id = :case and w.taken_back_at is null and w.settled_at is null
                            union all
                            select h.action_id, 'ASSISTANCE', h.id, h.text, h.state, null, h.requested_at
                            from reintegration.assistance h where h.case_id = :case and h.action_id is not null
                            union all
                            select e.action_id, 'TRAINING', e.id, c.name, e.state, null, e.enrolled_at
                            from reintegration.enrolment e join reintegration.course c on c.id = e.course_id
                            where e.case_id = :case and e.action_id is not null
                            union all
                            select r.action_id, 'REFERRAL', r.id, p.name, r.state, null, r.made_at
                            from reintegration.referral r join partners.partner p on p.id = r.partner_id
                            where r.case_id = :case and r.action_id is not null) x
                        join reintegration.action n on n.id = x.step
                        order by x.at, x.id
                        """).param("case", file.id()).query(row -> {
            UUID step = row.getObject("origin", UUID.class);
            UUID id = row.getObject("id", UUID.class);
            String what = row.getString("what");
            if (what.equals("WORD")) {
                hanging.words()
                        .computeIfAbsent(step, none -> new ArrayList<>())
                        .add(new PlanSheet.Word(
                                id,
                                row.getString("name"),
                                row.getString("state"),
                                row.getString("reason"),
                                row.getObject("at", OffsetDateTime.class).toInstant()));
            } else {
                hanging.outcomes()
                        .computeIfAbsent(step, none -> new ArrayList<>())
                        .add(new Outcome(
                                Outcome.What.valueOf(what), id, row.getString("name"), row.getString("state")));
            }
        });
        return hanging;
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** Puts rows together, a step each, or a goal without steps, or a plan without goals. */
    private static final class Rows {

        private final Hanging hanging;
        private final Map<UUID, PlanSheet.GoalLine> goals = new LinkedHashMap<>();
        private final List<FormerPlan> formers = new ArrayList<>();
        private @Nullable PlanSheet plan;

        Rows(Hanging hanging) {
            this.hanging = hanging;
        }

        void add(ResultSet row) throws SQLException {
            if (row.getString("state").equals("REPLACED")) {
                addFormer(row);
            }
            if (!row.getBoolean("wanted")) {
                return;
            }
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

        private void addFormer(ResultSet row) throws SQLException {
            UUID id = row.getObject("id", UUID.class);
            if (formers.isEmpty() || !formers.getLast().id().equals(id)) {
                formers.add(new FormerPlan(
                        id,
                        row.getObject("agreed_on", LocalDate.class),
                        row.getString("agreed_how"),
                        moment(row, "first_approved_at"),
                        moment(row, "aside_at"),
                        row.getString("aside_name")));
            }
        }

        Found found() {
            return new Found(plan == null ? null : plan.with(List.copyOf(goals.values())), formers);
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
                    row.getBoolean("seen_whole"),
                    row.getBoolean("of_team"),
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
            UUID origin = row.getObject("origin", UUID.class);
            return new PlanSheet.StepLine(
                    row.getObject("action_id", UUID.class),
                    row.getString("kind"),
                    row.getString("text"),
                    row.getString("note"),
                    row.getString("doer"),
                    row.getObject("partner_id", UUID.class),
                    row.getString("partner"),
                    row.getString("colleague"),
                    row.getObject("due_on", LocalDate.class),
                    Money.of(row.getBigDecimal("cost"), row.getString("currency")),
                    row.getString("project"),
                    ActionState.valueOf(row.getString("action_state")),
                    row.getObject("state_since", OffsetDateTime.class).toInstant(),
                    moment(row, "expires_at"),
                    row.getString("answer"),
                    row.getString("reference"),
                    hanging.words().getOrDefault(origin, List.of()),
                    hanging.outcomes().getOrDefault(origin, List.of()));
        }
    }
}
