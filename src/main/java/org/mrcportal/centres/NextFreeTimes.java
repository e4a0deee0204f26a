package org.mrcportal.centres;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Answers when a centre could next receive somebody. Counselling knows; the centres' pages ask. */
public interface NextFreeTimes {

    /** The next free time of each centre; a centre without one in the booking horizon is missing from the map. */
    Map<CentreId, Instant> nextFree(Collection<CentreCard> centres);
}
