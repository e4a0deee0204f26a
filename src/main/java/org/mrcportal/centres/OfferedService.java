package org.mrcportal.centres;

import java.time.Duration;

/**
 * Something that can be booked at a centre, as the centre gives it. The label is the message
 * {@code centres.service.<code>}.
 *
 * @param code such as {@code OFFER_CHECK}
 * @param minutes how long the talk takes there
 * @param bufferBefore minutes the counsellor keeps free before it
 * @param bufferAfter minutes the counsellor keeps free after it
 * @param places how many people talk at once; 1: everybody alone
 * @param needsConfirmation whether somebody at the centre decides on each booking
 */
public record OfferedService(
        String code, int minutes, int bufferBefore, int bufferAfter, int places, boolean needsConfirmation) {

    public Duration length() {
        return Duration.ofMinutes(minutes);
    }
}
