package org.mrcportal.accounts;

/** What a member of staff may do. Law enforcement is no role. */
public enum Role {
    FRONT_DESK,
    COUNSELLOR,
    CASE_WORKER,
    OUTREACH_OFFICER,
    CENTRE_MANAGER,
    /** Sees the figures of all centres and the records behind them, never an identity. */
    NETWORK_MANAGER,
    /** Reads the audit trail and answers people's requests about their data. */
    DATA_PROTECTION_OFFICER,
    /** Accounts and settings; reads no client. */
    ADMINISTRATOR
}
