-- Who once gave a step to a partner who tells of protection, or made such a referral, sees it while working on cases of the centre.
create function reintegration.works_on_cases() returns uuid[]
    language sql stable parallel safe
    as $$
    select coalesce(array_agg(w.centre_id), '{}')
    from accounts.staff_centre w join accounts.staff s on s.id = w.staff_id
    where w.staff_id = portal.reading_staff() and s.enabled and s.roles && array['CASE_WORKER', 'CENTRE_MANAGER']
      and w.centre_id = any (portal.visible_centres())
$$;

create or replace function reintegration.hidden_steps() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    with hidden as materialized (
        select a.id from reintegration.action a
        where a.sensitive and a.centre_id = any ((select portal.visible_centres())::uuid[])
          and (select portal.reader()) is distinct from 'portal'
          and (a.sensitive_by is distinct from (select portal.reading_staff())
               or a.centre_id <> all ((select reintegration.works_on_cases())::uuid[]))
          and a.case_id <> all ((select reintegration.opened_to_me())::uuid[])
          and a.centre_id <> all ((select reintegration.guarded_by_me())::uuid[]))
    select coalesce(array_agg(o.id), '{}') from (
        select h.id from hidden h
        union all select s.id from hidden h join reintegration.assistance s on s.action_id = h.id
        union all select w.id from hidden h join reintegration.step_word w on w.action_id = h.id) o
$$;

create or replace function reintegration.unwritable_steps() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    with hidden as materialized (
        select a.id from reintegration.action a
        where a.sensitive and a.centre_id = any ((select portal.visible_centres())::uuid[])
          and (select portal.reader()) is distinct from 'portal'
          and (a.sensitive_by is distinct from (select portal.reading_staff())
               or a.centre_id <> all ((select reintegration.works_on_cases())::uuid[]))
          and a.case_id <> all ((select reintegration.worked_on_by_me())::uuid[])
          and a.centre_id <> all ((select reintegration.guarded_by_me())::uuid[]))
    select coalesce(array_agg(o.id), '{}') from (
        select h.id from hidden h
        union all select s.id from hidden h join reintegration.assistance s on s.action_id = h.id) o
$$;

alter policy to_team on reintegration.action
    using (not sensitive or (select portal.reader()) = 'portal'
        or sensitive_by = (select portal.reading_staff())
           and centre_id = any ((select reintegration.works_on_cases())::uuid[])
        or case_id = any ((select reintegration.opened_to_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[]));
alter policy to_team on reintegration.referral
    using (not sensitive or (select portal.reader()) = 'portal'
        or (made_by = (select portal.reading_staff()) or vital_by = (select portal.reading_staff()))
           and centre_id = any ((select reintegration.works_on_cases())::uuid[])
        or case_id = any ((select reintegration.opened_to_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[]));
alter policy referral_not_changed_by_glass on reintegration.referral
    using (not sensitive or (select portal.reader()) = 'portal'
        or (made_by = (select portal.reading_staff()) or vital_by = (select portal.reading_staff()))
           and centre_id = any ((select reintegration.works_on_cases())::uuid[])
        or case_id = any ((select reintegration.worked_on_by_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[]));

-- Whether the team has yet to finish something in a case that the reader does not learn of. Yes or no, of one case in scope: so
-- that nobody ends the work on it over the team's head.
create function reintegration.unfinished_unseen(file uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog
    as $$
    select exists (
        select from reintegration.action a
        join reintegration.goal g on g.id = a.goal_id
        join reintegration.plan p on p.id = g.plan_id
        where a.case_id = file and a.sensitive and a.id = any ((select reintegration.hidden_steps())::uuid[])
          and (p.state <> 'REPLACED' and a.state in ('PLANNED', 'STARTED')
               or exists (select from reintegration.assistance s
                          where s.action_id = a.id and s.state in ('REQUESTED', 'APPROVED'))))
$$;
