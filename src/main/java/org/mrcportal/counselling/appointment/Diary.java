package org.mrcportal.counselling.appointment;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreId;
import org.mrcportal.counselling.AppointmentId;
import org.mrcportal.counselling.availability.TimeSlot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes times for people so that the database decides every race, without an error: the faster insert wins. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Diary {

    private final JdbcClient jdbc;

    Diary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A time on its way into the diary. */
    record Entry(
            AppointmentId id,
            CentreId centre,
            Wish wish,
            String pageLanguage,
            TimeSlot slot,
            Instant heldUntil,
            byte[] tokenHash,
            UUID once) {}

    /** Holds the time with the first of these counsellors who is still free; empty where none is. */
    Optional<StaffId> hold(Entry entry, List<StaffId> candidates, Instant now) {
        expireInTheWay(candidates, entry.slot(), now);
        return candidates.stream()
                .filter(counsellor -> insert(entry, counsellor))
                .findFirst();
    }

    /**
     * Says who can take the time and keeps it from others until the end of this transaction, in which an appointment has
     * to move there.
     */
    Optional<StaffId> clear(CentreId centre, Wish wish, TimeSlot slot, List<StaffId> candidates, Instant now) {
        AppointmentId placeholder = AppointmentId.next();
        byte[] hash = PersonalLinks.hash(placeholder.toString());
        Entry entry = new Entry(placeholder, centre, wish, wish.language(), slot, now, hash, placeholder.id());
        Optional<StaffId> counsellor = hold(entry, candidates, now);
        jdbc.sql("delete from counselling.appointment where id = ?")
                .param(placeholder.id())
                .update();
        return counsellor;
    }

    private void expireInTheWay(Collection<StaffId> candidates, TimeSlot slot, Instant now) {
        jdbc.sql("""
                        update counselling.appointment set state = 'EXPIRED', version = version + 1
                        where counsellor_id = any (:counsellors) and state = 'HELD' and held_until <= :now
                          and starts_at > :since and starts_at < :end and ends_at > :start
                        """)
                .param(
                        "counsellors",
                        new SqlArrayValue(
                                "uuid", candidates.stream().map(StaffId::id).toArray()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", slot.startsAt().minus(Duration.ofHours(4)).atOffset(ZoneOffset.UTC))
                .param("start", slot.startsAt().atOffset(ZoneOffset.UTC))
                .param("end", slot.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean insert(Entry entry, StaffId counsellor) {
        return jdbc.sql("""
                        insert into counselling.appointment
                            (id, version, centre_id, counsellor_id, state, service_code, mode, language, page_language,
                             counsellor_sex, situation, needs, interpreter_language, interpreter_sex, starts_at, ends_at,
                             held_until, token_hash, second_facts, once, sequence)
                        values (:id, 0, :centre, :counsellor, 'HELD', :service, :mode, :language, :pageLanguage, :sex,
                                :situation, :needs, :interpreterLanguage, :interpreterSex, :start, :end, :heldUntil,
                                :tokenHash, '{}', :once, 0)
                        on conflict do nothing
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
                        .param(
                                "needs",
                                new SqlArrayValue("text", entry.wish().needs().toArray()))
                        .param("interpreterLanguage", entry.wish().interpreterLanguage())
                        .param("interpreterSex", entry.wish().interpreterSex())
                        .param("start", entry.slot().startsAt().atOffset(ZoneOffset.UTC))
                        .param("end", entry.slot().endsAt().atOffset(ZoneOffset.UTC))
                        .param("heldUntil", entry.heldUntil().atOffset(ZoneOffset.UTC))
                        .param("tokenHash", entry.tokenHash())
                        .param("once", entry.once())
                        .update()
                == 1;
    }

    /** Lets go of every time whose hold has lapsed. */
    int expireLapsed(Instant now) {
        return jdbc.sql("""
                        update counselling.appointment set state = 'EXPIRED', version = version + 1
                        where state = 'HELD' and held_until <= :now
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
}
