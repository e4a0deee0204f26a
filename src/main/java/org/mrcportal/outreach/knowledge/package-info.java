/**
 * Knowledge checks: the same closed questions before and after a session, without names, paired by seat (the trade's
 * practice, see the M&amp;E guides for Migrant Resource Centres of ILO).
 */
@NullMarked
package org.mrcportal.outreach.knowledge;

import org.jspecify.annotations.NullMarked;
