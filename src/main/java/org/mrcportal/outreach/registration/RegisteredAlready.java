package org.mrcportal.outreach.registration;

/** The same person has, or waits for, a place in the session: nothing was written. */
final class RegisteredAlready extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegisteredAlready() {
        super("Registered already");
    }
}
