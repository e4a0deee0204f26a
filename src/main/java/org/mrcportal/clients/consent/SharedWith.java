package org.mrcportal.clients.consent;

/** Who may use what a person agreed to: the centre alone, all centres of the network, or partners who help. */
public enum SharedWith {
    CENTRE,
    NETWORK,
    PARTNERS
}
