package org.mrcportal.counselling.appointment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.counselling.availability.Availability;
import org.mrcportal.counselling.availability.CentreRules;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.availability.Rosters;
import org.mrcportal.counselling.availability.Talk;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The times a person may choose for a wish, and who could take each. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Openings {

    private final Rosters rosters;

    Openings(Rosters rosters) {
        this.rosters = rosters;
    }

    /**
     * What a centre offers for a wish, as far ahead as can be booked there; nothing where it does not offer the service.
     *
     * @param token of the appointment that is to have another time and takes none away itself; or null
     */
    Availability all(CentreCard centre, @Nullable String token) {
        return rosters.of(centre, hash(token));
    }

    /** A talk, and the times for it that a person may choose, in order. */
    record Offer(Talk talk, List<FreeTime> times) {}

    /** Empty where the centre does not offer the service. */
    Optional<Offer> offer(CentreCard centre, Wish wish, @Nullable String token) {
        Availability all = all(centre, token);
        return all.service(wish.service()).map(service -> {
            Talk talk = wish.talk(service, centre.id());
            return new Offer(talk, all.bookable(talk));
        });
    }

    /** The times a person may choose, in order. */
    List<FreeTime> times(CentreCard centre, Wish wish, @Nullable String token) {
        return offer(centre, wish, token).map(Offer::times).orElse(List.of());
    }

    /**
     * One time of a centre, looked at closely.
     *
     * @throws NotFound where the centre does not offer the service
     */
    Opening at(CentreCard centre, Wish wish, Instant start, @Nullable String token) {
        Availability around = rosters.during(centre, TimeSlot.starting(start, Duration.ofMinutes(1)), hash(token));
        OfferedService service = around.service(wish.service()).orElseThrow(() -> new NotFound(wish.service()));
        Talk talk = wish.talk(service, centre.id());
        return new Opening(around, service, talk, TimeSlot.starting(start, talk.length()));
    }

    /** A time that somebody wants for a talk about a service. */
    record Opening(Availability availability, OfferedService service, Talk talk, TimeSlot slot) {

        CentreRules rules() {
            return availability.rules();
        }

        /**
         * Who can take it.
         *
         * @throws TimeGone where nobody can, or the pages would not offer it
         */
        List<StaffId> offered() {
            return availability
                    .bookable(talk, slot.startsAt())
                    .map(FreeTime::counsellors)
                    .orElseThrow(() -> new TimeGone(slot.startsAt()));
        }

        /** Who can take it for somebody who held it before, even if the pages no longer offer it because it is near. */
        List<StaffId> again() {
            if (slot.hasStartedBy(availability.now())) {
                throw new TimeGone(slot.startsAt());
            }
            return availability.roster().freeAt(slot, talk);
        }
    }

    private static byte @Nullable [] hash(@Nullable String token) {
        return token == null ? null : PersonalLinks.hash(token);
    }
}
