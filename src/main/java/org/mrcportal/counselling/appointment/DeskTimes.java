package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.counselling.availability.Availability;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.availability.Rosters;
import org.mrcportal.counselling.availability.Talk;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The times that staff may give: the public's, and also those that begin too soon to be booked on the public pages. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DeskTimes {

    /** However far ahead the public may book. */
    private static final Duration FURTHEST = Duration.ofDays(60);

    private final Rosters rosters;
    private final Openings openings;
    private final Clock clock;

    DeskTimes(Rosters rosters, Openings openings, Clock clock) {
        this.rosters = rosters;
        this.openings = openings;
        this.clock = clock;
    }

    /** What a centre offers from this moment on. */
    Availability around(CentreCard centre) {
        return rosters.during(centre, TimeSlot.starting(clock.instant(), FURTHEST), null);
    }

    /**
     * All times, in order; none where the centre does not offer the service.
     *
     * @param with the only counsellor who will do; null: anybody
     */
    List<FreeTime> all(Availability around, CentreCard centre, Wish wish, @Nullable StaffId with) {
        Instant now = around.now();
        return around
                .service(wish.service())
                .map(service -> wish.talk(service, centre.id()))
                .map(talk -> around.roster().freeTimes(talk, now, latest(around)))
                .orElse(List.of())
                .stream()
                .filter(free -> with == null || free.counsellors().contains(with))
                .toList();
    }

    private static Instant latest(Availability around) {
        Instant latest = around.rules().latest(around.now());
        Instant furthest = around.now().plus(FURTHEST);
        return latest.isBefore(furthest) ? latest : furthest;
    }

    /** A time for a talk, and who can take it. */
    record Offer(Talk talk, TimeSlot slot, List<StaffId> counsellors) {}

    /**
     * One time, looked at closely.
     *
     * @throws TimeGone where the pages of staff would not offer it
     */
    Offer offered(CentreCard centre, Wish wish, Instant start, @Nullable StaffId with) {
        Openings.Opening opening = openings.at(centre, wish, start, null);
        Availability around = opening.availability();
        if (opening.slot().hasStartedBy(around.now()) || !start.isBefore(latest(around))) {
            throw new TimeGone(start);
        }
        return around.roster().freeTimes(opening.talk(), start, start.plusNanos(1)).stream()
                .findFirst()
                .map(free -> free.counsellors().stream()
                        .filter(one -> with == null || one.equals(with))
                        .toList())
                .filter(free -> !free.isEmpty())
                .map(free -> new Offer(opening.talk(), opening.slot(), free))
                .orElseThrow(() -> new TimeGone(start));
    }
}
