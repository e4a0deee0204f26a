-- A referral that tells of protection does not exist for anybody but who made or decided it, the case's team and the focal
-- point: no row, no event, no task, no number. It tells by its service, and by whatever else its partner is known for.
create function reintegration.tells_of_protection(services text[]) returns boolean
    language sql immutable parallel safe
    as $$ select services && array['SHELTER', 'ANTI_TRAFFICKING', 'ASYLUM_ADVICE', 'CHILD_PROTECTION', 'PSYCHOSOCIAL'] $$;

alter table reintegration.referral add column sensitive boolean not null default false;
comment on column reintegration.referral.sensitive is
    'its service or its partner tells of protection, or the partner is told without consent because a life is at risk; kept by a trigger';

create function reintegration.mark_sensitive() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'UPDATE' and old.basis = 'VITAL' then
        new.sensitive := false;
    end if;
    new.sensitive := new.sensitive or new.basis = 'VITAL' or reintegration.tells_of_protection(array[new.service])
        or exists (select from partners.partner p
                   where p.id = new.partner_id and reintegration.tells_of_protection(p.services));
    return new;
end $$;
create trigger referral_sensitive before insert or update on reintegration.referral
    for each row execute function reintegration.mark_sensitive();

-- A partner may come to offer such a service later.
create function reintegration.mark_sensitive_of_partner() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.referral set sensitive = true where partner_id = new.id and not sensitive;
    return null;
end $$;
create trigger partner_tells_of_protection after update of services on partners.partner
    for each row when (reintegration.tells_of_protection(new.services) and not reintegration.tells_of_protection(old.services))
    execute function reintegration.mark_sensitive_of_partner();

update reintegration.referral r set sensitive = true
from partners.partner p
where p.id = r.partner_id
  and (r.basis = 'VITAL' or reintegration.tells_of_protection(array[r.service]) or reintegration.tells_of_protection(p.services));

create policy to_team on reintegration.referral as restrictive
    using (not sensitive or (select portal.reader()) = 'portal'
        or made_by = (select portal.reading_staff()) or vital_by = (select portal.reading_staff())
        or case_id = any ((select reintegration.opened_to_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[]));

-- What belongs to a referral is there for whoever the referral is there for.
create policy to_team on reintegration.referral_link as restrictive
    using (referral_id is null or (select r.id from reintegration.referral r where r.id = referral_id) is not null);

create policy to_team on reintegration.case_event as restrictive
    using (kind not like 'REFERRAL%' or subject_id is null
        or (select r.id from reintegration.referral r where r.id = subject_id) is not null);

alter table reintegration.task add column referral_id uuid;
comment on column reintegration.task.referral_id is 'the referral it is about; null: about none';
alter table reintegration.task
    add foreign key (referral_id, centre_id) references reintegration.referral (id, centre_id);
create index task_referral on reintegration.task (referral_id) where referral_id is not null;
update reintegration.task t set referral_id = r.id
from reintegration.referral r
where r.case_id = t.case_id and t.kind like 'REFERRAL%'
  and t.once in (md5('referral:' || r.id || ':decision')::uuid, md5('referral:' || r.id || ':refused')::uuid,
                 md5('referral:' || r.id || ':' || r.due_on)::uuid);

create function reintegration.is_manager() returns boolean
    language sql stable parallel safe
    as $$
    select exists (select from accounts.staff s where s.id = portal.reading_staff() and s.enabled
                   and 'CENTRE_MANAGER' = any (s.roles))
$$;

-- That somebody is to decide whether a life is at risk is said to those who decide, and to the team.
create policy to_team on reintegration.task as restrictive
    using (kind not like 'REFERRAL%' or (select portal.reader()) = 'portal'
        or case_id = any ((select reintegration.opened_to_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[])
        or (select r.id from reintegration.referral r where r.id = referral_id) is not null
            and (kind <> 'REFERRAL_DECISION' or created_by = (select portal.reading_staff())
                or (select reintegration.is_manager())));

-- Whoever closes a case ends what is open in it, also what they do not learn of.
create function reintegration.end_sensitive_referrals() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    with ended as (
        update reintegration.referral set state = 'CANCELLED', state_since = new.closed_at, version = version + 1
        where case_id = new.id and sensitive and state in ('DRAFT', 'SENT', 'ACCEPTED')
        returning id
    ), links as (
        update reintegration.referral_link l set revoked_at = new.closed_at
        from ended e where l.referral_id = e.id and l.revoked_at is null
    )
    update reintegration.task t set done_at = new.closed_at, version = t.version + 1
    from ended e where t.referral_id = e.id and t.done_at is null;
    return null;
end $$;
create trigger closing_ends_sensitive_referrals after update of closed_at on reintegration.case_file
    for each row when (old.closed_at is null and new.closed_at is not null)
    execute function reintegration.end_sensitive_referrals();
