-- Interpreters hear of requests, and that they are not needed after all; who changed a wording is on the audit trail.
alter table notifications.message
    drop constraint message_kind,
    add constraint message_kind check (kind in ('RECEIVED', 'CONFIRMATION', 'CHANGE', 'NEW_TIME', 'CANCELLATION',
        'REMINDER_24H', 'REMINDER_2H', 'OFFER', 'FEEDBACK', 'INTERPRETER_ASKED', 'INTERPRETER_RELEASED'));
alter table notifications.message_template drop changed_by;
