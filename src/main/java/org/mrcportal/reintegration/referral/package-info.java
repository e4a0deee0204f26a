/** Referrals to partners: what a partner is told, the partner's answer without an account, and asking until it comes. */
@NullMarked
package org.mrcportal.reintegration.referral;

import org.jspecify.annotations.NullMarked;
