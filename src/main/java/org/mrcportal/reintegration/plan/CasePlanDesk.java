package org.mrcportal.reintegration.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.StoredField;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.fund.CentreFunds;
import org.mrcportal.reintegration.fund.FundCard;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a plan with the client, brings it to approval, follows its steps. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CasePlanDesk {

    private final Plans plans;
    private final Goals goals;
    private final Actions actions;
    private final PlanReading reading;
    private final PlanHistory history;
    private final Cases cases;
    private final Progress progress;
    private final Partners partners;
    private final CentreFunds funds;
    private final JdbcClient jdbc;
    private final Clock clock;

    CasePlanDesk(
            Plans plans,
            Goals goals,
            Actions actions,
            PlanReading reading,
            PlanHistory history,
            Cases cases,
            Progress progress,
            Partners partners,
            CentreFunds funds,
            JdbcClient jdbc,
            Clock clock) {
        this.plans = plans;
        this.goals = goals;
        this.actions = actions;
        this.reading = reading;
        this.history = history;
        this.cases = cases;
        this.progress = progress;
        this.partners = partners;
        this.funds = funds;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody changed the goal or step since the form was opened. */
    static class Stale extends RuntimeException {

        private final transient List<StoredField> stored;
        private final long version;

        Stale(List<StoredField> stored, long version) {
            super("Changed meanwhile");
            this.stored = stored;
            this.version = version;
        }

        List<StoredField> stored() {
            return stored;
        }

        long version() {
            return version;
        }
    }

    /** The page of a plan. @param sheet null: there is none yet */
    record Opened(CaseCard file, @Nullable PlanSheet sheet, List<PlanHistory.Line> history, LocalDate today) {}

    /** A form of a goal. */
    record GoalSheet(CaseCard file, GoalForm form) {}

    /** A form of a step, and what can be picked on it. */
    record StepSheet(
            CaseCard file,
            ActionForm form,
            Action.@Nullable Words before,
            List<PartnerCard> partners,
            List<FundCard> funds) {}

    Opened open(CaseId id, StaffMember me, Locale locale) {
        CaseCard file = cases.open(id, "PLAN", me);
        return new Opened(file, reading.of(id).orElse(null), history.of(id, file.zone(), locale), today(file));
    }

    GoalSheet blankGoal(CaseId id, StaffMember me) {
        return new GoalSheet(cases.open(id, "PLAN", me), GoalForm.blank());
    }

    GoalSheet goal(CaseId id, UUID goal, StaffMember me) {
        return new GoalSheet(cases.open(id, "PLAN", me), GoalForm.of(find(id, goal)));
    }

    /** For showing a form again. */
    CaseCard file(CaseId id) {
        return cases.get(id);
    }

    StepSheet blankStep(CaseId id, UUID goal, StaffMember me) {
        CaseCard file = cases.open(id, "PLAN", me);
        find(id, goal);
        return sheet(file, ActionForm.blank(), null);
    }

    StepSheet step(CaseId id, UUID action, StaffMember me) {
        CaseCard file = cases.open(id, "PLAN", me);
        Action step = findStep(id, action);
        return sheet(file, ActionForm.of(step), step.words());
    }

    /** What a form that came back may pick. @param action null: a new one */
    StepSheet again(CaseId id, @Nullable UUID action, ActionForm form) {
        return sheet(
                cases.get(id),
                form,
                action == null ? null : findStep(id, action).words());
    }

    private StepSheet sheet(CaseCard file, ActionForm form, Action.@Nullable Words before) {
        return new StepSheet(
                file,
                form,
                before,
                partners.of(file.centre()).stream()
                        .filter(card -> !card.retired())
                        .toList(),
                funds.running(file.centre(), today(file)));
    }

    /** Sent twice, it adds one goal. The first goal begins the plan. */
    void addGoal(CaseId id, GoalForm form, StaffMember me) {
        CaseCard file = writable(id);
        UUID once = Once.required(form.once());
        if (goals.findByOnce(once).isPresent()) {
            return;
        }
        Plan plan = plans.hold(id.id())
                .orElseGet(() -> plans.saveAndFlush(Plan.begin(file.centre(), id, once, me.id(), clock.instant())));
        Goal.Words words = form.words();
        int last = goals.of(plan.id()).stream().mapToInt(Goal::position).max().orElse(0);
        change(plan, false, true, me);
        Goal goal = goals.saveAndFlush(Goal.of(plan, words, last + 1, once));
        history.keep(plan, "GOAL_ADDED", goal.id(), words.text(), List.of(), me.id());
        cases.happened(file, "GOAL_ADDED", goal.id(), me.id(), null);
    }

    /** @throws Stale where somebody was faster */
    void changeGoal(CaseId id, UUID about, GoalForm form, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
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
        change(plan, false, !before.text().equals(after.text()), me);
        goals.saveAndFlush(goal.say(after));
        history.keep(plan, "GOAL_CHANGED", about, after.text(), changes, me.id());
        cases.happened(file, "PLAN_CHANGED", about, me.id(), null);
    }

    /** Sent twice, it adds one step. */
    void addStep(CaseId id, UUID to, ActionForm form, StaffMember me) {
        CaseCard file = writable(id);
        UUID once = Once.required(form.once());
        Plan plan = held(id);
        if (actions.findByOnce(once).isPresent()) {
            return;
        }
        Goal goal = find(id, to);
        Action.Words words = form.words();
        int last = actions.of(to).stream().mapToInt(Action::position).max().orElse(0);
        change(plan, words.cost() != null, true, me);
        Action action = actions.saveAndFlush(Action.of(file.centre(), goal, words, last + 1, once, clock.instant()));
        history.keep(
                plan,
                "STEP_ADDED",
                action.id(),
                words.text(),
                new PlanHistory.Differences().field("cost", null, words.cost()).all(),
                me.id());
        cases.happened(file, "STEP_ADDED", action.id(), me.id(), null);
    }

    /** @throws Stale where somebody was faster */
    void changeStep(CaseId id, UUID about, ActionForm form, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
        Action step = findStep(id, about);
        if (!Objects.equals(form.version(), Long.toString(step.version()))) {
            throw new Stale(ActionForm.of(step).fields(), step.version());
        }
        Action.Words before = step.words();
        Action.Words after = form.words();
        List<PlanHistory.Change> changes = new PlanHistory.Differences()
                .field("text", before.text(), after.text())
                .field("note", before.note(), after.note())
                .field("kind", before.kind(), after.kind())
                .field("doer", before.doer(), after.doer())
                .field("partner", name(before.partner()), name(after.partner()))
                .field("due", before.dueOn(), after.dueOn())
                .field("cost", before.cost(), after.cost())
                .field("fund", project(before.fund()), project(after.fund()))
                .all();
        if (changes.isEmpty()) {
            return;
        }
        change(plan, !before.paysLike(after), !before.readsLike(after), me);
        actions.saveAndFlush(step.say(after));
        history.keep(plan, "STEP_CHANGED", about, after.text(), changes, me.id());
        cases.happened(file, "PLAN_CHANGED", about, me.id(), null);
    }

    private @Nullable String name(@Nullable UUID partner) {
        return partner == null
                ? null
                : partners.find(partner).map(PartnerCard::name).orElse(null);
    }

    private @Nullable String project(@Nullable UUID fund) {
        return fund == null ? null : funds.find(fund).map(FundCard::project).orElse(null);
    }

    /** One place up; the first stays first. */
    void raiseGoal(CaseId id, UUID about, StaffMember me) {
        writable(id);
        Plan plan = held(id);
        find(id, about);
        raise(goals.of(plan.id()), about, Goal::id, (goal, place) -> goals.saveAndFlush(goal.stand(place)));
        reordered(plan, about, me);
    }

    /** One place up within its goal; the first stays first. */
    void raiseStep(CaseId id, UUID about, StaffMember me) {
        writable(id);
        Plan plan = held(id);
        Action step = findStep(id, about);
        raise(actions.of(step.goal()), about, Action::id, (action, place) -> actions.saveAndFlush(action.stand(place)));
        reordered(plan, about, me);
    }

    private void reordered(Plan plan, UUID about, StaffMember me) {
        change(plan, false, false, me);
        history.keep(plan, "ORDER", about, null, List.of(), me.id());
    }

    /** Puts one thing of a list on a place. */
    private interface Placing<T> {
        void put(T thing, int place);
    }

    private static <T> void raise(List<T> all, UUID about, Function<T, UUID> id, Placing<T> placing) {
        List<T> order = new ArrayList<>(all);
        for (int i = 1; i < order.size(); i++) {
            if (id.apply(order.get(i)).equals(about)) {
                order.add(i - 1, order.remove(i));
                break;
            }
        }
        for (int i = 0; i < order.size(); i++) {
            placing.put(order.get(i), i + 1);
        }
    }

    void agreed(CaseId id, LocalDate day, String how, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
        plans.saveAndFlush(plan.agreed(day, how));
        history.keep(
                plan,
                "AGREED",
                null,
                null,
                new PlanHistory.Differences().field("agreed", null, day).all(),
                me.id());
        cases.happened(file, "PLAN_AGREED", plan.id(), me.id(), how);
    }

    void submit(CaseId id, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
        plans.saveAndFlush(plan.submit(actions.countOf(plan.id()), me.id(), clock.instant()));
        history.keep(plan, "SUBMITTED", null, null, List.of(), me.id());
        cases.happened(file, "PLAN_SUBMITTED", plan.id(), me.id(), null);
    }

    /** @param seen the version of the plan that whoever approves has looked at */
    void approve(CaseId id, long seen, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
        if (history.hasCostsOf(me.id(), plan.id())) {
            throw new Plan.Refused(Plan.Reason.OWN);
        }
        plans.saveAndFlush(plan.approve(seen, me.id(), clock.instant()));
        history.keep(plan, "APPROVED", null, null, List.of(), me.id());
        cases.happened(file, "PLAN_APPROVED", plan.id(), me.id(), null);
        progress.to(CaseState.PLAN_APPROVED, file, me);
    }

    void sendBack(CaseId id, long seen, String note, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
        plans.saveAndFlush(plan.sendBack(seen, note, me.id()));
        history.keep(
                plan,
                "SENT_BACK",
                null,
                null,
                new PlanHistory.Differences().field("reason", null, note).all(),
                me.id());
        cases.happened(file, "PLAN_SENT_BACK", plan.id(), me.id(), null);
    }

    /** The plan is put aside; a new one can begin. */
    void replace(CaseId id, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
        plans.saveAndFlush(plan.replace());
        history.keep(plan, "REPLACED", null, null, List.of(), me.id());
        cases.happened(file, "PLAN_REPLACED", plan.id(), me.id(), null);
    }

    /** A step comes to another state; pressing twice changes nothing more. */
    void become(CaseId id, UUID about, ActionState next, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
        become(file, plan, about, next, me);
    }

    private void become(CaseCard file, Plan plan, UUID about, ActionState next, StaffMember me) {
        if (!plan.begun() && (next == ActionState.STARTED || next == ActionState.DONE)) {
            throw new Plan.Refused(Plan.Reason.NOT_BEGUN);
        }
        Action step = actions.hold(about)
                .filter(held -> held.file().equals(file.id()))
                .orElseThrow(() -> new NotFound(about));
        ActionState before = step.state();
        if (!step.become(next, clock.instant())) {
            return;
        }
        actions.saveAndFlush(step);
        history.keep(
                plan,
                "STEP_STATE",
                about,
                step.words().text(),
                new PlanHistory.Differences().field("state", before, next).all(),
                me.id());
        cases.happened(file, "STEP_" + next, about, me.id(), null);
        if (next == ActionState.STARTED || next == ActionState.DONE) {
            progress.to(CaseState.ACTIVE, file, me);
        }
    }

    /** What client or partner said is taken over into the step, or only marked as seen. Once, however many press. */
    void settle(CaseId id, UUID word, boolean accepted, StaffMember me) {
        CaseCard file = writable(id);
        Plan plan = held(id);
        Optional<Said> said = jdbc.sql("""
                        update reintegration.step_word set settled_at = :now, settled_by = :me, accepted = :accepted
                        where id = :word and case_id = :case and settled_at is null and taken_back_at is null
                        returning action_id, word
                        """)
                .param("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("me", me.id().id())
                .param("accepted", accepted)
                .param("word", word)
                .param("case", id.id())
                .query((row, number) -> new Said(row.getObject("action_id", UUID.class), row.getString("word")))
                .optional();
        if (said.isPresent()) {
            if (accepted) {
                become(file, plan, said.get().step(), meant(said.get().word()), me);
            }
            cases.happened(file, accepted ? "WORD_ACCEPTED" : "WORD_SEEN", word, me.id(), null);
        } else if (!jdbc.sql("select exists (select from reintegration.step_word where id = ? and case_id = ?)")
                .params(word, id.id())
                .query(Boolean.class)
                .single()) {
            throw new NotFound(word);
        }
    }

    /** Of which step what was said. */
    private record Said(UUID step, String word) {}

    private static ActionState meant(String word) {
        return switch (word) {
            case "DONE" -> ActionState.DONE;
            case "CONFIRMED" -> ActionState.STARTED;
            default -> ActionState.IMPOSSIBLE;
        };
    }

    private void change(Plan plan, boolean budget, boolean words, StaffMember me) {
        plans.saveAndFlush(plan.changed(budget, words, me.id(), clock.instant()));
    }

    private CaseCard writable(CaseId id) {
        CaseCard file = cases.get(id);
        if (!file.open()) {
            throw new Plan.Refused(Plan.Reason.CLOSED);
        }
        return file;
    }

    private Plan held(CaseId id) {
        return plans.hold(id.id()).orElseThrow(() -> new NotFound("a plan"));
    }

    private Goal find(CaseId id, UUID goal) {
        return goals.findById(goal).filter(found -> found.file().equals(id)).orElseThrow(() -> new NotFound(goal));
    }

    private Action findStep(CaseId id, UUID action) {
        return actions.findById(action)
                .filter(found -> found.file().equals(id))
                .orElseThrow(() -> new NotFound(action));
    }

    LocalDate today(CaseCard file) {
        return CentreTime.day(clock.instant(), file.zone());
    }
}
