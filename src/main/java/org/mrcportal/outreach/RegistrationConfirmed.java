package org.mrcportal.outreach;

import org.mrcportal.centres.CentreId;

/**
 * Somebody has places in a session. Carries identifiers and facts only.
 *
 * @param sequence of the registration
 */
public record RegistrationConfirmed(RegistrationId registration, CentreId centre, int sequence) {}
