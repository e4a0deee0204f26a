package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.CaseMoved;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Plans the rounds of a case that is being followed: each once, whoever asks for it and however often. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FollowUpRounds {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Clock clock;

    FollowUpRounds(JdbcClient jdbc, Cases cases, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.clock = clock;
    }

    /** Whoever is being followed is asked 3, 6 and 12 months after coming back; what a closing has called off comes back. */
    @EventListener
    void followed(CaseMoved moved) {
        if (moved.to() == CaseState.MONITORING) {
            plan(cases.get(moved.file()));
        } else if (moved.to() == CaseState.REOPENED) {
            planAgain(cases.get(moved.file()));
        }
    }

    /** What the last closing has called off, of people who still agree; what would have been due meanwhile is due today. */
    private void planAgain(CaseCard card) {
        Instant now = clock.instant();
        int planned = jdbc.sql("""
                        insert into reintegration.follow_up (id, version, centre_id, case_id, client_id, round, due_on, best_from,
                                                             best_until, state, once, created_at)
                        select uuidv7(), 0, f.centre_id, f.case_id, f.client_id, f.round, greatest(f.due_on, :today), f.best_from,
                               f.best_until, 'DUE', gen_random_uuid(), cast(:now as timestamptz)
                        from reintegration.follow_up f
                        where f.case_id = :case and f.state = 'CANCELLED'
                          and f.settled_at = (select max(k.closed_at) from reintegration.closure k where k.case_id = :case)
                          and clients.agreed(clients.survivor(f.client_id), 'FOLLOW_UP', cast(:now as timestamptz))
                        on conflict do nothing
                        """)
                .param("today", CentreTime.day(now, card.zone()))
                .param("now", now.toString())
                .param("case", card.id().id())
                .update();
        told(card, planned);
    }

    private void told(CaseCard card, int planned) {
        if (planned > 0) {
            cases.happened(card, "FOLLOW_UP_PLANNED", null, null, Integer.toString(planned));
        }
    }

    /** For the client, or the household's focal person. */
    void plan(CaseCard card) {
        Instant now = clock.instant();
        LocalDate today = CentreTime.day(now, card.zone());
        Map<Round, LocalDate> ahead = Round.ahead(since(card, today), today);
        int planned = 0;
        for (Map.Entry<Round, LocalDate> round : ahead.entrySet()) {
            FollowUp due = FollowUp.plan(card, card.client(), round.getKey(), round.getValue(), UUID.randomUUID(), now);
            planned += jdbc.sql("""
                            insert into reintegration.follow_up
                                (id, version, centre_id, case_id, client_id, round, due_on, state, once, created_at)
                            values (:id, 0, :centre, :case, :client, :round, :due, 'DUE', :once, cast(:now as timestamptz))
                            on conflict do nothing
                            """)
                    .param("id", due.id())
                    .param("centre", card.centre().id())
                    .param("case", card.id().id())
                    .param("client", card.client().id())
                    .param("round", round.getKey().name())
                    .param("due", round.getValue())
                    .param("once", UUID.randomUUID())
                    .param("now", now.toString())
                    .update();
        }
        told(card, planned);
    }

    /** The return or the first survey, whichever was later; today where neither is known. */
    LocalDate since(CaseCard card, LocalDate today) {
        return jdbc.sql("""
                        select coalesce(greatest(c.returned_on, (
                            select min(a.completed_at at time zone :zone)::date from reintegration.assessment a
                            where a.case_id = c.id and a.round = 'BASELINE' and a.instrument = 'RSS')), :today)
                        from reintegration.case_file c where c.id = :case
                        """)
                .param("zone", card.zone().getId())
                .param("today", today)
                .param("case", card.id().id())
                .query(LocalDate.class)
                .single();
    }
}
