package org.mrcportal.reintegration;

import java.util.Locale;

/** How far a case has come. */
public enum CaseState {
    /** Being taken in. */
    DRAFT,
    /** Looked at for risks and vulnerability. */
    SCREENING,
    /** Needs, skills and the first survey are known. */
    ASSESSED,
    /** The client has agreed to the plan and somebody else has approved it. */
    PLAN_APPROVED,
    /** The plan is being carried out. */
    ACTIVE,
    /** What was planned is settled; the client is asked how it goes. */
    MONITORING,
    CLOSED,
    /** Closed before, taken up again. */
    REOPENED;

    /** The message key of its name. */
    public String label() {
        return "cases.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
