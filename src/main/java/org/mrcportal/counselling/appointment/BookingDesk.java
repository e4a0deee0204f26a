package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.Rulebook;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a booking of a hold. For whoever has the token; it happens once, however often it is asked for. */
@Service
@Transactional
class BookingDesk {

    private final AppointmentRecords records;
    private final DraftDesk drafts;
    private final Diary diary;
    private final Openings openings;
    private final PersonLimits limits;
    private final Rulebook rulebook;
    private final Centres centres;
    private final ClientDirectory clients;
    private final PersonalLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BookingDesk(
            AppointmentRecords records,
            DraftDesk drafts,
            Diary diary,
            Openings openings,
            PersonLimits limits,
            Rulebook rulebook,
            Centres centres,
            ClientDirectory clients,
            PersonalLinks links,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.drafts = drafts;
        this.diary = diary;
        this.openings = openings;
        this.limits = limits;
        this.rulebook = rulebook;
        this.centres = centres;
        this.clients = clients;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Books the held time, or another one.
     *
     * @param instead the start of the time to be booked instead of the held one; or null
     * @return whether there is a booking now; false while a question is open
     * @throws TimeGone where the time is not free any more; the answers stay as they are
     * @throws TooManyBookings where the person has as many bookings around that day as the centre allows
     */
    boolean book(String token, @Nullable Instant instead) {
        diary.keepHours(token);
        Appointment appointment =
                records.lockByTokenHash(PersonalLinks.hash(token)).orElseThrow(() -> new NotFound("appointment"));
        if (!appointment.is(AppointmentState.HELD, AppointmentState.EXPIRED)) {
            return true;
        }
        Draft draft = drafts.open(appointment);
        if (!draft.complete(appointment.wish().mode())) {
            return false;
        }
        Instant now = clock.instant();
        takeTime(appointment, instead, token, now);
        Contact contact = draft.contact();
        ClientId client = clients.register(
                appointment.centre(),
                contact,
                appointment.pageLanguage(),
                draft.privacy().purposes(),
                "CLICK");
        CentreCard centre = centre(appointment);
        Instant start = appointment.slot().startsAt();
        limits.check(centre, rulebook.of(centre.id()), appointment, client, start);
        book(appointment, client, contact, now);
        return true;
    }

    /**
     * Books a held time for somebody who is on record already.
     *
     * @param allTheSame however many bookings the person has
     * @return the secret of the booking's link
     * @throws TooManyBookings where the person has as many bookings around that day as the centre allows
     */
    String bookFor(AppointmentId held, ClientId client, boolean allTheSame) {
        Appointment appointment = records.lockById(held).orElseThrow(() -> new NotFound(held));
        if (!allTheSame) {
            limits.check(
                    centre(appointment),
                    rulebook.of(appointment.centre()),
                    appointment,
                    client,
                    appointment.slot().startsAt());
        }
        book(appointment, client, clients.addressee(client).orElse(Contact.NONE), clock.instant());
        return links.token(held);
    }

    private void book(Appointment appointment, ClientId client, Contact contact, Instant now) {
        records.save(appointment.book(
                client,
                Reference.random(),
                List.of(links.factOf(appointment.id(), contact)),
                needsConfirmation(appointment),
                now));
        events.publishEvent(new AuditEntry(
                "APPOINTMENT_BOOKED", appointment.centre().id(), "appointment:" + appointment.id(), null));
    }

    /** A hold that has lapsed but that nobody took is still good. */
    private void takeTime(Appointment appointment, @Nullable Instant instead, String token, Instant now) {
        TimeSlot held = appointment.slot();
        Instant start = instead == null ? held.startsAt() : instead;
        boolean other = !start.equals(held.startsAt());
        if (!start.isAfter(now)) {
            throw new TimeGone(start);
        }
        if (!other && appointment.is(AppointmentState.HELD)) {
            return;
        }
        Wish wish = appointment.wish();
        Openings.Opening opening = openings.at(centre(appointment), wish, start, token);
        List<StaffId> candidates = other ? opening.offered() : opening.again();
        records.saveAndFlush(appointment.release());
        Seat seat = diary.clear(appointment.centre(), wish, opening.talk(), opening.slot(), candidates, now)
                .orElseThrow(() -> new TimeGone(start));
        records.saveAndFlush(appointment.holdInstead(
                appointment.centre(), seat, wish, appointment.pageLanguage(), opening.slot(), now));
    }

    private CentreCard centre(Appointment appointment) {
        return centres.byId(appointment.centre(), Language.of(Locale.forLanguageTag(appointment.pageLanguage())))
                .orElseThrow();
    }

    private boolean needsConfirmation(Appointment appointment) {
        String wanted = appointment.wish().service();
        return centres.services(appointment.centre()).stream()
                .anyMatch(service -> service.code().equals(wanted) && service.needsConfirmation());
    }
}
