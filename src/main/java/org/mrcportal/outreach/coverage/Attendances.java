package org.mrcportal.outreach.coverage;

/**
 * Heads that were counted somewhere.
 *
 * @param number those the reader may know of
 * @param more whether there were others, too few in a month for the reader to know how many
 */
record Attendances(int number, boolean more) {

    static final Attendances NONE = new Attendances(0, false);

    Attendances and(Attendances other) {
        return new Attendances(number + other.number, more || other.more);
    }

    Attendances and(int others, boolean known) {
        return known ? new Attendances(number + others, more) : new Attendances(number, more || others > 0);
    }

    /** Not even a part of them is known. */
    boolean hidden() {
        return more && number == 0;
    }
}
