package org.mrcportal.outreach.attendance;

import org.mrcportal.outreach.SessionId;

/** Nobody can be counted now: the session is over for long, has not come, or does not take place. */
final class CountingClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SessionId session;

    CountingClosed(SessionId session) {
        super("Counting is closed");
        this.session = session;
    }

    SessionId session() {
        return session;
    }
}
