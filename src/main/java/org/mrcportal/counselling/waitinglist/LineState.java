package org.mrcportal.counselling.waitinglist;

/** Where a line of the waiting list stands; only the first two are open. */
enum LineState {
    /** The person still answers questions. */
    DRAFT,
    WAITING,
    BOOKED,
    /** Given up by the person. */
    LEFT,
    /** Taken off by staff. */
    REMOVED,
    /** Ended because several offers in a row got no answer. */
    UNANSWERED,
    /** The last day that suits has passed. */
    OVER
}
