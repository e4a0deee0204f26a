-- A link of a plan that was put aside opens nothing any more: nobody waits for its answer.
create or replace function reintegration.tell_consent_ended(consent uuid, person uuid, purpose text) returns void
    language sql security definer set search_path = pg_catalog
    as $$
    with same as materialized (select clients.same_person(tell_consent_ended.person) as id),
    waiting as (
        select r.case_id, case when r.sensitive then r.id end as referral_id, null::uuid as step_id
        from reintegration.referral r
        where tell_consent_ended.purpose = 'SHARE_WITH_PARTNER' and r.basis = 'CONSENT'
          and r.state in ('DRAFT', 'SENT', 'ACCEPTED') and r.client_id in (select id from same)
        union all
        select l.case_id, null, case when a.sensitive then a.id end
        from reintegration.case_file c
        join reintegration.step_link l on l.case_id = c.id and l.answered_at is null and l.expires_at > now()
        join reintegration.action a on a.id = l.action_id
        join reintegration.goal g on g.id = a.goal_id
        join reintegration.plan p on p.id = g.plan_id and p.state <> 'REPLACED'
        where tell_consent_ended.purpose = 'SHARE_WITH_PARTNER' and c.client_id in (select id from same)
        union all
        select t.case_id, null, null
        from reintegration.case_file c
        join reintegration.transfer t on t.case_id = c.id and t.state = 'OFFERED'
        where tell_consent_ended.purpose = 'SHARE_WITH_NETWORK' and c.client_id in (select id from same)
        union all
        select f.case_id, null, null
        from reintegration.follow_up f
        where tell_consent_ended.purpose = 'FOLLOW_UP' and f.state = 'DUE' and f.client_id in (select id from same)
    ),
    -- One for each case: of what everybody may know, where there is such a thing.
    open as (
        select distinct on (w.case_id) c.id as case_id, c.centre_id, c.owner_id, w.referral_id, w.step_id,
               c.protected or w.referral_id is not null or w.step_id is not null as known_to_few
        from waiting w join reintegration.case_file c on c.id = w.case_id
        order by w.case_id, w.referral_id is not null or w.step_id is not null
    ),
    told as (
        select o.*, o.owner_id as staff_id from open o
        union
        select o.*, v.cover_id from open o
        join reintegration.cover v on v.absent_id = o.owner_id and v.centre_id = o.centre_id
        where v.starts_at <= now() and v.ends_at > now()
        union
        select o.*, f.staff_id from open o
        join reintegration.focal_point f on f.centre_id = o.centre_id
        where o.known_to_few
    )
    insert into reintegration.task (id, version, centre_id, case_id, referral_id, step_id, kind, assignee_id, due_at,
                                    created_at, once)
    select uuidv7(), 0, centre_id, case_id, referral_id, step_id,
           case when referral_id is null then 'CONSENT_ENDED' else 'REFERRAL_CONSENT' end, staff_id,
           now() + interval '1 day', now(),
           md5('consent:' || consent || ':' || case_id || ':' || coalesce(staff_id::text, ''))::uuid
    from told
    on conflict (once) do nothing
$$;
