package org.mrcportal.reintegration.figures;

import org.mrcportal.centres.StretchesAsJson;
import org.mrcportal.reintegration.casefile.Due;

/** What is counted, one row a record, as the beginning of a statement. */
final class CountedRecords {

    /**
     * Everything that is counted: {@code period, what, id, case_id, centre_id, at, value, amount, earlier, currency}. Cases that
     * are kept for their team are in KEPT alone, and those opened by mistake nowhere; of other cases, what only few may know of is left out whoever reads, lest
     * two readers' numbers differ by it.
     */
    static final String SQL = """
            with s as materialized (select * from %1$s),
            no_case as (
                select case_id from reintegration.closure where reason = 'OPENED_BY_MISTAKE' and reopened_at is null),
            open_file as (
                select c.* from reintegration.case_file c
                where not c.protected and not exists (select from no_case n where n.case_id = c.id)),
            stage as (
                select c.id, c.centre_id, e.id as event_id, e.at,
                       case e.kind when 'OPENED' then 'DRAFT' else e.detail end as state,
                       lead(e.at) over (partition by c.id order by e.at, e.id) as until
                from open_file c
                join reintegration.case_event e on e.case_id = c.id and e.kind in ('OPENED', 'MOVED', 'CLOSED', 'REOPENED')
                where c.centre_id in (select centre_id from s)),
            still as (
                select s.period, s.ends, c.*
                from s join reintegration.case_file c on c.centre_id = s.centre_id and c.opened_at < s.ends
                where not exists (select from reintegration.closure k
                                  where k.case_id = c.id and k.closed_at < s.ends
                                    and (k.reopened_at is null or k.reopened_at >= s.ends))
                  and not exists (select from no_case n where n.case_id = c.id)),
            open as (select * from still where not protected),
            at_hand as (
                select 'OPEN_PERSON' as what, period, ends, id, centre_id, client_id, opened_at from open
                union all
                select 'NEW_PERSON', s.period, s.ends, c.id, c.centre_id, c.client_id, c.opened_at
                from s join open_file c on c.centre_id = s.centre_id and c.opened_at >= s.starts and c.opened_at < s.ends),
            person as (
                select distinct on (h.what, h.period, h.centre_id, p.id) h.what, h.period, h.centre_id, h.id as case_id, h.opened_at,
                       p.id, p.sex, p.age_group
                from at_hand h
                cross join lateral (
                    select h.client_id, null::uuid as member_id, null::text as sex, null::text as age_group, 0 as place
                    union all
                    select m.client_id, m.id, m.sex, m.age_group, 1
                    from reintegration.household_member m where m.case_id = h.id and m.added_at < h.ends) m
                left join clients.client k on k.id = m.client_id
                cross join lateral (
                    select case when k.merged_into is null then coalesce(k.id, m.client_id, m.member_id)
                                else clients.survivor(k.id) end as id,
                           coalesce(k.sex, m.sex) as sex, coalesce(k.age_group, m.age_group) as age_group) p
                order by h.what, h.period, h.centre_id, p.id, m.place, h.opened_at, h.id),
            asked as (
                select s.period, f.id, f.case_id, f.centre_id, f.client_id, f.round, f.state,
                       f.due_on::timestamp at time zone s.zone as at
                from s join reintegration.follow_up f on f.centre_id = s.centre_id and f.due_on between s.first_day and s.last_day
                    and f.round <> 'OTHER' and f.state <> 'CANCELLED'
                join open_file c on c.id = f.case_id),
            told as (
                select a.*, t.questions, t.answers
                from asked a join reintegration.tracer t on t.follow_up_id = a.id where a.period = 0 and a.state = 'DONE'),
            told_again as (
                select distinct on (n.case_id, n.client_id) n.*, f.answers as first
                from told n
                join reintegration.follow_up b on b.case_id = n.case_id and b.client_id = n.client_id and b.round = 'M3'
                    and b.state = 'DONE'
                join reintegration.tracer f on f.follow_up_id = b.id and f.questions = n.questions
                where n.round <> 'M3'
                order by n.case_id, n.client_id, n.at desc, n.id),
            record as (
                select period, 'OPEN_TYPE' as what, id, id as case_id, centre_id, opened_at as at, case_type as value,
                       null::numeric as amount, null::numeric as earlier, null::text as currency
                from open
                union all
                select period, 'OPEN_STATE', id, id, centre_id, opened_at,
                       coalesce((select g.state from stage g
                                 where g.id = open.id and g.at < open.ends and (g.until is null or g.until >= open.ends)
                                   and g.state <> 'CLOSED'),
                                nullif(state, 'CLOSED'), 'DRAFT'),
                       null, null, null
                from open
                union all
                select period, 'OPEN_FROM', id, id, centre_id, opened_at, coalesce(returned_from, 'NONE'), null, null, null
                from open
                union all
                select o.period, 'OPEN_SEX_AGE', o.id, o.id, o.centre_id, o.opened_at,
                       coalesce(k.sex, 'NONE') || '_' || coalesce(k.age_group, 'UNKNOWN'), null, null, null
                from open o join clients.client k on k.id = o.client_id
                union all
                select period, 'OPEN_MARK', id, id, centre_id, opened_at, mark, null, null, null
                from open, unnest(case when flags = '{}' then array['NONE'] else flags end) mark
                union all
                select period, 'OPEN_WORKER', id, id, centre_id, opened_at, coalesce(owner_id::text, 'NONE'), null, null, null
                from open
                union all
                select s.period, 'NEW_TYPE', c.id, c.id, c.centre_id, c.opened_at, c.case_type, null, null, null
                from s join open_file c on c.centre_id = s.centre_id and c.opened_at >= s.starts and c.opened_at < s.ends
                union all
                select s.period, 'REASON', k.id, c.id, c.centre_id, k.closed_at, k.reason, null, null, null
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.closure k on k.case_id = c.id and k.closed_at >= s.starts and k.closed_at < s.ends
                    and k.reason <> 'OPENED_BY_MISTAKE'
                union all
                select s.period, 'LATE', c.id, c.id, c.centre_id, c.opened_at, 'CASE', null, null, null
                from s join open_file c on c.centre_id = s.centre_id and s.period = 0 and c.state <> 'CLOSED'
                where exists (select from (select s.zone) z cross join lateral (%2$s) x where x.until <= now()
                    and not exists (select from reintegration.action n where n.id = x.subject and n.sensitive)
                    and not exists (select from reintegration.referral r where r.id = x.subject and r.sensitive)
                    and not exists (select from reintegration.task t where t.id = x.subject
                        and (t.kind in ('STRONG_SCREENING', 'REFERRAL_DECISION') or t.step_id is not null
                            or t.referral_id is not null)))
                union all
                select s.period, 'KIND', a.id, c.id, c.centre_id, a.delivered_on::timestamp at time zone s.zone, a.kind,
                       a.spent, null, a.currency
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.assistance a on a.case_id = c.id and a.state in ('DELIVERED', 'ACKNOWLEDGED')
                    and a.delivered_on between s.first_day and s.last_day
                    and not exists (select from reintegration.action n where n.id = a.action_id and n.sensitive)
                union all
                select s.period, w.what, r.id, c.id, c.centre_id, r.sent_at, r.state,
                       extract(epoch from r.served_at - r.sent_at) / 86400, null, null
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.referral r on r.case_id = c.id and r.sent_at >= s.starts and r.sent_at < s.ends
                    and not r.sensitive
                join (values ('ANSWER'), ('SERVED')) w(what) on w.what = 'ANSWER' or r.state = 'SERVED'
                union all
                select s.period, 'TRAINING', e.id, c.id, c.centre_id, e.enrolled_at, e.state, null, null, null
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.enrolment e on e.case_id = c.id and e.enrolled_at >= s.starts and e.enrolled_at < s.ends
                    and e.state <> 'WAITING' and (e.state <> 'CANCELLED' or exists (
                        select from reintegration.case_event v
                        where v.case_id = e.case_id and v.subject_id = e.id and v.kind = 'TRAINING_ENROLLED'))
                union all
                select s.period, 'ROUND', x.id, c.id, c.centre_id, x.completed_at, x.round || '_' || x.instrument_version,
                       x.composite, b.composite, null
                from s join open_file c on c.centre_id = s.centre_id
                join reintegration.assessment x on x.case_id = c.id and x.completed_at >= s.starts and x.completed_at < s.ends
                    and (x.taken_from is null or x.taken_begun) and x.instrument = 'RSS' and x.round in ('M3', 'M6', 'M12') and x.composite is not null
                join reintegration.assessment b on b.case_id = c.id and b.client_id = x.client_id and b.round = 'BASELINE'
                    and b.instrument = x.instrument and b.instrument_version = x.instrument_version and b.composite is not null
                union all
                select p.period, p.what, p.id, p.case_id, p.centre_id, p.opened_at,
                       coalesce(p.sex, 'NONE') || '_' || coalesce(p.age_group, 'UNKNOWN'), null, null, null
                from person p
                union all
                select period, 'ASKED', id, case_id, centre_id, at, round || '-' || state, null, null, null
                from asked
                union all
                select t.period, 'TOLD', md5(t.id || e.key)::uuid, t.case_id, t.centre_id, t.at,
                       t.round || '-' || e.key || '-' || e.value, null, null, null
                from told t cross join lateral jsonb_each_text(t.answers) e
                union all
                select t.period, w.what, md5(t.id || e.key)::uuid, t.case_id, t.centre_id, t.at,
                       e.key || '-' || case w.what when 'TOLD_FIRST' then t.first ->> e.key else e.value end, null, null, null
                from told_again t cross join lateral jsonb_each_text(t.answers) e
                cross join (values ('TOLD_FIRST'), ('TOLD_AGAIN')) w(what)
                where e.key in ('BUSINESS', 'INCOME', 'LEAVE') and e.value not in ('NOT_ASKED', 'DECLINED')
                  and coalesce(t.first ->> e.key, 'NOT_ASKED') not in ('NOT_ASKED', 'DECLINED')
                union all
                select s.period, 'STAGE', g.event_id, g.id, g.centre_id, g.until, g.state,
                       extract(epoch from g.until - g.at) / 86400, null, null
                from s join stage g on g.centre_id = s.centre_id and g.until >= s.starts and g.until < s.ends
                where g.state <> 'CLOSED'
                union all
                select period, 'KEPT', id, id, centre_id, opened_at, 'KEPT', null, null, null from still where protected)
            """.formatted(StretchesAsJson.TABLE, Due.ROWS);

    /** The name of whoever the value is the id of. */
    static final String NAME = """
            case when %1$s.what = 'OPEN_WORKER' and %1$s.value <> 'NONE'
                 then (select w.name from accounts.staff w where w.id = %1$s.value::uuid) end as name
            """;

    private CountedRecords() {}
}
