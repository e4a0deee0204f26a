package org.mrcportal.counselling.appointment;

import com.ibm.icu.text.CaseMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.counselling.appointment.BoardRow.Step;
import org.mrcportal.counselling.talk.TalkLanguages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One day of one centre, as the people who work there see it. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'CENTRE_MANAGER')")
class DayBoard {

    private static final CaseMap.Title CAPITAL = CaseMap.toTitle().wholeString().noLowercase();

    private static final int MOST_LEFT_OPEN = 50;

    /** Both kinds, and on the board of today what was left open before, in one statement; times are compared, not ranges, so that the index serves under the policy. */
    private static final String LINES = """
            select a.id, null::int ticket, a.starts_at at_time, a.client_id, a.service_code, a.language, a.needs, a.mode,
                   array_remove(array[case when a.awaits_confirmation and a.state = 'BOOKED' then 'awaiting' end,
                                      case when a.unsettled_since is not null and a.state = 'BOOKED' then 'unsettled' end,
                                      case when a.overbooked_for is not null then 'overbooked' end], null) flags,
                   a.state, a.counsellor_id, s.name counsellor, c.id consultation
            from counselling.appointment a
            join accounts.staff s on s.id = a.counsellor_id
            left join counselling.consultation c on c.appointment_id = a.id
            where a.centre_id = :centre and a.starts_at >= :from and a.starts_at < :before
              and a.state not in ('HELD', 'EXPIRED')
            union all
            (select a.id, null::int, a.starts_at, a.client_id, a.service_code, a.language, a.needs, a.mode, '{}'::text[], a.state,
                    a.counsellor_id, s.name, null::uuid
             from counselling.appointment a
             join accounts.staff s on s.id = a.counsellor_id
             where a.centre_id = :centre and a.starts_at < :leftBefore and a.state in ('ARRIVED', 'IN_SESSION')
             order by a.starts_at desc limit :mostLeft)
            union all
            select w.id, w.ticket, w.arrived_at, w.client_id, w.service_code, w.language, '{}', 'WALK_IN', '{}',
                   case when w.state = 'WAITING' and t.standing = 'CALLED' then 'CALLED' else w.state end,
                   w.counsellor_id, s.name, c.id
            from counselling.walk_in w
            left join counselling.ticket t on t.walk_in_id = w.id
            left join accounts.staff s on s.id = w.counsellor_id
            left join counselling.consultation c on c.walk_in_id = w.id
            where w.centre_id = :centre and w.day = :day
            order by at_time, id
            """;

    private final JdbcClient jdbc;
    private final Centres centres;
    private final ClientDirectory clients;
    private final TalkLanguages languages;
    private final Clock clock;

    DayBoard(JdbcClient jdbc, Centres centres, ClientDirectory clients, TalkLanguages languages, Clock clock) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.clients = clients;
        this.languages = languages;
        this.clock = clock;
    }

    /** How many people the day has, by what became of them. */
    record Counts(int expected, int here, int inSession, int done, int missed, int waiting) {}

    /** A consultation somebody began to write down. */
    record Unfinished(String subject, String savedAt) {

        /** Where it goes on. */
        public String href() {
            int colon = subject.indexOf(':');
            return "/staff/consultations/new"
                    + (colon < 0 ? "" : "?" + subject.substring(0, colon) + "=" + subject.substring(colon + 1));
        }
    }

    /** The page. */
    record Board(
            CentreCard centre,
            List<CentreCard> choices,
            LocalDate day,
            LocalDate today,
            List<BoardRow> leftOpen,
            List<BoardRow> appointments,
            List<BoardRow> walkIns,
            Counts counts,
            List<Unfinished> drafts,
            boolean mayLog,
            @Nullable UUID due) {

        public boolean isToday() {
            return day.equals(today);
        }

        /** The day in words, as the heading of a page. */
        public String name(Locale locale) {
            return CAPITAL.apply(locale, null, CentreTime.dayLong(day, locale));
        }

        public boolean isDue(BoardRow row) {
            return row.id().equals(due);
        }
    }

    /**
     * @param code of one of the reader's centres; null: the first
     * @param wanted null: today
     * @param focus the line the reader has just worked on, or null
     */
    Board board(
            StaffMember me, @Nullable String code, @Nullable LocalDate wanted, @Nullable UUID focus, Locale locale) {
        Workplaces places = Workplaces.of(me, centres, locale);
        CentreCard centre = places.at(code);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, centre.zone());
        LocalDate day = wanted == null ? today : wanted;
        boolean mayLog = mayLog(me);
        List<Line> all = lines(centre.id(), centre.zone(), day, day.equals(today));
        Map<ClientId, ClientSummary> people = clients.summaries(
                all.stream().map(Line::client).filter(Objects::nonNull).toList());
        Steps steps = new Steps(mayLog, !day.isAfter(today));
        Instant begins = midnight(day, centre.zone()).toInstant();
        List<BoardRow> rows = all.stream()
                .filter(line -> line.ticket() != null || !line.at().isBefore(begins))
                .map(line -> row(line, centre.zone(), people, steps, now, me, locale))
                .toList();
        return new Board(
                centre,
                places.choices(),
                day,
                today,
                all.stream()
                        .filter(line -> line.ticket() == null && line.at().isBefore(begins))
                        .map(line -> row(line, centre.zone(), people, steps, now, me, locale)
                                .leftOpen(CentreTime.dayShort(CentreTime.day(line.at(), centre.zone()), locale), steps))
                        .toList(),
                rows.stream().filter(row -> !row.isWalkIn()).toList(),
                rows.stream().filter(BoardRow::isWalkIn).toList(),
                counts(rows),
                mayLog ? drafts(me, centre) : List.of(),
                mayLog,
                due(rows, focus).map(BoardRow::id).orElse(null));
    }

    static boolean mayLog(StaffMember me) {
        return me.is(Role.COUNSELLOR) || me.is(Role.CASE_WORKER) || me.is(Role.CENTRE_MANAGER);
    }

    /** The line whose next step is due: the one just worked on, else the reader's own first, else the first of all. */
    static Optional<BoardRow> due(List<BoardRow> rows, @Nullable UUID focus) {
        List<BoardRow> open = rows.stream()
                .filter(row -> row.next() != Step.NONE && row.next() != Step.READ)
                .toList();
        return open.stream()
                .filter(row -> row.id().equals(focus))
                .findFirst()
                .or(() -> open.stream()
                        .filter(BoardRow::mine)
                        .filter(row -> !row.isWalkIn())
                        .findFirst())
                .or(() -> open.stream().filter(row -> !row.isWalkIn()).findFirst())
                .or(() -> open.stream().findFirst());
    }

    private static Counts counts(List<BoardRow> rows) {
        return new Counts(
                count(rows, "BOOKED"),
                count(rows, "ARRIVED"),
                count(rows, "IN_SESSION"),
                count(rows, "COMPLETED"),
                count(rows, "NO_SHOW"),
                count(rows, "WAITING") + count(rows, "CALLED"));
    }

    private static int count(List<BoardRow> rows, String state) {
        return (int) rows.stream().filter(row -> row.state().equals(state)).count();
    }

    private BoardRow row(
            Line line,
            ZoneId zone,
            Map<ClientId, ClientSummary> people,
            Steps steps,
            Instant now,
            StaffMember me,
            Locale locale) {
        boolean logged = line.consultation() != null;
        List<Step> possible = line.ticket() != null
                ? steps.ofWalkIn(line.state(), logged)
                : steps.ofAppointment(
                        line.state(), !line.at().isAfter(now), line.mode().equals("IN_PERSON"), logged);
        ClientSummary person = line.client() == null ? null : people.get(line.client());
        return new BoardRow(
                line.id(),
                line.ticket(),
                CentreTime.time(line.at(), zone),
                person == null ? null : Objects.requireNonNullElse(person.name(), person.code()),
                line.service(),
                languages.name(line.language(), locale),
                line.needs(),
                line.flags(),
                line.mode(),
                line.state(),
                line.counsellor(),
                me.id().id().equals(line.counsellorId()),
                line.consultation(),
                possible.getFirst(),
                possible.subList(1, possible.size()));
    }

    private record Line(
            UUID id,
            @Nullable Integer ticket,
            Instant at,
            @Nullable ClientId client,
            @Nullable String service,
            String language,
            List<String> needs,
            List<String> flags,
            String mode,
            String state,
            @Nullable UUID counsellorId,
            @Nullable String counsellor,
            @Nullable UUID consultation) {}

    private List<Line> lines(CentreId centre, ZoneId zone, LocalDate day, boolean today) {
        return jdbc.sql(LINES)
                .param("centre", centre.id())
                .param("from", midnight(day, zone))
                .param("before", midnight(day.plusDays(1), zone))
                .param("leftBefore", midnight(today ? day : LocalDate.EPOCH, zone))
                .param("mostLeft", MOST_LEFT_OPEN)
                .param("day", day)
                .query((row, number) -> line(row))
                .list();
    }

    private static OffsetDateTime midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
    }

    private static Line line(ResultSet row) throws SQLException {
        UUID client = row.getObject("client_id", UUID.class);
        return new Line(
                row.getObject("id", UUID.class),
                row.getObject("ticket", Integer.class),
                row.getObject("at_time", OffsetDateTime.class).toInstant(),
                client == null ? null : new ClientId(client),
                row.getString("service_code"),
                row.getString("language"),
                Arrays.asList((String[]) row.getArray("needs").getArray()),
                Arrays.asList((String[]) row.getArray("flags").getArray()),
                row.getString("mode"),
                row.getString("state"),
                row.getObject("counsellor_id", UUID.class),
                row.getString("counsellor"),
                row.getObject("consultation", UUID.class));
    }

    private List<Unfinished> drafts(StaffMember me, CentreCard centre) {
        return jdbc.sql("""
                        select subject, saved_at from counselling.consultation_draft
                        where staff_id = ? and centre_id = ? order by saved_at desc limit 10
                        """)
                .params(me.id().id(), centre.id().id())
                .query((row, number) -> new Unfinished(
                        row.getString("subject"),
                        CentreTime.time(
                                row.getObject("saved_at", OffsetDateTime.class).toInstant(), centre.zone())))
                .list();
    }
}
