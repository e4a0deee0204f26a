-- How many cases were kept for their team at a moment, as it was then: a case that is kept today, or made ordinary, does not
-- change what was counted before.
create index case_event_keeping on reintegration.case_event (at) where kind in ('KEPT', 'MADE_ORDINARY');

create or replace function reintegration.kept_cases(at timestamptz) returns table (centre_id uuid, number bigint)
    language sql stable security definer set search_path = pg_catalog
    as $$
    with changed as (
        select distinct on (e.case_id) e.case_id, e.kind = 'MADE_ORDINARY' as kept
        from reintegration.case_event e
        where e.kind in ('KEPT', 'MADE_ORDINARY') and e.at >= kept_cases.at and e.centre_id = any (portal.visible_centres())
        order by e.case_id, e.at)
    select c.centre_id, count(*)
    from reintegration.case_file c left join changed h on h.case_id = c.id
    where coalesce(h.kept, c.protected)
      and c.centre_id = any (portal.visible_centres()) and c.opened_at < kept_cases.at
      and not exists (select from reintegration.closure k
                      where k.case_id = c.id and k.closed_at < kept_cases.at
                        and (k.reopened_at is null or k.reopened_at >= kept_cases.at))
      and not exists (select from reintegration.closure k
                      where k.case_id = c.id and k.reason = 'OPENED_BY_MISTAKE' and k.reopened_at is null)
    group by c.centre_id
$$;
