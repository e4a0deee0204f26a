create schema notifications;

-- The outbox. One row for each thing that is to be said once; the key makes a repeated event harmless.
create table notifications.message (
    id           uuid        primary key,
    version      bigint      not null,
    centre_id    uuid        not null references centres.centre,
    about        uuid        not null,                    -- the appointment
    kind         text        not null check (kind in ('CONFIRMATION', 'CHANGE', 'CANCELLATION')),
    sequence     int         not null,                    -- of the appointment when the message became due
    channel      text        not null check (channel in ('EMAIL')),
    state        text        not null check (state in ('DUE', 'SENT', 'NOT_DELIVERED', 'OBSOLETE')),
    tries        int         not null,
    next_try_at  timestamptz not null,
    due_until    timestamptz not null,                    -- pointless afterwards
    problem      text,
    created_at   timestamptz not null,
    sent_at      timestamptz,
    constraint message_once unique (about, kind, sequence, channel)
);
create index message_due on notifications.message (next_try_at) where state = 'DUE';
call portal.guard_by_centre('notifications.message');
