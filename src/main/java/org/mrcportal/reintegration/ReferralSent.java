package org.mrcportal.reintegration;

import java.util.UUID;
import org.mrcportal.centres.CentreId;

/** A partner is asked, by a link that is to be mailed. */
public record ReferralSent(UUID link, CentreId centre) {}
