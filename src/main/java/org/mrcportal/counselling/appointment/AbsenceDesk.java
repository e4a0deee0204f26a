package org.mrcportal.counselling.appointment;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.Availability;
import org.mrcportal.counselling.availability.Rosters;
import org.mrcportal.counselling.availability.Talk;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A counsellor falls ill: everybody who has a booking in that time keeps it with a colleague who is as the person wished,
 * or is asked to choose another. All of it is one transaction. The absence and every new talk keep the counsellor's diary
 * (see {@code V121__keep_absences.sql}), so that a booking made meanwhile is among the affected or is not made.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class AbsenceDesk {

    private final AppointmentRecords records;
    private final Diary diary;
    private final Rosters rosters;
    private final Centres centres;
    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AbsenceDesk(
            AppointmentRecords records,
            Diary diary,
            Rosters rosters,
            Centres centres,
            ClientDirectory clients,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.diary = diary;
        this.rosters = rosters;
        this.centres = centres;
        this.clients = clients;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** What becomes of a booking. */
    enum Fate {
        REASSIGN,
        OFFER,
        /** The person stands at the desk: nobody else decides. */
        HERE
    }

    /**
     * A booking of the absent counsellor.
     *
     * @param colleague name of who takes over, or null
     */
    record Affected(
            AppointmentId id,
            TimeSlot slot,
            Wish wish,
            @Nullable ClientSummary client,
            Fate fate,
            @Nullable String colleague) {}

    /** The centre, the reader's other centres, and who gives counselling there. */
    record Place(CentreCard centre, List<CentreCard> choices, Map<StaffId, String> counsellors, Instant now) {}

    Place place(StaffMember me, @Nullable String code, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        return new Place(centre, places.choices(), counsellors(centre.id()), clock.instant());
    }

    /** An absence that is not over. */
    record Absence(StaffId counsellor, String name, TimeSlot stretch) {}

    List<Absence> current(Place place) {
        return jdbc.sql("""
                        select staff_id, starts_at, ends_at from counselling.absence
                        where centre_id = ? and ends_at > ? order by starts_at, staff_id limit 50
                        """)
                .params(place.centre().id().id(), place.now().atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    StaffId who = new StaffId(row.getObject("staff_id", UUID.class));
                    return new Absence(
                            who,
                            place.counsellors().getOrDefault(who, ""),
                            new TimeSlot(
                                    row.getObject("starts_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getObject("ends_at", OffsetDateTime.class)
                                            .toInstant()));
                })
                .list();
    }

    /** The counsellor is back: from now on there are free times again. Whoever was given to a colleague stays there. */
    void end(Place place, StaffId counsellor, Instant began) {
        OffsetDateTime now = place.now().atOffset(ZoneOffset.UTC);
        int changed = jdbc.sql("""
                        with gone as (
                            delete from counselling.absence
                            where staff_id = :who and centre_id = :centre and starts_at = :began and starts_at >= :now
                            returning 1)
                        select count(*) from gone
                        """)
                        .param("who", counsellor.id())
                        .param("centre", place.centre().id().id())
                        .param("began", began.atOffset(ZoneOffset.UTC))
                        .param("now", now)
                        .query(Integer.class)
                        .single()
                + jdbc.sql("""
                        update counselling.absence set ends_at = :now
                        where staff_id = :who and centre_id = :centre and starts_at = :began and starts_at < :now
                          and ends_at > :now
                        """)
                        .param("who", counsellor.id())
                        .param("centre", place.centre().id().id())
                        .param("began", began.atOffset(ZoneOffset.UTC))
                        .param("now", now)
                        .update();
        if (changed > 0) {
            record("ABSENCE_ENDED", place.centre().id(), "counsellor:" + counsellor, null);
        }
    }

    /** Who would be affected, and how; nothing is changed yet. */
    List<Affected> preview(Place place, StaffId absent, TimeSlot stretch) {
        List<Appointment> visits =
                records.affected(place.centre().id(), absent, stretch.startsAt(), stretch.endsAt(), place.now());
        Map<ClientId, ClientSummary> people = clients.summaries(visits.stream()
                .map(Appointment::client)
                .filter(Objects::nonNull)
                .toList());
        Colleagues colleagues = colleagues(place.centre(), absent, stretch);
        return visits.stream()
                .map(visit -> {
                    Optional<StaffId> colleague = colleagues.propose(visit);
                    return new Affected(
                            visit.id(),
                            visit.slot(),
                            visit.wish(),
                            visit.client() == null ? null : people.get(visit.client()),
                            colleague.isPresent() ? Fate.REASSIGN : otherwise(visit),
                            colleague.map(place.counsellors()::get).orElse(null));
                })
                .toList();
    }

    private static Fate otherwise(Appointment visit) {
        return visit.is(AppointmentState.ARRIVED) ? Fate.HERE : Fate.OFFER;
    }

    /**
     * What became of the bookings.
     *
     * @param reassigned keep their time with a colleague
     * @param asked are asked to choose another time
     */
    record Outcome(int reassigned, int asked) {}

    /**
     * Enters the absence and acts on every booking in it. Entered twice it has one effect.
     *
     * @throws NotFound where that is no counsellor of the centre
     */
    Outcome enter(CentreCard centre, StaffId absent, TimeSlot stretch) {
        if (!counsellors(centre.id()).containsKey(absent)) {
            throw new NotFound(absent);
        }
        Instant now = clock.instant();
        diary.keepHours(centre.id());
        keepBookings(centre.id(), absent, stretch);
        keepDiaries(centre.id());
        write(centre.id(), absent, stretch);
        List<Appointment> visits = records.lockAffected(centre.id(), absent, stretch.startsAt(), stretch.endsAt(), now);
        Colleagues colleagues = colleagues(centre, absent, stretch);
        int reassigned = 0;
        int asked = 0;
        for (Appointment visit : visits) {
            Optional<Seat> seat = colleagues.candidates(visit).isEmpty()
                    ? Optional.empty()
                    : diary.clear(
                            centre.id(),
                            visit.wish(),
                            colleagues.talk(visit),
                            visit.slot(),
                            colleagues.candidates(visit),
                            now);
            if (seat.isPresent()) {
                colleagues.take(visit, seat.get().counsellor());
                records.saveAndFlush(visit.reassign(seat.get()));
                record("APPOINTMENT_REASSIGNED", centre.id(), "appointment:" + visit.id(), null);
                reassigned++;
            } else if (otherwise(visit) == Fate.OFFER && visit.unsettledSince() == null) {
                records.saveAndFlush(visit.unsettle(now));
                record("APPOINTMENT_UNSETTLED", centre.id(), "appointment:" + visit.id(), null);
                asked++;
            }
        }
        record("ABSENCE_ENTERED", centre.id(), "counsellor:" + absent, reassigned + " reassigned, " + asked + " asked");
        return new Outcome(reassigned, asked);
    }

    /** Rows before diaries, as whoever moves a booking does: so nobody waits for somebody who waits in turn. */
    private void keepBookings(CentreId centre, StaffId absent, TimeSlot stretch) {
        jdbc.sql("""
                        select id from counselling.appointment
                        where centre_id = :centre and counsellor_id = :absent and starts_at < :until and ends_at > :from
                          and state in ('HELD', 'BOOKED', 'ARRIVED')
                        order by id for update
                        """)
                .param("centre", centre.id())
                .param("absent", absent.id())
                .param("from", stretch.startsAt().atOffset(ZoneOffset.UTC))
                .param("until", stretch.endsAt().atOffset(ZoneOffset.UTC))
                .query((row, number) -> true)
                .list();
    }

    private void keepDiaries(CentreId centre) {
        jdbc.sql("""
                        select counselling.keep_diaries(array(
                            select staff_id from counselling.counsellor where centre_id = ?))
                        """).param(centre.id()).query((row, number) -> true).single();
    }

    private void write(CentreId centre, StaffId absent, TimeSlot stretch) {
        jdbc.sql("""
                        insert into counselling.absence (staff_id, centre_id, starts_at, ends_at)
                        values (:absent, :centre, :from, :until)
                        on conflict (staff_id, centre_id, starts_at)
                        do update set ends_at = greatest(absence.ends_at, excluded.ends_at)
                        """)
                .param("absent", absent.id())
                .param("centre", centre.id())
                .param("from", stretch.startsAt().atOffset(ZoneOffset.UTC))
                .param("until", stretch.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Colleagues colleagues(CentreCard centre, StaffId absent, TimeSlot stretch) {
        return new Colleagues(rosters.during(centre, stretch, null), centre.id(), absent, new HashMap<>());
    }

    /**
     * Who can take over, less what this absence has given them already.
     *
     * @param given talks, by who got them
     */
    private record Colleagues(
            Availability around, CentreId centre, StaffId absent, Map<StaffId, List<Appointment>> given) {

        /** As long as the booking is, whatever the service takes by now. */
        Talk talk(Appointment visit) {
            Wish wish = visit.wish();
            return around.service(wish.service())
                    .map(service -> wish.talk(service, centre))
                    .orElseGet(() -> new Talk(visit.slot().length(), wish.language(), wish.counsellorSex()))
                    .lasting(visit.slot().length());
        }

        /** Those who have begun to take over this very group come first. */
        List<StaffId> candidates(Appointment visit) {
            return around.roster().freeAt(visit.slot(), talk(visit)).stream()
                    .filter(colleague -> !colleague.equals(absent))
                    .filter(colleague -> taken(colleague).stream()
                            .noneMatch(other -> other.slot().overlaps(visit.slot()) && !ofOneGroup(other, visit)))
                    .sorted(Comparator.comparing(
                            colleague -> taken(colleague).stream().noneMatch(other -> ofOneGroup(other, visit))))
                    .toList();
        }

        Optional<StaffId> propose(Appointment visit) {
            Optional<StaffId> colleague = candidates(visit).stream().findFirst();
            colleague.ifPresent(found -> take(visit, found));
            return colleague;
        }

        void take(Appointment visit, StaffId colleague) {
            given.computeIfAbsent(colleague, id -> new ArrayList<>()).add(visit);
        }

        private List<Appointment> taken(StaffId colleague) {
            return given.getOrDefault(colleague, List.of());
        }

        private boolean ofOneGroup(Appointment one, Appointment other) {
            return talk(one).group() != null
                    && Objects.equals(talk(one).group(), talk(other).group())
                    && one.slot().equals(other.slot());
        }
    }

    private Map<StaffId, String> counsellors(CentreId centre) {
        Map<StaffId, String> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select s.id, s.name from counselling.counsellor c join accounts.staff s on s.id = c.staff_id
                        where c.centre_id = ? and c.active order by s.name, s.id
                        """).param(centre.id()).query(row -> {
            found.put(new StaffId(row.getObject("id", UUID.class)), row.getString("name"));
        });
        return found;
    }

    private void record(String action, CentreId centre, String subject, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, centre.id(), subject, detail));
    }
}
