package org.mrcportal.reintegration.plan;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what the client wants to reach. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class GoalDesk {

    private final PlanKeeping keeping;
    private final Plans plans;
    private final Goals goals;
    private final Actions actions;
    private final PlanReading reading;
    private final PlanHistory history;
    private final Cases cases;
    private final Clock clock;

    GoalDesk(
            PlanKeeping keeping,
            Plans plans,
            Goals goals,
            Actions actions,
            PlanReading reading,
            PlanHistory history,
            Cases cases,
            Clock clock) {
        this.keeping = keeping;
        this.plans = plans;
        this.goals = goals;
        this.actions = actions;
        this.reading = reading;
        this.history = history;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * A form of a goal.
     *
     * @param removable it has no steps, and the reader is of the case's team
     */
    record Sheet(CaseCard file, GoalForm form, boolean removable) {}

    Sheet blank(CaseId id, StaffMember me) {
        return new Sheet(keeping.opened(id, me), GoalForm.blank(), false);
    }

    Sheet goal(CaseId id, UUID goal, StaffMember me) {
        CaseCard file = keeping.opened(id, me);
        GoalForm form = GoalForm.of(find(id, goal));
        return new Sheet(file, form, actions.of(goal).isEmpty() && reading.isOfTeam(id));
    }

    /** For showing a form again. */
    CaseCard file(CaseId id) {
        return keeping.writable(id);
    }

    /** Sent twice, it adds one goal. The first goal begins the plan. */
    void add(CaseId id, GoalForm form, StaffMember me) {
        CaseCard file = keeping.writable(id);
        UUID once = Once.required(form.once());
        if (goals.findByOnce(once).isPresent()) {
            return;
        }
        Plan plan = plans.hold(id.id())
                .orElseGet(() -> plans.saveAndFlush(Plan.begin(file.centre(), id, once, me.id(), clock.instant())));
        Goal.Words words = form.words();
        int last = goals.of(plan.id()).stream().mapToInt(Goal::position).max().orElse(0);
        keeping.change(plan, false, true, me);
        Goal goal = goals.saveAndFlush(Goal.of(plan, words, last + 1, once));
        history.keep(plan, "GOAL_ADDED", goal.id(), words.text(), List.of(), me.id());
        cases.happened(file, "GOAL_ADDED", goal.id(), me.id(), null);
    }

    /** @throws Stale where somebody was faster */
    void change(CaseId id, UUID about, GoalForm form, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
        Goal goal = find(id, about);
        if (!Objects.equals(form.version(), Long.toString(goal.version()))) {
            throw new Stale(GoalForm.of(goal).fields(), goal.version());
        }
        Goal.Words before = goal.words();
        Goal.Words after = form.words();
        List<PlanHistory.Change> changes = new PlanHistory.Differences()
                .field("dimension", before.dimension(), after.dimension())
                .field("text", before.text(), after.text())
                .field("note", before.note(), after.note())
                .all();
        if (changes.isEmpty()) {
            return;
        }
        keeping.change(plan, false, !before.text().equals(after.text()), me);
        goals.saveAndFlush(goal.say(after));
        history.keep(plan, "GOAL_CHANGED", about, after.text(), changes, me.id());
        cases.happened(file, "PLAN_CHANGED", about, me.id(), null);
    }

    /** One place up; the first stays first. */
    void raise(CaseId id, UUID about, StaffMember me) {
        keeping.writable(id);
        Plan plan = keeping.held(id);
        find(id, about);
        PlanKeeping.raise(goals.of(plan.id()), about, Goal::id, (goal, place) -> goals.saveAndFlush(goal.stand(place)));
        keeping.change(plan, false, false, me);
        history.keep(plan, "ORDER", about, null, List.of(), me.id());
    }

    /**
     * Takes out a goal that was written by mistake. The team alone does: by trying, others could learn of steps that are kept
     * from them.
     */
    void remove(CaseId id, UUID about, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
        Goal goal = find(id, about);
        if (!reading.isOfTeam(id)) {
            throw new Plan.Refused(Plan.Reason.NOT_OF_TEAM);
        }
        if (!actions.of(about).isEmpty()) {
            throw new Plan.Refused(Plan.Reason.HAS_STEPS);
        }
        String text = goal.words().text();
        goals.remove(about);
        keeping.change(plan, false, true, me);
        history.keep(plan, "GOAL_REMOVED", about, text, List.of(), me.id());
        cases.happened(file, "GOAL_REMOVED", about, me.id(), null);
    }

    private Goal find(CaseId id, UUID goal) {
        return goals.findById(goal).filter(found -> found.file().equals(id)).orElseThrow(() -> new NotFound(goal));
    }
}
