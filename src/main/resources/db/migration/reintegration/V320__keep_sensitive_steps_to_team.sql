-- A step that a partner does who tells of protection does not exist for anybody but the case's team, the focal point and whoever
-- gave it to that partner: no row, no event, no assistance, no sum. It stays so though another partner does it later.
alter table reintegration.action
    add column sensitive    boolean not null default false,
    add column sensitive_by uuid    references accounts.staff;
comment on column reintegration.action.sensitive is 'its partner tells of protection, or did; kept by a trigger';
comment on column reintegration.action.sensitive_by is 'who gave it to that partner, or brought it along from another centre; null: the partner came to tell of protection later';

create function reintegration.mark_sensitive_step() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'UPDATE' then
        new.sensitive := new.sensitive or old.sensitive;
    end if;
    if tg_op = 'INSERT' and new.sensitive or not new.sensitive and exists (select from partners.partner p
               where p.id = new.partner_id and reintegration.tells_of_protection(p.services)) then
        new.sensitive := true;
        new.sensitive_by := portal.reading_staff();
    end if;
    return new;
end $$;
create trigger step_sensitive before insert or update on reintegration.action
    for each row execute function reintegration.mark_sensitive_step();

create or replace function reintegration.mark_sensitive_of_partner() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.referral set sensitive = true where partner_id = new.id and not sensitive;
    update reintegration.action set sensitive = true where partner_id = new.id and not sensitive;
    return null;
end $$;

update reintegration.action a set sensitive = true
from partners.partner p where p.id = a.partner_id and reintegration.tells_of_protection(p.services);

create index action_sensitive on reintegration.action (centre_id) where sensitive;
create index assistance_action on reintegration.assistance (action_id) where action_id is not null;

-- Sensitive steps that the reader does not learn of, and what was asked and said for them. Ids only, and only to keep them out:
-- policies alone use it.
create function reintegration.hidden_steps() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    with hidden as materialized (
        select a.id from reintegration.action a
        where a.sensitive and a.centre_id = any ((select portal.visible_centres())::uuid[])
          and (select portal.reader()) is distinct from 'portal'
          and a.sensitive_by is distinct from (select portal.reading_staff())
          and a.case_id <> all ((select reintegration.opened_to_me())::uuid[])
          and a.centre_id <> all ((select reintegration.guarded_by_me())::uuid[]))
    select coalesce(array_agg(o.id), '{}') from (
        select h.id from hidden h
        union all select s.id from hidden h join reintegration.assistance s on s.action_id = h.id
        union all select w.id from hidden h join reintegration.step_word w on w.action_id = h.id) o
$$;

create policy to_team on reintegration.action as restrictive
    using (not sensitive or (select portal.reader()) = 'portal'
        or sensitive_by = (select portal.reading_staff())
        or case_id = any ((select reintegration.opened_to_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[]));
create policy to_team on reintegration.assistance as restrictive
    using (action_id is null or action_id <> all ((select reintegration.hidden_steps())::uuid[]));
create policy to_team on reintegration.quotation as restrictive
    using (assistance_id <> all ((select reintegration.hidden_steps())::uuid[]));
create policy to_team on reintegration.evidence as restrictive
    using (assistance_id <> all ((select reintegration.hidden_steps())::uuid[]));
create policy to_team on reintegration.evidence_removed as restrictive
    using (assistance_id <> all ((select reintegration.hidden_steps())::uuid[]));
create policy to_team on reintegration.step_word as restrictive
    using (action_id <> all ((select reintegration.hidden_steps())::uuid[]));
create policy to_team on reintegration.step_link as restrictive
    using (action_id <> all ((select reintegration.hidden_steps())::uuid[]));
create policy to_team on reintegration.plan_change as restrictive
    using (subject_id is null or subject_id <> all ((select reintegration.hidden_steps())::uuid[]));
create policy step_to_team on reintegration.case_event as restrictive
    using (subject_id is null or subject_id <> all ((select reintegration.hidden_steps())::uuid[]));

alter table reintegration.task add column step_id uuid;
comment on column reintegration.task.step_id is 'the step it is about where few may know of it; null: another, or none';
alter table reintegration.task add foreign key (step_id, centre_id) references reintegration.action (id, centre_id);
create index task_step on reintegration.task (step_id) where step_id is not null;
create policy step_to_team on reintegration.task as restrictive
    using (step_id is null or step_id <> all ((select reintegration.hidden_steps())::uuid[]));

-- Nobody approves money they do not see: plans of which some costs are hidden from the reader. Ids only.
create function reintegration.plans_seen_in_part() returns uuid[]
    language sql stable security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(distinct g.plan_id), '{}')
    from reintegration.action a join reintegration.goal g on g.id = a.goal_id
    where a.sensitive and a.cost is not null and a.state <> 'CANCELLED'
      and a.id = any ((select reintegration.hidden_steps())::uuid[])
$$;

create function reintegration.approve_no_unseen_costs() returns trigger
    language plpgsql
    as $$
begin
    if new.id = any (reintegration.plans_seen_in_part()) then
        raise exception 'Costs that are not seen' using errcode = '23514', constraint = 'unseen_costs';
    end if;
    return new;
end $$;
create trigger unseen_costs before update on reintegration.plan
    for each row when (new.state = 'APPROVED' and old.state <> 'APPROVED')
    execute function reintegration.approve_no_unseen_costs();

-- Whoever closes a case takes back what is not handed over yet in it, also what they do not learn of.
create function reintegration.end_sensitive_assistance() returns trigger
    language plpgsql security definer set search_path = pg_catalog
    as $$
begin
    update reintegration.assistance s set state = 'CANCELLED', version = s.version + 1
    from reintegration.action a
    where a.id = s.action_id and a.sensitive and s.case_id = new.id and s.state in ('REQUESTED', 'APPROVED');
    return null;
end $$;
create trigger closing_ends_sensitive_assistance after update of closed_at on reintegration.case_file
    for each row when (old.closed_at is null and new.closed_at is not null)
    execute function reintegration.end_sensitive_assistance();
