package org.mrcportal.outreach.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Publishes, holds and cancels sessions; whoever receives people reads them here. */
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
     * @param facilitators and of the others
     * @param following how many sessions of its series come after it and are neither held nor cancelled
     * @param followingPeople who have, or wait for, a place in one of those
     */
    record Background(
            String staff,
            @Nullable String facilitators,
            SessionPlan.Partners partners,
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
        return new Overview(session, centre, parts.of(id), background(id), clock.instant());
    }

    private Background background(SessionId id) {
        return jdbc.sql("""
                        select s.facilitators, s.partner, s.project, s.donor, f.following, f.people,
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
                              and o.state in ('DRAFT', 'PUBLISHED')) f
                        where s.id = ?
                        """)
                .param(id.id())
                .query((row, number) -> new Background(
                        Objects.requireNonNullElse(row.getString("staff"), ""),
                        row.getString("facilitators"),
                        new SessionPlan.Partners(
                                row.getString("partner"), row.getString("project"), row.getString("donor")),
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

    /**
     * The session does not take place; a draft, which nobody has seen, is thrown away.
     *
     * @param following also those of its series that come after it
     * @return whether the session itself is still there to be looked at
     */
    boolean cancel(SessionId id, boolean following) {
        Instant now = clock.instant();
        boolean there = true;
        for (AwarenessSession session : locked(id, following)) {
            if (session.state() == SessionState.PUBLISHED) {
                save(session.cancel(now), "SESSION_CANCELLED");
            } else if (session.state() == SessionState.DRAFT) {
                parts.remove(session.id());
                sessions.delete(session);
                record("SESSION_DISCARDED", session);
                there &= !session.id().equals(id);
            }
        }
        return there;
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
