package org.mrcportal.counselling.availability;

import java.time.Clock;
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
    private final BookingRules rules;
    private final Clock clock;

    NextFree(Rosters rosters, BookingRules rules, Clock clock) {
        this.rosters = rosters;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Map<CentreId, Instant> nextFree(Collection<CentreCard> centres) {
        Instant now = clock.instant();
        Instant earliest = rules.earliest(now);
        Instant latest = rules.latest(now);
        Map<CentreId, Instant> next = new HashMap<>();
        rosters.of(centres, now, earliest, latest, null)
                .forEach((centre, roster) -> roster.freeTimes(USUAL, earliest, latest).stream()
                        .findFirst()
                        .ifPresent(free -> next.put(centre, free.slot().startsAt())));
        return next;
    }
}
