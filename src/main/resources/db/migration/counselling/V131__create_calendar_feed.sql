-- A secret address at which a calendar program finds the visits of one counsellor, or of a centre.
create table counselling.calendar_feed (
    id              uuid        primary key,          -- what the secret is worked out from, with the portal's key
    version         bigint      not null,
    centre_id       uuid        not null references centres.centre,
    staff_id        uuid        references accounts.staff,         -- whose visits; null: all of the centre
    made_by         uuid        not null references accounts.staff,
    made_at         timestamptz not null,
    token_hash      bytea       not null unique,      -- SHA-256 of the 128-bit secret
    revoked_at      timestamptz,
    last_fetched_at timestamptz,
    content_hash    bytea,                            -- SHA-256 of what was fetched last
    changed_at      timestamptz                       -- when that was first seen
);
-- One address at a time: a new one takes the place of the former.
create unique index calendar_feed_one on counselling.calendar_feed (centre_id, staff_id) nulls not distinct
    where revoked_at is null;
call portal.guard_by_centre('counselling.calendar_feed');

-- What a centre's feeds may say; a centre without a row says nothing about whom a visit is with.
create table counselling.feed_rules (
    centre_id   uuid    primary key references centres.centre,
    client_code boolean not null
);
call portal.guard_by_centre('counselling.feed_rules');

-- A feed's address is looked up before anybody knows the centre: this tells the centre, nothing else.
create function counselling.centre_of_feed(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.calendar_feed where token_hash = wanted and revoked_at is null $$;
