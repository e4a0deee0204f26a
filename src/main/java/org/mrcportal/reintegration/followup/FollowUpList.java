package org.mrcportal.reintegration.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CasePeople;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom to ask next. First who is due and can be called at this hour of the centre's clock, then who is due at a later hour,
 * then who is soon due. Whoever has not agreed to be asked is not contacted at all. Where a call is not safe, no
 * call is offered; a number is shown for one row at a time, and each time that is on the trail. Nobody stands here whose case
 * the reader may only read.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class FollowUpList {

    private static final int MOST = 200;
    private static final int DAYS_AHEAD = 14;

    private final ClientDirectory clients;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpList(ClientDirectory clients, JdbcClient jdbc, Clock clock) {
        this.clients = clients;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param due today or before; the first can be asked now
     * @param tried today, and due again later
     * @param coming in the next two weeks
     * @param full there are more than are listed
     */
    record Worklist(List<Row> due, List<Row> tried, List<Row> coming, boolean full) {}

    /**
     * @param agreed the person agrees to be asked; otherwise nobody makes contact
     * @param way CALL, or VISIT where a call is not safe or not possible
     * @param known there is a number, whether it may be called or not
     * @param now can be asked at this hour
     * @param when the day, or the hour of today, it is due
     * @param safe the hours in which a call is safe; null: at any hour
     * @param hours in which the person likes to be asked; null: at any hour
     * @param last what came of the last attempt; null: none yet
     * @param undo the last attempt, if the reader may take it back
     * @param mayEnd it may be said that the person was not reached
     * @param opened how to reach the person, if asked for
     */
    record Row(
            UUID id,
            long version,
            CaseId file,
            String person,
            String round,
            String due,
            boolean overdue,
            boolean agreed,
            String way,
            boolean known,
            boolean now,
            boolean safeNow,
            @Nullable String when,
            @Nullable String safe,
            @Nullable String hours,
            int tries,
            @Nullable String last,
            @Nullable UUID undo,
            boolean mayEnd,
            @Nullable Opened opened,
            String once) {

        public boolean isCall() {
            return way.equals("CALL");
        }

        /** A number may be asked for. */
        public boolean isOpenable() {
            return isCall() && safeNow && opened == null;
        }
    }

    /** @param codeWord by which the person knows that the call is genuine */
    record Opened(
            @Nullable String phone,
            @Nullable String address,
            @Nullable String note,
            @Nullable String codeWord) {}

    /** One follow-up as the database has it. */
    private record Found(
            UUID id,
            long version,
            CaseId file,
            ClientId client,
            String round,
            LocalDate dueOn,
            @Nullable ContactHours best,
            @Nullable Instant nextAt,
            ZoneId zone,
            boolean known,
            boolean agreed,
            boolean mayCall,
            @Nullable ContactHours safe,
            int tries,
            @Nullable Instant firstTry,
            @Nullable UUID lastId,
            @Nullable String lastResult,
            @Nullable Instant lastAt,
            @Nullable UUID lastBy) {

        /** By the centre's calendar. */
        LocalDate day() {
            LocalDate again = nextAt == null ? dueOn : CentreTime.day(nextAt, zone);
            return again.isAfter(dueOn) ? again : dueOn;
        }

        /** At that time of the centre's clock. */
        boolean safeAt(LocalTime time) {
            return !mayCall || safe == null || safe.allow(time);
        }

        boolean goodAt(LocalTime time) {
            return safeAt(time) && (best == null || best.allow(time));
        }
    }

    /**
     * @param mine cases the reader works on; otherwise all that the reader may know of
     * @param open whose number is asked for, or null
     */
    Worklist worklist(StaffMember me, boolean mine, @Nullable UUID open, Locale locale) {
        Instant now = clock.instant();
        List<Found> found = found(me, mine, now);
        boolean full = found.size() > MOST;
        List<Found> listed = full ? found.subList(0, MOST) : found;
        Map<ClientId, ClientSummary> named =
                clients.summaries(listed.stream().map(Found::client).toList());
        List<Found> due = new ArrayList<>();
        List<Found> tried = new ArrayList<>();
        List<Found> coming = new ArrayList<>();
        for (Found f : listed) {
            LocalDate today = CentreTime.day(now, f.zone());
            boolean later = f.nextAt() != null && f.nextAt().isAfter(now);
            if (later
                    && f.lastAt() != null
                    && CentreTime.day(f.lastAt(), f.zone()).equals(today)) {
                tried.add(f);
            } else if (f.day().isAfter(today)) {
                coming.add(f);
            } else {
                due.add(f);
            }
        }
        due.sort(order(now));
        return new Worklist(
                rows(due, named, me, open, now, locale),
                rows(tried, named, me, open, now, locale),
                rows(coming, named, me, open, now, locale),
                full);
    }

    /** Who can be asked now; then by the hour at which it becomes good; then who has waited longest. */
    private static Comparator<Found> order(Instant now) {
        return Comparator.comparing((Found f) -> !isNow(f, now))
                .thenComparing(f -> isNow(f, now) ? LocalTime.MIN : begins(f))
                .thenComparing(Found::day)
                .thenComparing(Found::id);
    }

    private static boolean isNow(Found f, Instant now) {
        return (f.nextAt() == null || !f.nextAt().isAfter(now)) && f.goodAt(LocalTime.ofInstant(now, f.zone()));
    }

    private static LocalTime begins(Found f) {
        if (f.nextAt() != null && f.best() == null && f.safe() == null) {
            return LocalTime.ofInstant(f.nextAt(), f.zone());
        }
        ContactHours hours = f.best() == null ? f.safe() : f.best();
        return hours == null ? LocalTime.MIN : hours.from();
    }

    private List<Row> rows(
            List<Found> found,
            Map<ClientId, ClientSummary> named,
            StaffMember me,
            @Nullable UUID open,
            Instant now,
            Locale locale) {
        return found.stream().map(f -> row(f, named, me, open, now, locale)).toList();
    }

    private Row row(
            Found f,
            Map<ClientId, ClientSummary> named,
            StaffMember me,
            @Nullable UUID open,
            Instant now,
            Locale locale) {
        LocalDate today = CentreTime.day(now, f.zone());
        boolean safeNow = f.safeAt(LocalTime.ofInstant(now, f.zone()));
        boolean undoable = f.lastAt() != null
                && me.id().id().equals(f.lastBy())
                && f.lastAt().isAfter(now.minus(AttemptDesk.UNDO));
        Tries tries = new Tries(f.tries(), f.firstTry() == null ? null : CentreTime.day(f.firstTry(), f.zone()));
        boolean again = f.nextAt() != null && f.nextAt().isAfter(now);
        return new Row(
                f.id(),
                f.version(),
                f.file(),
                CasePeople.named(named, f.client()),
                f.round(),
                CentreTime.dayShort(f.dueOn(), locale),
                f.dueOn().isBefore(today),
                f.agreed(),
                f.mayCall() ? "CALL" : "VISIT",
                f.known(),
                isNow(f, now),
                safeNow,
                again ? moment(f, today, locale) : null,
                f.mayCall() && f.safe() != null
                        ? CentreTime.hours(f.safe().from(), f.safe().until())
                        : null,
                f.best() == null
                        ? null
                        : CentreTime.hours(f.best().from(), f.best().until()),
                f.tries(),
                f.lastResult(),
                undoable ? f.lastId() : null,
                tries.enough(today),
                f.id().equals(open) && f.mayCall() && safeNow ? opened(f.client()) : null,
                UUID.randomUUID().toString());
    }

    private static String moment(Found f, LocalDate today, Locale locale) {
        Instant at = f.nextAt() == null ? Instant.MIN : f.nextAt();
        String time = CentreTime.time(at, f.zone());
        LocalDate day = CentreTime.day(at, f.zone());
        String written = CentreTime.dayShort(day, locale);
        return day.equals(today) ? time : time.equals("00:00") ? written : written + ", " + time;
    }

    private Opened opened(ClientId client) {
        Contact contact = clients.contact(client).orElse(Contact.NONE);
        return new Opened(
                Optional.ofNullable(contact.phone()).map(PhoneNumber::readable).orElse(null),
                Optional.ofNullable(contact.phone()).map(p -> "tel:" + p.e164()).orElse(null),
                contact.note(),
                contact.codeWord());
    }

    private List<Found> found(StaffMember me, boolean mine, Instant now) {
        return jdbc.sql("""
                        select f.id, f.version, f.case_id, f.client_id, f.round, f.due_on, f.best_from, f.best_until, f.next_at,
                               z.zone, i.contact_from, i.contact_until, i.phone is not null as known,
                               a.agreed,
                               a.agreed and coalesce(i.may_call and i.phone is not null, false)
                                   and not 'DO_NOT_CALL' = any (c.flags) as may_call,
                               t.tries, t.first, t.last, t.result, t.at, t.by
                        from reintegration.follow_up f
                        join reintegration.case_file c on c.id = f.case_id
                        join centres.centre z on z.id = f.centre_id
                        left join clients.identity i on i.client_id = f.client_id
                        cross join lateral (
                            select clients.agreed(clients.survivor(f.client_id), 'FOLLOW_UP', cast(:now as timestamptz)) as agreed) a
                        left join lateral (
                            select count(*) filter (where a.result <> 'LATER') as tries,
                                   min(a.at) filter (where a.result <> 'LATER') as first,
                                   (array_agg(a.id order by a.at desc, a.id desc))[1] as last,
                                   (array_agg(a.result order by a.at desc, a.id desc))[1] as result,
                                   (array_agg(a.staff_id order by a.at desc, a.id desc))[1] as by,
                                   max(a.at) as at
                            from reintegration.follow_up_attempt a
                            where a.follow_up_id = f.id and a.undone_at is null) t on true
                        where f.state = 'DUE' and f.case_id <> all ((select reintegration.unwritable_cases())::uuid[])
                          and (not :mine or f.case_id = any ((select reintegration.worked_on_by_me())::uuid[]))
                          and greatest(f.due_on, (f.next_at at time zone z.zone)::date)
                              <= (cast(:now as timestamptz) at time zone z.zone)::date + :ahead
                        order by greatest(f.due_on, (f.next_at at time zone z.zone)::date), f.id
                        limit :most
                        """)
                .param("mine", mine)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ahead", DAYS_AHEAD)
                .param("most", MOST + 1)
                .query((row, number) -> new Found(
                        row.getObject("id", UUID.class),
                        row.getLong("version"),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        new ClientId(row.getObject("client_id", UUID.class)),
                        row.getString("round"),
                        row.getObject("due_on", LocalDate.class),
                        contactHours(row, "best_from", "best_until"),
                        instant(row, "next_at"),
                        ZoneId.of(row.getString("zone")),
                        row.getBoolean("known"),
                        row.getBoolean("agreed"),
                        row.getBoolean("may_call"),
                        contactHours(row, "contact_from", "contact_until"),
                        row.getInt("tries"),
                        instant(row, "first"),
                        row.getObject("last", UUID.class),
                        row.getString("result"),
                        instant(row, "at"),
                        row.getObject("by", UUID.class)))
                .list();
    }

    private static @Nullable ContactHours contactHours(ResultSet row, String from, String until) throws SQLException {
        LocalTime begin = row.getObject(from, LocalTime.class);
        LocalTime end = row.getObject(until, LocalTime.class);
        return begin == null || end == null || begin.equals(end) ? null : new ContactHours(begin, end);
    }

    static @Nullable String hours(ResultSet row, String from, String until) throws SQLException {
        ContactHours hours = contactHours(row, from, until);
        return hours == null ? null : CentreTime.hours(hours.from(), hours.until());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
