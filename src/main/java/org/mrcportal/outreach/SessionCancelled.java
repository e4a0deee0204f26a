package org.mrcportal.outreach;

import org.mrcportal.centres.CentreId;

/**
 * An awareness session will not take place. Carries identifiers and facts only.
 *
 * @param sequence RFC 5545 SEQUENCE of the session after it
 */
public record SessionCancelled(SessionId session, CentreId centre, int sequence) {}
