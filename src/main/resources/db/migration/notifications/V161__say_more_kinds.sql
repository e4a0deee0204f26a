-- More kinds, a second channel, and a lease instead of a lock while the other side is asked.
alter table notifications.message
    drop constraint message_kind_check,
    drop constraint message_channel_check,
    drop constraint message_state_check,
    add client_id     uuid references clients.client,    -- whom it is for; null: somebody who is no client
    add language      text,                              -- ISO 639-1, of the person's pages
    add happens_at    timestamptz,                       -- of the visit or the place it speaks of
    add claimed_until timestamptz;                       -- a node is sending it; afterwards nobody knows how that went

update notifications.message m
set client_id = a.client_id, language = a.page_language, happens_at = a.starts_at
from counselling.appointment a where a.id = m.about;
update notifications.message set language = 'en' where language is null;

alter table notifications.message
    alter language set not null,
    add constraint message_kind check (kind in ('RECEIVED', 'CONFIRMATION', 'CHANGE', 'NEW_TIME', 'CANCELLATION',
        'REMINDER_24H', 'REMINDER_2H', 'OFFER', 'FEEDBACK', 'INTERPRETER_ASKED', 'MONEY_ALERT')),
    add constraint message_channel check (channel in ('EMAIL', 'TEXT')),
    add constraint message_state check (state in ('DUE', 'SENDING', 'SENT', 'NOT_DELIVERED', 'TOLD', 'OBSOLETE')),
    add constraint message_claim check ((state = 'SENDING') = (claimed_until is not null));

comment on column notifications.message.about is 'the appointment, line of the waiting list or request it is about; the kind says which';
comment on column notifications.message.sequence is 'of the appointment, or number of the offer, when the message was put here: what is older than the present is not sent';
comment on column notifications.message.next_try_at is 'not to be sent before';

drop index notifications.message_due;
create index message_due on notifications.message (channel, next_try_at) where state in ('DUE', 'SENDING');
drop index notifications.message_open;
create index message_open on notifications.message (centre_id, due_until) where state in ('DUE', 'SENDING', 'NOT_DELIVERED');
create index message_sent on notifications.message (centre_id, sent_at) where state = 'SENT';

-- What a centre does not send, and how it writes. A centre without a row sends every kind.
create table notifications.message_rules (
    centre_id        uuid    primary key references centres.centre,
    version          bigint  not null,
    switched_off     text[]  not null,        -- kinds
    plain_apostrophe boolean not null         -- texts in Uzbek are written o' instead of oʻ, which takes less than half the segments
);
call portal.guard_by_centre('notifications.message_rules');

-- A centre's own wording; without a row the portal's stands.
create table notifications.message_template (
    centre_id  uuid        not null references centres.centre,
    kind       text        not null,
    channel    text        not null check (channel in ('EMAIL', 'TEXT')),
    language   text        not null,
    subject    text        check (length(subject) between 1 and 200),
    body       text        not null check (length(body) between 1 and 4000),
    changed_at timestamptz not null,
    changed_by uuid        not null references accounts.staff,
    primary key (centre_id, kind, channel, language),
    check ((channel = 'EMAIL') = (subject is not null))
);
call portal.guard_by_centre('notifications.message_template');
