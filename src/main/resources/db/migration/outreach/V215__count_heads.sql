-- A tap that takes another back says which one; none is taken back twice.
alter table outreach.head_count
    add column undoes uuid unique references outreach.head_count,
    add check (undoes is null or (source = 'TAP' and number = -1));
create index head_count_last on outreach.head_count (session_id, counted_by, counted_at desc) where source = 'TAP';

-- What a session's paper sheets came to, each time somebody typed it in. outreach.head_count holds what it changed.
create table outreach.sheet_entry (
    id         uuid        primary key,                        -- idempotency key of the form
    centre_id  uuid        not null references centres.centre,
    session_id uuid        not null references outreach.awareness_session,
    people     int         not null check (people between 0 and 10000),   -- on all sheets of the session
    entered_at timestamptz not null,
    entered_by uuid        not null references accounts.staff
);
create index sheet_entry_session on outreach.sheet_entry (session_id, entered_at desc);
call portal.guard_by_centre('outreach.sheet_entry');

-- Counting that a manager opened again after its time, and why.
create table outreach.counting_reopened (
    id          uuid        primary key,                       -- idempotency key of the form
    centre_id   uuid        not null references centres.centre,
    session_id  uuid        not null references outreach.awareness_session,
    reason      text        not null check (reason in ('SHEET_CAME_LATE', 'DEVICE_WAS_AWAY', 'MISCOUNTED', 'OTHER')),
    until       timestamptz not null,
    reopened_at timestamptz not null,
    reopened_by uuid        not null references accounts.staff
);
create index counting_reopened_session on outreach.counting_reopened (session_id, until desc);
call portal.guard_by_centre('outreach.counting_reopened');
