package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.KnownPeople;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.Availability;
import org.mrcportal.counselling.availability.FreeTime;
import org.mrcportal.counselling.availability.Rulebook;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books for somebody on the telephone or at the desk. The same guards decide as for the public: two may race past the
 * roster, the exclusion constraint lets one through. A centre manager may overbook, with a reason.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class StaffBookingDesk {

    private static final Duration PLACING = Duration.ofMinutes(1);

    private final AppointmentRecords records;
    private final Diary diary;
    private final Openings openings;
    private final DeskTimes times;
    private final PersonLimits limits;
    private final Rulebook rulebook;
    private final Centres centres;
    private final ClientDirectory clients;
    private final KnownPeople known;
    private final PersonalLinks links;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StaffBookingDesk(
            AppointmentRecords records,
            Diary diary,
            Openings openings,
            DeskTimes times,
            PersonLimits limits,
            Rulebook rulebook,
            Centres centres,
            ClientDirectory clients,
            KnownPeople known,
            PersonalLinks links,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.diary = diary;
        this.openings = openings;
        this.times = times;
        this.limits = limits;
        this.rulebook = rulebook;
        this.centres = centres;
        this.clients = clients;
        this.known = known;
        this.links = links;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What the page is filled in with.
     *
     * @param languages in which a talk is possible
     * @param free the times for what was answered; null: not enough was answered yet
     */
    record Sheet(
            CentreCard centre,
            List<CentreCard> choices,
            @Nullable ClientSummary client,
            List<OfferedService> services,
            List<String> languages,
            List<Choice> counsellors,
            @Nullable List<FreeTime> free) {}

    Sheet sheet(StaffMember me, StaffBookingForm form, Locale locale) {
        List<CentreCard> choices = Workplaces.of(me, centres, locale).choices();
        ClientSummary client = form.known().map(this::client).orElse(null);
        CentreCard centre = centre(choices, form, client);
        There there = there(centre);
        Answers answers = form.answers();
        if (answers.service() == null || answers.mode() == null || answers.language() == null) {
            return new Sheet(
                    centre,
                    choices,
                    client,
                    centres.services(centre.id()),
                    there.languages(),
                    there.counsellors(),
                    null);
        }
        Availability around = times.around(centre);
        return new Sheet(
                centre,
                choices,
                client,
                around.services(),
                there.languages(),
                there.counsellors(),
                times.all(around, centre, answers.wish(), form.with().orElse(null)));
    }

    /** Who may already be the person on the telephone; nobody where that was looked at before. */
    List<KnownPeople.Known> alike(CentreCard centre, StaffBookingForm form) {
        Contact contact = form.contact(centre.country());
        boolean nothingKnown = contact.name() == null && contact.phone() == null;
        return form.known().isPresent() || Boolean.TRUE.equals(form.checked()) || nothingKnown
                ? List.of()
                : known.like(centre.id(), contact.name(), contact.phone());
    }

    /**
     * Books a free time, once for each form.
     *
     * @param allTheSame however many bookings the person has
     * @throws TimeGone where somebody else was faster
     * @throws TooManyBookings where the person has as many bookings around that day as the centre allows
     */
    AppointmentId book(StaffMember me, StaffBookingForm form, boolean allTheSame, Locale locale) {
        Optional<Appointment> before = records.lockByOnce(form.choice().key());
        if (before.isPresent()) {
            return before.get().id();
        }
        CentreCard centre = centre(me, form, locale);
        diary.keepHours(centre.id());
        Wish wish = form.answers().wish();
        DeskTimes.Offer offer = times.offered(
                centre, wish, form.choice().start().orElseThrow(), form.with().orElse(null));
        AppointmentId id = AppointmentId.next();
        Instant now = clock.instant();
        var entry = new Diary.Entry(
                id,
                centre.id(),
                wish,
                form.pageLanguage(),
                offer.talk(),
                offer.slot(),
                now.plus(PLACING),
                PersonalLinks.hash(links.token(id)),
                form.choice().key());
        if (diary.hold(entry, offer.counsellors(), now).isEmpty()) {
            return records.lockByOnce(form.choice().key()) // the same form, sent twice at once
                    .map(Appointment::id)
                    .orElseThrow(() -> new TimeGone(offer.slot().startsAt()));
        }
        Appointment appointment = records.lockById(id).orElseThrow();
        Person person = person(centre, form);
        if (!allTheSame) {
            limits.check(
                    centre,
                    rulebook.of(centre.id()),
                    appointment,
                    person.client(),
                    offer.slot().startsAt());
        }
        String how = allTheSame ? "by staff, all the same" : "by staff";
        return placed(appointment.onBehalf(me.id()), person, now, "APPOINTMENT_BOOKED", how);
    }

    /** What the form has booked already: its time is gone for a second sending of it. */
    @Transactional(readOnly = true)
    Optional<AppointmentId> made(StaffBookingForm form) {
        return records.findByOnce(form.choice().key()).map(Appointment::id);
    }

    /** Gives a counsellor two talks at once; the exclusion constraint knows and lets it pass. */
    @PreAuthorize("hasRole('CENTRE_MANAGER')")
    AppointmentId overbook(StaffMember me, StaffBookingForm form, Locale locale) {
        Optional<Appointment> before = records.lockByOnce(form.choice().key());
        if (before.isPresent()) {
            return before.get().id();
        }
        CentreCard centre = centre(me, form, locale);
        diary.keepHours(centre.id());
        Wish wish = form.answers().wish();
        TimeSlot slot = openings.at(centre, wish, form.overStart(centre.zone()).orElseThrow(), null)
                .slot();
        StaffId counsellor = form.overbooked()
                .filter(id -> there(centre).counsellors().stream()
                        .anyMatch(one -> one.value().equals(id.toString())))
                .orElseThrow(() -> new NotFound("a counsellor"));
        Instant now = clock.instant();
        if (slot.hasStartedBy(now)) {
            throw new TimeGone(slot.startsAt());
        }
        AppointmentId id = AppointmentId.next();
        Appointment appointment = Appointment.hold(
                id,
                centre.id(),
                counsellor,
                wish,
                form.pageLanguage(),
                slot,
                now.plus(PLACING),
                PersonalLinks.hash(links.token(id)),
                form.choice().key());
        String reason = form.reason().orElseThrow();
        return placed(appointment.overbook(reason, me.id()), person(centre, form), now, "APPOINTMENT_OVERBOOKED", null);
    }

    /** Whom a booking is for, and how the person is reached. */
    private record Person(ClientId client, Contact contact) {}

    private Person person(CentreCard centre, StaffBookingForm form) {
        Optional<ClientId> known = form.known();
        Contact contact =
                known.isPresent() ? clients.contact(known.get()).orElse(Contact.NONE) : form.contact(centre.country());
        return new Person(
                known.orElseGet(
                        () -> clients.register(centre.id(), contact, form.pageLanguage(), purposes(form), "ORAL")),
                contact);
    }

    private AppointmentId placed(
            Appointment appointment, Person person, Instant now, String action, @Nullable String detail) {
        records.saveAndFlush(appointment.book(
                person.client(),
                Reference.random(),
                List.of(links.factOf(appointment.id(), person.contact())),
                false,
                now));
        events.publishEvent(
                new AuditEntry(action, appointment.centre().id(), "appointment:" + appointment.id(), detail));
        return appointment.id();
    }

    private static Set<String> purposes(StaffBookingForm form) {
        return Boolean.TRUE.equals(form.reminder()) ? Set.of("SERVICE", "REMINDER") : Set.of("SERVICE");
    }

    private CentreCard centre(StaffMember me, StaffBookingForm form, Locale locale) {
        return centre(
                Workplaces.of(me, centres, locale).choices(),
                form,
                form.known().map(this::client).orElse(null));
    }

    /** Somebody known is booked at the centre that knows the person. */
    private static CentreCard centre(List<CentreCard> choices, StaffBookingForm form, @Nullable ClientSummary client) {
        String code = form.centre();
        return choices.stream()
                .filter(card -> client == null || card.id().equals(client.centre()))
                .filter(card -> client != null
                        || code == null
                        || code.isBlank()
                        || card.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("a centre"));
    }

    private ClientSummary client(ClientId id) {
        return clients.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** Who gives counselling at a centre, and in which languages a talk is possible. */
    private record There(List<Choice> counsellors, List<String> languages) {}

    private There there(CentreCard centre) {
        There there = new There(new ArrayList<>(), new ArrayList<>());
        jdbc.sql("""
                        select s.id, s.name from counselling.counsellor c join accounts.staff s on s.id = c.staff_id
                        where c.centre_id = :centre and c.active
                        union all
                        select null, language from centres.centre_language where centre_id = :centre
                        order by name, id
                        """).param("centre", centre.id().id()).query(row -> {
            UUID id = row.getObject("id", UUID.class);
            if (id == null) {
                there.languages().add(row.getString("name"));
            } else {
                there.counsellors().add(Choice.of(id.toString(), row.getString("name")));
            }
        });
        return there;
    }
}
