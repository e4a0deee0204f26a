-- A person whom another centre may know. The asking centre learns "may be known" and nothing else: no name, no code, not
-- which centre. Only the owning centre sees whom a request is about; what it grants can be read until a day, and only as
-- long as the person agrees.
create table clients.access_request (
    id            uuid        primary key,
    centre_id     uuid        not null references centres.centre,     -- of the client: its managers answer
    client_id     uuid        not null references clients.client,
    asking_centre uuid        not null references centres.centre,
    asked_by      uuid        not null references accounts.staff,
    asked_at      timestamptz not null,
    once          uuid        not null,                               -- idempotency key of the form
    reason        text        not null check (length(reason) between 1 and 500),
    said          text        check (said in ('ORAL', 'WRITTEN')),    -- how the person agreed before the asking centre; null: was not asked
    state         text        not null check (state in ('ASKED', 'GRANTED', 'REFUSED', 'ENDED')),
    answered_by   uuid        references accounts.staff,
    answered_at   timestamptz,
    readable_to   timestamptz,
    unique (once, client_id),
    check (asking_centre <> centre_id),
    check (state <> 'GRANTED' or readable_to is not null)
);
create index access_request_centre on clients.access_request (centre_id, asked_at desc);
create index access_request_asking on clients.access_request (asking_centre, asked_at desc);
call portal.guard_by_centre('clients.access_request');

-- The functions below act for the owner, past the policies, so each says as little as it can.

-- Strong matches in other centres: the same telephone or e-mail and the same name by sound, or the exact client code. For
-- the two functions below alone.
create function clients.matches_elsewhere(name_key text, phone bytea, email bytea, wanted_code text)
    returns table (id uuid, centre_id uuid)
    language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
    select c.id, c.centre_id from clients.client c
    where c.code = wanted_code and c.merged_into is null and c.centre_id <> all (portal.visible_centres())
    union
    select i.client_id, i.centre_id from clients.identity i
    cross join lateral (select array_agg(clients.name_sound(word)) sounds from unnest(clients.name_words(i.name_key)) word) known
    cross join (select array_agg(clients.name_sound(word)) sounds from unnest(clients.name_words(matches_elsewhere.name_key)) word) asked
    where (i.phone_hash = matches_elsewhere.phone or i.email_hash = matches_elsewhere.email)
      and cardinality(asked.sounds) > 0 and (known.sounds @> asked.sounds or known.sounds <@ asked.sounds)
      and i.centre_id <> all (portal.visible_centres())
    limit 3
$$;
revoke execute on function clients.matches_elsewhere from portal_app;

create function clients.known_elsewhere(name_key text, phone bytea, email bytea, code text) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    as $$ select exists (select from clients.matches_elsewhere(name_key, phone, email, code)) $$;

-- Passes a request on to whoever knows the person, if anybody does; whether somebody does, it does not tell.
create function clients.ask_access(asking uuid, staff uuid, at timestamptz, once uuid, reason text, said text,
                                   name_key text, phone bytea, email bytea, code text) returns void
    language sql volatile security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
    insert into clients.access_request (id, centre_id, client_id, asking_centre, asked_by, asked_at, once, reason, said, state)
    select gen_random_uuid(), m.centre_id, m.id, asking, staff, at, once, reason, said, 'ASKED'
    from clients.matches_elsewhere(name_key, phone, email, code) m
    where asking = any (portal.visible_centres())
    on conflict do nothing
$$;

-- What a centre has asked for, and what became of it; neither whom it is about nor who answered. Readable only while it is
-- granted, until its day, and while the person agrees.
create function clients.access_asked(at timestamptz)
    returns table (id uuid, asked_at timestamptz, asked_by uuid, reason text, state text, readable_to timestamptz, readable boolean)
    language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
    select r.id, r.asked_at, r.asked_by, r.reason, r.state, r.readable_to,
           r.state = 'GRANTED' and r.readable_to > at and clients.agreed(r.client_id, 'SHARE_WITH_NETWORK', at)
    from clients.access_request r
    where r.asking_centre = any (portal.visible_centres())
    order by r.asked_at desc limit 50
$$;

-- The client a centre may read by a request that it made; nothing where one of the conditions fails.
create function clients.granted(request uuid, at timestamptz) returns table (centre_id uuid, client_id uuid)
    language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
    select r.centre_id, clients.survivor(r.client_id) from clients.access_request r
    where r.id = request and r.asking_centre = any (portal.visible_centres())
      and r.state = 'GRANTED' and r.readable_to > at
      and clients.agreed(r.client_id, 'SHARE_WITH_NETWORK', at)
$$;

-- The asking centre needs it no more, or the person takes it back there.
create function clients.end_access(request uuid) returns void
    language sql volatile security definer
    set search_path = pg_catalog, public, pg_temp
    as $$
    update clients.access_request set state = 'ENDED'
    where id = request and state in ('ASKED', 'GRANTED') and asking_centre = any (portal.visible_centres())
$$;
