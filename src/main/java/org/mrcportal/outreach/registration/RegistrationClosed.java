package org.mrcportal.outreach.registration;

/** The session takes no registrations any more, or never did: nothing was written. */
final class RegistrationClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegistrationClosed() {
        super("No registration");
    }
}
