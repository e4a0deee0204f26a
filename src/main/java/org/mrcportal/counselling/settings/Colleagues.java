package org.mrcportal.counselling.settings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.OpeningHours;
import org.mrcportal.counselling.availability.Counsellor;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads who counsels at a centre, or could, with all that is said of their time: one statement. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Colleagues {

    /** Whoever may log a consultation and works at the centre, and whoever has been a counsellor there. */
    private static final String COLLEAGUES = """
            with colleague as (
                select s.id, s.name, c.staff_id is not null as known, coalesce(c.active and s.enabled, false) as active,
                       coalesce(c.sex, s.sex) as sex, coalesce(c.languages, '{}') as languages
                from accounts.staff s
                left join accounts.staff_centre w on w.staff_id = s.id and w.centre_id = :centre
                left join counselling.counsellor c on c.staff_id = s.id and c.centre_id = :centre
                where (c.staff_id is not null or w.staff_id is not null and s.enabled
                       and s.roles && array['COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER'])
                  and (:staff::uuid is null or s.id = :staff::uuid))
            select 'PERSON' as fact, p.id, p.name, p.known, p.active, p.sex, p.languages, null::int as weekday,
                   null::date as day, null as plan, null::time as starts, null::time as ends,
                   null::timestamptz as starts_at, null::timestamptz as ends_at
            from colleague p
            union all
            select 'WEEK', p.id, null, null, null, null, null, h.weekday, null, null, h.starts, h.ends, null, null
            from colleague p join counselling.working_hours h on h.staff_id = p.id and h.centre_id = :centre
            union all
            select 'DATED', p.id, null, null, null, null, null, null, e.day, e.kind, e.starts, e.ends, null, null
            from colleague p join counselling.hours_exception e on e.staff_id = p.id and e.centre_id = :centre
            where e.day >= :today
            union all
            select 'AWAY', p.id, null, null, null, null, null, null, null, null, null, null, a.starts_at, a.ends_at
            from colleague p join counselling.absence a on a.staff_id = p.id and a.centre_id = :centre
            where a.ends_at > :now
            order by known desc nulls last, name nulls last, weekday, day, starts, starts_at
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Colleagues(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counsellors first, by name. */
    List<Colleague> of(CentreCard centre) {
        return read(centre, null);
    }

    /** @throws NotFound where nobody of that id counsels at the centre or could */
    Colleague of(CentreCard centre, StaffId staff) {
        return read(centre, staff).stream().findFirst().orElseThrow(() -> new NotFound(staff));
    }

    private List<Colleague> read(CentreCard centre, @Nullable StaffId staff) {
        Map<UUID, Colleague> found = new LinkedHashMap<>();
        jdbc.sql(COLLEAGUES)
                .param("centre", centre.id().id())
                .param("staff", staff == null ? null : staff.id().toString())
                .param("today", LocalDate.ofInstant(clock.instant(), centre.zone()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    Colleague one = found.get(id);
                    if (one == null) {
                        found.put(id, colleague(id, row));
                    } else {
                        add(one, row);
                    }
                });
        return List.copyOf(found.values());
    }

    private static Colleague colleague(UUID id, ResultSet row) throws SQLException {
        return new Colleague(
                new StaffId(id),
                row.getString("name"),
                row.getBoolean("known"),
                row.getBoolean("active"),
                row.getString("sex"),
                List.of((String[]) row.getArray("languages").getArray()),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    private static void add(Colleague one, ResultSet row) throws SQLException {
        LocalTime starts = row.getObject("starts", LocalTime.class);
        LocalTime ends = row.getObject("ends", LocalTime.class);
        switch (row.getString("fact")) {
            case "WEEK" -> one.week().add(new OpeningHours(DayOfWeek.of(row.getInt("weekday")), starts, ends));
            case "DATED" ->
                one.dated()
                        .add(new Counsellor.Dated(
                                row.getObject("day", LocalDate.class),
                                Counsellor.Plan.valueOf(row.getString("plan")),
                                starts == null ? null : Colleague.hours(starts, ends)));
            default ->
                one.away()
                        .add(new TimeSlot(
                                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                                row.getObject("ends_at", OffsetDateTime.class).toInstant()));
        }
    }
}
