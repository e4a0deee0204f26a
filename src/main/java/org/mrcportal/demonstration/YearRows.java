package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientImport;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.BookingProofs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happened: clients first, then what refers to them. */
final class YearRows {

    private static final Logger LOG = LoggerFactory.getLogger(YearRows.class);
    private static final int AT_ONCE = 2_000;
    private static final long TELL_EVERY = 10_000_000_000L;
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final ClientImport clients;
    private final BookingProofs proofs;
    private final Draw draw;
    private final long expected;
    private final Rows absences;
    private final Rows appointments;
    private final Rows walkIns;
    private final Rows consultations;
    private long told = System.nanoTime();
    private long references;

    /** @param expected how many consultations there will be */
    YearRows(Connection connection, ClientImport clients, BookingProofs proofs, Draw draw, long expected)
            throws SQLException {
        this.clients = clients;
        this.proofs = proofs;
        this.draw = draw;
        this.expected = expected;
        absences = new Rows(connection, "counselling.absence", "staff_id, centre_id, starts_at, ends_at");
        appointments = new Rows(
                connection,
                "counselling.appointment",
                "id, version, centre_id, counsellor_id, client_id, state, service_code, mode, language, page_language,"
                        + " counsellor_sex, situation, needs, starts_at, ends_at, booked_at, arrived_at, started_at,"
                        + " finished_at, cancelled_at, cancelled_by, reference, token_hash, second_facts, once, sequence");
        walkIns = new Rows(
                connection,
                "counselling.walk_in",
                "id, version, centre_id, day, ticket, client_id, language, service_code, state, counsellor_id,"
                        + " arrived_at, started_at, finished_at, once");
        consultations = new Rows(
                connection,
                "counselling.consultation",
                "id, version, centre_id, once, appointment_id, walk_in_id, client_id, counsellor_id, started_at, ended_at,"
                        + " contact_type, mode, language, interpreter, main_topic, other_topics, destination,"
                        + " migration_status, region_code, sex, age_group, service_given, outcome, referred_to,"
                        + " follow_up_on, note, logged_at");
    }

    void register(DemonstrationCentre centre, List<Person> people) {
        if (people.isEmpty()) {
            return;
        }
        List<ClientImport.Person> register = new ArrayList<>(people.size());
        for (Person one : people) {
            Demand.Matter matter = one.matter();
            Demand.Profile profile = one.profile;
            register.add(new ClientImport.Person(
                    new ClientId(one.id),
                    one.registeredAt,
                    profile.language(),
                    matter == null ? null : profile.sex(),
                    matter == null || profile.ageGroup().equals("UNKNOWN") ? null : profile.ageGroup(),
                    matter == null ? null : profile.region(),
                    matter == null ? null : matter.status(),
                    one.contact,
                    one.purposes,
                    one.how));
        }
        List<String> codes = clients.take(new CentreId(centre.id()), register);
        for (int i = 0; i < codes.size(); i++) {
            people.get(i).registeredAs(codes.get(i));
        }
    }

    /** @param events of one day, in their order */
    void write(DemonstrationCentre centre, LocalDate day, List<Event> events) throws SQLException {
        int ticket = 0;
        for (Event event : events) {
            switch (event) {
                case Event.Booking booking -> write(centre, booking);
                case Event.WalkIn walkIn -> write(centre, day, ++ticket, walkIn);
                case Event.Remote remote ->
                    write(
                            centre,
                            remote.talk(),
                            remote.person(),
                            remote.profile(),
                            remote.counsellor(),
                            remote.mode(),
                            null,
                            null);
            }
        }
        if (consultations.waiting() + walkIns.waiting() + appointments.waiting() > AT_ONCE) {
            flush();
        }
        if (System.nanoTime() - told > TELL_EVERY) {
            told = System.nanoTime();
            LOG.info("Demonstration: {} of {} consultations", consultations.written(), expected);
        }
    }

    void absence(DemonstrationCentre centre, Colleague counsellor, Instant starts, Instant ends) throws SQLException {
        absences.add(counsellor.id(), centre.id(), starts, ends);
    }

    void flush() throws SQLException {
        absences.flush();
        appointments.flush();
        walkIns.flush();
        consultations.flush();
    }

    private void write(DemonstrationCentre centre, Event.Booking booking) throws SQLException {
        UUID id = draw.id(booking.bookedAt());
        Person person = booking.person();
        appointments.add(
                id,
                0L,
                centre.id(),
                booking.counsellor().id(),
                person.id,
                booking.state(),
                booking.service(),
                booking.mode(),
                booking.language(),
                person.profile.language(),
                booking.counsellorSex(),
                booking.situation(),
                booking.needs(),
                booking.at(),
                booking.endsAt(),
                booking.bookedAt(),
                booking.arrivedAt(),
                booking.startedAt(),
                booking.finishedAt(),
                booking.cancelledAt(),
                booking.cancelledBy(),
                reference(),
                proofs.tokenHash(new AppointmentId(id)),
                new byte[][] {proofs.secondFact(new AppointmentId(id), person.contact)},
                draw.id(booking.bookedAt()),
                booking.moves());
        if (booking.talk() != null) {
            String mode = booking.mode().equals("IN_PERSON") ? "APPOINTMENT" : booking.mode();
            write(centre, booking.talk(), person, person.profile, booking.counsellor(), mode, id, null);
        }
    }

    private void write(DemonstrationCentre centre, LocalDate day, int ticket, Event.WalkIn walkIn) throws SQLException {
        UUID id = draw.id(walkIn.at());
        Colleague counsellor = walkIn.counsellor();
        walkIns.add(
                id,
                0L,
                centre.id(),
                day,
                ticket,
                id(walkIn.person()),
                walkIn.profile().language(),
                walkIn.service(),
                walkIn.state(),
                counsellor == null ? null : counsellor.id(),
                walkIn.at(),
                walkIn.startedAt(),
                walkIn.finishedAt(),
                draw.id(walkIn.at()));
        if (walkIn.talk() != null && counsellor != null) {
            write(centre, walkIn.talk(), walkIn.person(), walkIn.profile(), counsellor, "WALK_IN", null, id);
        }
    }

    private void write(
            DemonstrationCentre centre,
            Event.Talk talk,
            @Nullable Person person,
            Demand.Profile profile,
            Colleague counsellor,
            String mode,
            @Nullable UUID appointment,
            @Nullable UUID walkIn)
            throws SQLException {
        Demand.Matter matter = talk.matter();
        Instant logged = talk.loggedAt();
        consultations.add(
                draw.id(logged),
                0L,
                centre.id(),
                draw.id(logged),
                appointment,
                walkIn,
                id(person),
                counsellor.id(),
                talk.startedAt(),
                talk.endedAt(),
                talk.contactType(),
                mode,
                profile.tongue(),
                !counsellor.talks().contains(profile.language()),
                matter.topic(),
                matter.otherTopics(),
                matter.destination(),
                matter.status(),
                profile.region(),
                profile.sex(),
                profile.ageGroup(),
                matter.given(),
                matter.outcome(),
                matter.referredTo(),
                talk.followUpOn(),
                talk.note(),
                logged);
    }

    private static @Nullable UUID id(@Nullable Person person) {
        return person == null ? null : person.id;
    }

    /** Looks like chance and never comes twice: each step below can be undone. */
    private String reference() {
        long number = ++references * 0x9E3779B97FL & 0xFFFFFFFFFFL;
        number ^= number >>> 21;
        number = number * 0xD1342543DBL & 0xFFFFFFFFFFL;
        number ^= number >>> 19;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append(CROCKFORD.charAt((int) (number >>> 5 * i & 31)));
        }
        return text.toString();
    }
}
