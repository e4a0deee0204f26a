package org.mrcportal.clients.consent;

/** How a person agreed. */
public enum How {
    CLICK,
    ORAL,
    WRITTEN
}
