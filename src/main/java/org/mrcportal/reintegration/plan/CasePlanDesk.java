package org.mrcportal.reintegration.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Brings a plan from the client's agreement to approval by a second person. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CasePlanDesk {

    private final PlanKeeping keeping;
    private final Plans plans;
    private final Actions actions;
    private final PlanReading reading;
    private final PlanHistory history;
    private final Cases cases;
    private final Progress progress;
    private final Deciders deciders;
    private final StepOwners owners;
    private final Clock clock;

    CasePlanDesk(
            PlanKeeping keeping,
            Plans plans,
            Actions actions,
            PlanReading reading,
            PlanHistory history,
            Cases cases,
            Progress progress,
            Deciders deciders,
            StepOwners owners,
            Clock clock) {
        this.keeping = keeping;
        this.plans = plans;
        this.actions = actions;
        this.reading = reading;
        this.history = history;
        this.cases = cases;
        this.progress = progress;
        this.deciders = deciders;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * The page of a plan.
     *
     * @param sheet null: there is none yet
     * @param formers those it took the place of, the latest first
     */
    record Opened(
            CaseCard file,
            @Nullable PlanSheet sheet,
            List<PlanHistory.Line> history,
            List<FormerPlan> formers,
            LocalDate today) {}

    Opened open(CaseId id, StaffMember me, Locale locale) {
        CaseCard file = cases.open(id, "PLAN", me);
        PlanReading.Found found = reading.all(id);
        return new Opened(
                file, found.sheet(), history.of(id, file.zone(), locale), found.formers(), keeping.today(file));
    }

    /** A plan that another one took the place of, with what was changed in it. */
    Opened former(CaseId id, UUID former, StaffMember me, Locale locale) {
        CaseCard file = cases.open(id, "PLAN", me);
        PlanReading.Found found = reading.former(id, former);
        if (found.sheet() == null) {
            throw new NotFound(former);
        }
        return new Opened(
                file,
                found.sheet(),
                history.ofPlan(former, file.zone(), locale),
                found.formers().stream().filter(one -> one.id().equals(former)).toList(),
                keeping.today(file));
    }

    LocalDate today(CaseId id) {
        return keeping.today(cases.get(id));
    }

    void agreed(CaseId id, LocalDate day, String how, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
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
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
        plans.saveAndFlush(plan.submit(actions.countOf(plan.id()), me.id(), clock.instant()));
        history.keep(plan, "SUBMITTED", null, null, List.of(), me.id());
        cases.happened(file, "PLAN_SUBMITTED", plan.id(), me.id(), null);
        deciders.askedAboutPlan(file, plan.id(), me.id());
    }

    /** @param seen the version of the plan that whoever approves has looked at */
    void approve(CaseId id, long seen, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
        if (history.hasCostsOf(me.id(), plan.id())) {
            throw new Plan.Refused(Plan.Reason.OWN);
        }
        if (!reading.isSeenWhole(plan.id())) {
            throw new Plan.Refused(Plan.Reason.TEAM);
        }
        StaffId asked = plan.submittedBy();
        plans.saveAndFlush(plan.approve(seen, me.id(), clock.instant()));
        history.keep(plan, "APPROVED", null, null, List.of(), me.id());
        cases.happened(file, "PLAN_APPROVED", plan.id(), me.id(), null);
        deciders.decided(file, "PLAN_APPROVED", null, asked, me.id());
        owners.begun(file, plan, me);
        progress.to(CaseState.PLAN_APPROVED, file, me);
    }

    void sendBack(CaseId id, long seen, String note, StaffMember me) {
        CaseCard file = keeping.writable(id);
        Plan plan = keeping.held(id);
        StaffId asked = plan.submittedBy();
        plans.saveAndFlush(plan.sendBack(seen, note, me.id()));
        history.keep(
                plan,
                "SENT_BACK",
                null,
                null,
                new PlanHistory.Differences().field("reason", null, note).all(),
                me.id());
        cases.happened(file, "PLAN_SENT_BACK", plan.id(), me.id(), null);
        deciders.decided(file, "PLAN_SENT_BACK", null, asked, me.id());
    }
}
