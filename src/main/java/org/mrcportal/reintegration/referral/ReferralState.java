package org.mrcportal.reintegration.referral;

/** How far a referral has come. */
enum ReferralState {
    /** Being prepared; the partner knows nothing. */
    DRAFT,
    /** The partner is asked. */
    SENT,
    /** The partner will help. */
    ACCEPTED,
    /** The person got what the referral is for. */
    SERVED,
    REFUSED,
    /** The partner would, and cannot. */
    CANNOT,
    CANCELLED;

    boolean isOpen() {
        return this == SENT || this == ACCEPTED;
    }

    public boolean isSettled() {
        return this != DRAFT && !isOpen();
    }

    /** The colour of its tag. */
    public String colour() {
        return switch (this) {
            case DRAFT, CANCELLED -> "grey";
            case SENT -> "blue";
            case ACCEPTED -> "teal";
            case SERVED -> "green";
            case REFUSED, CANNOT -> "red";
        };
    }
}
