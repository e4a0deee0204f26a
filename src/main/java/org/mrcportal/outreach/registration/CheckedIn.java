package org.mrcportal.outreach.registration;

/** Somebody has come with the registration and is counted, so it is not cancelled: nothing was written. */
final class CheckedIn extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckedIn() {
        super("Checked in");
    }
}
