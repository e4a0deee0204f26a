package org.mrcportal.reintegration.plan;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins a new plan in the place of the one that counts. The team alone does: to others some steps may not be known, and would
 * stay behind.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class NewPlanDesk {

    private final PlanKeeping keeping;
    private final Plans plans;
    private final Goals goals;
    private final Actions actions;
    private final PlanReading reading;
    private final StepOwners owners;
    private final PlanHistory history;
    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    NewPlanDesk(
            PlanKeeping keeping,
            Plans plans,
            Goals goals,
            Actions actions,
            PlanReading reading,
            StepOwners owners,
            PlanHistory history,
            Cases cases,
            JdbcClient jdbc,
            Clock clock) {
        this.keeping = keeping;
        this.plans = plans;
        this.goals = goals;
        this.actions = actions;
        this.reading = reading;
        this.owners = owners;
        this.history = history;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The plan is put aside and stays readable. Pressed twice, or by two at once, it is put aside once.
     *
     * @param seen the plan on whose page it was pressed
     * @param carry the new one begins as a draft with its goals and what is still to be done; otherwise with nothing
     */
    void replace(CaseId id, @Nullable UUID seen, boolean carry, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Optional<Plan> held = plans.hold(id.id());
        if (held.isPresent() ? held.get().follows(seen) : seen != null && plans.isAside(id.id(), seen)) {
            return;
        }
        Plan former = held.orElseThrow(() -> new NotFound("a plan"));
        if (!former.id().equals(seen)) {
            throw new Plan.Refused(Plan.Reason.CHANGED);
        }
        if (!reading.isOfTeam(id)) {
            throw new Plan.Refused(Plan.Reason.NEW_PLAN_OF_TEAM);
        }
        plans.saveAndFlush(former.replace());
        owners.aside(former);
        history.keep(former, "REPLACED", null, null, List.of(), me.id());
        if (carry) {
            carry(former, me);
        }
        cases.happened(file, "PLAN_REPLACED", former.id(), me.id(), null);
    }

    private void carry(Plan former, StaffMember me) {
        Instant now = clock.instant();
        Plan plan = plans.saveAndFlush(former.begunAnew(me.id(), now));
        Map<UUID, Money> gone = gone(former);
        for (Goal goal : goals.of(former.id())) {
            Goal next = goals.saveAndFlush(Goal.of(plan, goal.words(), goal.position(), UUID.randomUUID()));
            for (Action step : actions.of(goal.id())) {
                if (step.state().open()) {
                    carry(step, plan, next, gone.get(step.id()), me);
                }
            }
        }
        carryWords(plan);
    }

    private void carry(Action step, Plan plan, Goal to, @Nullable Money gone, StaffMember me) {
        Money left = left(step.words().cost(), gone);
        Action next = actions.saveAndFlush(step.carriedOn(to, left, UUID.randomUUID()));
        if (left != null) {
            history.keep(
                    plan,
                    "STEP_ADDED",
                    next.id(),
                    next.words().text(),
                    new PlanHistory.Differences().field("cost", null, left).all(),
                    me.id());
        }
    }

    /** What a step still costs after what was asked for, approved or handed over for it; null: nothing. */
    static @Nullable Money left(@Nullable Money cost, @Nullable Money gone) {
        if (cost == null || gone == null || !gone.currency().equals(cost.currency())) {
            return cost;
        }
        BigDecimal rest = cost.amount().subtract(gone.amount());
        return rest.signum() > 0 ? new Money(rest, cost.currency()) : null;
    }

    /** What was asked for, approved or handed over, by step: it is not budgeted, and so not committed, twice. */
    private Map<UUID, Money> gone(Plan former) {
        Map<UUID, Money> gone = new HashMap<>();
        jdbc.sql("""
                        select a.id, h.currency, sum(coalesce(h.spent, h.cost)) as amount
                        from reintegration.assistance h
                        join reintegration.action a on a.id = h.action_id and a.currency = h.currency
                        join reintegration.goal g on g.id = a.goal_id
                        where h.case_id = ? and g.plan_id = ? and h.state in ('REQUESTED', 'APPROVED', 'DELIVERED', 'ACKNOWLEDGED')
                        group by a.id, h.currency
                        """).params(former.file().id(), former.id()).query(row -> {
            gone.put(
                    row.getObject("id", UUID.class), new Money(row.getBigDecimal("amount"), row.getString("currency")));
        });
        return gone;
    }

    /** What client or partner said and staff have not settled is about the step as it goes on. */
    private void carryWords(Plan plan) {
        jdbc.sql("""
                        update reintegration.step_word w set action_id = n.id
                        from reintegration.action n
                        join reintegration.goal g on g.id = n.goal_id
                        join reintegration.action e on e.case_id = n.case_id and coalesce(e.origin, e.id) = n.origin
                        where g.plan_id = ? and n.case_id = ? and w.action_id = e.id and e.id <> n.id
                          and w.taken_back_at is null and w.settled_at is null
                        """).params(plan.id(), plan.file().id()).update();
    }
}
