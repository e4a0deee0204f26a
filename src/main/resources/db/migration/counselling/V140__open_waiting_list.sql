-- Somebody who waits for a time at a centre where none is free, or none that suits.
create table counselling.waiting_line (
    id             uuid        primary key,
    version        bigint      not null,
    centre_id      uuid        not null references centres.centre,
    client_id      uuid        references clients.client,      -- null while the person still answers
    state          text        not null check (state in ('DRAFT', 'WAITING', 'BOOKED', 'LEFT', 'REMOVED', 'UNANSWERED', 'OVER')),
    service_code   text        not null references centres.service,
    mode           text        not null check (mode in ('IN_PERSON', 'PHONE', 'VIDEO')),
    language       text        not null,                       -- of the talk
    page_language  text        not null,                       -- of the person's pages and messages
    counsellor_sex text        check (counsellor_sex in ('F', 'M')),
    situation      text        check (situation in ('THINKING', 'LEAVING', 'ABROAD', 'RETURNED', 'FAMILY')),
    needs          text[]      not null,
    days           text[]      not null,                       -- weekdays that suit: 1 is Monday; none: all of them
    parts          text[]      not null,                       -- MORNING, AFTERNOON, EVENING; none: all of them
    last_day       date        not null,                       -- in the centre's zone: a later visit is of no use
    urgent         boolean     not null,                       -- staff put it before the others, for a reason on the trail
    joined_at      timestamptz not null,                       -- the order of the line
    ended_at       timestamptz,
    offers         int         not null,                       -- made so far
    unanswered     int         not null,                       -- offers in a row that lapsed
    person_key     bytea,                                      -- keyed hash of contact and name; null: gave no contact
    token_hash     bytea       not null unique,                -- SHA-256 of the 128-bit secret in the person's link
    draft          bytea,                                      -- sealed answers until the person stands in line
    once           uuid        not null unique,                -- idempotency key of the form that made it
    check ((state in ('DRAFT', 'WAITING')) = (ended_at is null)),
    check (state = 'DRAFT' or client_id is not null),
    check (state = 'DRAFT' or draft is null)
);
-- A person stands in one line for a service of a centre.
create unique index waiting_line_person on counselling.waiting_line (centre_id, service_code, person_key)
    where state = 'WAITING';
create index waiting_line_order on counselling.waiting_line (centre_id, urgent desc, joined_at) where state = 'WAITING';
create index waiting_line_draft on counselling.waiting_line (joined_at) where state = 'DRAFT';
create index waiting_line_client on counselling.waiting_line (client_id);
call portal.guard_by_centre('counselling.waiting_line');

-- A place kept for one person of the line. The place itself is an appointment in state HELD.
create table counselling.place_offer (
    id             uuid        primary key,
    version        bigint      not null,
    centre_id      uuid        not null references centres.centre,
    line_id        uuid        not null references counselling.waiting_line,
    appointment_id uuid        not null references counselling.appointment,
    number         int         not null,                       -- rises with every offer to the line
    state          text        not null check (state in ('PENDING', 'TAKEN', 'DECLINED', 'LAPSED', 'WITHDRAWN')),
    starts_at      timestamptz not null,                       -- of the place
    made_at        timestamptz not null,
    kept_until     timestamptz not null,
    person_key     bytea       not null,                       -- of the line; of a line without one: a hash of the line
    unique (line_id, number),
    check (made_at < kept_until)
);
-- Nobody has two offers at once, whatever lines the person stands in, and no place is offered twice.
create unique index place_offer_person on counselling.place_offer (person_key) where state = 'PENDING';
create unique index place_offer_line on counselling.place_offer (line_id) where state = 'PENDING';
create unique index place_offer_place on counselling.place_offer (appointment_id);
create index place_offer_due on counselling.place_offer (kept_until) where state = 'PENDING';
call portal.guard_by_centre('counselling.place_offer');

-- A person's link is looked up before anybody knows the centre: it tells the centre of exactly one line to whoever already
-- holds the secret.
create function counselling.centre_of_waiting(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.waiting_line where token_hash = wanted $$;
