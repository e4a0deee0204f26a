package org.mrcportal.counselling.availability;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
import org.mrcportal.centres.CentreOffer;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ClosedDay;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what decides free times with three statements, however many centres, counsellors, days and visits there are.
 * Times are compared by their starts: under a policy PostgreSQL would not use an index for {@code &&}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Rosters {

    /** The grid of a day depends on its first talk and pause, so a day is read from its beginning, in whatever zone. */
    private static final Duration DAY_AND_TALK = Duration.ofHours(32);

    /** What begins this long after a talk's start can still be in its way. */
    private static final Duration TALK_AND_PAUSE = Duration.ofHours(6);

    private static final byte[] NOBODYS = new byte[0];

    private final JdbcClient jdbc;
    private final Centres centres;
    private final BookingRules everywhere;
    private final Clock clock;

    Rosters(JdbcClient jdbc, Centres centres, BookingRules everywhere, Clock clock) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.everywhere = everywhere;
        this.clock = clock;
    }

    /**
     * One centre, as far ahead as can be booked there.
     *
     * @param except hash of the token whose own appointment takes no time away; null: every one does
     */
    public Availability of(CentreCard centre, byte @Nullable [] except) {
        return Objects.requireNonNull(read(List.of(centre), null, except).get(centre.id()));
    }

    /** Several centres at once, each as far ahead as can be booked there. */
    public Map<CentreId, Availability> of(Collection<CentreCard> centres) {
        return read(centres, null, null);
    }

    /** One centre, for talks that begin within the stretch, whatever can be booked there by everybody. */
    public Availability during(CentreCard centre, TimeSlot stretch, byte @Nullable [] except) {
        return Objects.requireNonNull(read(List.of(centre), stretch, except).get(centre.id()));
    }

    private Map<CentreId, Availability> read(
            Collection<CentreCard> of, @Nullable TimeSlot stretch, byte @Nullable [] except) {
        Instant now = clock.instant();
        List<CentreId> ids = of.stream().map(CentreCard::id).toList();
        People people = people(ids, stretch == null ? now : stretch.startsAt());
        TimeSlot window = stretch == null ? widest(people.rules.values(), now) : stretch;
        Map<StaffId, List<TimeSlot>> away = new HashMap<>();
        Map<StaffId, List<Visit>> visits = new HashMap<>();
        readBusy(people.staff(), now, window, except == null ? NOBODYS : except, away, visits);
        Map<CentreId, CentreOffer> offers = centres.offers(
                ids,
                LocalDate.ofInstant(window.startsAt(), ZoneOffset.UTC).minusDays(1),
                LocalDate.ofInstant(window.endsAt(), ZoneOffset.UTC).plusDays(2));
        Map<CentreId, Availability> found = new LinkedHashMap<>();
        for (CentreCard centre : of) {
            CentreOffer offer = offers.getOrDefault(centre.id(), CentreOffer.NONE);
            found.put(
                    centre.id(),
                    new Availability(
                            people.rules.getOrDefault(centre.id(), everywhere.everywhere()),
                            offer.services(),
                            offer.closed(),
                            new Roster(
                                    centre.zone(),
                                    people.counsellors(centre.id()),
                                    offer.closed().stream().map(ClosedDay::day).collect(Collectors.toSet()),
                                    away,
                                    visits),
                            now));
        }
        return found;
    }

    /** From the shortest notice to the furthest horizon. */
    private TimeSlot widest(Collection<CentreRules> own, Instant now) {
        Instant from = everywhere.everywhere().earliest(now);
        Instant until = everywhere.everywhere().latest(now);
        for (CentreRules rules : own) {
            from = rules.earliest(now).isBefore(from) ? rules.earliest(now) : from;
            until = rules.latest(now).isAfter(until) ? rules.latest(now) : until;
        }
        return new TimeSlot(from, until);
    }

    private record At(CentreId centre, StaffId staff) {}

    /** The people of the centres, and the rules of those that have their own. */
    private record People(Map<At, Counsellor> byPlace, Map<CentreId, CentreRules> rules) {

        Set<StaffId> staff() {
            return byPlace.keySet().stream().map(At::staff).collect(Collectors.toSet());
        }

        List<Counsellor> counsellors(CentreId centre) {
            return byPlace.entrySet().stream()
                    .filter(one -> one.getKey().centre().equals(centre))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    private People people(Collection<CentreId> centres, Instant from) {
        People people = new People(new LinkedHashMap<>(), new HashMap<>());
        jdbc.sql("""
                        select 'RULES' as fact, centre_id, null::uuid as staff_id, null as sex, null::text[] as languages,
                               null::date as day, null as plan, %s as numbers
                        from counselling.booking_rules where centre_id = any (:centres)
                        union all
                        select 'WEEKLY', c.centre_id, c.staff_id, c.sex, c.languages, null, null,
                               array[w.weekday, floor(extract(epoch from w.starts) / 60)::int,
                                     floor(extract(epoch from w.ends) / 60)::int]
                        from counselling.counsellor c
                        left join counselling.working_hours w on w.staff_id = c.staff_id and w.centre_id = c.centre_id
                        where c.centre_id = any (:centres) and c.active
                        union all
                        select 'DATED', c.centre_id, c.staff_id, c.sex, c.languages, e.day, e.kind,
                               array[floor(extract(epoch from e.starts) / 60)::int,
                                     floor(extract(epoch from e.ends) / 60)::int]
                        from counselling.counsellor c
                        join counselling.hours_exception e on e.staff_id = c.staff_id and e.centre_id = c.centre_id
                        where c.centre_id = any (:centres) and c.active and e.day >= :from and e.day < :before
                        order by staff_id
                        """.formatted(Rulebook.NUMBERS))
                .param("centres", uuids(centres.stream().map(CentreId::id).toList()))
                .param("from", LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(1))
                .param("before", LocalDate.ofInstant(from, ZoneOffset.UTC).plusDays(368))
                .query(row -> {
                    add(people, row);
                });
        return people;
    }

    private static void add(People people, ResultSet row) throws SQLException {
        CentreId centre = new CentreId(row.getObject("centre_id", UUID.class));
        Integer[] numbers = Rulebook.numbers(row);
        if (row.getString("fact").equals("RULES")) {
            people.rules.put(centre, Rulebook.rules(numbers));
            return;
        }
        At at = new At(centre, new StaffId(row.getObject("staff_id", UUID.class)));
        Counsellor counsellor = people.byPlace.get(at);
        if (counsellor == null) {
            counsellor = new Counsellor(
                    at.staff(),
                    row.getString("sex"),
                    Set.of((String[]) row.getArray("languages").getArray()),
                    new ArrayList<>(),
                    new ArrayList<>());
            people.byPlace.put(at, counsellor);
        }
        if (row.getString("fact").equals("DATED")) {
            Counsellor.Plan plan = Counsellor.Plan.valueOf(row.getString("plan"));
            counsellor
                    .dated()
                    .add(new Counsellor.Dated(
                            row.getObject("day", LocalDate.class),
                            plan,
                            plan == Counsellor.Plan.NONE ? null : new Hours(numbers[0], numbers[1])));
        } else if (numbers[0] != null) {
            counsellor.week().add(new Counsellor.Shift(DayOfWeek.of(numbers[0]), new Hours(numbers[1], numbers[2])));
        }
    }

    private void readBusy(
            Set<StaffId> staff,
            Instant now,
            TimeSlot window,
            byte[] except,
            Map<StaffId, List<TimeSlot>> away,
            Map<StaffId, List<Visit>> visits) {
        jdbc.sql("""
                        select a.counsellor_id as staff_id, a.starts_at, a.ends_at, true as visit, a.buffer_before,
                               a.buffer_after, a.occasion
                        from counselling.appointment a
                        where a.counsellor_id = any (:staff) and a.starts_at >= :since and a.starts_at < :until
                          and (a.state in ('BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED')
                               or a.state = 'HELD' and a.held_until > :now)
                          and a.token_hash <> :except
                        union all
                        select b.staff_id, b.starts_at, b.ends_at, false, 0, 0, null
                        from counselling.absence b
                        where b.staff_id = any (:staff) and b.starts_at < :until and b.ends_at > :since
                        """)
                .param("staff", uuids(staff.stream().map(StaffId::id).toList()))
                .param("since", window.startsAt().minus(DAY_AND_TALK).atOffset(ZoneOffset.UTC))
                .param("until", window.endsAt().plus(TALK_AND_PAUSE).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("except", except)
                .query(row -> {
                    StaffId id = new StaffId(row.getObject("staff_id", UUID.class));
                    TimeSlot slot = new TimeSlot(
                            row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                            row.getObject("ends_at", OffsetDateTime.class).toInstant());
                    if (row.getBoolean("visit")) {
                        visits.computeIfAbsent(id, i -> new ArrayList<>())
                                .add(new Visit(
                                        slot,
                                        row.getInt("buffer_before"),
                                        row.getInt("buffer_after"),
                                        row.getObject("occasion", UUID.class)));
                    } else {
                        away.computeIfAbsent(id, i -> new ArrayList<>()).add(slot);
                    }
                });
    }

    private static SqlArrayValue uuids(Collection<UUID> ids) {
        return new SqlArrayValue("uuid", ids.toArray());
    }
}
