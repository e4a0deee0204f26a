package org.mrcportal.centres;

import java.util.List;

/**
 * What a centre offers in a stretch of days.
 *
 * @param services what can be booked there, in order
 * @param closed the days on which it stays closed, in order: its own, and public holidays on which it does not work
 */
public record CentreOffer(List<OfferedService> services, List<ClosedDay> closed) {

    public static final CentreOffer NONE = new CentreOffer(List.of(), List.of());
}
