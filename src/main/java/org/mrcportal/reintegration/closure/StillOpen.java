package org.mrcportal.reintegration.closure;

/**
 * What of a case waits for somebody: how many of each.
 *
 * @param referrals sent or about to be, without an end
 * @param assistance asked for or approved, not delivered
 */
record StillOpen(int referrals, int assistance, int tasks, int followUps) {

    public boolean isNothing() {
        return referrals + assistance + tasks + followUps == 0;
    }
}
