package org.mrcportal.reintegration.casefile;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.mrcportal.reintegration.CaseState;

/** What keeps a case from going on. */
public enum Missing {
    /** The person has not agreed to be served, or has taken it back. */
    CONSENT,
    OWNER,
    SCREENING,
    /** The client's own first survey is not complete, whoever else of the household was asked. */
    SURVEY,
    /** The client's own. */
    SKILLS,
    /** Of a household only. */
    FAMILY,
    /** The client has not agreed to the plan. */
    AGREEMENT,
    APPROVAL,
    /** Nothing of the plan has been started. */
    START,
    /** Somebody has yet to decide about assistance. */
    DECISION,
    /** Something was approved and is not delivered. */
    DELIVERY,
    /** Steps of the plan are neither done nor given up. */
    STEPS,
    /** Somebody does it who has the case in hand: others do not see all there may be to finish. */
    TEAM,
    /** Why the case ends. */
    REASON;

    /** What a case needs to come to a state. */
    static Set<Missing> before(CaseState state) {
        return switch (state) {
            case DRAFT, REOPENED -> EnumSet.noneOf(Missing.class);
            case SCREENING -> EnumSet.of(CONSENT, OWNER);
            case ASSESSED -> EnumSet.of(CONSENT, OWNER, SCREENING, SURVEY, SKILLS, FAMILY);
            case PLAN_APPROVED -> EnumSet.of(CONSENT, OWNER, AGREEMENT, APPROVAL);
            case ACTIVE -> EnumSet.of(CONSENT, OWNER, AGREEMENT, APPROVAL, START);
            case MONITORING -> EnumSet.of(CONSENT, OWNER, DECISION, DELIVERY, STEPS, TEAM);
            case CLOSED -> EnumSet.of(DECISION, DELIVERY, REASON);
        };
    }

    /** The message key that says it. */
    public String label() {
        return "cases.missing." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The part of the case where it is put right. */
    public String part() {
        return switch (this) {
            case CONSENT -> "#consents";
            case OWNER, TEAM -> "/team";
            case SCREENING -> "/screening";
            case SURVEY, SKILLS, FAMILY -> "/assessments";
            case AGREEMENT, APPROVAL, START, STEPS -> "/plan";
            case DECISION, DELIVERY -> "/assistance";
            case REASON -> "/closing";
        };
    }
}
