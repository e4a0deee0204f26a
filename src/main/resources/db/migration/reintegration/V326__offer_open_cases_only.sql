-- As before; a case that its centre has closed meanwhile is no longer offered.
create or replace function reintegration.transfers_offered()
    returns table (id uuid, from_centre_id uuid, to_centre_id uuid, case_type text, language text, urgency text, takes text[],
                   offered_at timestamptz)
    language sql stable security definer set search_path = pg_catalog
    as $$
    select t.id, t.centre_id, t.to_centre_id, c.case_type, c.language, t.urgency, t.takes, t.offered_at
    from reintegration.transfer t join reintegration.case_file c on c.id = t.case_id
    where t.state = 'OFFERED' and c.state <> 'CLOSED' and t.to_centre_id = any (portal.visible_centres())
      and (not c.protected or t.to_centre_id = any (reintegration.guarded_by_me()))
      and clients.agreed(clients.survivor(c.client_id), 'SHARE_WITH_NETWORK', now())
    order by t.offered_at limit 200
$$;

-- Whoever closes a case takes the question to another centre back, and the task there is done.
create function reintegration.withdraw_transfer() returns trigger
    language plpgsql
    as $$
begin
    update reintegration.transfer set state = 'WITHDRAWN', settled_at = new.closed_at, version = version + 1
    where case_id = new.id and state = 'OFFERED';
    return new;
end $$;
create trigger withdraw_transfer after update of state on reintegration.case_file
    for each row when (new.state = 'CLOSED' and old.state <> 'CLOSED') execute function reintegration.withdraw_transfer();
