package org.mrcportal.outreach;

import org.mrcportal.centres.CentreId;

/**
 * Time or place of a published awareness session have changed. Carries identifiers and facts only.
 *
 * @param sequence RFC 5545 SEQUENCE of the session after it
 */
public record SessionChanged(SessionId session, CentreId centre, int sequence) {}
