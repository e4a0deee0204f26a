package org.mrcportal.reintegration.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.CaseMoved;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CasePeople;
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

    /**
     * Whoever is helped is asked 3, 6 and 12 months after coming back, however long the help takes; what a closing has called
     * off comes back.
     */
    @EventListener
    void followed(CaseMoved moved) {
        if (moved.to() == CaseState.ACTIVE || moved.to() == CaseState.MONITORING) {
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

    /**
     * Somebody of a case.
     *
     * @param surveyed the first survey was made with this person
     * @param since the return or the person's first survey, whichever was later; today where neither is known
     */
    private record Person(ClientId client, boolean focal, boolean surveyed, LocalDate since) {}

    /**
     * For the client, or the household's focal person, and for those of the household with whom the first survey was made. A
     * round that was called off does not come back.
     */
    void plan(CaseCard card) {
        Instant now = clock.instant();
        LocalDate today = CentreTime.day(now, card.zone());
        int planned = 0;
        for (Person person : people(card, today)) {
            if (person.focal() || person.surveyed()) {
                for (Map.Entry<Round, LocalDate> round :
                        Round.ahead(person.since(), today).entrySet()) {
                    planned += plan(card, person.client(), round.getKey(), round.getValue(), now);
                }
            }
        }
        told(card, planned);
    }

    private int plan(CaseCard card, ClientId client, Round round, LocalDate due, Instant now) {
        return jdbc.sql("""
                        insert into reintegration.follow_up
                            (id, version, centre_id, case_id, client_id, round, due_on, state, once, created_at)
                        select uuidv7(), 0, :centre, :case, :client, :round, :due, 'DUE', gen_random_uuid(),
                               cast(:now as timestamptz)
                        where not exists (select from reintegration.follow_up f
                                          where f.case_id = :case and f.client_id = :client and f.round = :round)
                        on conflict do nothing
                        """)
                .param("centre", card.centre().id())
                .param("case", card.id().id())
                .param("client", client.id())
                .param("round", round.name())
                .param("due", due)
                .param("now", now.toString())
                .update();
    }

    /** The return or the person's first survey, whichever was later; today where neither is known. */
    LocalDate since(CaseCard card, ClientId client, LocalDate today) {
        return people(card, today).stream()
                .filter(person -> person.client().equals(client))
                .findFirst()
                .map(Person::since)
                .orElse(today);
    }

    private List<Person> people(CaseCard card, LocalDate today) {
        return jdbc.sql(CasePeople.PEOPLE + """
                        select p.client_id, p.place = 0 as focal, b.day is not null as surveyed,
                               coalesce(greatest(c.returned_on, b.day), :today) as since
                        from people p join reintegration.case_file c on c.id = :case
                        cross join lateral (
                            select min(a.completed_at at time zone :zone)::date as day from reintegration.assessment a
                            where a.case_id = c.id and a.client_id = p.client_id and a.round = 'BASELINE'
                              and a.instrument = 'RSS') b
                        where p.client_id is not null
                        """)
                .param("case", card.id().id())
                .param("zone", card.zone().getId())
                .param("today", today)
                .query((row, number) -> new Person(
                        new ClientId(row.getObject("client_id", UUID.class)),
                        row.getBoolean("focal"),
                        row.getBoolean("surveyed"),
                        row.getObject("since", LocalDate.class)))
                .list();
    }
}
