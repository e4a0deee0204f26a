-- What a person asks about the own data beyond a copy: staff answer before the day it is due.
create table clients.data_request (
    id         uuid        primary key,
    version    bigint      not null,
    centre_id  uuid        not null references centres.centre,
    client_id  uuid        not null references clients.client,
    kind       text        not null check (kind in ('CORRECTION', 'DELETION')),
    state      text        not null check (state in ('OPEN', 'DONE', 'REFUSED')),
    about      text[]      not null,                     -- of a correction: NAME, PHONE, EMAIL, OTHER
    text       bytea,                                    -- the person's words, sealed; gone once it is answered
    asked_at   timestamptz not null,
    due_on     date        not null,                     -- 30 days, as the privacy notice promises
    decided_at timestamptz,
    decided_by uuid        references accounts.staff,
    answer     bytea,                                    -- shown to the person, sealed
    once       uuid        not null unique,              -- idempotency key of the form
    check ((state = 'OPEN') = (decided_at is null)),
    check (state = 'OPEN' or (answer is not null and text is null and decided_by is not null))
);
create unique index data_request_deletion on clients.data_request (client_id) where kind = 'DELETION' and state = 'OPEN';
create index data_request_client on clients.data_request (client_id, asked_at desc);
create index data_request_open on clients.data_request (centre_id, due_on);
call portal.guard_by_centre('clients.data_request');
