-- Interpreters whom a centre may ask. Telephone and e-mail are sealed.
create table counselling.interpreter (
    id                        uuid    primary key,
    version                   bigint  not null,
    centre_id                 uuid    not null references centres.centre,
    once                      uuid    not null unique,
    name                      text    not null check (length(name) between 1 and 200),
    languages                 text[]  not null check (cardinality(languages) > 0),   -- ISO 639; sgn: sign language
    sex                       text    not null check (sex in ('F', 'M')),
    region_code               text    references centres.region,     -- where the interpreter can come to; null: nowhere
    remote                    boolean not null,                      -- also by telephone and video
    page_language             text    not null check (page_language in ('en', 'ru', 'uz', 'tg', 'ky')), -- of messages and pages
    phone                     bytea,
    email                     bytea,
    confidentiality_signed_on date,                                  -- null: not signed, hence never asked
    active                    boolean not null,
    check (region_code is not null or remote),
    unique (id, confidentiality_signed_on)
);
create index interpreter_centre on counselling.interpreter (centre_id);

-- One interpreter asked for one visit. The times are those the interpreter was told.
create table counselling.interpreter_request (
    id                        uuid        primary key,
    version                   bigint      not null,
    centre_id                 uuid        not null references centres.centre,
    appointment_id            uuid        not null references counselling.appointment,
    interpreter_id            uuid        not null,
    confidentiality_signed_on date        not null,
    language                  text        not null,     -- ISO 639; sgn: sign language; other
    mode                      text        not null check (mode in ('IN_PERSON', 'PHONE', 'VIDEO')),
    starts_at                 timestamptz not null,
    ends_at                   timestamptz not null,
    state                     text        not null check (state in ('ASKED', 'ACCEPTED', 'DECLINED', 'RELEASED')),
    asked_at                  timestamptz not null,
    asked_by                  uuid        not null references accounts.staff,
    expires_at                timestamptz not null,
    answered_at               timestamptz,
    token_hash                bytea       not null unique,      -- SHA-256 of the token in the interpreter's link
    check (starts_at < ends_at),
    -- Nobody is asked who has not signed; whoever was asked has signed for ever.
    foreign key (interpreter_id, confidentiality_signed_on)
        references counselling.interpreter (id, confidentiality_signed_on) on update cascade
);
-- The first who agrees comes; and nobody is asked twice at a time.
create unique index interpreter_request_taken on counselling.interpreter_request (appointment_id) where state = 'ACCEPTED';
create unique index interpreter_request_once on counselling.interpreter_request (appointment_id, interpreter_id)
    where state = 'ASKED';
alter table counselling.interpreter_request add constraint interpreter_request_one_place
    exclude using gist (interpreter_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'ACCEPTED');
create index interpreter_request_appointment on counselling.interpreter_request (appointment_id);
create index interpreter_request_interpreter on counselling.interpreter_request (interpreter_id, starts_at);

call portal.guard_by_centre('counselling.interpreter');
call portal.guard_by_centre('counselling.interpreter_request');

-- As in V006: the centre of exactly one request, for whoever holds its secret.
create function counselling.centre_of_interpreting(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.interpreter_request where token_hash = wanted $$;

-- What a person needs of an interpreter, and the interpreter's time in the log.
alter table counselling.appointment
    add interpreter_language text,                                              -- ISO 639; sgn: sign language; other; null: none, or not said
    add interpreter_sex      text check (interpreter_sex in ('F', 'M'));        -- null: either
create index appointment_interpreter on counselling.appointment (centre_id, starts_at)
    where 'INTERPRETER' = any (needs) and state = 'BOOKED';
alter table counselling.appointment add constraint appointment_interpreter_language
    check (interpreter_language is null or 'INTERPRETER' = any (needs));
alter table counselling.consultation
    add interpreter_id      uuid references counselling.interpreter,            -- null: none, or not of the register
    add interpreter_minutes int check (interpreter_minutes between 1 and 480);  -- null: not said
alter table counselling.consultation add constraint consultation_interpreter
    check (interpreter or (interpreter_id is null and interpreter_minutes is null));
