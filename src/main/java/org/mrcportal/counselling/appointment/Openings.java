package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.availability.BookingRules;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.availability.Roster;
import org.mrcportal.counselling.availability.Rosters;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The times a person may choose for a wish, and who could take each. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Openings {

    private final Rosters rosters;
    private final Centres centres;
    private final BookingRules rules;
    private final Clock clock;

    Openings(Rosters rosters, Centres centres, BookingRules rules, Clock clock) {
        this.rosters = rosters;
        this.centres = centres;
        this.rules = rules;
        this.clock = clock;
    }

    /** How long a talk about the service takes; empty where the centre does not offer it. */
    Optional<Duration> length(CentreCard centre, String service) {
        return centres.services(centre.id()).stream()
                .filter(offered -> offered.code().equals(service))
                .map(offered -> Duration.ofMinutes(offered.minutes()))
                .findFirst();
    }

    /**
     * All of them, in order.
     *
     * @param token of the appointment that is to have another time and takes none away itself; or null
     */
    List<FreeTime> all(CentreCard centre, Wish wish, Duration length, @Nullable String token) {
        Instant now = clock.instant();
        Instant earliest = rules.earliest(now);
        Instant latest = rules.latest(now);
        return rosters.of(centre, now, earliest, latest, hash(token)).freeTimes(wish.talk(length), earliest, latest);
    }

    /** Those of the wishes for which there are times at all, from one look at the roster. */
    List<Wish> possible(CentreCard centre, List<Wish> wishes, Duration length, @Nullable String token) {
        Instant now = clock.instant();
        Instant earliest = rules.earliest(now);
        Instant latest = rules.latest(now);
        Roster roster = rosters.of(centre, now, earliest, latest, hash(token));
        return wishes.stream()
                .filter(wish ->
                        !roster.freeTimes(wish.talk(length), earliest, latest).isEmpty())
                .toList();
    }

    /**
     * Who can take a time that the pages offer.
     *
     * @throws TimeGone where nobody can, or the pages would not offer it
     */
    List<StaffId> offered(CentreCard centre, Wish wish, TimeSlot slot, @Nullable String token) {
        Instant now = clock.instant();
        Instant start = slot.startsAt();
        if (start.isBefore(rules.earliest(now)) || !start.isBefore(rules.latest(now))) {
            throw new TimeGone(start);
        }
        return rosters
                .of(centre, now, start, slot.endsAt(), hash(token))
                .freeTimes(wish.talk(slot.length()), start, slot.endsAt())
                .stream()
                .filter(free -> free.slot().equals(slot))
                .findFirst()
                .map(FreeTime::counsellors)
                .orElseThrow(() -> new TimeGone(start));
    }

    /** Who can take a time that was held before, even if the pages no longer offer it because it is near. */
    List<StaffId> again(CentreCard centre, Wish wish, TimeSlot slot, String token) {
        Instant now = clock.instant();
        if (slot.hasStartedBy(now)) {
            throw new TimeGone(slot.startsAt());
        }
        return rosters.of(centre, now, slot.startsAt(), slot.endsAt(), hash(token))
                .freeAt(slot, wish.talk(slot.length()));
    }

    private static byte @Nullable [] hash(@Nullable String token) {
        return token == null ? null : PersonalLinks.hash(token);
    }
}
