-- People who are registered for a session, or wait for a place, hear of it; they are no clients.
alter table notifications.message
    drop constraint message_kind,
    add constraint message_kind check (kind in ('RECEIVED', 'CONFIRMATION', 'CHANGE', 'NEW_TIME', 'CANCELLATION',
        'REMINDER_24H', 'REMINDER_2H', 'OFFER', 'FEEDBACK', 'INTERPRETER_ASKED', 'INTERPRETER_RELEASED',
        'SESSION_CONFIRMATION', 'SESSION_CHANGE', 'SESSION_CANCELLATION', 'SESSION_REMINDER_24H', 'SESSION_REMINDER_2H',
        'SESSION_OFFER'));
comment on column notifications.message.about is 'the appointment, line of the waiting list, request or registration it is about; the kind says which';
comment on column notifications.message.sequence is 'of the appointment, session or registration, or number of the offer, when the message was put here: what is older than the present is not sent';
