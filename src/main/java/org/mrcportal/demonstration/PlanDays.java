package org.mrcportal.demonstration;

import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Single matters of a centre's plans: one was sent back, partners are asked about their steps, a file was taken out. */
final class PlanDays {

    private static final String SENT_BACK = """
            with sent as (
                update reintegration.plan p
                set agreed_on = p.created_at::date, agreed_how = 'ORAL', submitted_by = p.created_by, submitted_at = p.created_at,
                    sent_back_by = w.id, sent_back_note = 'The second step needs a day'
                from accounts.staff w
                where p.id = (select d.id from reintegration.plan d where d.centre_id = :centre and d.state = 'DRAFT'
                              order by d.created_at, d.id limit 1)
                  and w.id = (select s.id from accounts.staff s join accounts.staff_centre c on c.staff_id = s.id
                              where c.centre_id = :centre and 'CASE_WORKER' = any (s.roles) and s.id <> p.created_by
                              order by s.username limit 1)
                returning p.*),
            kept as (
                insert into reintegration.plan_change (id, centre_id, case_id, plan_id, staff_id, at, what, changes)
                select md5('sent back' || id)::uuid, centre_id, case_id, id, sent_back_by, :now, 'SENT_BACK',
                       jsonb_build_array(jsonb_build_object('field', 'reason', 'before', null, 'after', sent_back_note))
                from sent)
            insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id, staff_id)
            select md5('event of sent back' || id)::uuid, centre_id, case_id, :now, 'PLAN_SENT_BACK', id, sent_back_by from sent
            """;

    /** The secret of such a link is known to nobody. */
    private static final String ASKED = """
            insert into reintegration.step_link (id, centre_id, case_id, action_id, partner_id, token_hash, made_by, made_at,
                expires_at)
            select md5('link' || a.id)::uuid, a.centre_id, a.case_id, a.id, a.partner_id,
                   sha256(uuid_send(gen_random_uuid())), p.created_by, :now, :now + interval '14 days'
            from reintegration.action a join reintegration.goal g on g.id = a.goal_id join reintegration.plan p on p.id = g.plan_id
            where a.centre_id = :centre and a.partner_id is not null and p.state = 'APPROVED' and a.state in ('PLANNED', 'STARTED')
            order by a.id limit 3
            """;

    private static final String TAKEN_OUT = """
            with gone as (
                insert into reintegration.evidence_removed (id, centre_id, case_id, assistance_id, kind, type, bytes, sha256, added_by,
                    added_at, removed_by, removed_at, reason)
                select md5('twice' || e.id)::uuid, e.centre_id, e.case_id, e.assistance_id, e.kind, e.type, length(e.content),
                       sha256(e.content), e.added_by, e.added_at, e.added_by, :now, 'TWICE'
                from reintegration.evidence e where e.centre_id = :centre and e.added_at < :now order by e.added_at, e.id limit 1
                returning *)
            insert into reintegration.case_event (id, centre_id, case_id, at, kind, subject_id, staff_id, detail)
            select md5('event of ' || id)::uuid, centre_id, case_id, :now, 'EVIDENCE_REMOVED', assistance_id, removed_by, reason
            from gone
            """;

    private final JdbcClient jdbc;
    private final DemonstrationCentre centre;
    private final Instant now;

    PlanDays(Connection connection, DemonstrationCentre centre, Instant now) {
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.centre = centre;
        this.now = now;
    }

    void write() {
        for (String sql : List.of(SENT_BACK, ASKED, TAKEN_OUT)) {
            jdbc.sql(sql)
                    .param("centre", centre.id())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
