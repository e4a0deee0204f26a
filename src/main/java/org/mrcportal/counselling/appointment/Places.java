package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.availability.Talk;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps places in the diary for people who have not chosen a time themselves, and books them: the same capacity, the same
 * booking as by the public pages. Times are looked for in the scope of the transaction, which should be the network.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Places {

    private final Diary diary;
    private final Openings openings;
    private final BookingDesk desk;
    private final AppointmentRecords records;
    private final PersonalLinks links;
    private final Clock clock;

    Places(
            Diary diary,
            Openings openings,
            BookingDesk desk,
            AppointmentRecords records,
            PersonalLinks links,
            Clock clock) {
        this.diary = diary;
        this.openings = openings;
        this.desk = desk;
        this.records = records;
        this.links = links;
        this.clock = clock;
    }

    /** All times that can be booked for the wish, in order; none where the centre does not offer the service. */
    public List<FreeTime> free(CentreCard centre, Wish wish) {
        return openings.times(centre, wish, null);
    }

    /** A time on hold for somebody. */
    public record Kept(AppointmentId appointment, TimeSlot slot, Instant until) {}

    /** Comes first where a held place is let go of and another one kept in one transaction: rows are kept after hours. */
    public void keepHours(CentreId centre) {
        diary.keepHours(centre);
    }

    /**
     * Holds the first time that suits. Somebody may be faster: then the next one that suits is tried.
     *
     * @param until how long a time is to be held; empty: it does not suit
     */
    public Optional<Kept> keepFirst(
            CentreCard centre, Wish wish, String pageLanguage, Function<TimeSlot, Optional<Instant>> until) {
        diary.keepHours(centre.id());
        return openings.offer(centre, wish, null).flatMap(offer -> {
            List<FreeTime> suits = offer.times().stream()
                    .filter(free -> until.apply(free.slot()).isPresent())
                    .toList();
            diary.keep(suits.stream()
                    .flatMap(free -> free.counsellors().stream())
                    .distinct()
                    .toList());
            return suits.stream()
                    .flatMap(free -> until.apply(free.slot()).stream()
                            .flatMap(end -> keep(centre, wish, pageLanguage, offer.talk(), free, end).stream()))
                    .findFirst();
        });
    }

    private Optional<Kept> keep(
            CentreCard centre, Wish wish, String pageLanguage, Talk talk, FreeTime free, Instant until) {
        AppointmentId id = AppointmentId.next();
        var entry = new Diary.Entry(
                id, centre.id(), wish, pageLanguage, talk, free.slot(), until, links.tokenHash(id), id.id());
        return diary.hold(entry, free.counsellors(), clock.instant()).map(seat -> new Kept(id, free.slot(), until));
    }

    /** Lets a held time go. A hold that has lapsed or become a booking stays what it is. */
    public void letGo(AppointmentId held) {
        records.lockById(held)
                .filter(appointment -> appointment.is(AppointmentState.HELD))
                .ifPresent(appointment -> records.saveAndFlush(appointment.release()));
    }

    /**
     * Books a held time for somebody who is on record already.
     *
     * @param via the short code that led to it, or null
     * @param allTheSame however many bookings the person has
     * @return the secret of the booking's link; empty where the time is not held any more
     * @throws TooManyBookings where the person has as many bookings around that day as the centre allows
     */
    public Optional<String> book(AppointmentId held, ClientId client, @Nullable String via, boolean allTheSame) {
        diary.keepHours(held);
        return records.lockById(held)
                .filter(appointment -> appointment.is(AppointmentState.HELD))
                .filter(appointment -> !appointment.slot().hasStartedBy(clock.instant()))
                .map(appointment -> {
                    String token = desk.bookFor(held, client, allTheSame);
                    if (via != null) {
                        diary.cameBy(held, via);
                    }
                    return token;
                });
    }
}
