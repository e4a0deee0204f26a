package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks the supervisors of a centre to look at a case. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SupervisorTasks {

    private static final Duration LOOKED_AT_WITHIN = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;

    SupervisorTasks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds a task; one that the database allows only once stays as it is, also where whoever asks may not see it.
     *
     * @param kind in capitals, labelled {@code cases.task.<kind>}
     * @param person the household's member it is about; null: the case's client, or nobody
     */
    void ask(CaseCard card, String kind, @Nullable UUID person, UUID once, StaffMember by) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into reintegration.task
                            (id, version, centre_id, case_id, person_id, kind, due_at, created_by, created_at, once)
                        values (:id, 0, :centre, :case, :person, :kind, :due, :by, :now, :once)
                        on conflict do nothing
                        """)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("person", person)
                .param("kind", kind)
                .param("due", now.plus(LOOKED_AT_WITHIN).atOffset(ZoneOffset.UTC))
                .param("by", by.id().id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("once", once)
                .update();
    }
}
