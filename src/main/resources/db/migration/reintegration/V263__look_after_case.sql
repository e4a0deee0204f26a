-- Whether a case has been screened at all: everybody who sees the case may know that, though few may see what came of it.
create function reintegration.screened(looked_at uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog
    as $$
    select exists (select from reintegration.screening s
                   where s.case_id = looked_at and s.centre_id = any (portal.visible_centres()))
$$;

-- Lists: waiting for a case worker, and what has been closed lately.
create index case_file_waiting on reintegration.case_file (centre_id, opened_at) where owner_id is null and state <> 'CLOSED';
create index case_file_closed on reintegration.case_file (centre_id, closed_at desc, id) where state = 'CLOSED';
create index household_member_client on reintegration.household_member (client_id);
