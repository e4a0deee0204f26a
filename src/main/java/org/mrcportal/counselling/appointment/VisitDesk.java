package org.mrcportal.counselling.appointment;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.availability.Rulebook;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with one booking before its day: look at it, give it another time, call it off. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class VisitDesk {

    private final AppointmentRecords records;
    private final Diary diary;
    private final DeskTimes times;
    private final PersonLimits limits;
    private final Rulebook rulebook;
    private final Centres centres;
    private final ClientDirectory clients;
    private final PersonalLinks links;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    VisitDesk(
            AppointmentRecords records,
            Diary diary,
            DeskTimes times,
            PersonLimits limits,
            Rulebook rulebook,
            Centres centres,
            ClientDirectory clients,
            PersonalLinks links,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.diary = diary;
        this.times = times;
        this.limits = limits;
        this.rulebook = rulebook;
        this.centres = centres;
        this.clients = clients;
        this.links = links;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A booking as staff see it.
     *
     * @param client null: held, nobody is known yet
     * @param counsellor name
     * @param bookedBy name of whoever booked for the person; null: the person
     * @param consultation null: not logged
     * @param open whether it can still be moved
     * @param begun whether its hour has come
     * @param today at the centre
     */
    record Visit(
            AppointmentId id,
            CentreCard centre,
            @Nullable ClientSummary client,
            TimeSlot slot,
            Wish wish,
            AppointmentState state,
            String counsellor,
            StaffId counsellorId,
            @Nullable String bookedBy,
            @Nullable String reference,
            @Nullable String overbookedFor,
            boolean awaiting,
            boolean unsettled,
            @Nullable String cancelledReason,
            @Nullable UUID consultation,
            boolean open,
            boolean begun,
            LocalDate today,
            List<Moment> history) {

        /** Whether its day has come. */
        boolean due(LocalDate day) {
            return !day.isAfter(today);
        }

        public @Nullable String groupedReference() {
            return reference == null ? null : Reference.grouped(reference);
        }
    }

    /** Something that happened. */
    record Moment(Instant at, String what) {}

    Visit find(AppointmentId id, Locale locale) {
        Appointment appointment = records.findById(id).orElseThrow(() -> new NotFound(id));
        return visit(appointment, locale);
    }

    private Visit visit(Appointment appointment, Locale locale) {
        Staff staff = staff(appointment);
        CentreCard centre = centre(appointment, locale);
        Instant now = clock.instant();
        return new Visit(
                appointment.id(),
                centre,
                Optional.ofNullable(appointment.client()).flatMap(clients::find).orElse(null),
                appointment.slot(),
                appointment.wish(),
                appointment.state(),
                staff.counsellor(),
                appointment.counsellor(),
                staff.bookedBy(),
                appointment.reference(),
                appointment.overbookedFor(),
                appointment.awaitsConfirmation() && appointment.is(AppointmentState.BOOKED),
                appointment.unsettledSince() != null && appointment.is(AppointmentState.BOOKED),
                appointment.cancelledReason(),
                staff.consultation(),
                isOpen(appointment),
                appointment.slot().hasStartedBy(now),
                LocalDate.ofInstant(now, centre.zone()),
                history(appointment));
    }

    private static List<Moment> history(Appointment appointment) {
        List<Moment> history = new ArrayList<>();
        add(history, appointment.bookedAt(), "booked");
        add(history, appointment.unsettledSince(), "unsettled");
        add(history, appointment.arrivedAt(), "arrived");
        add(history, appointment.startedAt(), "started");
        add(history, appointment.finishedAt(), "finished");
        add(
                history,
                appointment.cancelledAt(),
                appointment.cancelledBy() == Appointment.Party.PERSON ? "given-up" : "called-off");
        return history.reversed();
    }

    private static void add(List<Moment> history, @Nullable Instant at, String what) {
        if (at != null) {
            history.add(new Moment(at, what));
        }
    }

    /** A booking and the times it could have instead. */
    record VisitAndFree(Visit visit, List<FreeTime> free) {}

    /** @param alone only times of the same counsellor */
    VisitAndFree findWithTimes(AppointmentId id, boolean alone, Locale locale) {
        Visit visit = find(id, locale);
        return new VisitAndFree(
                visit,
                visit.open()
                        ? times.all(
                                times.around(visit.centre()),
                                visit.centre(),
                                visit.wish(),
                                alone ? visit.counsellorId() : null)
                        : List.of());
    }

    /**
     * Gives the booking another time, with the same counsellor where that is possible; the person is told.
     *
     * @param alone only the same counsellor will do
     * @param allTheSame however many bookings the person has
     * @return false where the booking is over or given up
     * @throws TimeGone where the time is not free any more
     * @throws TooManyBookings where the person has as many bookings around that day as the centre allows
     */
    boolean move(AppointmentId id, Instant start, boolean alone, boolean allTheSame) {
        diary.keepHours(id);
        Appointment appointment = records.lockById(id).orElseThrow(() -> new NotFound(id));
        Instant now = clock.instant();
        if (!isOpen(appointment)) {
            return false;
        }
        StaffId same = appointment.counsellor();
        if (start.equals(appointment.slot().startsAt()) && appointment.unsettledSince() == null) {
            return true;
        }
        Wish wish = appointment.wish();
        CentreCard centre = centre(appointment, Locale.ENGLISH);
        DeskTimes.Offer offer = times.offered(centre, wish, start, alone ? same : null);
        List<StaffId> candidates = Stream.concat(
                        offer.counsellors().stream().filter(same::equals),
                        offer.counsellors().stream().filter(one -> !one.equals(same)))
                .toList();
        Seat seat = diary.clear(centre.id(), wish, offer.talk(), offer.slot(), candidates, now)
                .orElseThrow(() -> new TimeGone(start));
        if (!allTheSame) {
            limits.check(
                    centre, rulebook.of(centre.id()), appointment, Objects.requireNonNull(appointment.client()), start);
        }
        records.saveAndFlush(appointment.move(seat, offer.slot(), false, now));
        record("APPOINTMENT_MOVED", appointment, allTheSame ? "by staff, all the same" : "by staff");
        return true;
    }

    /**
     * Calls the booking off; the person is told.
     *
     * @return false where it was over or given up already
     */
    boolean callOff(AppointmentId id, @Nullable String reason) {
        Appointment appointment = records.lockById(id).orElseThrow(() -> new NotFound(id));
        if (!appointment.is(AppointmentState.BOOKED)) {
            return false;
        }
        records.saveAndFlush(appointment.callOff(reason, clock.instant()));
        record("APPOINTMENT_CANCELLED", appointment, "by staff");
        return true;
    }

    /**
     * What a person who has just been booked is told.
     *
     * @param code four digits; null: the person's telephone number or e-mail serves
     * @param language of the person's pages
     */
    record Told(
            AppointmentId id,
            CentreCard centre,
            TimeSlot slot,
            String mode,
            String reference,
            @Nullable String code,
            Language language) {

        public String groupedReference() {
            return Reference.grouped(reference);
        }
    }

    /** In the person's language. */
    Told told(AppointmentId id) {
        Appointment appointment = records.findById(id).orElseThrow(() -> new NotFound(id));
        String reference = appointment.reference();
        if (reference == null) {
            throw new NotFound(id);
        }
        Locale locale = Locale.forLanguageTag(appointment.pageLanguage());
        String code = links.code(id);
        byte[] fact = links.fact(id, code);
        return new Told(
                id,
                centre(appointment, locale),
                appointment.slot(),
                appointment.wish().mode(),
                reference,
                appointment.secondFacts().stream().anyMatch(known -> MessageDigest.isEqual(known, fact)) ? code : null,
                Language.of(locale));
    }

    private boolean isOpen(Appointment appointment) {
        return appointment.is(AppointmentState.BOOKED) && !appointment.slot().hasStartedBy(clock.instant());
    }

    private CentreCard centre(Appointment appointment, Locale locale) {
        return centres.byId(appointment.centre(), Language.of(locale)).orElseThrow();
    }

    private record Staff(
            String counsellor,
            @Nullable String bookedBy,
            @Nullable UUID consultation) {}

    private Staff staff(Appointment appointment) {
        StaffId by = appointment.bookedBy();
        return jdbc.sql("""
                        select s.name, (select b.name from accounts.staff b where b.id = :by) as booked_by,
                               (select c.id from counselling.consultation c where c.appointment_id = :id) as consultation
                        from accounts.staff s where s.id = :counsellor
                        """)
                .param("by", by == null ? null : by.id(), java.sql.Types.OTHER)
                .param("id", appointment.id().id())
                .param("counsellor", appointment.counsellor().id())
                .query((row, number) -> new Staff(
                        Objects.requireNonNull(row.getString("name")),
                        row.getString("booked_by"),
                        row.getObject("consultation", UUID.class)))
                .single();
    }

    private void record(String action, Appointment appointment, @Nullable String detail) {
        events.publishEvent(
                new AuditEntry(action, appointment.centre().id(), "appointment:" + appointment.id(), detail));
    }
}
