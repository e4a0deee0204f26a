-- Money of a fund is in the fund's currency and spent at the fund's centre; a partner of a step is the centre's.
alter table reintegration.fund add unique (id, centre_id, currency);
alter table reintegration.action
    add check (fund_id is null or currency is not null),
    add foreign key (fund_id, centre_id, currency) references reintegration.fund (id, centre_id, currency),
    add foreign key (partner_id, centre_id) references partners.partner (id, centre_id);
alter table reintegration.assistance
    add foreign key (fund_id, centre_id, currency) references reintegration.fund (id, centre_id, currency),
    add foreign key (action_id, centre_id) references reintegration.action (id, centre_id);

alter table reintegration.plan
    add column changed_at        timestamptz,                    -- goals or steps last changed; who approves has seen this
    add column first_approved_at timestamptz,                    -- steps may begin from here, also while a change waits
    add column sent_back_by      uuid references accounts.staff,
    add column sent_back_note    text check (length(sent_back_note) <= 500),
    add check (state <> 'APPROVED' or approved_by is not null and submitted_by is not null and first_approved_at is not null),
    add check (state <> 'SUBMITTED' or submitted_by is not null and submitted_at is not null and agreed_on is not null);

-- What somebody changed in a plan, field by field.
create table reintegration.plan_change (
    id         uuid        primary key,
    centre_id  uuid        not null,
    case_id    uuid        not null,
    plan_id    uuid        not null,
    subject_id uuid,                                            -- the goal or step; null: the plan itself
    staff_id   uuid        not null references accounts.staff,
    at         timestamptz not null,
    what       text        not null check (what in (
        'GOAL_ADDED', 'GOAL_CHANGED', 'STEP_ADDED', 'STEP_CHANGED', 'STEP_STATE', 'ORDER', 'AGREED', 'SUBMITTED', 'SENT_BACK',
        'APPROVED', 'REPLACED')),
    about      text        check (length(about) <= 300),        -- the text of the goal or step, as it then was
    changes    jsonb       not null,                            -- [{"field": "cost", "before": "100.00 USD", "after": null}]
    foreign key (plan_id, centre_id) references reintegration.plan (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index plan_change_case on reintegration.plan_change (case_id, at desc, id desc);
call reintegration.guard_by_case('reintegration.plan_change');

-- The budget of an approved plan stands: to change it, the plan has to wait for approval first.
create function reintegration.keep_approved_budget() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from reintegration.goal g join reintegration.plan p on p.id = g.plan_id
               where g.id = new.goal_id and p.state = 'APPROVED') then
        raise exception 'The budget of an approved plan' using errcode = '23514', constraint = 'approved_budget';
    end if;
    return new;
end $$;
create trigger approved_budget_added before insert on reintegration.action
    for each row when (new.cost is not null) execute function reintegration.keep_approved_budget();
create trigger approved_budget_changed before update on reintegration.action
    for each row when ((new.cost, new.currency, new.fund_id) is distinct from (old.cost, old.currency, old.fund_id))
    execute function reintegration.keep_approved_budget();

-- What the client and partners say of a step. It changes nothing by itself: staff accept it or leave it.
create table reintegration.step_word (
    id            uuid        primary key,
    centre_id     uuid        not null,
    case_id       uuid        not null,
    action_id     uuid        not null,
    said_by       text        not null check (said_by in ('CLIENT', 'PARTNER')),
    word          text        not null check (word in ('DONE', 'IMPOSSIBLE', 'CONFIRMED', 'REFUSED')),
    reason        text        check (length(reason) <= 300),
    said_at       timestamptz not null,
    taken_back_at timestamptz,                                  -- by whoever said it
    settled_at    timestamptz,
    settled_by    uuid        references accounts.staff,
    accepted      boolean,                                      -- false: seen, the step stays as it is
    check ((said_by = 'CLIENT') = (word in ('DONE', 'IMPOSSIBLE'))),
    check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (accepted is null)),
    foreign key (action_id, centre_id) references reintegration.action (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create unique index step_word_open on reintegration.step_word (action_id, said_by)
    where taken_back_at is null and settled_at is null;
create index step_word_case on reintegration.step_word (case_id);
call reintegration.guard_by_case('reintegration.step_word');

-- The link by which a partner answers for one step, once.
create table reintegration.step_link (
    id          uuid        primary key,
    centre_id   uuid        not null,
    case_id     uuid        not null,
    action_id   uuid        not null,
    partner_id  uuid        not null references partners.partner,
    token_hash  bytea       not null unique,                    -- SHA-256 of the 128-bit secret in the link
    made_by     uuid        not null references accounts.staff,
    made_at     timestamptz not null,
    expires_at  timestamptz not null,
    answered_at timestamptz,
    answer      text        check (answer in ('CONFIRMED', 'REFUSED')),
    check ((answered_at is null) = (answer is null)),
    foreign key (action_id, centre_id) references reintegration.action (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index step_link_action on reintegration.step_link (action_id, made_at desc);
call reintegration.guard_by_case('reintegration.step_link');

-- The client has shown reference and code: for an hour the secret in the address opens the plan.
create table reintegration.plan_visit (
    token_hash bytea       primary key,                         -- SHA-256 of the 128-bit secret
    centre_id  uuid        not null,
    case_id    uuid        not null,
    expires_at timestamptz not null,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index plan_visit_case on reintegration.plan_visit (case_id);
call reintegration.guard_by_case('reintegration.plan_visit');

-- The centre of exactly one case, step or visit, for whoever already holds its reference or secret.
create function reintegration.centre_of_reference(given text) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from reintegration.case_file where reference = given $$;
create function reintegration.centre_of_step_link(secret bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from reintegration.step_link where token_hash = secret $$;
create function reintegration.centre_of_plan_visit(secret bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from reintegration.plan_visit where token_hash = secret $$;
