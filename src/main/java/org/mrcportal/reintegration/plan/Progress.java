package org.mrcportal.reintegration.plan;

import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.springframework.stereotype.Component;

/**
 * Brings a case further where its plan or its assistance says so; a case that is further already, or lacks something else,
 * stays.
 */
@Component
public class Progress {

    private final Cases cases;

    Progress(Cases cases) {
        this.cases = cases;
    }

    public void to(CaseState next, CaseCard file, StaffMember me) {
        if (file.state().leadsTo(next) && cases.missing(file, next).isEmpty()) {
            cases.move(file, next, me);
        }
    }
}
