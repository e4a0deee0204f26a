package org.mrcportal.counselling.availability;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads rosters with three statements, however many centres, counsellors and days there are. Times are compared by their
 * starts: under a policy PostgreSQL would not use an index for {@code &&}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Rosters {

    /** The grid of a day depends on its first talk, so a day is read from its beginning, in whatever zone. */
    private static final Duration DAY_AND_TALK = Duration.ofHours(28);

    private static final byte[] NOBODYS = new byte[0];

    private final JdbcClient jdbc;
    private final Centres centres;

    Rosters(JdbcClient jdbc, Centres centres) {
        this.jdbc = jdbc;
        this.centres = centres;
    }

    /**
     * The roster of one centre.
     *
     * @param except hash of the token whose own appointment takes no time away; null: every one does
     */
    public Roster of(CentreCard centre, Instant now, Instant from, Instant before, byte @Nullable [] except) {
        return Objects.requireNonNull(
                of(List.of(centre), now, from, before, except).get(centre.id()));
    }

    /** The rosters of several centres at once. */
    public Map<CentreId, Roster> of(
            Collection<CentreCard> of, Instant now, Instant from, Instant before, byte @Nullable [] except) {
        List<CentreId> ids = of.stream().map(CentreCard::id).toList();
        Map<CentreId, List<Counsellor>> counsellors = counsellors(ids);
        Set<StaffId> staff = counsellors.values().stream()
                .flatMap(List::stream)
                .map(Counsellor::id)
                .collect(Collectors.toSet());
        Map<StaffId, List<TimeSlot>> away = new HashMap<>();
        Map<StaffId, List<TimeSlot>> taken = new HashMap<>();
        readBusy(staff, now, from, before, except == null ? NOBODYS : except, away, taken);
        Map<CentreId, List<LocalDate>> closed = centres.closedDays(
                ids,
                LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(1),
                LocalDate.ofInstant(before, ZoneOffset.UTC).plusDays(2));
        Map<CentreId, Roster> rosters = new LinkedHashMap<>();
        for (CentreCard centre : of) {
            ZoneId zone = centre.zone();
            rosters.put(
                    centre.id(),
                    new Roster(
                            zone,
                            counsellors.getOrDefault(centre.id(), List.of()),
                            Set.copyOf(closed.getOrDefault(centre.id(), List.of())),
                            away,
                            taken));
        }
        return rosters;
    }

    private Map<CentreId, List<Counsellor>> counsellors(Collection<CentreId> centres) {
        record At(CentreId centre, StaffId staff) {}
        Map<At, Counsellor> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.centre_id, c.staff_id, c.sex, c.languages, w.weekday, w.starts, w.ends
                        from counselling.counsellor c
                        join counselling.working_hours w on w.staff_id = c.staff_id and w.centre_id = c.centre_id
                        where c.centre_id = any (?) and c.active
                        order by c.staff_id, w.weekday, w.starts
                        """).param(uuids(centres.stream().map(CentreId::id).toList())).query(row -> {
            StaffId id = new StaffId(row.getObject("staff_id", UUID.class));
            found.computeIfAbsent(
                            new At(new CentreId(row.getObject("centre_id", UUID.class)), id), at -> counsellor(id, row))
                    .week()
                    .add(new Counsellor.Shift(
                            DayOfWeek.of(row.getInt("weekday")),
                            row.getObject("starts", LocalTime.class),
                            row.getObject("ends", LocalTime.class)));
        });
        return found.entrySet().stream()
                .collect(Collectors.groupingBy(
                        e -> e.getKey().centre(), Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Counsellor counsellor(StaffId id, ResultSet row) {
        try {
            return new Counsellor(
                    id,
                    row.getString("sex"),
                    Set.of((String[]) row.getArray("languages").getArray()),
                    new ArrayList<>());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readBusy(
            Set<StaffId> staff,
            Instant now,
            Instant from,
            Instant before,
            byte[] except,
            Map<StaffId, List<TimeSlot>> away,
            Map<StaffId, List<TimeSlot>> taken) {
        jdbc.sql("""
                        select a.counsellor_id as staff_id, a.starts_at, a.ends_at, true as talk
                        from counselling.appointment a
                        where a.counsellor_id = any (:staff) and a.starts_at >= :since and a.starts_at < :before
                          and (a.state in ('BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED')
                               or a.state = 'HELD' and a.held_until > :now)
                          and a.token_hash <> :except
                        union all
                        select b.staff_id, b.starts_at, b.ends_at, false
                        from counselling.absence b
                        where b.staff_id = any (:staff) and b.starts_at < :before and b.ends_at > :from
                        """)
                .param("staff", uuids(staff.stream().map(StaffId::id).toList()))
                .param("since", from.minus(DAY_AND_TALK).atOffset(ZoneOffset.UTC))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("except", except)
                .query(row -> {
                    (row.getBoolean("talk") ? taken : away)
                            .computeIfAbsent(
                                    new StaffId(row.getObject("staff_id", UUID.class)), id -> new ArrayList<>())
                            .add(new TimeSlot(
                                    row.getObject("starts_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getObject("ends_at", OffsetDateTime.class)
                                            .toInstant()));
                });
    }

    private static SqlArrayValue uuids(Collection<UUID> ids) {
        return new SqlArrayValue("uuid", ids.toArray());
    }
}
