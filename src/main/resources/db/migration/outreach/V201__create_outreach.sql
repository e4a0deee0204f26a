create schema outreach;

-- What an awareness session is about. Labels are in the message bundles (outreach-codes).
create table outreach.topic (
    code     text primary key,
    position int  not null unique
);
insert into outreach.topic (code, position) values
    ('CENTRE_SERVICES',  1),
    ('LEGAL_WORK',       2),
    ('JOB_OFFERS',       3),
    ('TRAFFICKING',      4),
    ('DOCUMENTS',        5),
    ('ENTRY_RULES',      6),
    ('RIGHTS_AT_WORK',   7),
    ('PRE_DEPARTURE',    8),
    ('STUDY',            9),
    ('LANGUAGE_EXAM',   10),
    ('MONEY',           11),
    ('HEALTH',          12),
    ('FAMILY',          13),
    ('RETURN',          14),
    ('OTHER',           15);

-- Whom a session or a campaign is for.
create table outreach.audience (
    code     text primary key,
    position int  not null unique
);
insert into outreach.audience (code, position) values
    ('ALL',         1),
    ('WOMEN',       2),
    ('YOUTH',       3),
    ('JOB_SEEKERS', 4),
    ('STUDENTS',    5),
    ('RETURNEES',   6),
    ('FAMILIES',    7),
    ('TEACHERS',    8),
    ('LEADERS',     9),
    ('OFFICIALS',  10);

create table outreach.awareness_session (
    id             uuid        primary key,
    version        bigint      not null,
    centre_id      uuid        not null references centres.centre,
    slug           text        not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{5,63}$'),   -- its public address, for ever
    series_id      uuid,                                       -- the same for all sessions planned in one go
    state          text        not null check (state in ('DRAFT', 'PUBLISHED', 'HELD', 'CANCELLED')),
    audience_code  text        not null references outreach.audience,
    language       text        not null check (language in ('en', 'ru', 'uz', 'tg', 'ky')),  -- spoken in the session
    starts_at      timestamptz not null,
    ends_at        timestamptz not null,
    region_code    text        not null references centres.region,   -- where it takes place; of an online one: whom it is for
    district_code  text        references centres.district,
    settlement     text        check (settlement in ('URBAN', 'RURAL')),
    institution    text        check (length(institution) <= 200),   -- school, mahalla, employment centre, as people call it
    address        text        check (length(address) <= 300),
    at_centre      boolean     not null,                       -- in the centre's own rooms
    online         boolean     not null,
    joining_link   bytea,                                      -- sealed; only the registered get it
    capacity       int         check (capacity between 1 and 10000),   -- null: whoever comes
    registration   boolean     not null,                       -- people may register on the public page
    partner        text        check (length(partner) <= 200),
    project        text        check (length(project) <= 200),
    donor          text        check (length(donor) <= 200),
    facilitators   text        check (length(facilitators) <= 300),    -- those who are not of the staff
    sequence       int         not null,                       -- RFC 5545 SEQUENCE: rises with every change people must hear of
    once           uuid        not null unique,                -- idempotency key of the form that made it (of its series: derived)
    created_by     uuid        not null references accounts.staff,
    created_at     timestamptz not null,
    published_at   timestamptz,
    held_at        timestamptz,
    cancelled_at   timestamptz,
    check (starts_at < ends_at and ends_at <= starts_at + interval '14 days'),
    check ((state = 'CANCELLED') = (cancelled_at is not null)),
    check ((state = 'HELD') = (held_at is not null)),
    check (not (online and at_centre)),
    check (online or joining_link is null)
);
create index awareness_session_centre on outreach.awareness_session (centre_id, starts_at);
create index awareness_session_public on outreach.awareness_session (starts_at) where state <> 'DRAFT';
create index awareness_session_region on outreach.awareness_session (region_code, starts_at);
call portal.guard_by_centre('outreach.awareness_session');

create table outreach.session_topic (
    centre_id  uuid not null references centres.centre,
    session_id uuid not null references outreach.awareness_session,
    topic_code text not null references outreach.topic,
    position   int  not null,                                  -- the first one is the main topic
    primary key (session_id, topic_code)
);
create index session_topic_topic on outreach.session_topic (topic_code, session_id);
call portal.guard_by_centre('outreach.session_topic');

create table outreach.session_facilitator (
    centre_id  uuid not null references centres.centre,
    session_id uuid not null references outreach.awareness_session,
    staff_id   uuid not null references accounts.staff,
    primary key (session_id, staff_id)
);
call portal.guard_by_centre('outreach.session_facilitator');

-- A title and a few sentences of the centre's own, per language of the page. Without: the topic's label.
create table outreach.session_text (
    centre_id   uuid not null references centres.centre,
    session_id  uuid not null references outreach.awareness_session,
    language    text not null check (language in ('en', 'ru', 'uz', 'tg', 'ky')),
    title       text check (length(title) <= 120),
    description text check (length(description) <= 1500),
    primary key (session_id, language)
);
call portal.guard_by_centre('outreach.session_text');

-- What was given to the people, such as leaflets.
create table outreach.session_material (
    centre_id  uuid not null references centres.centre,
    session_id uuid not null references outreach.awareness_session,
    what       text not null check (length(what) between 1 and 120),
    number     int  not null check (number between 0 and 100000),
    primary key (session_id, what)
);
call portal.guard_by_centre('outreach.session_material');

-- A short code on paper or in a post, by which bookings and registrations are counted back to it.
create table outreach.short_code (
    code       text        primary key check (code ~ '^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{6}$'),
    centre_id  uuid        not null references centres.centre,
    kind       text        not null check (kind in ('LEAFLET', 'POST', 'SESSION')),
    about      uuid,                                           -- the post or the session; null: a leaflet
    label      text        not null check (length(label) between 1 and 120),   -- as staff call it
    target     text        not null check (target in ('BOOK', 'SESSIONS', 'SESSION')),   -- where it leads
    session_id uuid        references outreach.awareness_session,   -- where it leads to a session
    once       uuid        not null unique,
    created_by uuid        references accounts.staff,
    created_at timestamptz not null,
    check ((target = 'SESSION') = (session_id is not null)),
    unique (kind, about)
);
create index short_code_centre on outreach.short_code (centre_id, created_at desc);
call portal.guard_by_centre('outreach.short_code');

-- A place, or several, in a session. The person is no client: name and contact are optional, sealed, and deleted early.
create table outreach.registration (
    id            uuid        primary key,
    version       bigint      not null,
    centre_id     uuid        not null references centres.centre,
    session_id    uuid        not null references outreach.awareness_session,
    state         text        not null check (state in ('WAITING', 'OFFERED', 'REGISTERED', 'CANCELLED', 'LAPSED')),
    people        int         not null check (people between 1 and 20),
    name          bytea,                                       -- sealed
    phone         bytea,                                       -- sealed
    email         bytea,                                       -- sealed
    person_key    bytea,                                       -- keyed hash of contact and name; null: gave no contact
    reminders     boolean     not null,                        -- agreed to be reminded
    page_language text        not null check (page_language in ('en', 'ru', 'uz', 'tg', 'ky')),
    reference     text        not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),   -- also the ticket's code
    token_hash    bytea       not null unique,                 -- SHA-256 of the 128-bit secret in the person's link
    via           text        references outreach.short_code,  -- the short code the person came by
    once          uuid        not null unique,                 -- idempotency key of the form that made it
    joined_at     timestamptz not null,                        -- the order of the waiting list
    offers        int         not null,                        -- made so far
    offered_until timestamptz,
    registered_at timestamptz,
    cancelled_at  timestamptz,
    sequence      int         not null,
    check ((state = 'OFFERED') = (offered_until is not null)),
    check (state <> 'REGISTERED' or registered_at is not null),
    check ((state = 'CANCELLED') = (cancelled_at is not null))
);
create index registration_session on outreach.registration (session_id, state, joined_at);
create index registration_offered on outreach.registration (offered_until) where state = 'OFFERED';
-- A person has one registration in a session.
create unique index registration_person on outreach.registration (session_id, person_key)
    where state in ('WAITING', 'OFFERED', 'REGISTERED');
create index registration_via on outreach.registration (via) where via is not null;
call portal.guard_by_centre('outreach.registration');

-- No session has more people than places, however the registrations race: whoever takes places waits for the session's row.
create function outreach.keep_capacity() returns trigger
    language plpgsql security definer set search_path = ''
    as $$
declare
    places int;
    taken  int;
begin
    select capacity into places from outreach.awareness_session where id = new.session_id for no key update;
    if places is null then
        return new;
    end if;
    select coalesce(sum(people), 0) into taken from outreach.registration
    where session_id = new.session_id and state in ('OFFERED', 'REGISTERED') and id <> new.id;
    if taken + new.people > places then
        raise check_violation using
            constraint = 'registration_capacity', schema = 'outreach', table = 'registration',
            message = 'The session has no such number of places left';
    end if;
    return new;
end $$;
create trigger registration_capacity
    before insert or update of state, people, session_id on outreach.registration
    for each row when (new.state in ('OFFERED', 'REGISTERED'))
    execute function outreach.keep_capacity();

-- Somebody, or a group with one ticket, who came and was checked in. Undone ones stay, and count nothing.
create table outreach.check_in (
    id              uuid        primary key,
    version         bigint      not null,
    centre_id       uuid        not null references centres.centre,
    session_id      uuid        not null references outreach.awareness_session,
    registration_id uuid        references outreach.registration,   -- null: came without a registration but by name
    name            bytea,                                     -- sealed; for the certificate
    people          int         not null check (people between 1 and 20),
    sex             text        not null check (sex in ('F', 'M', 'UNKNOWN')),
    age_band        text        not null check (age_band in ('UNDER_18', '18_29', '30_59', '60_PLUS', 'UNKNOWN')),
    checked_in_at   timestamptz not null,
    checked_in_by   uuid        not null references accounts.staff,
    undone_at       timestamptz,
    once            uuid        not null unique,
    check (people = 1 or (sex = 'UNKNOWN' and age_band = 'UNKNOWN'))
);
-- A second scan has no effect.
create unique index check_in_ticket on outreach.check_in (registration_id)
    where undone_at is null and registration_id is not null;
create index check_in_session on outreach.check_in (session_id);
call portal.guard_by_centre('outreach.check_in');

-- Heads counted without a ticket or a name, as taps of a device or from a paper sheet. A tap taken back is a row of -1.
create table outreach.head_count (
    id          uuid        primary key,                       -- made by the device: sending again changes nothing
    centre_id   uuid        not null references centres.centre,
    session_id  uuid        not null references outreach.awareness_session,
    source      text        not null check (source in ('TAP', 'SHEET')),
    sex         text        not null check (sex in ('F', 'M', 'UNKNOWN')),
    age_band    text        not null check (age_band in ('UNDER_18', '18_29', '30_59', '60_PLUS', 'UNKNOWN')),
    number      int         not null check (number between -10000 and 10000 and number <> 0),
    counted_at  timestamptz not null,
    counted_by  uuid        not null references accounts.staff
);
create index head_count_session on outreach.head_count (session_id);
call portal.guard_by_centre('outreach.head_count');

-- Attendances of a session: tickets and names checked in, and heads counted besides. They are heads, never persons.
create view outreach.attendance with (security_invoker = true) as
    select centre_id, session_id, sex, age_band, people as number, checked_in_at as counted_at
    from outreach.check_in where undone_at is null
    union all
    select centre_id, session_id, sex, age_band, number, counted_at from outreach.head_count;

-- The public reads of addresses tell nothing but the centre of what is public, or of a secret already known.
create function outreach.centre_of_session(wanted text) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from outreach.awareness_session where slug = wanted and state <> 'DRAFT' $$;
create function outreach.centre_of_registration(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from outreach.registration where token_hash = wanted $$;
create function outreach.centre_of_code(wanted text) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from outreach.short_code where code = wanted $$;
