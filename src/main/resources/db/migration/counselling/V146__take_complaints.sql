-- What somebody complains of. It hangs on no client, counsellor or booking: nobody can be led from it to a person, and
-- neither counsellors nor the front desk ever see it. All words are sealed.
create table counselling.complaint (
    id            uuid        primary key,
    version       bigint      not null,
    centre_id     uuid        not null references centres.centre,
    addressed_to  text        not null check (addressed_to in ('CENTRE', 'NETWORK')),  -- who reads it: its managers only
    state         text        not null check (state in ('NEW', 'LOOKED_AT', 'ANSWERED')),
    about_money   boolean     not null,                 -- somebody asked for money, although all help is free
    language      text        not null,                 -- of the person's page
    text          bytea,                                -- null: kept long enough after the answer
    contact       bytea,                                -- only if the person gave one
    answer        bytea,
    reference     text        not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    token_hash    bytea       not null unique,          -- SHA-256 of the 128-bit secret in the person's link
    made_at       timestamptz not null,
    due_on        date        not null,
    looked_at_at  timestamptz,
    answered_at   timestamptz,
    answered_by   uuid        references accounts.staff,
    once          uuid        not null unique,          -- idempotency key of the form
    check ((state = 'ANSWERED') = (answered_at is not null))
);
create index complaint_open on counselling.complaint (centre_id, addressed_to, due_on);
call portal.guard_by_centre('counselling.complaint');

-- The centre of exactly one complaint, by its secret or by its number, for whoever already holds it.
create function counselling.centre_of_complaint(secret bytea, number text) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.complaint where token_hash = secret or reference = number $$;
