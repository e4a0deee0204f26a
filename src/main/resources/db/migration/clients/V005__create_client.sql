create schema clients;

-- A person served, known by a code. Nothing here says who it is.
create table clients.client (
    id               uuid        primary key,
    version          bigint      not null,
    centre_id        uuid        not null references centres.centre,
    code             text        not null unique check (code ~ '^[A-Z]{3}-\d{2}-\d{5,7}$'),
    language         text        not null,
    sex              text        check (sex in ('F', 'M', 'OTHER')),
    age_group        text,
    region_code      text        references centres.region,
    migration_status text,
    registered_at    timestamptz not null
);
create index client_centre on clients.client (centre_id, registered_at desc);

-- The running number of client codes, per centre and year.
create table clients.code_counter (
    centre_id uuid not null references centres.centre,
    year      int  not null,
    last      int  not null,
    primary key (centre_id, year)
);

-- Who it is, if the person said: apart, sealed by the application. phone_hash and email_hash are keyed hashes for exact
-- search; name_key is the script-independent search key. A phone may belong to several people, so nothing is unique.
create table clients.identity (
    client_id    uuid    primary key references clients.client,
    version      bigint  not null,
    centre_id    uuid    not null references centres.centre,
    name         bytea,
    phone        bytea,
    email        bytea,
    phone_hash   bytea,
    email_hash   bytea,
    name_key     text,
    may_call     boolean not null,
    may_message  boolean not null,
    contact_note bytea,                     -- safe hours, code word: free text, sealed
    updated_at   timestamptz not null
);
create index identity_phone on clients.identity (centre_id, phone_hash);
create index identity_email on clients.identity (centre_id, email_hash);
create index identity_name on clients.identity using gin (name_key gin_trgm_ops);

create table clients.consent (
    id           uuid        primary key,
    client_id    uuid        not null references clients.client,
    centre_id    uuid        not null references centres.centre,
    purpose      text        not null check (purpose in ('SERVICE', 'REMINDER', 'FOLLOW_UP', 'SHARE_WITH_PARTNER', 'STATISTICS')),
    wording      text        not null,      -- version of the text that was shown
    language     text        not null,
    how          text        not null check (how in ('CLICK', 'ORAL', 'WRITTEN')),
    given_at     timestamptz not null,
    withdrawn_at timestamptz,
    unique (client_id, purpose, given_at)
);
create index consent_client on clients.consent (client_id);

call portal.guard_by_centre('clients.client');
call portal.guard_by_centre('clients.code_counter');
call portal.guard_by_centre('clients.identity');
call portal.guard_by_centre('clients.consent');

-- Trigram operators are not leakproof, so under a policy PostgreSQL would scan. This function of the owner applies the
-- scope itself, returns ids and a rank only, and is bounded.
create function clients.named_like(wanted text, most int)
    returns table (client_id uuid, rank real)
    language sql stable security definer set search_path = public
    as $$
    select i.client_id, word_similarity(wanted, i.name_key)
    from clients.identity i
    where wanted <% i.name_key and length(wanted) >= 2
      and i.centre_id = any (portal.visible_centres())
    order by 2 desc, i.client_id
    limit least(most, 50)
$$;
