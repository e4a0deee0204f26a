package org.mrcportal.outreach;

import org.mrcportal.centres.CentreId;

/**
 * An awareness session is open to the public. Carries identifiers and facts only.
 *
 * @param sequence RFC 5545 SEQUENCE of the session after it
 */
public record SessionPublished(SessionId session, CentreId centre, int sequence) {}
