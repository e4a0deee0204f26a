-- What a person agreed to stands with the record the person is known by today, whichever record a request was about.
create or replace function clients.access_asked(at timestamptz)
    returns table (id uuid, asked_at timestamptz, asked_by uuid, reason text, state text, readable_to timestamptz, readable boolean)
    language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
    select r.id, r.asked_at, r.asked_by, r.reason, r.state, r.readable_to,
           r.state = 'GRANTED' and r.readable_to > at
               and clients.agreed(clients.survivor(r.client_id), 'SHARE_WITH_NETWORK', at)
    from clients.access_request r
    where r.asking_centre = any (portal.visible_centres())
    order by r.asked_at desc limit 50
$$;

create or replace function clients.granted(request uuid, at timestamptz) returns table (centre_id uuid, client_id uuid)
    language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
    select r.centre_id, clients.survivor(r.client_id) from clients.access_request r
    where r.id = request and r.asking_centre = any (portal.visible_centres())
      and r.state = 'GRANTED' and r.readable_to > at
      and clients.agreed(clients.survivor(r.client_id), 'SHARE_WITH_NETWORK', at)
$$;

-- Says which centre had asked; null: nothing was open, or another centre's.
drop function clients.end_access(uuid);
create function clients.end_access(request uuid) returns uuid
    language sql volatile security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
    update clients.access_request set state = 'ENDED'
    where id = request and state in ('ASKED', 'GRANTED') and asking_centre = any (portal.visible_centres())
    returning asking_centre
$$;
