-- How many open cases are kept for their team, for figures: a number for each centre in scope, nothing of any case. Whoever
-- shows it hides small numbers from everybody.
create function reintegration.kept_cases(at timestamptz) returns table (centre_id uuid, number bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
    select c.centre_id, count(*)
    from reintegration.case_file c
    where c.protected and c.centre_id = any (portal.visible_centres()) and c.opened_at < at
      and not exists (select from reintegration.closure k
                      where k.case_id = c.id and k.closed_at < at and (k.reopened_at is null or k.reopened_at >= at))
    group by c.centre_id
$$;
