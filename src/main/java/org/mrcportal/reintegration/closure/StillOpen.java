package org.mrcportal.reintegration.closure;

/**
 * What of a case waits for somebody: how many of each.
 *
 * @param referrals sent or about to be, without an end
 * @param assistance asked for or approved, not delivered
 * @param trainings places in courses that are taken or waited for
 * @param decisions what supervisors are asked to decide, as far as the reader may know: it stays open whatever becomes of the case
 */
record StillOpen(int referrals, int assistance, int trainings, int tasks, int decisions, int followUps) {

    public boolean isNothing() {
        return referrals + assistance + trainings + tasks + followUps == 0;
    }
}
