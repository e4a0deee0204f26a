package org.mrcportal.outreach.attendance;

/** Whether the people of a session can be counted. */
enum Counting {
    /** The session is a draft. */
    NOT_PUBLISHED,
    CANCELLED,
    TOO_EARLY,
    OPEN,
    /** A manager may open it again. */
    OVER
}
