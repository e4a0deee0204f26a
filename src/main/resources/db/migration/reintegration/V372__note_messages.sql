-- Somebody may also be reached by a message, where the person agrees to messages.
alter table reintegration.follow_up_attempt drop constraint follow_up_attempt_way_check;
alter table reintegration.follow_up_attempt add constraint follow_up_attempt_way_check
    check (way in ('CALL', 'MESSAGE', 'VISIT', 'OFFICE'));
