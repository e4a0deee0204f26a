package org.mrcportal.outreach;

import org.mrcportal.centres.CentreId;

/**
 * Places of a session are kept for somebody who waits. Carries identifiers and facts only.
 *
 * @param offer its number among the registration's offers
 */
public record SessionPlaceOffered(RegistrationId registration, CentreId centre, int offer) {}
