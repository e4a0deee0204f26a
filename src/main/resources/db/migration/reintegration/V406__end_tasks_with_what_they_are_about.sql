-- What asks somebody to look at a deletion, at a referral or at a consent ends with that deletion, referral or lack of consent.

-- Once it is decided, nobody has to say what speaks against a deletion, unless another person of the case waits for theirs.
create function reintegration.end_tasks_of_deletion() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task t set done_at = new.decided_at, version = t.version + 1
    where t.kind = 'DELETION_ASKED' and t.done_at is null
      and not exists (
          select from clients.data_request d
          where d.kind = 'DELETION' and d.state = 'OPEN' and d.centre_id = t.centre_id and d.client_id in (
              select clients.same_person(p.client_id)
              from (select c.client_id from reintegration.case_file c where c.id = t.case_id
                    union
                    select m.client_id from reintegration.household_member m
                    where m.case_id = t.case_id and m.client_id is not null) p));
    return null;
end $$;
create trigger deletion_ends_tasks after update of state on clients.data_request
    for each row when (new.kind = 'DELETION' and old.state = 'OPEN' and new.state <> 'OPEN')
    execute function reintegration.end_tasks_of_deletion();
create index task_deletion on reintegration.task (case_id) where kind = 'DELETION_ASKED' and done_at is null;

-- Whoever moves a referral on has reached the partner; where it ends, nobody asks for consent to it any more.
create function reintegration.end_tasks_of_referral() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task set done_at = new.state_since, version = version + 1
    where referral_id = new.id and done_at is null
      and (kind in ('REFERRAL_CONTACT', 'REFERRAL_UNDELIVERED')
           or kind = 'REFERRAL_CONSENT' and new.state not in ('DRAFT', 'SENT', 'ACCEPTED'));
    return null;
end $$;
create trigger referral_ends_tasks after update of state on reintegration.referral
    for each row when (old.state <> new.state)
    execute function reintegration.end_tasks_of_referral();

-- A newer link goes to the contact the partner has now.
create function reintegration.end_tasks_of_link() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.task set done_at = new.made_at, version = version + 1
    where referral_id = new.referral_id and done_at is null and kind in ('REFERRAL_CONTACT', 'REFERRAL_UNDELIVERED');
    return null;
end $$;
create trigger referral_link_ends_tasks after insert on reintegration.referral_link
    for each row when (new.referral_id is not null)
    execute function reintegration.end_tasks_of_link();

-- Whether a task tells that this consent ended, to whomever it was given first.
create function reintegration.tells_of_consent(told reintegration.task, consent uuid) returns boolean
    language sql stable set search_path = pg_catalog
    as $$
    select told.kind in ('CONSENT_ENDED', 'REFERRAL_CONSENT') and exists (
        select from (select s.id::text from accounts.staff s union all select '') n(staff)
        where told.once = md5('consent:' || consent || ':' || told.case_id || ':' || n.staff)::uuid)
$$;
revoke execute on function reintegration.tells_of_consent from public, portal_app;
create index task_consent on reintegration.task (case_id)
    where kind in ('CONSENT_ENDED', 'REFERRAL_CONSENT') and done_at is null;

create function reintegration.end_tasks_of_consent() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    if exists (select from reintegration.task where kind in ('CONSENT_ENDED', 'REFERRAL_CONSENT') and done_at is null) then
        update reintegration.task t set done_at = now(), version = t.version + 1
        from reintegration.case_file c
        where c.client_id in (select clients.same_person(new.client_id))
          and t.case_id = c.id and t.kind in ('CONSENT_ENDED', 'REFERRAL_CONSENT') and t.done_at is null
          and exists (select from clients.consent k
                      where k.client_id in (select clients.same_person(new.client_id)) and k.purpose = new.purpose
                        and reintegration.tells_of_consent(t, k.id));
    end if;
    return null;
end $$;
create trigger consent_ends_tasks after insert on clients.consent
    for each row when (new.withdrawn_at is null and (new.expires_at is null or new.expires_at > now())
        and new.purpose in ('SHARE_WITH_PARTNER', 'SHARE_WITH_NETWORK', 'FOLLOW_UP'))
    execute function reintegration.end_tasks_of_consent();

-- Also what ended while nobody looked, for some weeks; what was told once is not told again to whoever has the case by then.
create or replace function reintegration.tell_expired_consents() returns void
    language sql security definer set search_path = pg_catalog
    as $$
    select reintegration.tell_consent_ended(c.id, c.client_id, c.purpose)
    from clients.consent c
    where c.withdrawn_at is null and c.expires_at <= now() and c.expires_at > now() - interval '60 days'
      and c.purpose in ('SHARE_WITH_PARTNER', 'SHARE_WITH_NETWORK', 'FOLLOW_UP')
      and not clients.agreed(clients.survivor(c.client_id), c.purpose, now())
      and not exists (select from clients.consent l
                      where l.client_id = c.client_id and l.purpose = c.purpose and l.given_at > c.given_at)
      and not exists (
          select from reintegration.case_file f join reintegration.task t on t.case_id = f.id
          where f.client_id in (select clients.same_person(c.client_id)) and reintegration.tells_of_consent(t, c.id))
      and portal.reader() = 'portal'
$$;
