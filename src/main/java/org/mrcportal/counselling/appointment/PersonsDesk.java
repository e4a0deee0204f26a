package org.mrcportal.counselling.appointment;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person does with a booking: looks at it, moves it, gives it up, finds it again. For whoever has the token. */
@Service
@Transactional
class PersonsDesk {

    /** So long after the booking its page shows the code, which later would prove nothing, and what the topic asks for. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final AppointmentRecords records;
    private final Diary diary;
    private final Openings openings;
    private final PersonLimits limits;
    private final Centres centres;
    private final PersonalLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PersonsDesk(
            AppointmentRecords records,
            Diary diary,
            Openings openings,
            PersonLimits limits,
            Centres centres,
            PersonalLinks links,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.diary = diary;
        this.openings = openings;
        this.limits = limits;
        this.centres = centres;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    /** Empty where the token belongs to a hold of which no booking was made. */
    @Transactional(readOnly = true)
    Optional<Booking> find(String token, Language language) {
        return booking(
                records.findByTokenHash(PersonalLinks.hash(token)).orElseThrow(() -> new NotFound("appointment")),
                token,
                language);
    }

    /** A booking with the times it could have instead. */
    record BookingAndFree(Booking booking, List<FreeTime> free) {}

    @Transactional(readOnly = true)
    Optional<BookingAndFree> findWithTimes(String token, Language language) {
        return find(token, language)
                .map(booking -> new BookingAndFree(
                        booking, booking.open() ? openings.times(booking.centre(), booking.wish(), null) : List.of()));
    }

    /**
     * Gives the booking another time; the one it has already is no change.
     *
     * @return false where the booking is over or given up
     * @throws TimeGone where the time is not free
     * @throws TooManyBookings where the person has as many bookings around that day as the centre allows
     */
    boolean move(String token, Instant start) {
        diary.keepHours(token);
        Appointment appointment = locked(token);
        Instant now = clock.instant();
        if (!isOpen(appointment, now)) {
            return false;
        }
        if (!appointment.slot().startsAt().equals(start) || appointment.unsettledSince() != null) {
            Wish wish = appointment.wish();
            CentreCard centre = centres.byId(appointment.centre(), Language.EN).orElseThrow();
            Openings.Opening opening = openings.at(centre, wish, start, null);
            Seat seat = diary.clear(centre.id(), wish, opening.talk(), opening.slot(), opening.offered(), now)
                    .orElseThrow(() -> new TimeGone(start));
            // The diary first, then the person, as whoever books: so nobody waits for somebody who waits in turn.
            limits.check(centre, opening.rules(), appointment, requireNonNull(appointment.client()), start);
            records.save(
                    appointment.move(seat, opening.slot(), opening.service().needsConfirmation(), now));
            record("APPOINTMENT_MOVED", appointment);
        }
        return true;
    }

    /** Gives the booking up; what is over or given up already stays as it is. */
    void cancel(String token) {
        Appointment appointment = locked(token);
        Instant now = clock.instant();
        if (isOpen(appointment, now)) {
            records.save(appointment.cancel(Appointment.Party.PERSON, now));
            record("APPOINTMENT_CANCELLED", appointment);
        }
    }

    /** The token of the booking with this reference, for somebody who knows the second fact; the same work either way. */
    @Transactional(readOnly = true)
    Optional<String> tokenOf(String reference, String fact) {
        Optional<Appointment> found = records.findByReference(reference);
        AppointmentId id = found.map(Appointment::id).orElseGet(AppointmentId::next);
        byte[] told = links.fact(id, fact);
        String token = links.token(id);
        boolean right = proves(found.map(Appointment::secondFacts).orElse(List.of(new byte[told.length])), told);
        return right && found.isPresent() ? Optional.of(token) : Optional.empty();
    }

    /** Whose booking is behind the token, for somebody who knows the second fact. */
    @Transactional(readOnly = true)
    Optional<ClientId> whose(String token, String fact) {
        return records.findByTokenHash(PersonalLinks.hash(token))
                .filter(appointment -> proves(appointment.secondFacts(), links.fact(appointment.id(), fact)))
                .map(Appointment::client);
    }

    private static boolean proves(List<byte[]> known, byte[] told) {
        return known.stream().anyMatch(fact -> MessageDigest.isEqual(fact, told));
    }

    private Appointment locked(String token) {
        return records.lockByTokenHash(PersonalLinks.hash(token)).orElseThrow(() -> new NotFound("appointment"));
    }

    private static boolean isOpen(Appointment appointment, Instant now) {
        return appointment.is(AppointmentState.BOOKED) && !appointment.slot().hasStartedBy(now);
    }

    private void record(String action, Appointment appointment) {
        events.publishEvent(new AuditEntry(action, appointment.centre().id(), "appointment:" + appointment.id(), null));
    }

    private Optional<Booking> booking(Appointment appointment, String token, Language language) {
        String reference = appointment.reference();
        if (reference == null) {
            return Optional.empty();
        }
        String code = links.code(appointment.id());
        boolean byCode = proves(appointment.secondFacts(), links.fact(appointment.id(), code));
        Instant bookedAt = requireNonNull(appointment.bookedAt());
        boolean fresh = clock.instant().isBefore(bookedAt.plus(FRESH));
        return Optional.of(new Booking(
                appointment.id(),
                token,
                centres.byId(appointment.centre(), language).orElseThrow(),
                appointment.wish(),
                appointment.slot(),
                appointment.state(),
                reference,
                byCode && fresh ? code : null,
                byCode,
                fresh,
                isOpen(appointment, clock.instant()),
                bookedAt,
                appointment.awaitsConfirmation(),
                appointment.is(AppointmentState.BOOKED) && appointment.unsettledSince() != null,
                appointment.sequence()));
    }
}
