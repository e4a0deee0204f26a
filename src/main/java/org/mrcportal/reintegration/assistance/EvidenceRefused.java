package org.mrcportal.reintegration.assistance;

/** A file that is not kept, for one reason. */
class EvidenceRefused extends Exception {

    /** Why; its message is {@code cases.evidence.refused.<reason>}. */
    enum Reason {
        MISSING,
        TOO_LARGE,
        UNKNOWN_TYPE,
        DAMAGED,
        TOO_MANY_PIXELS,
        PDF_LOCKED,
        PDF_ACTIVE,
        PDF_PACKED,
        PDF_TOO_LONG
    }

    private final Reason reason;

    EvidenceRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
