-- Partners hear that a referral waits for their answer.
alter table notifications.message
    drop constraint message_kind,
    add constraint message_kind check (kind in ('RECEIVED', 'CONFIRMATION', 'CHANGE', 'NEW_TIME', 'CANCELLATION',
        'REMINDER_24H', 'REMINDER_2H', 'OFFER', 'FEEDBACK', 'INTERPRETER_ASKED', 'INTERPRETER_RELEASED',
        'SESSION_CONFIRMATION', 'SESSION_CHANGE', 'SESSION_CANCELLATION', 'SESSION_REMINDER_24H', 'SESSION_REMINDER_2H',
        'SESSION_OFFER', 'REFERRAL'));
comment on column notifications.message.about is 'the appointment, line of the waiting list, request, registration or link of a referral it is about; the kind says which';
