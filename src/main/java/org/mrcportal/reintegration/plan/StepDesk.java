package org.mrcportal.reintegration.plan;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.fund.CentreFunds;
import org.mrcportal.reintegration.fund.FundCard;
import org.mrcportal.reintegration.team.CaseWorkers;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes down the steps towards a goal: who does what, by when, at what cost. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class StepDesk {

    private final PlanKeeping keeping;
    private final Goals goals;
    private final Actions actions;
    private final PlanHistory history;
    private final Cases cases;
    private final Partners partners;
    private final CentreFunds funds;
    private final StepOwners owners;
    private final Clock clock;

    StepDesk(
            PlanKeeping keeping,
            Goals goals,
            Actions actions,
            PlanHistory history,
            Cases cases,
            Partners partners,
            CentreFunds funds,
            StepOwners owners,
            Clock clock) {
        this.keeping = keeping;
        this.goals = goals;
        this.actions = actions;
        this.history = history;
        this.cases = cases;
        this.partners = partners;
        this.funds = funds;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * A form of a step, and what can be picked on it.
     *
     * @param before what the step says now; null: it is new
     */
    record Sheet(
            CaseCard file,
            ActionForm form,
            Action.@Nullable Words before,
            List<PartnerCard> partners,
            List<CaseWorkers.Colleague> colleagues,
            List<FundCard> funds) {}

    Sheet blank(CaseId id, UUID goal, StaffMember me) {
        CaseCard file = keeping.opened(id, me);
        findGoal(id, goal);
        return sheet(file, ActionForm.blank(), null, false);
    }

    Sheet step(CaseId id, UUID action, StaffMember me) {
        CaseCard file = keeping.opened(id, me);
        Action step = find(id, action);
        return sheet(file, ActionForm.of(step), step.words(), step.sensitive());
    }

    /** What the form of a new step may pick that came back. */
    Sheet newAgain(CaseId id, UUID goal, ActionForm form) {
        CaseCard file = keeping.writable(id);
        findGoal(id, goal);
        return sheet(file, form, null, false);
    }

    /** What a form that came back may pick. */
    Sheet again(CaseId id, UUID action, ActionForm form) {
        Action step = find(id, action);
        return sheet(keeping.writable(id), form, step.words(), step.sensitive());
    }

    /** What the step has already can be picked too, though its partner has retired or its fund has ended. */
    private Sheet sheet(CaseCard file, ActionForm form, Action.@Nullable Words before, boolean sensitive) {
        UUID partner = before == null ? null : before.partner();
        UUID fund = before == null ? null : before.fund();
        List<FundCard> running = new ArrayList<>(funds.running(file.centre(), keeping.today(file)));
        if (fund != null && running.stream().noneMatch(card -> card.id().equals(fund))) {
            funds.find(fund).ifPresent(running::add);
        }
        List<PartnerCard> working = new ArrayList<>(partners.of(file.centre()).stream()
                .filter(card -> !card.retired())
                .toList());
        if (partner != null && working.stream().noneMatch(card -> card.id().equals(partner))) {
            partners.find(partner).ifPresent(working::add);
        }
        List<CaseWorkers.Colleague> colleagues =
                owners.candidates(file, sensitive, before == null ? null : before.staff());
        return new Sheet(file, form, before, working, colleagues, running);
    }

    /** Sent twice, it adds one step. */
    void add(CaseId id, UUID to, ActionForm form, StaffMember me) {
        CaseCard file = keeping.writable(id);
        UUID once = Once.required(form.once());
        Plan plan = keeping.held(id);
        if (actions.findByOnce(once).isPresent()) {
            return;
        }
        Goal goal = findGoal(id, to);
        Action.Words words = form.words();
        int last = actions.of(to).stream().mapToInt(Action::position).max().orElse(0);
        keeping.change(plan, words.cost() != null, true, me);
        Action action = actions.saveAndFlush(Action.of(file.centre(), goal, words, last + 1, once, clock.instant()));
        owners.changed(file, plan, action, me);
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
    void change(CaseId id, UUID about, ActionForm form, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
        Action step = find(id, about);
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
                .field("staff", owners.name(before.staff()), owners.name(after.staff()))
                .field("due", before.dueOn(), after.dueOn())
                .field("cost", before.cost(), after.cost())
                .field("fund", project(before.fund()), project(after.fund()))
                .all();
        if (changes.isEmpty()) {
            return;
        }
        keeping.change(plan, !before.paysLike(after), !before.readsLike(after), me);
        actions.saveAndFlush(step.say(after));
        if (!before.isGivenLike(after)) {
            owners.changed(file, plan, step, me);
        }
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

    /** One place up within its goal; the first stays first. */
    void raise(CaseId id, UUID about, StaffMember me) {
        keeping.writable(id);
        Plan plan = keeping.held(id);
        Action step = find(id, about);
        PlanKeeping.raise(
                actions.of(step.goal()),
                about,
                Action::id,
                (action, place) -> actions.saveAndFlush(action.stand(place)));
        keeping.change(plan, false, false, me);
        history.keep(plan, "ORDER", about, null, List.of(), me.id());
    }

    private Goal findGoal(CaseId id, UUID goal) {
        return goals.findById(goal).filter(found -> found.file().equals(id)).orElseThrow(() -> new NotFound(goal));
    }

    private Action find(CaseId id, UUID action) {
        return actions.findById(action)
                .filter(found -> found.file().equals(id))
                .orElseThrow(() -> new NotFound(action));
    }
}
