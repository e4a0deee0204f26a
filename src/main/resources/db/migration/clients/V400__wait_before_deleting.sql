-- A deletion waits for a week, whoever asked and whatever there is, and may be held with a reason for who carries it out: so that
-- somebody with the person's telephone, or somebody whom notes are about, does not destroy what others need for the person.
alter table clients.data_request
    add column held_at timestamptz,
    add column held_by uuid references accounts.staff,
    add column held_why bytea,
    add constraint data_request_held check ((held_at is null) = (held_by is null)
        and (held_at is null or kind = 'DELETION') and (held_why is null or held_at is not null and state = 'OPEN'));
comment on column clients.data_request.held_at is 'since when somebody asks that the deletion be thought over; null: nobody does';
comment on column clients.data_request.held_by is 'who asks that';
comment on column clients.data_request.held_why is 'sealed: why, for who carries deletions out; gone once it is decided';
alter table clients.data_request add constraint data_request_waited
    check (kind <> 'DELETION' or state <> 'DONE' or decided_at >= asked_at + interval '7 days') not valid;
