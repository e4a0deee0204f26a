-- What a walk-in may wish for, as somebody who books may.
alter table counselling.walk_in
    add counsellor_sex text check (counsellor_sex in ('F', 'M')),   -- wishes to talk to a woman or a man; null: either
    add constraint walk_in_number unique (id, ticket);

-- The number somebody holds who waits at a centre, with or without a booking. What became of the person is told by the
-- walk-in or the appointment alone; the ticket tells what happened in the line before.
create table counselling.ticket (
    id              uuid        primary key,
    version         bigint      not null,
    centre_id       uuid        not null references centres.centre,
    day             date        not null,                        -- in the centre's zone
    number          int         not null check (number > 0),     -- of the day, shared by walk-ins and booked people
    walk_in_id      uuid        unique,
    appointment_id  uuid        unique references counselling.appointment on delete cascade,
    standing        text        not null check (standing in ('WAITING', 'CALLED', 'ON_HOLD')),
    first_called_at timestamptz,                                 -- the waiting ended; null: never called
    called_at       timestamptz,                                 -- the latest call
    called_by       uuid        references accounts.staff,
    called_once     uuid        unique,                          -- idempotency key of the press that invited whoever was next
    desk            text        check (length(desk) between 1 and 20),   -- where the person was called to
    left_at         timestamptz,                                 -- a booked person came and did not wait; a walk-in's state says so
    token_hash      bytea       not null unique,                 -- SHA-256 of the 128-bit secret on the ticket
    check (num_nonnulls(walk_in_id, appointment_id) = 1),
    check ((standing = 'WAITING') = (called_at is null)),
    check ((called_at is null) = (called_by is null)),
    constraint ticket_number unique (centre_id, day, number),
    foreign key (walk_in_id, number) references counselling.walk_in (id, ticket) on delete cascade
);
call portal.guard_by_centre('counselling.ticket');

-- How a centre runs its line; a centre without a row has the portal's own rules.
create table counselling.queue_rules (
    centre_id        uuid   primary key references centres.centre,
    version          bigint not null,
    patience_minutes int    not null check (patience_minutes between 5 and 240), -- who has waited longer goes before booked people
    desks            text[] not null check (cardinality(desks) <= 20),           -- desks and rooms people are called to
    screen           uuid   unique,              -- what the secret of the hall's screen is worked out from; null: no screen
    screen_hash      bytea  unique,              -- SHA-256 of that secret
    check ((screen is null) = (screen_hash is null))
);
call portal.guard_by_centre('counselling.queue_rules');

-- A ticket's link and a screen's are looked up before anybody knows the centre: these tell the centre, nothing else.
create function counselling.centre_of_ticket(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.ticket where token_hash = wanted $$;
create function counselling.centre_of_screen(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.queue_rules where screen_hash = wanted $$;
