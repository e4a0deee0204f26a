package org.mrcportal.reintegration.followup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the follow-ups that are due, with what is known of how to reach the people. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DueFollowUps {

    /** How far the worklist looks ahead. */
    static final int DAYS_AHEAD = 14;

    private static final String DUE = """
            select f.id, f.version, f.case_id, f.client_id, f.round, f.due_on, f.best_from, f.best_until, f.next_at,
                   z.zone, i.contact_from, i.contact_until, i.phone is not null as known,
                   a.agreed,
                   a.agreed and coalesce(i.may_call and i.phone is not null, false)
                       and not 'DO_NOT_CALL' = any (c.flags) as may_call,
                   a.agreed and coalesce(i.may_message and (i.phone is not null or i.email is not null), false) as may_message,
                   t.tries, t.first, t.last, t.result, t.at, t.by
            from reintegration.follow_up f
            join reintegration.case_file c on c.id = f.case_id
            join centres.centre z on z.id = f.centre_id
            left join clients.identity i on i.client_id = f.client_id
            cross join lateral (
                select clients.agreed(clients.survivor(f.client_id), 'FOLLOW_UP', cast(:now as timestamptz)) as agreed) a
            left join lateral (
                select count(*) filter (where a.result <> 'LATER') as tries,
                       min(a.at) filter (where a.result <> 'LATER') as first,
                       (array_agg(a.id order by a.at desc, a.id desc))[1] as last,
                       (array_agg(a.result order by a.at desc, a.id desc))[1] as result,
                       (array_agg(a.staff_id order by a.at desc, a.id desc))[1] as by,
                       max(a.at) as at
                from reintegration.follow_up_attempt a
                where a.follow_up_id = f.id and a.undone_at is null) t on true
            where f.state = 'DUE'
            """;

    private final JdbcClient jdbc;

    DueFollowUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those of the next two weeks, and what is late, by their days.
     *
     * @param mine of cases the reader works on; otherwise all that the reader may do something in
     */
    List<DueFollowUp> soon(boolean mine, Instant now, int most) {
        return jdbc.sql(DUE + """
                          and f.case_id <> all ((select reintegration.unwritable_cases())::uuid[])
                          and (not :mine or f.case_id = any ((select reintegration.worked_on_by_me())::uuid[]))
                          and greatest(f.due_on, (f.next_at at time zone z.zone)::date)
                              <= (cast(:now as timestamptz) at time zone z.zone)::date + :ahead
                        order by greatest(f.due_on, (f.next_at at time zone z.zone)::date), f.id
                        limit :most
                        """)
                .param("mine", mine)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ahead", DAYS_AHEAD)
                .param("most", most)
                .query(DueFollowUp::of)
                .list();
    }

    Optional<DueFollowUp> one(UUID id, Instant now) {
        return jdbc.sql(DUE + " and f.id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(DueFollowUp::of)
                .optional();
    }
}
