package org.mrcportal.counselling.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.ChangedMeanwhile;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.counselling.availability.Counsellor;
import org.mrcportal.counselling.availability.Hours;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says who counsels at a centre, in which languages and when. A change that would leave booked visits without their
 * counsellor waits until the manager has agreed to it; the bookings themselves are never touched here.
 */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class CounsellorDesk {

    private final ManagedCentres managed;
    private final Colleagues colleagues;
    private final VisitsToCome visits;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CounsellorDesk(
            ManagedCentres managed,
            Colleagues colleagues,
            VisitsToCome visits,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.managed = managed;
        this.colleagues = colleagues;
        this.visits = visits;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Everybody who counsels at the centre, or could. */
    record All(CentreCard centre, List<Colleague> colleagues) {}

    /** One of them. */
    record One(CentreCard centre, Colleague colleague) {}

    @Transactional(readOnly = true)
    All open(String code, Language language) {
        CentreCard centre = managed.toRead(code, language);
        return new All(centre, colleagues.of(centre));
    }

    @Transactional(readOnly = true)
    One open(String code, StaffId staff, Language language) {
        CentreCard centre = managed.toRead(code, language);
        return new One(centre, colleagues.of(centre, staff));
    }

    /**
     * Makes somebody a counsellor of the centre, or changes how they counsel.
     *
     * @throws ChangedMeanwhile where that is no longer as it was seen
     * @throws BookingsAffected where visits are booked that would not fit, unless that is confirmed
     */
    void change(
            String code,
            StaffId staff,
            Counselling wanted,
            String seen,
            @Nullable String confirmed,
            Language language) {
        CentreCard centre = managed.toChange(code, language);
        Colleague saved = colleagues.of(centre, staff);
        ChangedMeanwhile.unlessSame(seen, saved.mark());
        fit(centre, saved, saved.with(wanted), confirmed);
        jdbc.sql("""
                        with person as (
                            insert into counselling.counsellor (staff_id, centre_id, sex, languages, active)
                            values (:staff, :centre, :sex, :languages, :active)
                            on conflict (staff_id, centre_id) do update set sex = excluded.sex,
                                languages = excluded.languages, active = excluded.active)
                        merge into counselling.working_hours h
                        using (select :staff as staff_id, :centre as centre_id, n.* from
                               unnest(:days, :starts::time[], :ends::time[]) n (weekday, starts, ends)) n
                        on h.staff_id = n.staff_id and h.centre_id = n.centre_id and h.weekday = n.weekday
                           and h.starts = n.starts
                        when matched then update set ends = n.ends
                        when not matched then insert (staff_id, centre_id, weekday, starts, ends)
                            values (n.staff_id, n.centre_id, n.weekday, n.starts, n.ends)
                        when not matched by source and h.staff_id = :staff and h.centre_id = :centre then delete
                        """)
                .param("staff", staff.id())
                .param("centre", centre.id().id())
                .param("sex", wanted.sex())
                .param("languages", texts(wanted.languages()))
                .param("active", wanted.active())
                .param(
                        "days",
                        new SqlArrayValue(
                                "int2",
                                wanted.week().stream()
                                        .map(h -> h.day().getValue())
                                        .toArray()))
                .param(
                        "starts",
                        texts(wanted.week().stream()
                                .map(h -> CentreTime.time(h.opens()))
                                .toList()))
                .param(
                        "ends",
                        texts(wanted.week().stream()
                                .map(h -> CentreTime.time(h.closes()))
                                .toList()))
                .update();
        record("SETTINGS_COUNSELLOR_CHANGED", centre, staff, wanted.active() ? "counsels" : "does not counsel");
    }

    /**
     * Plans a day in another way than its weekday.
     *
     * @param typed the plans, a line for each block; none: there are problems
     * @throws BookingsAffected where visits are booked that would not fit, unless that is confirmed
     */
    void plan(
            String code,
            StaffId staff,
            Function<One, List<Counsellor.Dated>> typed,
            @Nullable String confirmed,
            Language language) {
        CentreCard centre = managed.toChange(code, language);
        Colleague saved = colleagues.of(centre, staff);
        List<Counsellor.Dated> plans = typed.apply(new One(centre, saved));
        if (plans.isEmpty()) {
            return;
        }
        fit(centre, saved, saved.withDated(plans), confirmed);
        int added = jdbc.sql("""
                        insert into counselling.hours_exception (id, staff_id, centre_id, day, kind, starts, ends)
                        select gen_random_uuid(), c.staff_id, c.centre_id, :day, :plan, n.starts, n.ends
                        from counselling.counsellor c cross join unnest(:starts::time[], :ends::time[]) n (starts, ends)
                        where c.staff_id = :staff and c.centre_id = :centre
                          and not exists (select from counselling.hours_exception e
                                          where e.staff_id = :staff and e.centre_id = :centre and e.day = :day)
                        """)
                .param("staff", staff.id())
                .param("centre", centre.id().id())
                .param("day", plans.getFirst().day())
                .param("plan", plans.getFirst().plan().name())
                .param("starts", texts(plans.stream().map(one -> edge(one, 0)).toList()))
                .param("ends", texts(plans.stream().map(one -> edge(one, 1)).toList()))
                .update();
        if (added > 0) {
            record(
                    "SETTINGS_HOURS_OF_DAY_CHANGED",
                    centre,
                    staff,
                    plans.getFirst().plan() + " " + plans.getFirst().day());
        }
    }

    /**
     * Lets a day be as its weekday again.
     *
     * @throws BookingsAffected where visits are booked that would not fit, unless that is confirmed
     */
    void unplan(String code, StaffId staff, LocalDate day, @Nullable String confirmed, Language language) {
        CentreCard centre = managed.toChange(code, language);
        Colleague saved = colleagues.of(centre, staff);
        fit(centre, saved, saved.withoutDated(day), confirmed);
        int removed = jdbc.sql("""
                        delete from counselling.hours_exception where staff_id = ? and centre_id = ? and day = ?
                        """).params(staff.id(), centre.id().id(), day).update();
        if (removed > 0) {
            record("SETTINGS_HOURS_OF_DAY_CHANGED", centre, staff, "as usual " + day);
        }
    }

    /**
     * The person is away.
     *
     * @param typed when; empty: there are problems
     * @throws BookingsAffected where visits are booked in that time, unless that is confirmed
     */
    void away(
            String code,
            StaffId staff,
            Function<One, Optional<TimeSlot>> typed,
            @Nullable String confirmed,
            Language language) {
        CentreCard centre = managed.toChange(code, language);
        Colleague saved = colleagues.of(centre, staff);
        typed.apply(new One(centre, saved)).ifPresent(absence -> {
            fit(centre, saved, saved.withAway(absence), confirmed);
            insert(centre, staff, absence);
        });
    }

    private void insert(CentreCard centre, StaffId staff, TimeSlot absence) {
        int added = jdbc.sql("""
                        insert into counselling.absence (staff_id, centre_id, starts_at, ends_at)
                        select c.staff_id, c.centre_id, :starts, :ends from counselling.counsellor c
                        where c.staff_id = :staff and c.centre_id = :centre on conflict do nothing
                        """)
                .param("staff", staff.id())
                .param("centre", centre.id().id())
                .param("starts", absence.startsAt().atOffset(ZoneOffset.UTC))
                .param("ends", absence.endsAt().atOffset(ZoneOffset.UTC))
                .update();
        if (added > 0) {
            record(
                    "SETTINGS_ABSENCE_CHANGED",
                    centre,
                    staff,
                    "away from " + CentreTime.day(absence.startsAt(), centre.zone()));
        }
    }

    /** The person is there after all. */
    void back(String code, StaffId staff, Instant startsAt, Language language) {
        CentreCard centre = managed.toChange(code, language);
        colleagues.of(centre, staff);
        int removed = jdbc.sql("""
                        delete from counselling.absence where staff_id = ? and centre_id = ? and starts_at = ?
                        """)
                .params(staff.id(), centre.id().id(), startsAt.atOffset(ZoneOffset.UTC))
                .update();
        if (removed > 0) {
            record("SETTINGS_ABSENCE_CHANGED", centre, staff, "back from " + CentreTime.day(startsAt, centre.zone()));
        }
    }

    private void fit(CentreCard centre, Colleague saved, Colleague wanted, @Nullable String confirmed) {
        visits.clear(
                centre,
                saved.id(),
                slot -> saved.isThere(slot, centre.zone()) && !wanted.isThere(slot, centre.zone()),
                confirmed);
    }

    /** A beginning or an end as the database reads it; null where the person is not there at all. */
    private static @Nullable String edge(Counsellor.Dated plan, int which) {
        Hours hours = plan.hours();
        return hours == null ? null : hours.toString().split("–", -1)[which];
    }

    private static SqlArrayValue texts(List<? extends @Nullable String> texts) {
        return new SqlArrayValue("text", texts.toArray());
    }

    private void record(String action, CentreCard centre, StaffId staff, String detail) {
        events.publishEvent(new AuditEntry(action, centre.id().id(), "staff:" + staff, detail));
    }
}
