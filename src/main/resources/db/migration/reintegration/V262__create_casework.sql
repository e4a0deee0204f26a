-- The records of casework that several features read. Each feature adds what else it needs.

-- An assessment of one person by one version of an instrument; answers and scores are the feature's own tables.
create table reintegration.assessment (
    id           uuid        primary key,
    version      bigint      not null,
    centre_id    uuid        not null,
    case_id      uuid        not null,
    client_id    uuid        not null references clients.client,
    instrument   text        not null,                          -- RSS, SKILLS, FAMILY
    instrument_version int   not null,
    round        text        not null check (round in ('BASELINE', 'M3', 'M6', 'M12', 'OTHER')),
    started_by   uuid        not null references accounts.staff,
    started_at   timestamptz not null,
    completed_at timestamptz,                                   -- null: not finished
    economic     numeric(9,8) check (economic between 0 and 1),      -- null: not computable
    social       numeric(9,8) check (social between 0 and 1),
    psychosocial numeric(9,8) check (psychosocial between 0 and 1),
    composite    numeric(9,8) check (composite between 0 and 1),
    asks_for_help boolean    not null default false,            -- an answer asks for help whatever the score
    once         uuid        not null unique,
    unique (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index assessment_case on reintegration.assessment (case_id, started_at);
call reintegration.guard_by_case('reintegration.assessment');

-- What a project may spend on cases at a centre.
create table reintegration.fund (
    id         uuid          primary key,
    version    bigint        not null,
    centre_id  uuid          not null references centres.centre,
    project    text          not null check (length(project) between 1 and 120),
    donor      text          check (length(donor) <= 120),
    currency   text          not null check (currency ~ '^[A-Z]{3}$'),   -- ISO 4217
    amount     numeric(14,2) not null check (amount > 0),
    starts_on  date          not null,
    ends_on    date          not null,                          -- last day
    created_by uuid          not null references accounts.staff,
    created_at timestamptz   not null,
    once       uuid          not null unique,
    check (ends_on >= starts_on),
    unique (id, centre_id)
);
call portal.guard_by_centre('reintegration.fund');

-- A case has one plan at a time; a later one replaces it.
create table reintegration.plan (
    id           uuid        primary key,
    version      bigint      not null,
    centre_id    uuid        not null,
    case_id      uuid        not null,
    state        text        not null check (state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'REPLACED')),
    agreed_on    date,                                          -- by the client
    agreed_how   text        check (agreed_how in ('WRITTEN', 'ORAL')),
    submitted_by uuid        references accounts.staff,
    submitted_at timestamptz,
    approved_by  uuid        references accounts.staff,
    approved_at  timestamptz,
    created_by   uuid        not null references accounts.staff,
    created_at   timestamptz not null,
    once         uuid        not null unique,
    check ((agreed_on is null) = (agreed_how is null)),
    check (approved_by is null or approved_by <> submitted_by),
    check (state <> 'APPROVED' or approved_at is not null and agreed_on is not null),
    unique (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create unique index plan_of_case on reintegration.plan (case_id) where state <> 'REPLACED';
call reintegration.guard_by_case('reintegration.plan');

create table reintegration.goal (
    id        uuid        primary key,
    version   bigint      not null,
    centre_id uuid        not null,
    case_id   uuid        not null,
    plan_id   uuid        not null,
    dimension text        not null check (dimension in ('ECONOMIC', 'SOCIAL', 'PSYCHOSOCIAL')),
    text      text        not null check (length(text) between 1 and 300),   -- for the client, in the client's language
    note      text        check (length(note) <= 1000),         -- for staff
    position  int         not null,
    once      uuid        not null unique,
    unique (id, centre_id),
    foreign key (plan_id, centre_id) references reintegration.plan (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index goal_plan on reintegration.goal (plan_id);
call reintegration.guard_by_case('reintegration.goal');

-- One step towards a goal.
create table reintegration.action (
    id         uuid          primary key,
    version    bigint        not null,
    centre_id  uuid          not null,
    case_id    uuid          not null,
    goal_id    uuid          not null,
    kind       text          not null,                          -- assistance code, see Assistance catalogue; or STEP
    text       text          not null check (length(text) between 1 and 300),   -- for the client
    note       text          check (length(note) <= 1000),      -- for staff
    doer       text          not null check (doer in ('CLIENT', 'STAFF', 'PARTNER')),
    staff_id   uuid          references accounts.staff,
    partner_id uuid          references partners.partner,
    due_on     date          not null,
    cost       numeric(12,2) check (cost > 0),
    currency   text          check (currency ~ '^[A-Z]{3}$'),
    fund_id    uuid          references reintegration.fund,
    state      text          not null check (state in ('PLANNED', 'STARTED', 'DONE', 'IMPOSSIBLE', 'CANCELLED')),
    state_since timestamptz  not null,
    position   int           not null,
    once       uuid          not null unique,
    check ((cost is null) = (currency is null)),
    check ((doer = 'PARTNER') = (partner_id is not null)),
    unique (id, centre_id),
    foreign key (goal_id, centre_id) references reintegration.goal (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index action_goal on reintegration.action (goal_id);
create index action_case on reintegration.action (case_id, due_on);
call reintegration.guard_by_case('reintegration.action');

-- What a person gets: asked for, approved by somebody else, delivered, acknowledged.
create table reintegration.assistance (
    id              uuid          primary key,
    version         bigint        not null,
    centre_id       uuid          not null,
    case_id         uuid          not null,
    action_id       uuid          references reintegration.action,
    kind            text          not null,                     -- code of the assistance catalogue
    form            text          not null check (form in ('IN_KIND', 'SERVICE', 'CASH')),
    text            text          not null check (length(text) between 1 and 300),   -- what exactly
    cost            numeric(12,2) not null check (cost >= 0),   -- committed when approved
    currency        text          not null check (currency ~ '^[A-Z]{3}$'),
    spent           numeric(12,2) check (spent >= 0),           -- what it did cost, once delivered
    fund_id         uuid          references reintegration.fund,
    state           text          not null check (state in (
        'REQUESTED', 'APPROVED', 'REFUSED', 'DELIVERED', 'ACKNOWLEDGED', 'CANCELLED')),
    requested_by    uuid          not null references accounts.staff,
    requested_at    timestamptz   not null,
    decided_by      uuid          references accounts.staff,
    decided_at      timestamptz,
    decision_note   text          check (length(decision_note) <= 500),
    delivered_on    date,
    acknowledged_on date,
    acknowledged_how text         check (acknowledged_how in ('WRITTEN', 'ORAL', 'ONLINE')),
    once            uuid          not null unique,
    check (decided_by is null or decided_by <> requested_by),
    check (state not in ('APPROVED', 'REFUSED', 'DELIVERED', 'ACKNOWLEDGED') or decided_by is not null),
    check (state not in ('DELIVERED', 'ACKNOWLEDGED') or delivered_on is not null and spent is not null),
    check (cost = 0 or fund_id is not null),
    unique (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index assistance_case on reintegration.assistance (case_id, requested_at);
create index assistance_fund on reintegration.assistance (fund_id);
create index assistance_waiting on reintegration.assistance (centre_id, requested_at) where state = 'REQUESTED';
call reintegration.guard_by_case('reintegration.assistance');

-- A course of the centre or of a partner.
create table reintegration.course (
    id         uuid        primary key,
    version    bigint      not null,
    centre_id  uuid        not null references centres.centre,
    kind       text        not null check (kind in ('FINANCIAL_LITERACY', 'ENTREPRENEURSHIP', 'LANGUAGE', 'TRADE')),
    name       text        not null check (length(name) between 1 and 120),
    partner_id uuid        references partners.partner,         -- null: the centre's own
    language   text        not null,
    place      text        check (length(place) <= 200),
    places     int         not null check (places between 1 and 500),
    starts_on  date        not null,
    ends_on    date        not null,                            -- last day
    state      text        not null check (state in ('PLANNED', 'HELD', 'CANCELLED')),
    once       uuid        not null unique,
    created_by uuid        not null references accounts.staff,
    created_at timestamptz not null,
    check (ends_on >= starts_on),
    unique (id, centre_id)
);
create index course_centre on reintegration.course (centre_id, starts_on);
call portal.guard_by_centre('reintegration.course');

create table reintegration.enrolment (
    id          uuid        primary key,
    version     bigint      not null,
    centre_id   uuid        not null,
    course_id   uuid        not null,
    case_id     uuid        not null,
    client_id   uuid        not null references clients.client,
    action_id   uuid        references reintegration.action,
    state       text        not null check (state in ('ENROLLED', 'COMPLETED', 'LEFT', 'CANCELLED')),
    state_since timestamptz not null,
    enrolled_by uuid        not null references accounts.staff,
    enrolled_at timestamptz not null,
    once        uuid        not null unique,
    unique (id, centre_id),
    foreign key (course_id, centre_id) references reintegration.course (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create unique index enrolment_once on reintegration.enrolment (course_id, client_id) where state <> 'CANCELLED';
create index enrolment_case on reintegration.enrolment (case_id);
call reintegration.guard_by_case('reintegration.enrolment');

create table reintegration.referral (
    id           uuid        primary key,
    version      bigint      not null,
    centre_id    uuid        not null,
    case_id      uuid        not null,
    client_id    uuid        not null references clients.client,
    partner_id   uuid        not null references partners.partner,
    action_id    uuid        references reintegration.action,
    service      text        not null,                          -- one of partners.partner.services
    urgency      text        not null check (urgency in ('IMMEDIATE', 'URGENT', 'NORMAL')),
    state        text        not null check (state in ('DRAFT', 'SENT', 'ACCEPTED', 'SERVED', 'REFUSED', 'CANNOT', 'CANCELLED')),
    state_since  timestamptz not null,
    sent_at      timestamptz,
    answered_at  timestamptz,                                   -- first answer
    served_at    timestamptz,                                   -- the person got what the referral is for
    due_on       date        not null,                          -- when an answer is chased
    made_by      uuid        not null references accounts.staff,
    made_at      timestamptz not null,
    once         uuid        not null unique,
    check ((state = 'SERVED') = (served_at is not null)),
    unique (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index referral_case on reintegration.referral (case_id, made_at);
create index referral_due on reintegration.referral (centre_id, due_on) where state in ('SENT', 'ACCEPTED');
call reintegration.guard_by_case('reintegration.referral');

create table reintegration.follow_up (
    id          uuid        primary key,
    version     bigint      not null,
    centre_id   uuid        not null,
    case_id     uuid        not null,
    client_id   uuid        not null references clients.client,
    round       text        not null check (round in ('M3', 'M6', 'M12', 'OTHER')),
    due_on      date        not null,
    best_from   time,                                           -- best hour, in the centre's zone
    best_until  time,
    state       text        not null check (state in ('DUE', 'DONE', 'NOT_REACHED', 'CANCELLED')),
    first_tried_at timestamptz,
    settled_at  timestamptz,
    once        uuid        not null unique,
    created_at  timestamptz not null,
    check ((state = 'DUE') = (settled_at is null)),
    check ((best_from is null) = (best_until is null)),
    unique (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index follow_up_due on reintegration.follow_up (centre_id, due_on) where state = 'DUE';
create index follow_up_case on reintegration.follow_up (case_id);
call reintegration.guard_by_case('reintegration.follow_up');

-- Each time a case was closed.
create table reintegration.closure (
    id          uuid        primary key,
    centre_id   uuid        not null,
    case_id     uuid        not null,
    reason      text        not null check (reason in (
        'PLAN_DONE', 'SELF_RELIANT', 'MIGRATED_AGAIN', 'LOST_CONTACT', 'WITHDREW', 'TRANSFERRED', 'DECEASED')),
    outcome     text        check (length(outcome) <= 2000),    -- closing note
    closed_by   uuid        not null references accounts.staff,
    closed_at   timestamptz not null,
    reopened_by uuid        references accounts.staff,
    reopened_at timestamptz,
    once        uuid        not null unique,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index closure_case on reintegration.closure (case_id, closed_at desc);
call reintegration.guard_by_case('reintegration.closure');
