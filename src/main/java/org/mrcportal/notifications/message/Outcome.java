package org.mrcportal.notifications.message;

/** What came of handing a message to a mail server or a text gateway. */
enum Outcome {
    TAKEN,
    REFUSED,
    /** Refused, because there is no such address or number. */
    NO_SUCH_RECIPIENT,
    /** It has certainly not been taken: the other side is away, or does not serve us now. */
    UNREACHABLE,
    /** The other side had it and did not answer in time, or not in its own words: it may have been taken. */
    UNANSWERED
}
