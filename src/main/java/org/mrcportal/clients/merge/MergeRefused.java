package org.mrcportal.clients.merge;

/** Two records cannot be merged, or not be taken apart, for a reason that a message key names. */
final class MergeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    MergeRefused(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
