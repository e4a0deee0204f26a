package org.mrcportal.counselling.calendar;

import com.ibm.icu.text.CaseMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreOffer;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ClosedDay;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.availability.TimeSlot;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the calendar with as many statements for a week of everybody as for a day of one. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class Calendar {

    private static final CaseMap.Title CAPITAL = CaseMap.toTitle().wholeString().noLowercase();

    /** A time of day as minutes since midnight: 24:00 is the end of the day. */
    private static final String HOURS = """
            select c.staff_id, s.name, w.weekday, null::date as day, 'WEEKLY' as kind,
                   (extract(epoch from w.starts) / 60)::int as starts, (extract(epoch from w.ends) / 60)::int as ends
            from counselling.counsellor c
            join accounts.staff s on s.id = c.staff_id
            left join counselling.working_hours w on w.staff_id = c.staff_id and w.centre_id = c.centre_id
            where c.centre_id = :centre and c.active
            union all
            select c.staff_id, s.name, null, e.day, e.kind,
                   (extract(epoch from e.starts) / 60)::int, (extract(epoch from e.ends) / 60)::int
            from counselling.counsellor c
            join accounts.staff s on s.id = c.staff_id
            join counselling.hours_exception e on e.staff_id = c.staff_id and e.centre_id = c.centre_id
            where c.centre_id = :centre and c.active and e.day >= :first and e.day < :end
            order by name, staff_id
            """;

    /** Times are compared by their starts, so that the index serves under the policy. */
    private static final String BUSY = """
            select a.counsellor_id as staff_id, a.starts_at, a.ends_at, a.id, coalesce(a.occasion, a.id) as talk,
                   a.client_id, a.service_code, a.mode, a.state, coalesce(o.places, 1) as places, a.overbooked_for,
                   a.awaits_confirmation, a.unsettled_since is not null as unsettled, s.name
            from counselling.appointment a
            join accounts.staff s on s.id = a.counsellor_id
            left join centres.centre_service o on o.centre_id = a.centre_id and o.service_code = a.service_code
                 and a.occasion is not null
            where a.centre_id = :centre and a.starts_at >= :from and a.starts_at < :before
              and a.state not in ('CANCELLED', 'EXPIRED') and (a.state <> 'HELD' or a.held_until > :now)
            union all
            select b.staff_id, b.starts_at, b.ends_at, null, null, null, null, null, 'ABSENT', 1, null, false, false, ''
            from counselling.absence b
            where b.centre_id = :centre and b.starts_at < :before and b.ends_at > :from
            """;

    private final JdbcClient jdbc;
    private final Centres centres;
    private final ClientDirectory clients;
    private final Clock clock;

    Calendar(JdbcClient jdbc, Centres centres, ClientDirectory clients, Clock clock) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * The page.
     *
     * @param code of one of the reader's centres; null: the first
     * @param wanted a day; null: today
     * @param counsellor of that centre; null: everybody
     */
    CalendarPage page(
            StaffMember me,
            @Nullable String code,
            CalendarPage.View view,
            @Nullable LocalDate wanted,
            @Nullable UUID counsellor,
            Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        ZoneId zone = centre.zone();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate day = wanted == null ? today : wanted;
        boolean week = view == CalendarPage.View.WEEK;
        LocalDate first = week ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : day;
        LocalDate end = week ? first.plusWeeks(1) : first.plusDays(1);

        Busy busy = busy(centre.id(), zone, first, end, now);
        Map<UUID, Person> people = people(centre.id(), first, end);
        busy.names().forEach((id, name) -> people.computeIfAbsent(id, other -> new Person(other, name, List.of())));
        if (counsellor != null && !people.containsKey(counsellor)) {
            throw new NotFound("a counsellor");
        }
        Set<LocalDate> closed =
                centres
                        .offers(List.of(centre.id()), first, end)
                        .getOrDefault(centre.id(), CentreOffer.NONE)
                        .closed()
                        .stream()
                        .map(ClosedDay::day)
                        .collect(Collectors.toSet());
        List<Column.Day> days = people.values().stream()
                .filter(person -> counsellor == null || person.id().equals(counsellor))
                .flatMap(person -> first.datesUntil(end).map(date -> day(person, date, closed, busy, zone, locale)))
                .toList();
        Grid grid = Grid.around(stretches(days), zone);
        return new CalendarPage(
                centre,
                places.choices(),
                view,
                first,
                today,
                title(first, end, week, locale),
                counsellor,
                people.values().stream()
                        .map(person -> Choice.of(person.id().toString(), person.name()))
                        .toList(),
                grid.labels(),
                shown(days, week).stream().map(one -> one.on(grid, now)).toList());
    }

    /** A weekend on which nobody works is no part of a week. */
    private static List<Column.Day> shown(List<Column.Day> days, boolean week) {
        Set<LocalDate> used = days.stream()
                .filter(day -> !day.shifts().isEmpty() || !day.visits().isEmpty())
                .map(Column.Day::day)
                .collect(Collectors.toSet());
        return days.stream()
                .filter(day -> !week || day.day().getDayOfWeek().getValue() <= 5 || used.contains(day.day()))
                .toList();
    }

    private static List<TimeSlot> stretches(List<Column.Day> days) {
        return days.stream()
                .flatMap(day -> Stream.concat(
                        day.shifts().stream(), day.visits().stream().map(Visit::slot)))
                .toList();
    }

    private static String title(LocalDate first, LocalDate end, boolean week, Locale locale) {
        return CAPITAL.apply(
                locale,
                null,
                week
                        ? CentreTime.dayShort(first, locale) + " – " + CentreTime.dayShort(end.minusDays(1), locale)
                        : CentreTime.dayLong(first, locale));
    }

    private static Column.Day day(
            Person person, LocalDate date, Set<LocalDate> closed, Busy busy, ZoneId zone, Locale locale) {
        TimeSlot whole = new TimeSlot(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
        return new Column.Day(
                person.id(),
                person.name(),
                date,
                CAPITAL.apply(locale, null, CentreTime.dayShort(date, locale)),
                closed.contains(date),
                person.shifts(date, zone),
                busy.away().getOrDefault(person.id(), List.of()),
                busy.visits().getOrDefault(person.id(), List.of()).stream()
                        .filter(visit -> visit.slot().overlaps(whole))
                        .toList());
    }

    /** A counsellor and the hours in which the counsellor works. */
    private record Person(UUID id, String name, List<Hours> hours) {

        /** On that day; hours of one day stand beside the weekly ones, instead of them, or there are none. */
        List<TimeSlot> shifts(LocalDate date, ZoneId zone) {
            List<Hours> dated =
                    hours.stream().filter(one -> date.equals(one.day())).toList();
            boolean weekly = dated.stream().allMatch(one -> one.kind().equals("EXTRA"));
            return hours.stream()
                    .filter(one -> date.equals(one.day())
                            ? !one.kind().equals("NONE")
                            : weekly && one.weekday() == date.getDayOfWeek().getValue())
                    .map(one -> new TimeSlot(moment(date, one.starts(), zone), moment(date, one.ends(), zone)))
                    .toList();
        }

        private static Instant moment(LocalDate date, int minutes, ZoneId zone) {
            return minutes == 24 * 60
                    ? date.plusDays(1).atStartOfDay(zone).toInstant()
                    : date.atTime(LocalTime.MIDNIGHT.plusMinutes(minutes))
                            .atZone(zone)
                            .toInstant();
        }
    }

    /** @param weekday 1 to 7; 0: only on the day */
    private record Hours(int weekday, @Nullable LocalDate day, String kind, int starts, int ends) {}

    private Map<UUID, Person> people(CentreId centre, LocalDate first, LocalDate end) {
        Map<UUID, Person> found = new LinkedHashMap<>();
        jdbc.sql(HOURS)
                .param("centre", centre.id())
                .param("first", first)
                .param("end", end)
                .query(row -> {
                    UUID id = row.getObject("staff_id", UUID.class);
                    Person person = found.get(id);
                    if (person == null) {
                        person = new Person(id, row.getString("name"), new ArrayList<>());
                        found.put(id, person);
                    }
                    LocalDate day = row.getObject("day", LocalDate.class);
                    int weekday = row.getInt("weekday");
                    if (day != null || weekday != 0) {
                        person.hours()
                                .add(new Hours(
                                        weekday, day, row.getString("kind"), row.getInt("starts"), row.getInt("ends")));
                    }
                });
        return found;
    }

    private record Busy(Map<UUID, List<TimeSlot>> away, Map<UUID, List<Visit>> visits, Map<UUID, String> names) {}

    private record Line(
            UUID staff, String staffName, @Nullable ClientId client, Visit visit) {}

    private Busy busy(CentreId centre, ZoneId zone, LocalDate first, LocalDate end, Instant now) {
        Map<UUID, List<TimeSlot>> away = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        jdbc.sql(BUSY)
                .param("centre", centre.id())
                .param("from", first.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                .param("before", end.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    TimeSlot slot = new TimeSlot(moment(row, "starts_at"), moment(row, "ends_at"));
                    UUID staff = row.getObject("staff_id", UUID.class);
                    if (row.getString("state").equals("ABSENT")) {
                        away.computeIfAbsent(staff, id -> new ArrayList<>()).add(slot);
                    } else {
                        lines.add(line(row, staff, slot));
                    }
                });
        Map<ClientId, ClientSummary> known = clients.summaries(
                lines.stream().map(Line::client).filter(Objects::nonNull).toList());
        Map<UUID, List<Visit>> visits = new HashMap<>();
        Map<UUID, String> names = new LinkedHashMap<>();
        for (Line line : lines) {
            names.put(line.staff(), line.staffName());
            visits.computeIfAbsent(line.staff(), id -> new ArrayList<>()).add(named(line, known));
        }
        return new Busy(away, visits, names);
    }

    private static Line line(ResultSet row, UUID staff, TimeSlot slot) throws SQLException {
        UUID client = row.getObject("client_id", UUID.class);
        return new Line(
                staff,
                row.getString("name"),
                client == null ? null : new ClientId(client),
                new Visit(
                        row.getObject("id", UUID.class),
                        row.getObject("talk", UUID.class),
                        slot,
                        null,
                        row.getString("service_code"),
                        row.getString("mode"),
                        row.getString("state"),
                        row.getInt("places"),
                        row.getString("overbooked_for"),
                        row.getBoolean("awaits_confirmation"),
                        row.getBoolean("unsettled")));
    }

    private static Visit named(Line line, Map<ClientId, ClientSummary> known) {
        Visit visit = line.visit();
        ClientSummary person = line.client() == null ? null : known.get(line.client());
        return new Visit(
                visit.id(),
                visit.talk(),
                visit.slot(),
                person == null ? null : Objects.requireNonNullElse(person.name(), person.code()),
                visit.service(),
                visit.mode(),
                visit.state(),
                visit.places(),
                visit.overbookedFor(),
                visit.awaiting(),
                visit.unsettled());
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
