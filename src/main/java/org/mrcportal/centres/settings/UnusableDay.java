package org.mrcportal.centres.settings;

/** A day on which a centre cannot be closed: it is over, too far away, or closed already. */
class UnusableDay extends RuntimeException {

    private final String problem;

    /** @param problem the message that says why */
    UnusableDay(String problem) {
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
