package org.mrcportal.reintegration.plan;

import org.mrcportal.accounts.StaffId;
import org.mrcportal.reintegration.TrainingCompleted;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the case worker that a step looks done. It is not settled for them: more may hang on it. */
@Component
class StepSigns {

    private final Cases cases;
    private final Deciders deciders;

    StepSigns(Cases cases, Deciders deciders) {
        this.cases = cases;
        this.deciders = deciders;
    }

    @EventListener
    void completed(TrainingCompleted training) {
        CaseCard file = cases.get(training.file());
        StaffId owner = file.owner();
        if (owner != null) {
            deciders.decided(file, "STEP_LOOKS_DONE", training.action(), owner, training.by());
        }
    }
}
