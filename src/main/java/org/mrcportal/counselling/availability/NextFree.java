package org.mrcportal.counselling.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.NextFreeTimes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The next free time of each centre for a talk of the usual length, with whoever is there. */
@Component
@Transactional(readOnly = true)
class NextFree implements NextFreeTimes {

    private static final Talk USUAL = new Talk(Duration.ofMinutes(30), null, null);

    private final Rosters rosters;

    NextFree(Rosters rosters) {
        this.rosters = rosters;
    }

    @Override
    public Map<CentreId, Instant> nextFree(Collection<CentreCard> centres) {
        Map<CentreId, Instant> next = new HashMap<>();
        rosters.of(centres)
                .forEach((centre, availability) -> availability.bookable(USUAL).stream()
                        .findFirst()
                        .ifPresent(free -> next.put(centre, free.slot().startsAt())));
        return next;
    }
}
