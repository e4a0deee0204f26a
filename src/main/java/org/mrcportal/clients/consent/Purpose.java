package org.mrcportal.clients.consent;

/** What a person agrees to. Only the first is needed to be served; refusing the others blocks nothing. */
public enum Purpose {
    SERVICE,
    REMINDER,
    FOLLOW_UP,
    SHARE_WITH_PARTNER,
    STATISTICS
}
