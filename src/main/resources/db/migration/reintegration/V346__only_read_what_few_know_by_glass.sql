-- Broken glass is for reading in an ordinary case, too: steps and referrals that few may know of, what was asked and said for
-- them, and plans with costs of theirs, are changed and decided by those alone who would see them without it. Ids only, and only
-- to keep them out.
create function reintegration.unwritable_steps() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    with hidden as materialized (
        select a.id from reintegration.action a
        where a.sensitive and a.centre_id = any ((select portal.visible_centres())::uuid[])
          and (select portal.reader()) is distinct from 'portal'
          and a.sensitive_by is distinct from (select portal.reading_staff())
          and a.case_id <> all ((select reintegration.worked_on_by_me())::uuid[])
          and a.centre_id <> all ((select reintegration.guarded_by_me())::uuid[]))
    select coalesce(array_agg(o.id), '{}') from (
        select h.id from hidden h
        union all select s.id from hidden h join reintegration.assistance s on s.action_id = h.id) o
$$;

do $$
declare
    guarded record;
begin
    for guarded in select * from (values
        ('action', 'id'), ('assistance', 'action_id'), ('step_word', 'action_id'), ('step_link', 'action_id'),
        ('quotation', 'assistance_id'), ('evidence', 'assistance_id'), ('evidence_removed', 'assistance_id'))
        as t (name, of_step)
    loop
        execute format(
            'create policy step_not_changed_by_glass on reintegration.%1$I as restrictive for update'
            ' using (%2$I is null or %2$I <> all ((select reintegration.unwritable_steps())::uuid[]))',
            guarded.name, guarded.of_step);
        execute format(
            'create policy step_not_deleted_by_glass on reintegration.%1$I as restrictive for delete'
            ' using (%2$I is null or %2$I <> all ((select reintegration.unwritable_steps())::uuid[]))',
            guarded.name, guarded.of_step);
        if guarded.name not in ('action', 'evidence_removed') then
            execute format(
                'create policy step_not_added_by_glass on reintegration.%1$I as restrictive for insert'
                ' with check (%2$I is null or %2$I <> all ((select reintegration.unwritable_steps())::uuid[]))',
                guarded.name, guarded.of_step);
        end if;
    end loop;
end $$;

create policy referral_not_changed_by_glass on reintegration.referral as restrictive for update
    using (not sensitive or (select portal.reader()) = 'portal'
        or made_by = (select portal.reading_staff()) or vital_by = (select portal.reading_staff())
        or case_id = any ((select reintegration.worked_on_by_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[]));

create or replace function reintegration.plans_seen_in_part() returns uuid[]
    language sql stable security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(distinct g.plan_id), '{}')
    from reintegration.action a join reintegration.goal g on g.id = a.goal_id
    where a.sensitive and a.cost is not null and a.state <> 'CANCELLED'
      and a.id = any ((select reintegration.unwritable_steps())::uuid[])
$$;
