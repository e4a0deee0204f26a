package org.mrcportal.reintegration.referral;

/** What was asked for comes too late: the referral has gone on since. Nothing was changed. */
class ReferralSettled extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
