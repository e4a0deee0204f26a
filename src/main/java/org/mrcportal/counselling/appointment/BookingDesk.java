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
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
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
            Centres centres,
            ClientDirectory clients,
            PersonalLinks links,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.drafts = drafts;
        this.diary = diary;
        this.openings = openings;
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
     */
    boolean book(String token, @Nullable Instant instead) {
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
        book(appointment, client, contact, now);
        return true;
    }

    /**
     * Books a held time for somebody who is on record already.
     *
     * @return the secret of the booking's link
     */
    String bookFor(AppointmentId held, ClientId client) {
        Appointment appointment = records.lockById(held).orElseThrow(() -> new NotFound(held));
        book(appointment, client, clients.addressee(client).orElse(Contact.NONE), clock.instant());
        return links.token(held);
    }

    private void book(Appointment appointment, ClientId client, Contact contact, Instant now) {
        records.save(
                appointment.book(client, Reference.random(), List.of(links.factOf(appointment.id(), contact)), now));
        events.publishEvent(new AuditEntry(
                "APPOINTMENT_BOOKED", appointment.centre().id(), "appointment:" + appointment.id(), null));
    }

    /** A hold that has lapsed but that nobody took is still good. */
    private void takeTime(Appointment appointment, @Nullable Instant instead, String token, Instant now) {
        TimeSlot held = appointment.slot();
        Instant start = instead == null ? held.startsAt() : instead;
        boolean other = !start.equals(held.startsAt());
        TimeSlot slot = other ? TimeSlot.starting(start, held.length()) : held;
        if (slot.hasStartedBy(now)) {
            throw new TimeGone(slot.startsAt());
        }
        if (!other && appointment.is(AppointmentState.HELD)) {
            return;
        }
        Wish wish = appointment.wish();
        CentreCard centre = centres.byId(
                        appointment.centre(), Language.of(Locale.forLanguageTag(appointment.pageLanguage())))
                .orElseThrow();
        List<StaffId> candidates =
                other ? openings.offered(centre, wish, slot, token) : openings.again(centre, wish, slot, token);
        records.saveAndFlush(appointment.release());
        StaffId counsellor =
                diary.clear(centre.id(), wish, slot, candidates, now).orElseThrow(() -> new TimeGone(slot.startsAt()));
        records.saveAndFlush(
                appointment.holdInstead(appointment.centre(), counsellor, wish, appointment.pageLanguage(), slot, now));
    }
}
