package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.availability.BookingRules;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.availability.Rosters;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The times that staff may give: the public's, and also those that begin too soon to be booked on the public pages. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DeskTimes {

    private final Rosters rosters;
    private final BookingRules rules;
    private final Clock clock;

    DeskTimes(Rosters rosters, BookingRules rules, Clock clock) {
        this.rosters = rosters;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * All of them, in order.
     *
     * @param with the only counsellor who will do; null: anybody
     */
    List<FreeTime> all(CentreCard centre, Wish wish, Duration length, @Nullable StaffId with) {
        Instant now = clock.instant();
        Instant latest = rules.latest(now);
        return rosters.of(centre, now, now, latest, null).freeTimes(wish.talk(length), now, latest).stream()
                .filter(free -> with == null || free.counsellors().contains(with))
                .toList();
    }

    /**
     * Who can take a time that the pages of staff offer.
     *
     * @throws TimeGone where nobody can
     */
    List<StaffId> offered(CentreCard centre, Wish wish, TimeSlot slot, @Nullable StaffId with) {
        Instant now = clock.instant();
        if (slot.hasStartedBy(now) || !slot.startsAt().isBefore(rules.latest(now))) {
            throw new TimeGone(slot.startsAt());
        }
        return rosters
                .of(centre, now, slot.startsAt(), slot.endsAt(), null)
                .freeTimes(wish.talk(slot.length()), slot.startsAt(), slot.endsAt())
                .stream()
                .filter(free -> free.slot().equals(slot))
                .findFirst()
                .map(FreeTime::counsellors)
                .map(free ->
                        with == null ? free : free.stream().filter(with::equals).toList())
                .filter(free -> !free.isEmpty())
                .orElseThrow(() -> new TimeGone(slot.startsAt()));
    }
}
