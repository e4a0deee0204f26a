package org.mrcportal.reintegration.assistance;

import java.util.UUID;

/**
 * A paper of a case, with what it is about.
 *
 * @param about id of the assistance
 * @param text what is given
 */
record CasePaper(UUID about, String text, EvidenceLine paper) {}
