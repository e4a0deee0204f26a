package org.mrcportal.outreach.code;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.BookingsByCode;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.code.ShortCodes.Kind;
import org.mrcportal.outreach.code.ShortCodes.Target;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionState;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives out short codes and counts what came by them. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CodeDesk {

    static final int PAGE = 50;
    private static final int MOST_RECORDS = 200;
    private static final int LONGEST_LABEL = 120;

    private final ShortCodes codes;
    private final Sessions sessions;
    private final SessionWords words;
    private final Centres centres;
    private final ObjectProvider<BookingsByCode> bookings;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CodeDesk(
            ShortCodes codes,
            Sessions sessions,
            SessionWords words,
            Centres centres,
            ObjectProvider<BookingsByCode> bookings,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.codes = codes;
        this.sessions = sessions;
        this.words = words;
        this.centres = centres;
        this.bookings = bookings;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A code, and how much came by it at the reader's centres.
     *
     * @param registrations that stand
     * @param session where it leads to, or null
     */
    record Line(
            String code,
            Kind kind,
            String label,
            Target target,
            @Nullable UUID session,
            Instant createdAt,
            int registrations,
            int bookings) {}

    /** @param older the place the next page goes on from, or null */
    record Lines(
            CentreCard centre,
            List<CentreCard> choices,
            List<Line> lines,
            @Nullable Instant older) {}

    @Transactional(readOnly = true)
    Lines lines(StaffMember me, @Nullable String code, @Nullable Instant before, Locale locale) {
        Workplaces open = Workplaces.of(me, centres, locale);
        CentreCard centre = open.at(code);
        List<Line> found = new ArrayList<>(select(
                "where c.centre_id = :centre and c.created_at < :before order by c.created_at desc, c.code limit :most",
                Map.of(
                        "centre",
                        centre.id().id(),
                        "before",
                        before == null ? OffsetDateTime.MAX : before.atOffset(ZoneOffset.UTC),
                        "most",
                        PAGE + 1)));
        boolean more = found.size() > PAGE;
        if (more) {
            found.removeLast();
        }
        return new Lines(
                centre, open.choices(), counted(found), more ? found.getLast().createdAt() : null);
    }

    /** A registration that came by a code, whatever became of it; that of a cancelled session is cancelled with it. */
    record Registered(UUID session, Instant startsAt, int people, String state) {}

    /** A code with what came by it, the newest first. */
    record Shown(
            Line line,
            CentreCard centre,
            @Nullable String leadsTo,
            List<Registered> registrations,
            List<BookingsByCode.Booking> visits) {}

    @Transactional(readOnly = true)
    Shown show(String code, Locale locale) {
        Line line = select("where c.code = :code", Map.of("code", code)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(code));
        CentreCard centre = codes.centreOf(code)
                .flatMap(id -> centres.byId(id, Language.of(locale)))
                .orElseThrow();
        SessionOnPlan session = line.session() == null ? null : sessions.get(new SessionId(line.session()));
        List<BookingsByCode.Booking> visits = bookings.stream()
                .flatMap(all -> all.of(code, MOST_RECORDS).stream())
                .toList();
        List<Registered> registrations = jdbc.sql("""
                        select r.session_id, s.starts_at, r.people,
                               case s.state when 'CANCELLED' then 'CANCELLED' else r.state end as state
                        from outreach.registration r join outreach.awareness_session s on s.id = r.session_id
                        where r.via = :code order by r.joined_at desc limit :most
                        """)
                .param("code", code)
                .param("most", MOST_RECORDS)
                .query((row, number) -> new Registered(
                        row.getObject("session_id", UUID.class),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getInt("people"),
                        row.getString("state")))
                .list();
        return new Shown(
                counted(List.of(line)).getFirst(),
                centre,
                session == null ? null : words.title(session, locale) + ", " + words.when(session, locale),
                registrations,
                visits);
    }

    /** A session a code may lead to. */
    record Leading(SessionId session, String title, LocalDate day) {}

    /** A form's centre, and the sessions to come there. */
    record Sheet(CentreCard centre, List<Leading> sessions) {}

    @Transactional(readOnly = true)
    Sheet sheet(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(code);
        return new Sheet(
                centre,
                sessions.coming(centre.id(), clock.instant()).stream()
                        .map(session -> new Leading(session.id(), words.title(session, locale), session.day()))
                        .toList());
    }

    /** Gives a leaflet its code, once for each form. */
    String make(CentreCard centre, CodeForm form, StaffMember me) {
        SessionId session = form.session().orElse(null);
        return made(
                new ShortCodes.Wanted(
                        centre.id(),
                        Kind.LEAFLET,
                        null,
                        String.valueOf(form.label()).strip(),
                        session == null ? Target.valueOf(String.valueOf(form.target())) : Target.SESSION,
                        session,
                        Once.required(form.once())),
                me);
    }

    /**
     * The code of a session: made when it is first asked for.
     *
     * @throws NotFound where the session is not public
     */
    String ofSession(SessionId id, StaffMember me, Locale locale) {
        SessionOnPlan session = sessions.get(id);
        if (session.state() == SessionState.DRAFT) {
            throw new NotFound(id);
        }
        Optional<String> known = codes.of(Kind.SESSION, id.id());
        String label = words.title(session, locale) + ", " + session.day();
        return known.orElseGet(() -> made(
                new ShortCodes.Wanted(
                        session.centre(),
                        Kind.SESSION,
                        id.id(),
                        label.substring(0, Math.min(LONGEST_LABEL, label.length())),
                        Target.SESSION,
                        id,
                        UUID.randomUUID()),
                me));
    }

    private String made(ShortCodes.Wanted wanted, StaffMember me) {
        String code = codes.make(wanted, me.id());
        events.publishEvent(new AuditEntry("SHORT_CODE_GIVEN", wanted.centre().id(), "code:" + code, null));
        return code;
    }

    private List<Line> select(String which, Map<String, ?> parameters) {
        return jdbc.sql("""
                        select c.code, c.kind, c.label, c.target, c.session_id, c.created_at,
                               (select count(*)::int from outreach.arrival r where r.code = c.code) as registrations
                        from outreach.short_code c
                        """ + which)
                .params(parameters)
                .query((row, number) -> new Line(
                        row.getString("code"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("label"),
                        Target.valueOf(row.getString("target")),
                        row.getObject("session_id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getInt("registrations"),
                        0))
                .list();
    }

    private List<Line> counted(List<Line> lines) {
        BookingsByCode counting = bookings.getIfAvailable();
        if (counting == null || lines.isEmpty()) {
            return lines;
        }
        Map<String, Integer> booked =
                counting.counts(lines.stream().map(Line::code).toList());
        return lines.stream()
                .map(line -> new Line(
                        line.code(),
                        line.kind(),
                        line.label(),
                        line.target(),
                        line.session(),
                        line.createdAt(),
                        line.registrations(),
                        booked.getOrDefault(line.code(), 0)))
                .toList();
    }
}
