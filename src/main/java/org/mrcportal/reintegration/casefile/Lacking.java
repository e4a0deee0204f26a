package org.mrcportal.reintegration.casefile;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up what a case's records lack, over everything that is kept of a case; one statement. */
@Component
class Lacking {

    /** One row for each {@link Missing} of the case {@code c}, at the moment {@code :now}. */
    static final String ROWS = """
            select m.what from unnest(array[
                case when not clients.agreed(clients.survivor(c.client_id), 'SERVICE', :now) then 'CONSENT' end,
                case when c.owner_id is null then 'OWNER' end,
                case when not reintegration.screened(c.id) then 'SCREENING' end,
                case when not exists (select from reintegration.assessment a where a.case_id = c.id and a.instrument = 'RSS'
                                      and a.round = 'BASELINE' and a.completed_at is not null
                                      and clients.survivor(a.client_id) = clients.survivor(c.client_id)) then 'SURVEY' end,
                case when not exists (select from reintegration.assessment a where a.case_id = c.id
                                      and a.instrument = 'SKILLS' and a.completed_at is not null
                                      and clients.survivor(a.client_id) = clients.survivor(c.client_id)) then 'SKILLS' end,
                case when c.household and not exists (select from reintegration.assessment a where a.case_id = c.id
                                      and a.instrument = 'FAMILY' and a.completed_at is not null) then 'FAMILY' end,
                case when not exists (select from reintegration.plan p where p.case_id = c.id and p.state <> 'REPLACED'
                                      and p.agreed_on is not null) then 'AGREEMENT' end,
                case when not exists (select from reintegration.plan p where p.case_id = c.id and p.state <> 'REPLACED'
                                      and p.first_approved_at is not null) then 'APPROVAL' end,
                case when not exists (select from reintegration.action n where n.case_id = c.id
                                      and n.state in ('STARTED', 'DONE'))
                      and not exists (select from reintegration.assistance s where s.case_id = c.id
                                      and s.state in ('APPROVED', 'DELIVERED', 'ACKNOWLEDGED')) then 'START' end,
                case when exists (select from reintegration.assistance s where s.case_id = c.id and s.state = 'REQUESTED')
                     then 'DECISION' end,
                case when exists (select from reintegration.assistance s where s.case_id = c.id and s.state = 'APPROVED')
                     then 'DELIVERY' end,
                case when exists (select from reintegration.action n join reintegration.goal g on g.id = n.goal_id
                                  join reintegration.plan p on p.id = g.plan_id and p.state <> 'REPLACED'
                                  where n.case_id = c.id and n.state in ('PLANNED', 'STARTED')) then 'STEPS' end,
                case when not exists (select from reintegration.closure k where k.case_id = c.id and k.reopened_at is null)
                     then 'REASON' end]) m(what) where m.what is not null
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Lacking(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Set<Missing> of(CaseCard card) {
        Set<Missing> missing = EnumSet.noneOf(Missing.class);
        if (!card.inHand()) {
            missing.add(Missing.TEAM);
        }
        missing.addAll(jdbc.sql("select x.what from reintegration.case_file c cross join lateral (" + ROWS
                        + ") x where c.id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", card.id().id())
                .query((row, number) -> Missing.valueOf(row.getString("what")))
                .list());
        return missing;
    }
}
