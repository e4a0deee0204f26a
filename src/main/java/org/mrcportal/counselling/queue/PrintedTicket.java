package org.mrcportal.counselling.queue;

import org.mrcportal.centres.CentreCard;
import org.mrcportal.shared.QrCode;

/**
 * What stands on the paper: a number and where to look how far the line is. No name, and nothing of what it is about.
 *
 * @param time when it was given, in the centre's zone
 * @param address of the ticket's public page, with its secret
 */
record PrintedTicket(CentreCard centre, int number, String day, String time, String address, QrCode code) {

    /** The address without what every browser adds itself. */
    public String readable() {
        return address.replaceFirst("^https?://", "");
    }
}
