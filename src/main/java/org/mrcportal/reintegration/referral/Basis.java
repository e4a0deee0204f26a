package org.mrcportal.reintegration.referral;

/** Why the partner may be told something of the person. */
enum Basis {
    /** The person agrees; asked again each time the partner looks. */
    CONSENT,
    /** A child or a life is at risk, and a supervisor has decided. */
    VITAL,
    /** Nothing is told: the person carries a slip. */
    NONE
}
