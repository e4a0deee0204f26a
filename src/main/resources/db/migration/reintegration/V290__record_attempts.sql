-- Follow-ups: when to try again, every attempt to reach the person, and what the person told.
alter table reintegration.follow_up add next_at timestamptz;    -- not tried again before; null: from due_on

-- Each round of a person is planned once, however often and by whomever.
create unique index follow_up_round on reintegration.follow_up (case_id, client_id, round)
    where round <> 'OTHER' and state <> 'CANCELLED';

create table reintegration.follow_up_attempt (
    id           uuid        primary key,
    centre_id    uuid        not null,
    case_id      uuid        not null,
    follow_up_id uuid        not null,
    at           timestamptz not null,
    way          text        not null check (way in ('CALL', 'VISIT', 'OFFICE')),
    result       text        not null check (result in ('NO_ANSWER', 'WRONG_NUMBER', 'LATER', 'REACHED')),
    next_at      timestamptz,                                   -- when the next attempt is due
    staff_id     uuid        not null references accounts.staff,
    undone_at    timestamptz,                                   -- pressed by mistake: counts for nothing
    once         uuid        not null unique,
    check ((result = 'REACHED') = (next_at is null)),
    foreign key (follow_up_id, centre_id) references reintegration.follow_up (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index follow_up_attempt_of on reintegration.follow_up_attempt (follow_up_id, at);
create index follow_up_attempt_case on reintegration.follow_up_attempt (case_id, at);
call reintegration.guard_by_case('reintegration.follow_up_attempt');

-- What a person who was reached answered: {"MIGRATED": "NO"}, a code for each question of that version; NOT_ASKED differs
-- from NO, and from DECLINED.
create table reintegration.tracer (
    follow_up_id uuid        primary key,
    centre_id    uuid        not null,
    case_id      uuid        not null,
    questions    int         not null,                          -- version of the questions
    answers      jsonb       not null,
    asked_by     uuid        not null references accounts.staff,
    asked_at     timestamptz not null,
    foreign key (follow_up_id, centre_id) references reintegration.follow_up (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index tracer_case on reintegration.tracer (case_id, asked_at);
call reintegration.guard_by_case('reintegration.tracer');

-- "Not reached" is said after three attempts in vain, the first of them 60 days before, by the centre's calendar; never earlier.
create function reintegration.keep_not_reached_true() returns trigger
    language plpgsql set search_path = ''
    as $$
declare
    place text;
    tries int;
    first date;
begin
    select zone into place from centres.centre where id = new.centre_id;
    select count(*), min((a.at at time zone place)::date) into tries, first
    from reintegration.follow_up_attempt a
    where a.follow_up_id = new.id and a.undone_at is null and a.result in ('NO_ANSWER', 'WRONG_NUMBER');
    if tries < 3 or first > (new.settled_at at time zone place)::date - 60 then
        raise check_violation using
            constraint = 'follow_up_tried', schema = 'reintegration', table = 'follow_up',
            message = 'Nobody is called not reached before three attempts over 60 days';
    end if;
    return new;
end $$;
create trigger follow_up_tried
    before update of state on reintegration.follow_up
    for each row when (new.state = 'NOT_REACHED' and old.state <> 'NOT_REACHED')
    execute function reintegration.keep_not_reached_true();
