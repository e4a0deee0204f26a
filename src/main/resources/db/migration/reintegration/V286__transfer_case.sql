-- A case that another centre is asked to take on. It changes hands only when that centre accepts.
create table reintegration.transfer (
    id           uuid        primary key,
    version      bigint      not null,
    centre_id    uuid        not null,                          -- that gives it away
    case_id      uuid        not null,
    to_centre_id uuid        not null references centres.centre,
    urgency      text        not null check (urgency in ('IMMEDIATE', 'URGENT', 'NORMAL')),
    letter       bytea       not null,                          -- sealed: what the other centre has to know, once it accepts
    state        text        not null check (state in ('OFFERED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
    reason       text        check (reason in ('NO_CAPACITY', 'NOT_OURS', 'NOT_REACHED', 'OTHER')),   -- why refused
    offered_by   uuid        not null references accounts.staff,
    offered_at   timestamptz not null,
    settled_at   timestamptz,
    once         uuid        not null unique,
    check (to_centre_id <> centre_id),
    check ((state = 'OFFERED') = (settled_at is null)),
    check ((state = 'REFUSED') = (reason is not null)),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create unique index transfer_open on reintegration.transfer (case_id) where state = 'OFFERED';
create index transfer_offered on reintegration.transfer (to_centre_id) where state = 'OFFERED';
call reintegration.guard_by_case('reintegration.transfer');

-- A case that came from another centre, with what that centre wrote.
create table reintegration.arrival (
    id             uuid        primary key,                     -- of the transfer
    centre_id      uuid        not null,
    case_id        uuid        not null unique,                 -- the new case
    from_centre_id uuid        not null references centres.centre,
    letter         bytea       not null,                        -- sealed
    arrived_at     timestamptz not null,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
call reintegration.guard_by_case('reintegration.arrival');

-- What a centre may know of a case before it accepts it: where from, what kind, which language, how urgent. A protected
-- case is offered to the focal point alone.
create function reintegration.transfers_offered()
    returns table (id uuid, from_centre_id uuid, to_centre_id uuid, case_type text, language text, urgency text, offered_at timestamptz)
    language sql stable security definer set search_path = pg_catalog
    as $$
    select t.id, t.centre_id, t.to_centre_id, c.case_type, c.language, t.urgency, t.offered_at
    from reintegration.transfer t join reintegration.case_file c on c.id = t.case_id
    where t.state = 'OFFERED' and t.to_centre_id = any (portal.visible_centres())
      and (not c.protected or t.to_centre_id = any (reintegration.guarded_by_me()))
    order by t.offered_at limit 200
$$;
