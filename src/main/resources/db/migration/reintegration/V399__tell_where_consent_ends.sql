-- A consent ends at once, whoever ends it and how. Where something open depends on it, those who answer for the case hear of it:
-- owner and stand-in, and the focal point where the case or what is open is known to few.
create function reintegration.tell_consent_ended(consent uuid, person uuid, purpose text) returns void
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
revoke execute on function reintegration.tell_consent_ended from public, portal_app;

create function reintegration.tell_withdrawal() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    perform reintegration.tell_consent_ended(new.id, new.client_id, new.purpose);
    return null;
end $$;
-- By its name before those that end what depended on the consent.
create trigger consent_ended_is_told after update of withdrawn_at on clients.consent
    for each row when (new.withdrawn_at is not null and old.withdrawn_at is null
        and new.purpose in ('SHARE_WITH_PARTNER', 'SHARE_WITH_NETWORK', 'FOLLOW_UP'))
    execute function reintegration.tell_withdrawal();

-- A consent that was given for a time, for the portal's own work alone.
create function reintegration.tell_expired_consents() returns void
    language sql security definer set search_path = pg_catalog
    as $$
    select reintegration.tell_consent_ended(c.id, c.client_id, c.purpose)
    from clients.consent c
    where c.withdrawn_at is null and c.expires_at <= now() and c.expires_at > now() - interval '2 days'
      and c.purpose in ('SHARE_WITH_PARTNER', 'SHARE_WITH_NETWORK', 'FOLLOW_UP')
      and not clients.agreed(clients.survivor(c.client_id), c.purpose, now())
      and portal.reader() = 'portal'
$$;
create index consent_expires on clients.consent (expires_at) where withdrawn_at is null and expires_at is not null;
