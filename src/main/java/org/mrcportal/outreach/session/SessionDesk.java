package org.mrcportal.outreach.session;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Publishes, holds and cancels sessions, and takes back what was marked by mistake; whoever receives people reads them here. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class SessionDesk {

    private final Sessions reading;
    private final AwarenessSessions sessions;
    private final SessionParts parts;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SessionDesk(
            Sessions reading,
            AwarenessSessions sessions,
            SessionParts parts,
            Centres centres,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reading = reading;
        this.sessions = sessions;
        this.parts = parts;
        this.centres = centres;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What only staff know of a session.
     *
     * @param staff names of those who lead it
     * @param heldAt when it was marked as held, or null
     * @param facilitators and of the others
     * @param following how many sessions of its series come after it and are drafts or can still be cancelled
     * @param followingPeople who have, or wait for, a place in one of those
     */
    record Background(
            String staff,
            @Nullable String facilitators,
            SessionPlan.Partners partners,
            @Nullable Instant heldAt,
            int attendances,
            int following,
            int followingPeople) {}

    /** A session as staff see it. */
    record Overview(
            SessionOnPlan session, CentreCard centre, SessionParts.Parts parts, Background background, Instant now) {

        public boolean maybePublished() {
            return session.state() == SessionState.DRAFT && !session.hasStartedBy(now);
        }

        public boolean maybeHeld() {
            return (session.state() == SessionState.DRAFT || session.state() == SessionState.PUBLISHED)
                    && session.hasStartedBy(now);
        }

        public boolean heldMaybeTakenBack() {
            return session.state() == SessionState.HELD && AwarenessSession.maybeTakenBack(background.heldAt(), now);
        }

        /** Not once it is over or people who came are counted: then it has taken place. */
        public boolean maybeCancelled() {
            return session.state() == SessionState.PUBLISHED && !session.isOverBy(now) && background.attendances() <= 0;
        }

        /** People who have, or wait for, a place in this one. */
        public int people() {
            return session.taken() + session.waiting();
        }
    }

    @Transactional(readOnly = true)
    @PreAuthorize("hasAnyRole('FRONT_DESK', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
    Overview overview(SessionId id, Locale locale) {
        SessionOnPlan session = reading.get(id);
        CentreCard centre = centres.byId(session.centre(), Language.of(locale)).orElseThrow();
        Instant now = clock.instant();
        return new Overview(session, centre, parts.of(id), background(id, now), now);
    }

    private Background background(SessionId id, Instant now) {
        return jdbc.sql("""
                        select s.held_at, s.facilitators, s.partner, s.project, s.donor, f.following, f.people,
                               (select string_agg(m.name, ', ' order by m.name)
                                from outreach.session_facilitator x join accounts.staff m on m.id = x.staff_id
                                where x.session_id = s.id) as staff,
                               (select coalesce(sum(a.number), 0)::int from outreach.attendance a where a.session_id = s.id)
                                   as attendances
                        from outreach.awareness_session s
                        cross join lateral (
                            select count(distinct o.id)::int as following, coalesce(sum(r.people), 0)::int as people
                            from outreach.awareness_session o
                            left join outreach.registration r
                                on r.session_id = o.id and r.state in ('WAITING', 'OFFERED', 'REGISTERED')
                            where o.series_id = s.series_id and o.id <> s.id and o.starts_at >= s.starts_at
                              and (o.state = 'DRAFT' or o.state = 'PUBLISHED' and o.ends_at > :now
                                   and coalesce((select sum(a.number) from outreach.attendance a
                                                 where a.session_id = o.id), 0) <= 0)) f
                        where s.id = :id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.id())
                .query((row, number) -> new Background(
                        Objects.requireNonNullElse(row.getString("staff"), ""),
                        row.getString("facilitators"),
                        new SessionPlan.Partners(
                                row.getString("partner"), row.getString("project"), row.getString("donor")),
                        Optional.ofNullable(row.getObject("held_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null),
                        row.getInt("attendances"),
                        row.getInt("following"),
                        row.getInt("people")))
                .single();
    }

    /** @return how many became public: those whose time has come stay drafts */
    int publish(SessionId id, boolean following) {
        Instant now = clock.instant();
        List<AwarenessSession> drafts = locked(id, following).stream()
                .filter(session -> session.maybePublished(now))
                .toList();
        drafts.forEach(session -> save(session.publish(now), "SESSION_PUBLISHED"));
        return drafts.size();
    }

    /** @return false where it cannot be: it has not begun, or is cancelled */
    boolean hold(SessionId id) {
        Instant now = clock.instant();
        AwarenessSession session = locked(id, false).getFirst();
        if (session.maybeHeld(now)) {
            save(session.hold(now), "SESSION_HELD");
        }
        return session.state() == SessionState.HELD;
    }

    /** @return false where it stays held: too much time has passed since somebody said so */
    boolean takeBackHeld(SessionId id) {
        Instant now = clock.instant();
        AwarenessSession session = locked(id, false).getFirst();
        if (session.heldMaybeTakenBack(now)) {
            save(session.takeBackHeld(now), "SESSION_HELD_TAKEN_BACK");
        }
        return session.state() != SessionState.HELD;
    }

    /** What becomes of a session that shall not take place. */
    enum Cancelling {
        CANCELLED,
        DISCARDED,
        /** It is marked as held; nothing was changed. */
        HELD,
        /** It is over, or people who came are counted; nothing was changed. */
        TOO_LATE
    }

    /**
     * The session does not take place; a draft, which nobody has seen, is thrown away.
     *
     * @param following also those of its series that come after it, but for those that have taken place
     * @return what became of the session itself
     */
    Cancelling cancel(SessionId id, boolean following) {
        Instant now = clock.instant();
        List<AwarenessSession> locked = locked(id, following);
        Set<UUID> counted = counted(locked);
        AwarenessSession itself = locked.stream()
                .filter(session -> session.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound(id));
        Cancelling cancelling =
                switch (itself.state()) {
                    case DRAFT -> Cancelling.DISCARDED;
                    case CANCELLED -> Cancelling.CANCELLED;
                    case HELD -> Cancelling.HELD;
                    case PUBLISHED ->
                        itself.maybeCancelled(now) && !counted.contains(id.id())
                                ? Cancelling.CANCELLED
                                : Cancelling.TOO_LATE;
                };
        if (cancelling == Cancelling.HELD || cancelling == Cancelling.TOO_LATE) {
            return cancelling;
        }
        for (AwarenessSession session : locked) {
            if (session.maybeCancelled(now) && !counted.contains(session.id().id())) {
                save(session.cancel(now), "SESSION_CANCELLED");
            } else if (session.state() == SessionState.DRAFT) {
                parts.remove(session.id());
                sessions.delete(session);
                record("SESSION_DISCARDED", session);
            }
        }
        return cancelling;
    }

    /** Those of them that somebody came to. */
    private Set<UUID> counted(List<AwarenessSession> among) {
        return Set.copyOf(jdbc.sql("""
                        select session_id from outreach.attendance where session_id = any (:sessions)
                        group by session_id having sum(number) > 0
                        """)
                .param(
                        "sessions",
                        new SqlArrayValue(
                                "uuid",
                                among.stream().map(session -> session.id().id()).toArray()))
                .query((row, number) -> row.getObject("session_id", UUID.class))
                .list());
    }

    /** The session, and where asked those that follow it in its series: nobody else changes them until this is done. */
    private List<AwarenessSession> locked(SessionId id, boolean following) {
        SessionOnPlan seen = reading.get(id);
        return following && seen.series() != null
                ? sessions.lockFollowing(seen.series(), seen.startsAt())
                : List.of(sessions.lock(id).orElseThrow(() -> new NotFound(id)));
    }

    private void save(AwarenessSession session, String action) {
        sessions.saveAndFlush(session);
        record(action, session);
    }

    private void record(String action, AwarenessSession session) {
        events.publishEvent(new AuditEntry(action, session.centre().id(), "session:" + session.id(), null));
    }
}
