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

create function clients.wait_before_deleting() returns trigger
    language plpgsql
    as $$
begin
    if new.decided_at < new.asked_at + interval '7 days' then
        raise check_violation using
            constraint = 'data_request_waited', schema = 'clients', table = 'data_request',
            message = 'A deletion waits for seven days';
    end if;
    return new;
end $$;
create trigger data_request_waited before update of state on clients.data_request
    for each row when (new.kind = 'DELETION' and new.state = 'DONE' and old.state = 'OPEN')
    execute function clients.wait_before_deleting();
