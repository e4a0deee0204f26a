package org.mrcportal.outreach.registration;

/** Where a registration stands; the first three are open. */
enum RegistrationState {
    /** On the waiting list. */
    WAITING,
    /** Places have come free and are kept for a while. */
    OFFERED,
    REGISTERED,
    /** Given up, by the person or by staff for the person. */
    CANCELLED,
    /** The places that were kept passed on, for nobody answered. */
    LAPSED;

    boolean open() {
        return this == WAITING || this == OFFERED || this == REGISTERED;
    }
}
