package org.mrcportal.counselling.queue;

/** Where somebody stands who came to the centre on a day. */
enum Standing {
    WAITING,
    /** Invited to a desk, and on the way there. */
    CALLED,
    /** Invited and not there; comes back into the line. */
    ON_HOLD,
    IN_SESSION,
    COMPLETED,
    LEFT;

    /** Still to be received. */
    boolean isOpen() {
        return this == WAITING || this == CALLED || this == ON_HOLD;
    }
}
