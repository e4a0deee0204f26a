package org.mrcportal.outreach.session;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.SessionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of a centre, page by page: those to come, those of the past, and drafts. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FRONT_DESK', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class SessionList {

    static final int PAGE = 40;

    private final Centres centres;
    private final SessionCodes codes;
    private final JdbcClient jdbc;
    private final Clock clock;

    SessionList(Centres centres, SessionCodes codes, JdbcClient jdbc, Clock clock) {
        this.centres = centres;
        this.codes = codes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Which sessions a list shows, and whether the newest stand first. */
    enum Which {
        COMING("s.state <> 'DRAFT' and s.ends_at > :now", false),
        PAST("s.state <> 'DRAFT' and s.ends_at <= :now", true),
        DRAFTS("s.state = 'DRAFT'", false);

        private final String condition;
        private final boolean backwards;

        Which(String condition, boolean backwards) {
            this.condition = condition;
            this.backwards = backwards;
        }

        static Which named(@Nullable String name) {
            for (Which which : values()) {
                if (which.name().equals(name)) {
                    return which;
                }
            }
            return COMING;
        }
    }

    /** A place in the list, to go on from. */
    record Place(Instant at, UUID id) {

        static Place of(SessionOnPlan session) {
            return new Place(session.startsAt(), session.id().id());
        }

        @Override
        public String toString() {
            return at + "_" + id;
        }

        static Optional<Place> of(@Nullable String text) {
            if (text == null || text.indexOf('_') < 0) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Place(
                        Instant.parse(text.substring(0, text.indexOf('_'))),
                        UUID.fromString(text.substring(text.indexOf('_') + 1))));
            } catch (java.time.DateTimeException | IllegalArgumentException forged) {
                return Optional.empty();
            }
        }

        /** Whether the database could hold it. */
        boolean isPossible() {
            return at.isAfter(Instant.parse("2000-01-01T00:00:00Z"))
                    && at.isBefore(Instant.parse("2200-01-01T00:00:00Z"));
        }
    }

    /** @param attendances by session; one that nobody came to is missing */
    record Lines(
            CentreCard centre,
            List<CentreCard> choices,
            List<SessionOnPlan> sessions,
            Map<SessionId, Integer> attendances,
            Instant now,
            @Nullable Place previous,
            @Nullable Place next) {}

    /**
     * A page of the list.
     *
     * @param topic code of a topic; null: all
     * @param after the page goes on after this place; null: from the beginning
     * @param before the page ends before this place; wins over {@code after}
     */
    Lines lines(
            StaffMember me,
            @Nullable String code,
            Which which,
            @Nullable String topic,
            Optional<Place> after,
            Optional<Place> before,
            Locale locale) {
        Workplaces open = Workplaces.of(me, centres, locale);
        CentreCard centre = open.at(code);
        Instant now = clock.instant();
        Optional<Place> place = before.or(() -> after).filter(Place::isPossible);
        boolean turned = before.isPresent();
        List<SessionOnPlan> found = new ArrayList<>(find(centre, which, topic, place, turned, now));
        boolean more = found.size() > PAGE;
        if (more) {
            found.removeLast();
        }
        if (turned) {
            Collections.reverse(found);
        }
        boolean isPrevious = turned ? more : place.isPresent();
        boolean isNext = turned || more;
        return new Lines(
                centre,
                open.choices(),
                found,
                which == Which.DRAFTS ? Map.of() : attendances(found),
                now,
                isPrevious && !found.isEmpty() ? Place.of(found.getFirst()) : null,
                isNext && !found.isEmpty() ? Place.of(found.getLast()) : null);
    }

    private List<SessionOnPlan> find(
            CentreCard centre,
            Which which,
            @Nullable String topic,
            Optional<Place> place,
            boolean turned,
            Instant now) {
        boolean descending = which.backwards != turned;
        String order = descending ? " order by s.starts_at desc, s.id desc" : " order by s.starts_at, s.id";
        String known = codes.topics().stream()
                .filter(code -> code.equals(topic))
                .findFirst()
                .orElse(null);
        var query = jdbc.sql(Sessions.SELECT
                        + " where s.centre_id = :centre and " + which.condition
                        + (known == null
                                ? ""
                                : " and s.id in (select t.session_id from outreach.session_topic t where t.topic_code = :topic)")
                        + (place.isEmpty()
                                ? ""
                                : " and (s.starts_at, s.id) " + (descending ? "<" : ">") + " (:at, :id)")
                        + order + " limit " + (PAGE + 1))
                .param("centre", centre.id().id());
        if (which != Which.DRAFTS) {
            query = query.param("now", now.atOffset(ZoneOffset.UTC));
        }
        if (known != null) {
            query = query.param("topic", known);
        }
        if (place.isPresent()) {
            query = query.param("at", place.get().at().atOffset(ZoneOffset.UTC))
                    .param("id", place.get().id());
        }
        return query.query((row, number) -> Sessions.session(row)).list();
    }

    private Map<SessionId, Integer> attendances(List<SessionOnPlan> sessions) {
        Map<SessionId, Integer> attendances = new HashMap<>();
        jdbc.sql("""
                        select session_id, sum(number)::int as heads from outreach.attendance
                        where session_id = any (:sessions) group by session_id
                        """)
                .param(
                        "sessions",
                        new SqlArrayValue(
                                "uuid",
                                sessions.stream()
                                        .map(session -> session.id().id())
                                        .toArray()))
                .query(row -> {
                    attendances.put(new SessionId(row.getObject("session_id", UUID.class)), row.getInt("heads"));
                });
        return attendances;
    }
}
