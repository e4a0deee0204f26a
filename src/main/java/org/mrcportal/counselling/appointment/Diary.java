package org.mrcportal.counselling.appointment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.Talk;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes times for people so that the database decides every race, without an error. Whoever takes a time first keeps
 * the hours of the centre (see {@code V195__keep_hours_while_booking.sql}), then
 * the diaries of all candidates for the rest of the transaction, in one order for everybody, so that nobody waits for
 * somebody who waits in turn; then the first candidate who is free has the talk.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Diary {

    /** No pause is longer; see the checks of {@code V101__deepen_appointment.sql}. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    private static final Duration LONGEST_TALK = Duration.ofHours(4);

    private final JdbcClient jdbc;

    Diary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes everybody wait who would change the hours or the closed days of the centre, until the end of this transaction.
     * Whoever gives out a time does so before anything else is kept and before free times are looked at: a day that is just
     * being closed is then either closed already, or is closed with the new talk known.
     */
    void keepHours(CentreId centre) {
        keepHours("select centres.keep_hours(?)", centre.id());
    }

    /** Remembers which short code led to the appointment. */
    void cameBy(AppointmentId appointment, String code) {
        jdbc.sql("update counselling.appointment set via = ? where id = ?")
                .params(code, appointment.id())
                .update();
    }

    /** The same for the centre of an appointment. */
    void keepHours(AppointmentId appointment) {
        keepHours("select centres.keep_hours(centre_id) from counselling.appointment where id = ?", appointment.id());
    }

    /** The same for the centre of the appointment behind a token. */
    void keepHours(String token) {
        keepHours(
                "select centres.keep_hours(centre_id) from counselling.appointment where token_hash = ?",
                PersonalLinks.hash(token));
    }

    private void keepHours(String sql, Object which) {
        jdbc.sql(sql).param(which).query(row -> {});
    }

    /** A time on its way into the diary. */
    record Entry(
            AppointmentId id,
            CentreId centre,
            Wish wish,
            String pageLanguage,
            Talk talk,
            TimeSlot slot,
            Instant heldUntil,
            byte[] tokenHash,
            UUID once) {}

    /** Holds the time with the first of these counsellors who is still free; empty where none is. */
    Optional<Seat> hold(Entry entry, List<StaffId> candidates, Instant now) {
        keep(candidates);
        expireInTheWay(candidates, entry.slot(), now);
        return candidates.stream()
                .flatMap(counsellor -> insert(entry, counsellor).stream())
                .findFirst();
    }

    /**
     * Says who can take the time and keeps it from others until the end of this transaction, in which an appointment has
     * to move there.
     */
    Optional<Seat> clear(CentreId centre, Wish wish, Talk talk, TimeSlot slot, List<StaffId> candidates, Instant now) {
        AppointmentId placeholder = AppointmentId.next();
        byte[] hash = PersonalLinks.hash(placeholder.toString());
        Entry entry = new Entry(placeholder, centre, wish, wish.language(), talk, slot, now, hash, placeholder.id());
        Optional<Seat> seat = hold(entry, candidates, now);
        jdbc.sql("delete from counselling.appointment where id = ?")
                .param(placeholder.id())
                .update();
        return seat;
    }

    /**
     * Makes everybody else who would change these diaries wait until the end of this transaction. Whoever will try several
     * times in one transaction keeps all their candidates first, at once.
     */
    void keep(Collection<StaffId> counsellors) {
        jdbc.sql("select counselling.keep_diaries(?)")
                .param(uuids(counsellors))
                .query((row, number) -> true)
                .single();
    }

    /** A hold that its person is just taking up again is left alone, and is in the way. */
    private void expireInTheWay(Collection<StaffId> candidates, TimeSlot slot, Instant now) {
        jdbc.sql("""
                        update counselling.appointment set state = 'EXPIRED', version = version + 1
                        where id in (select id from counselling.appointment
                                     where counsellor_id = any (:counsellors) and state = 'HELD' and held_until <= :now
                                       and starts_at > :since and starts_at < :until and ends_at > :from
                                     for update skip locked)
                        """)
                .param("counsellors", uuids(candidates))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "since",
                        slot.startsAt().minus(LONGEST_TALK).minus(LONGEST_PAUSE).atOffset(ZoneOffset.UTC))
                .param("from", slot.startsAt().minus(LONGEST_PAUSE).atOffset(ZoneOffset.UTC))
                .param("until", slot.endsAt().plus(LONGEST_PAUSE).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Empty where the counsellor is not free or the group is full. */
    private Optional<Seat> insert(Entry entry, StaffId counsellor) {
        Talk talk = entry.talk();
        @Nullable UUID occasion = talk.occasion(counsellor, entry.slot().startsAt());
        return jdbc.sql("""
                        insert into counselling.appointment
                            (id, version, centre_id, counsellor_id, state, service_code, mode, language, page_language,
                             counsellor_sex, situation, needs, interpreter_language, interpreter_sex, starts_at, ends_at,
                             held_until, token_hash, second_facts, once, sequence, buffer_before, buffer_after, occasion, place)
                        select :id, 0, :centre, :counsellor, 'HELD', :service, :mode, :language, :pageLanguage, :sex,
                               :situation, :needs, :interpreterLanguage, :interpreterSex, :start, :end, :heldUntil, :tokenHash,
                               '{}', :once, 0, :before, :after,
                               :occasion::uuid, free.place
                        from (select min(place) as place from generate_series(0, :places - 1) place
                              where place not in (select taken.place from counselling.appointment taken
                                                  where taken.occasion = :occasion::uuid and taken.overbooked_for is null
                                                    and taken.state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION',
                                                                        'COMPLETED'))) free
                        where free.place is not null
                        on conflict do nothing
                        returning place
                        """)
                .param("id", entry.id().id())
                .param("centre", entry.centre().id())
                .param("counsellor", counsellor.id())
                .param("service", entry.wish().service())
                .param("mode", entry.wish().mode())
                .param("language", entry.wish().language())
                .param("pageLanguage", entry.pageLanguage())
                .param("sex", entry.wish().counsellorSex())
                .param("situation", entry.wish().situation())
                .param("needs", new SqlArrayValue("text", entry.wish().needs().toArray()))
                .param("interpreterLanguage", entry.wish().interpreterLanguage())
                .param("interpreterSex", entry.wish().interpreterSex())
                .param("start", entry.slot().startsAt().atOffset(ZoneOffset.UTC))
                .param("end", entry.slot().endsAt().atOffset(ZoneOffset.UTC))
                .param("heldUntil", entry.heldUntil().atOffset(ZoneOffset.UTC))
                .param("tokenHash", entry.tokenHash())
                .param("once", entry.once())
                .param("before", talk.bufferBefore())
                .param("after", talk.bufferAfter())
                .param("occasion", occasion)
                .param("places", talk.places())
                .query(Integer.class)
                .optional()
                .map(place -> new Seat(counsellor, occasion, place, talk.bufferBefore(), talk.bufferAfter()));
    }

    /** Lets go of every time whose hold has lapsed; one that is just being taken up again has another minute. */
    int expireLapsed(Instant now) {
        return jdbc.sql("""
                        update counselling.appointment set state = 'EXPIRED', version = version + 1
                        where id in (select id from counselling.appointment where state = 'HELD' and held_until <= :now
                                     for update skip locked)
                        """).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** Forgets the answers of people who did not come back to them. */
    int forgetDrafts(Instant lapsedBefore) {
        return jdbc.sql("""
                        update counselling.appointment set draft = null, version = version + 1
                        where draft is not null and state = 'EXPIRED' and held_until <= :before
                        """)
                .param("before", lapsedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static SqlArrayValue uuids(Collection<StaffId> ids) {
        return new SqlArrayValue("uuid", ids.stream().map(StaffId::id).toArray());
    }
}
