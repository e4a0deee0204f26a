package org.mrcportal.reintegration.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Component;

/** The case and the plan that something is done to. */
@Component
class PlanKeeping {

    private final Cases cases;
    private final Plans plans;
    private final Deciders deciders;
    private final Clock clock;

    PlanKeeping(Cases cases, Plans plans, Deciders deciders, Clock clock) {
        this.cases = cases;
        this.plans = plans;
        this.deciders = deciders;
        this.clock = clock;
    }

    /** The case for a page on which something is written; looking at it leaves a trace. */
    CaseCard opened(CaseId id, StaffMember me) {
        return writable(cases.open(id, "PLAN", me));
    }

    /** @throws Plan.Refused where the case is closed, or open to the reader for reading only */
    CaseCard writable(CaseId id) {
        return writable(cases.get(id));
    }

    private static CaseCard writable(CaseCard file) {
        if (!file.open()) {
            throw new Plan.Refused(Plan.Reason.CLOSED);
        }
        if (file.readOnly()) {
            throw new Plan.Refused(Plan.Reason.READ_ONLY);
        }
        return file;
    }

    /** The case's plan that counts; nobody else changes it meanwhile. */
    Plan held(CaseId id) {
        return plans.hold(id.id()).orElseThrow(() -> new NotFound("a plan"));
    }

    /**
     * Keeps that goals or steps change.
     *
     * @param budget what the plan costs changes too, or what it pays for
     * @param words what the client reads changes too
     */
    void change(Plan plan, boolean budget, boolean words, StaffMember me) {
        boolean waited = plan.state() == Plan.State.SUBMITTED;
        plans.saveAndFlush(plan.changed(budget, words, me.id(), clock.instant()));
        if (!waited && plan.state() == Plan.State.SUBMITTED) {
            deciders.askedAboutPlan(cases.get(plan.file()), plan.id(), me.id());
        }
    }

    LocalDate today(CaseCard file) {
        return CentreTime.day(clock.instant(), file.zone());
    }

    /** Puts one thing of a list on a place. */
    interface Placing<T> {
        void put(T thing, int place);
    }

    /** One place up; the first stays first. */
    static <T> void raise(List<T> all, UUID about, Function<T, UUID> id, Placing<T> placing) {
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
}
