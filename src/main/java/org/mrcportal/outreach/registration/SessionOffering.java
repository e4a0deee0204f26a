package org.mrcportal.outreach.registration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every minute: ends offers nobody answered and passes on what is free, whatever made it so, such as a session that got
 * more places. Any number of nodes may do so together, for each session's places are dealt out under its lock.
 */
@Component
class SessionOffering {

    private static final Logger LOG = LoggerFactory.getLogger(SessionOffering.class);

    private final Round round;

    SessionOffering(Round round) {
        this.round = round;
    }

    /** One that fails, as when another node was faster, holds nobody else up: the next round tries again. */
    void run() {
        for (SessionId session : round.due()) {
            try {
                round.passOn(session);
            } catch (DataAccessException | PlacesShort lost) {
                LOG.info(
                        "Session {} is left to the next round: {}",
                        session,
                        lost.getClass().getSimpleName());
            }
        }
    }

    /** The transactions of a round, in the scope of the network: one for each session. */
    @Service
    @Transactional
    static class Round {

        private final SessionPlaces places;
        private final JdbcClient jdbc;
        private final Clock clock;

        Round(SessionPlaces places, JdbcClient jdbc, Clock clock) {
            this.places = places;
            this.jdbc = jdbc;
            this.clock = clock;
        }

        /** Where an offer has run out, or somebody waits for a session to come. */
        @Transactional(readOnly = true)
        List<SessionId> due() {
            return jdbc.sql("""
                            select session_id from outreach.registration where state = 'OFFERED' and offered_until <= :now
                            union
                            select r.session_id from outreach.registration r
                            join outreach.awareness_session s on s.id = r.session_id
                            where r.state = 'WAITING' and s.state = 'PUBLISHED' and s.starts_at > :now
                            """)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .query((row, number) -> new SessionId(row.getObject(1, UUID.class)))
                    .list();
        }

        void passOn(SessionId session) {
            places.lock(session);
            places.lapse(session);
            places.passOn(session);
        }
    }

    /** The job that runs it. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> sessionPlacesTask(SessionOffering offering) {
            return Tasks.recurring("session-places", FixedDelay.ofMinutes(1))
                    .execute((task, context) -> Scope.network().run(offering::run));
        }
    }
}
