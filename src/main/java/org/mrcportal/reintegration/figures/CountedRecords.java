package org.mrcportal.reintegration.figures;

import org.mrcportal.centres.StretchesAsJson;
import org.mrcportal.reintegration.casefile.Due;

/** What is counted, one row a record, as the beginning of a statement. */
final class CountedRecords {

    /**
     * Everything that is counted: {@code period, what, id, case_id, centre_id, at, value, amount, earlier, currency}. Cases that
     * are kept for their team are in KEPT alone; of other cases, what only few may know of is left out whoever reads, lest
     * two readers' numbers differ by it.
     */
    static final String SQL = """
            with s as materialized (select * from %1$s),
            open_file as (select c.* from reintegration.case_file c where not c.protected),
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
                                    and (k.reopened_at is null or k.reopened_at >= s.ends))),
            open as (select * from still where not protected),
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
