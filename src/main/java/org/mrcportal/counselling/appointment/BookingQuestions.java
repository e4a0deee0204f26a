package org.mrcportal.counselling.appointment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ClosedDay;
import org.mrcportal.centres.NextFreeTimes;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.counselling.availability.Availability;
import org.mrcportal.counselling.availability.CentreRules;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.shared.Language;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the first questions of a booking can be answered with; for everybody. */
@Service
@Transactional(readOnly = true)
class BookingQuestions {

    private final Centres centres;
    private final NextFreeTimes nextFreeTimes;
    private final Openings openings;

    BookingQuestions(Centres centres, NextFreeTimes nextFreeTimes, Openings openings) {
        this.centres = centres;
        this.nextFreeTimes = nextFreeTimes;
        this.openings = openings;
    }

    List<OfferedService> services() {
        return centres.services();
    }

    /** Centres with a service, each with its next free time. */
    record Places(List<CentreCard> centres, Map<CentreId, Instant> nextFree) {}

    Places places(String service, Language language) {
        List<CentreCard> offering = centres.offering(service, language);
        return new Places(offering, nextFreeTimes.nextFree(offering));
    }

    /** A centre and the languages a talk is possible in there. */
    record Tongues(CentreCard centre, List<String> languages) {}

    Optional<Tongues> tongues(String centre, Language language) {
        return centres.byCode(centre, language).map(card -> new Tongues(card, centres.languages(card.id())));
    }

    /**
     * The free times of a centre for a talk, and what else a person has to know of its calendar.
     *
     * @param instead where there is none: the lesser wishes there would be times for
     */
    record Times(
            CentreCard centre, CentreRules rules, List<ClosedDay> closed, List<FreeTime> free, List<Wish> instead) {}

    /** Empty where the centre does not exist or does not offer the service. */
    Optional<Times> times(Answers answers, String centre, Language language) {
        Wish wish = answers.wish();
        return centres.byCode(centre, language).flatMap(card -> {
            Availability all = openings.all(card, answers.hold());
            return all.service(wish.service()).map(service -> times(card, all, service, wish));
        });
    }

    private static Times times(CentreCard centre, Availability all, OfferedService service, Wish wish) {
        List<FreeTime> free = all.bookable(wish.talk(service, centre.id()));
        List<Wish> instead = free.isEmpty()
                ? wish.lesserWishes().stream()
                        .filter(lesser ->
                                !all.bookable(lesser.talk(service, centre.id())).isEmpty())
                        .toList()
                : List.of();
        return new Times(centre, all.rules(), all.missed(), free, instead);
    }
}
