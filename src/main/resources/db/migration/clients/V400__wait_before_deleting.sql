-- A deletion waits for a week, whoever asked and whatever there is, and may be held with a reason for who carries it out: so that
-- somebody with the person's telephone, or somebody whom notes are about, does not destroy what others need for the person.
create table clients.deletion_objection (
    request_id uuid        not null references clients.data_request on delete cascade,
    staff_id   uuid        not null references accounts.staff,
    centre_id  uuid        not null references centres.centre,
    at         timestamptz not null,
    why        bytea       not null,
    primary key (request_id, staff_id)
);
comment on table clients.deletion_objection is 'who asks that a deletion be thought over; gone once it is decided';
comment on column clients.deletion_objection.at is 'since when, or since when with these words';
comment on column clients.deletion_objection.why is 'sealed: why; read by who carries deletions out, and by who wrote it';
call portal.guard_by_centre('clients.deletion_objection');

create function clients.forget_objections() returns trigger
    language plpgsql
    as $$
begin
    delete from clients.deletion_objection where request_id = new.id;
    return null;
end $$;
create trigger data_request_decided after update of state on clients.data_request
    for each row when (old.state = 'OPEN' and new.state <> 'OPEN')
    execute function clients.forget_objections();

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
