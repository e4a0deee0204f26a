package org.mrcportal.outreach.attendance;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.outreach.session.SessionOnPlan;
import org.mrcportal.outreach.session.SessionWords;
import org.mrcportal.outreach.session.Sessions;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sessions as those see them who count, and what has been counted; within the scope of the transaction. */
@Component
class Halls {

    private static final String TOTALS = """
            select source, sex, age_band, sum(number)::int as number from (
                select case when registration_id is null then 'NAME' else 'TICKET' end as source, sex, age_band, people as number
                from outreach.check_in where session_id = :session and undone_at is null
                union all
                select source, sex, age_band, number from outreach.head_count where session_id = :session) heads
            group by source, sex, age_band
            """;

    private final Sessions sessions;
    private final SessionWords words;
    private final Centres centres;
    private final CountingTime time;
    private final JdbcClient jdbc;
    private final Clock clock;

    Halls(Sessions sessions, SessionWords words, Centres centres, CountingTime time, JdbcClient jdbc, Clock clock) {
        this.sessions = sessions;
        this.words = words;
        this.centres = centres;
        this.time = time;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws NotFound where there is no such session in the scope */
    Hall find(SessionId id, Locale reader) {
        SessionOnPlan session = sessions.get(id);
        CentreCard centre =
                centres.byId(session.centre(), Language.of(reader)).orElseThrow(() -> new NotFound(session.centre()));
        return new Hall(
                session,
                centre,
                words.title(session, reader),
                words.when(session, reader),
                words.place(session, centre, reader),
                session.hasStartedBy(clock.instant()),
                counting(session),
                CentreTime.moment(time.opens(session), session.zone(), reader),
                CentreTime.moment(time.closes(session), session.zone(), reader));
    }

    /**
     * A session whose people can be counted now.
     *
     * @throws CountingClosed where they cannot
     */
    SessionOnPlan counted(SessionId id) {
        SessionOnPlan session = sessions.get(id);
        if (counting(session) != Counting.OPEN) {
            throw new CountingClosed(id);
        }
        return session;
    }

    Totals totals(SessionId id) {
        return new Totals(jdbc.sql(TOTALS)
                .param("session", id.id())
                .query((row, number) -> new Totals.Count(
                        Totals.Source.valueOf(row.getString("source")),
                        new Bracket(row.getString("sex"), row.getString("age_band")),
                        row.getInt("number")))
                .list());
    }

    private Counting counting(SessionOnPlan session) {
        Instant now = clock.instant();
        Counting usual = time.of(session, now);
        return usual == Counting.OVER && isReopened(session.id(), now) ? Counting.OPEN : usual;
    }

    private boolean isReopened(SessionId id, Instant now) {
        return jdbc.sql("select exists (select from outreach.counting_reopened where session_id = ? and until > ?)")
                .params(id.id(), now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
