package org.mrcportal.demonstration;

import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Single matters of a centre's plans: one was sent back, partners are asked about their steps, colleagues are named for some, a
 * file was taken out, some plans took the place of others.
 */
final class PlanDays {

    private static final String SENT_BACK = """
            with sent as (
                update reintegration.plan p
                set agreed_on = p.created_at::date, agreed_how = 'ORAL', submitted_by = p.created_by, submitted_at = p.created_at,
                    sent_back_by = w.id, sent_back_note = 'The second step needs a day'
                from accounts.staff w
                where p.id = (select d.id from reintegration.plan d join reintegration.case_file c on c.id = d.case_id
                              where d.centre_id = :centre and d.state = 'DRAFT' and not c.protected
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
            join reintegration.case_file c on c.id = a.case_id and not c.protected
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

    private static final String NAMED = """
            with named as (
                update reintegration.action a set staff_id = w.id
                from (select n.id, p.created_by from reintegration.action n
                      join reintegration.goal g on g.id = n.goal_id join reintegration.plan p on p.id = g.plan_id
                      join reintegration.case_file c on c.id = n.case_id and not c.protected
                      where n.centre_id = :centre and n.doer = 'STAFF' and p.state = 'APPROVED' and n.state in ('PLANNED', 'STARTED')
                      order by n.due_on desc, n.id limit 4) o,
                     (select s.id from accounts.staff s join accounts.staff_centre c on c.staff_id = s.id
                      where c.centre_id = :centre and 'CASE_WORKER' = any (s.roles) order by s.username limit 1) w
                where a.id = o.id
                returning a.id, a.centre_id, a.case_id, a.staff_id, a.due_on, o.created_by)
            insert into reintegration.task (id, version, centre_id, case_id, kind, assignee_id, due_at, created_by, created_at, once,
                step_id)
            select md5('given' || id)::uuid, 0, centre_id, case_id, 'STEP_GIVEN', staff_id, due_on + interval '13 hours', created_by,
                   :now, md5('given once' || id)::uuid, id
            from named
            """;

    /** What is done stays with the former plan, what is open goes on in the present one. */
    private static final String FOLLOWED = """
            with picked as (
                select p.* from reintegration.plan p join reintegration.case_file c on c.id = p.case_id and not c.protected
                where p.centre_id = :centre and p.state = 'APPROVED' and c.state = 'ACTIVE'
                order by p.created_at desc, p.id limit 3),
            steps as (
                select a.* from reintegration.action a join reintegration.goal g on g.id = a.goal_id join picked p on p.id = g.plan_id),
            former as (
                insert into reintegration.plan (id, version, centre_id, case_id, state, agreed_on, agreed_how, submitted_by,
                    submitted_at, approved_by, approved_at, first_approved_at, created_by, created_at, once)
                select md5('former' || id)::uuid, 0, centre_id, case_id, 'REPLACED', created_at::date, 'WRITTEN', submitted_by,
                       created_at, approved_by, created_at, created_at, created_by, created_at, md5('former once' || id)::uuid
                from picked),
            goals as (
                insert into reintegration.goal (id, version, centre_id, case_id, plan_id, dimension, text, position, once)
                select md5('former' || g.id)::uuid, 0, g.centre_id, g.case_id, md5('former' || g.plan_id)::uuid, g.dimension, g.text,
                       g.position, md5('former once' || g.id)::uuid
                from reintegration.goal g join picked p on p.id = g.plan_id),
            copies as (
                insert into reintegration.action (id, version, centre_id, case_id, goal_id, kind, text, doer, due_on, state,
                    state_since, position, once)
                select md5('former' || id)::uuid, 0, centre_id, case_id, md5('former' || goal_id)::uuid, kind, text,
                       case doer when 'PARTNER' then 'STAFF' else doer end, due_on, state, state_since, position,
                       md5('former once' || id)::uuid
                from steps where kind <> 'STEP'),
            moved as (
                update reintegration.action a
                set goal_id = case a.kind when 'STEP' then md5('former' || a.goal_id)::uuid else a.goal_id end,
                    state = case a.kind when 'STEP' then 'DONE' else a.state end,
                    origin = case when a.kind <> 'STEP' then md5('former' || a.id)::uuid end
                from steps s where s.id = a.id),
            kept as (
                insert into reintegration.plan_change (id, centre_id, case_id, plan_id, staff_id, at, what, changes)
                select md5('aside' || id)::uuid, centre_id, case_id, md5('former' || id)::uuid, created_by,
                       created_at + interval '1 hour', 'REPLACED', '[]'
                from picked)
            update reintegration.plan p set follows = md5('former' || p.id)::uuid, created_at = p.created_at + interval '1 hour'
            from picked where picked.id = p.id
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
        for (String sql : List.of(SENT_BACK, ASKED, NAMED, TAKEN_OUT, FOLLOWED)) {
            jdbc.sql(sql)
                    .param("centre", centre.id())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
