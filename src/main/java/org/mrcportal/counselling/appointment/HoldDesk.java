package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds a time for somebody who is answering the questions of a booking. For everybody; whoever has the token may change
 * the hold behind it. Two people may race past the roster: the exclusion constraint decides then.
 */
@Service
@Transactional
class HoldDesk {

    private final AppointmentRecords records;
    private final Diary diary;
    private final Openings openings;
    private final Centres centres;
    private final PersonalLinks links;
    private final Clock clock;

    HoldDesk(
            AppointmentRecords records,
            Diary diary,
            Openings openings,
            Centres centres,
            PersonalLinks links,
            Clock clock) {
        this.records = records;
        this.diary = diary;
        this.openings = openings;
        this.centres = centres;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Holds the time, once for each form: the same form sent again with the same time has no effect, with another time it
     * changes the hold. So does a form that names the token of a hold.
     *
     * @param via the short code that led to it, or null
     * @return the token of the hold
     * @throws TimeGone where the time is not free or never was
     * @throws AlreadyBooked where the form's hold has become a booking
     */
    String hold(
            Wish wish,
            String centreCode,
            Instant start,
            UUID once,
            @Nullable String token,
            @Nullable String via,
            String pageLanguage) {
        CentreCard centre = centres.byCode(centreCode, Language.EN).orElseThrow(() -> new NotFound(centreCode));
        diary.keepHours(centre.id());
        Optional<Appointment> known = Optional.ofNullable(token)
                .flatMap(t -> records.lockByTokenHash(PersonalLinks.hash(t)))
                .or(() -> records.lockByOnce(once));
        return known.isPresent()
                ? change(known.get(), centre, wish, start, pageLanguage)
                : create(centre, wish, start, once, via, pageLanguage);
    }

    private String create(
            CentreCard centre, Wish wish, Instant start, UUID once, @Nullable String via, String pageLanguage) {
        Instant now = clock.instant();
        Openings.Opening opening = openings.at(centre, wish, start, null);
        AppointmentId id = AppointmentId.next();
        String token = links.token(id);
        var entry = new Diary.Entry(
                id,
                centre.id(),
                wish,
                pageLanguage,
                opening.talk(),
                opening.slot(),
                now.plus(opening.rules().hold()),
                PersonalLinks.hash(token),
                once);
        if (diary.hold(entry, opening.offered(), now).isPresent()) {
            if (via != null) {
                diary.cameBy(id, via);
            }
            return token;
        }
        return records.lockByOnce(once) // the same form, sent twice at once
                .filter(appointment -> appointment.slot().equals(opening.slot()))
                .map(appointment -> links.token(appointment.id()))
                .orElseThrow(() -> new TimeGone(start));
    }

    private String change(Appointment appointment, CentreCard centre, Wish wish, Instant start, String pageLanguage) {
        Instant now = clock.instant();
        String token = links.token(appointment.id());
        if (!appointment.is(AppointmentState.HELD, AppointmentState.EXPIRED)) {
            throw new AlreadyBooked(token);
        }
        Openings.Opening opening = openings.at(centre, wish, start, token);
        TimeSlot slot = opening.slot();
        boolean same = appointment.centre().equals(centre.id())
                && appointment.wish().equals(wish)
                && appointment.slot().equals(slot);
        if (!same || appointment.hasLapsedBy(now)) {
            var candidates = opening.offered();
            records.saveAndFlush(appointment.release());
            Seat seat = diary.clear(centre.id(), wish, opening.talk(), slot, candidates, now)
                    .orElseThrow(() -> new TimeGone(start));
            Instant until = now.plus(opening.rules().hold());
            records.saveAndFlush(appointment.holdInstead(centre.id(), seat, wish, pageLanguage, slot, until));
        }
        return token;
    }
}
