package org.mrcportal.reintegration;

import java.util.List;
import java.util.Locale;

/** How far a case has come, and where it can go from there. What a step needs beyond that is the case's own to say. */
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

    /**
     * The states that follow, the usual one first. Whatever is open can be closed; what was closed and is taken up again
     * goes on from where its records allow.
     */
    public List<CaseState> next() {
        return switch (this) {
            case DRAFT -> List.of(SCREENING, CLOSED);
            case SCREENING -> List.of(ASSESSED, CLOSED);
            case ASSESSED -> List.of(PLAN_APPROVED, CLOSED);
            case PLAN_APPROVED -> List.of(ACTIVE, CLOSED);
            case ACTIVE -> List.of(MONITORING, CLOSED);
            case MONITORING -> List.of(CLOSED, ACTIVE);
            case CLOSED -> List.of(REOPENED);
            case REOPENED -> List.of(ASSESSED, SCREENING, PLAN_APPROVED, ACTIVE, CLOSED);
        };
    }

    public boolean leadsTo(CaseState other) {
        return next().contains(other);
    }

    /** The message key of its name. */
    public String label() {
        return "cases.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
