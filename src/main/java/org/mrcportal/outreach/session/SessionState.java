package org.mrcportal.outreach.session;

/** How far a session has come: drafted, published, and then held or cancelled. Neither end is ever left again. */
public enum SessionState {
    /** Only staff see it. */
    DRAFT,
    /** The public sees it, and may register where registration is open. */
    PUBLISHED,
    HELD,
    CANCELLED
}
