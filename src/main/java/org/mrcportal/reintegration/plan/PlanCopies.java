package org.mrcportal.reintegration.plan;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Begins the plan of a case that another centre takes on with what the person had set out to do. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class PlanCopies {

    private final Plans plans;
    private final Goals goals;
    private final Actions actions;
    private final Clock clock;

    PlanCopies(Plans plans, Goals goals, Actions actions, Clock clock) {
        this.plans = plans;
        this.goals = goals;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * Copies the goals and the steps that are still to be done into a draft. Costs, funds, partners and notes for staff are
     * the former centre's and stay there. To be called in the scope of both centres.
     */
    public void bring(CaseCard from, CaseCard to, StaffId by) {
        plans.hold(from.id().id()).ifPresent(former -> copy(former, to, by));
    }

    private void copy(Plan former, CaseCard to, StaffId by) {
        Instant now = clock.instant();
        Plan plan = plans.saveAndFlush(Plan.after(former, to.centre(), to.id(), by, now));
        for (Goal goal : goals.of(former.id())) {
            Goal.Words said = goal.words();
            Goal copy = goals.saveAndFlush(Goal.of(
                    plan, new Goal.Words(said.dimension(), said.text(), null), goal.position(), UUID.randomUUID()));
            for (Action step : actions.of(goal.id())) {
                if (step.state() == ActionState.PLANNED || step.state() == ActionState.STARTED) {
                    actions.saveAndFlush(Action.of(
                                    to.centre(),
                                    copy,
                                    step.words().elsewhere(),
                                    step.position(),
                                    UUID.randomUUID(),
                                    now)
                            .keptLike(step));
                }
            }
        }
    }
}
