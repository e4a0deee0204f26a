create schema accounts;

create table accounts.staff (
    id            uuid        primary key,
    version       bigint      not null,
    username      text        not null unique check (username = lower(username) and length(username) between 3 and 60),
    name          text        not null,
    sex           text        check (sex in ('F', 'M')),
    password_hash text        not null,
    roles         text[]      not null check (roles <@ array['FRONT_DESK', 'COUNSELLOR', 'CASE_WORKER', 'OUTREACH_OFFICER',
                              'CENTRE_MANAGER', 'NETWORK_MANAGER', 'DATA_PROTECTION_OFFICER', 'ADMINISTRATOR']::text[]
                              and cardinality(roles) > 0),
    language      text        not null check (language in ('en', 'ru', 'uz')),
    enabled       boolean     not null,
    demonstration boolean     not null,
    created_at    timestamptz not null
);

-- Where a person works. The scope of the roles that belong to a centre.
create table accounts.staff_centre (
    staff_id  uuid not null references accounts.staff,
    centre_id uuid not null references centres.centre,
    primary key (staff_id, centre_id)
);
call portal.guard_by_centre('accounts.staff_centre');

-- Sign-in happens before there is a scope, so it reads through this one function of the owner: one person, by the exact
-- user name. People of the network (NETWORK_MANAGER, DATA_PROTECTION_OFFICER) work for every centre, an ADMINISTRATOR
-- for none.
create function accounts.signing_in(wanted text)
    returns table (id uuid, username text, name text, password_hash text, roles text[], language text, enabled boolean,
                   centres uuid[])
    language sql stable security definer set search_path = ''
    as $$
    select s.id, s.username, s.name, s.password_hash, s.roles, s.language, s.enabled,
           case when s.roles && array['NETWORK_MANAGER', 'DATA_PROTECTION_OFFICER']::text[]
                then array(select c.id from centres.centre c order by c.position)
                else array(select c.id from accounts.staff_centre w join centres.centre c on c.id = w.centre_id
                           where w.staff_id = s.id order by c.position) end
    from accounts.staff s
    where s.username = wanted
$$;

-- Spring Session's own DDL for PostgreSQL, in our schema.
create table accounts.session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create unique index session_session_id on accounts.session (session_id);
create index session_expiry_time on accounts.session (expiry_time);
create index session_principal_name on accounts.session (principal_name);

create table accounts.session_attributes (
    session_primary_id char(36)     not null references accounts.session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
