package org.mrcportal.counselling.interpreter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.InterpreterReleased;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.SecretLinks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an interpreter says to a request, for whoever has its link. The first who agrees comes. */
@Service
@Transactional
class InterpreterAnswers {

    private final JdbcClient jdbc;
    private final Centres centres;
    private final SecretLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InterpreterAnswers(
            JdbcClient jdbc, Centres centres, SecretLinks links, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.centres = centres;
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    /** What a request is worth to the interpreter now. */
    enum State {
        ASKED,
        ACCEPTED,
        DECLINED,
        RELEASED,
        EXPIRED,
        /** The interpreter has agreed to another visit at that time. */
        ELSEWHERE
    }

    /** All an interpreter learns: when, where, between which languages. */
    record Request(CentreCard centre, Instant startsAt, Instant endsAt, String language, String mode, State state) {

        public long minutes() {
            return Duration.between(startsAt, endsAt).toMinutes();
        }
    }

    @Transactional(readOnly = true)
    Request find(String token, CentreId at, Language language) {
        CentreCard centre = centres.byId(at, language).orElseThrow();
        return jdbc.sql("""
                        select r.*, exists (select from counselling.interpreter_request other
                                            where other.interpreter_id = r.interpreter_id and other.id <> r.id
                                              and other.state = 'ACCEPTED' and other.starts_at < r.ends_at
                                              and other.ends_at > r.starts_at) as elsewhere,
                               exists (select from counselling.interpreter_request other
                                       where other.appointment_id = r.appointment_id and other.id <> r.id
                                         and other.state = 'ACCEPTED') as taken
                        from counselling.interpreter_request r where r.token_hash = ?
                        """)
                .param(links.tokenHash(token))
                .query((row, number) -> request(row, centre))
                .optional()
                .orElseThrow(() -> new NotFound("a request"));
    }

    /** Says yes or no; what has been answered, has lapsed or is not needed any more stays as it is. */
    void answer(String token, CentreId at, boolean yes) {
        UUID visit = jdbc.sql("select appointment_id from counselling.interpreter_request where token_hash = ?")
                .param(links.tokenHash(token))
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFound("a request"));
        // All requests of the visit, always in this order: two who agree at once wait for each other and never for
        // ever.
        jdbc.sql("select id from counselling.interpreter_request where appointment_id = ? order by id for update")
                .param(visit)
                .query(UUID.class)
                .list();
        if (find(token, at, Language.EN).state() != State.ASKED) {
            return;
        }
        UUID request = jdbc.sql("""
                        update counselling.interpreter_request set state = ?, answered_at = ?, version = version + 1
                        where token_hash = ? returning id
                        """)
                .params(yes ? "ACCEPTED" : "DECLINED", clock.instant().atOffset(ZoneOffset.UTC), links.tokenHash(token))
                .query(UUID.class)
                .single();
        events.publishEvent(new AuditEntry(
                yes ? "INTERPRETER_ACCEPTED" : "INTERPRETER_DECLINED",
                at.id(),
                "interpreter-request:" + request,
                null));
        if (yes) {
            othersAreNotNeeded(visit);
        }
    }

    private void othersAreNotNeeded(UUID visit) {
        List<InterpreterReleased> released = jdbc.sql("""
                        update counselling.interpreter_request set state = 'RELEASED', version = version + 1
                        where appointment_id = ? and state = 'ASKED' returning id, centre_id
                        """)
                .param(visit)
                .query((row, number) -> new InterpreterReleased(
                        row.getObject("id", UUID.class), new CentreId(row.getObject("centre_id", UUID.class))))
                .list();
        released.forEach(events::publishEvent);
    }

    private Request request(ResultSet row, CentreCard centre) throws SQLException {
        State stored = State.valueOf(row.getString("state"));
        Instant expires = row.getObject("expires_at", OffsetDateTime.class).toInstant();
        State now = stored != State.ASKED
                ? stored
                : !expires.isAfter(clock.instant())
                        ? State.EXPIRED
                        : row.getBoolean("taken")
                                ? State.RELEASED
                                : row.getBoolean("elsewhere") ? State.ELSEWHERE : State.ASKED;
        return new Request(
                centre,
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                row.getString("language"),
                row.getString("mode"),
                now);
    }

    /**
     * The centre behind a link.
     *
     * @throws NotFound for anything that is no link of ours
     */
    @Transactional(readOnly = true)
    CentreId centreOf(String token) {
        return Optional.of(token)
                .filter(t -> t.matches("[A-Za-z0-9_-]{22}"))
                .flatMap(t -> jdbc.sql("select counselling.centre_of_interpreting(?)")
                        .param(links.tokenHash(t))
                        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                        .single())
                .map(CentreId::new)
                .orElseThrow(() -> new NotFound("a request"));
    }
}
