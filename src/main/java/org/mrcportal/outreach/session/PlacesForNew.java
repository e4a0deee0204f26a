package org.mrcportal.outreach.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How many places somebody who comes new may take: what the public page says is what the form gives. Nobody passes those
 * who wait, as long as what is free can still be offered to one of them; a group it is too small for lets others pass.
 */
@Component
public class PlacesForNew {

    /** A session for whoever comes has any number. */
    public static final int ANY = Integer.MAX_VALUE;

    private final RegistrationRules rules;
    private final Clock clock;

    PlacesForNew(RegistrationRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    public int in(SessionOnPlan session) {
        int free = free(session);
        Integer smallest = session.smallestWaiting();
        return smallest != null && smallest <= free && offerUntil(session).isPresent() ? 0 : free;
    }

    /** Nobody has them yet, whoever waits. */
    public static int free(SessionOnPlan session) {
        Integer capacity = session.capacity();
        return capacity == null ? ANY : Math.max(0, capacity - session.taken());
    }

    /** Until when an offer made now to one who waits would hold; empty where none may be made. */
    public Optional<Instant> offerUntil(SessionOnPlan session) {
        return session.state() == SessionState.PUBLISHED
                ? new OfferLimit(rules.offer(), rules.notice())
                        .until(clock.instant(), session.startsAt(), session.zone())
                : Optional.empty();
    }
}
