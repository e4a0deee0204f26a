-- Centres the reader supervises: manages, with an open account.
create function reintegration.supervised_by_me() returns uuid[]
    language sql stable parallel safe
    as $$
    select coalesce(array_agg(w.centre_id), '{}')
    from accounts.staff_centre w join accounts.staff s on s.id = w.staff_id
    where w.staff_id = portal.reading_staff() and s.enabled and 'CENTRE_MANAGER' = any (s.roles)
      and w.centre_id = any (portal.visible_centres())
$$;

-- A task that strong signs have made says what the screening came to: it is for whoever may read that, and for the
-- supervisors, who are asked to look.
create policy signs on reintegration.task as restrictive for select
    using (kind is distinct from 'STRONG_SCREENING'
        or (select portal.reader()) = 'portal'
        or created_by = (select portal.reading_staff())
        or assignee_id = (select portal.reading_staff())
        or case_id = any ((select reintegration.opened_to_me())::uuid[])
        or centre_id = any ((select reintegration.guarded_by_me())::uuid[])
        or centre_id = any ((select reintegration.supervised_by_me())::uuid[]));
