create schema counselling;

-- What was talked about. A sensitive topic never appears in lists, messages or titles.
create table counselling.topic (
    code      text    primary key,
    position  int     not null unique,
    sensitive boolean not null
);
insert into counselling.topic (code, position, sensitive) values
    ('LEGAL_WORK', 1, false), ('AGENCY_CHECK', 2, false), ('OFFER_CHECK', 3, false), ('VISA_PERMIT', 4, false),
    ('PATENT_REGISTRATION', 5, false), ('ENTRY_BAN', 6, false), ('AMINA_APP', 7, false), ('LANGUAGE_EXAM', 8, false),
    ('SKILLS_RECOGNITION', 9, false), ('STUDY', 10, false), ('FAMILY_REUNION', 11, false), ('COSTS_LOANS', 12, false),
    ('REMITTANCES', 13, false), ('SOCIAL_PROTECTION', 14, false), ('HEALTH', 15, false), ('UNPAID_WAGES', 16, false),
    ('DOCUMENTS_LOST', 17, false), ('DETENTION', 18, true), ('TRAFFICKING', 19, true), ('SMUGGLING', 20, true),
    ('GENDER_VIOLENCE', 21, true), ('CHILD', 22, true), ('ASYLUM', 23, true), ('MILITARY_RECRUITMENT', 24, true),
    ('RETURN_JOB', 25, false), ('RETURN_BUSINESS', 26, false), ('RETURN_TRAINING', 27, false),
    ('RETURN_SCHOOL', 28, false), ('RETURN_HEALTH', 29, false), ('RETURN_PSYCHOSOCIAL', 30, false),
    ('RETURN_DOCUMENTS', 31, false), ('RETURN_HOUSING', 32, false), ('OTHER', 33, false);

-- A member of staff who gives counselling at a centre.
create table counselling.counsellor (
    staff_id  uuid    not null references accounts.staff,
    centre_id uuid    not null references centres.centre,
    sex       text    not null check (sex in ('F', 'M')),
    languages text[]  not null check (cardinality(languages) > 0),
    active    boolean not null,
    primary key (staff_id, centre_id)
);

create table counselling.working_hours (
    staff_id  uuid     not null,
    centre_id uuid     not null,
    weekday   smallint not null check (weekday between 1 and 7),
    starts    time     not null,
    ends      time     not null,
    check (starts < ends),
    primary key (staff_id, centre_id, weekday, starts),
    foreign key (staff_id, centre_id) references counselling.counsellor
);

create table counselling.absence (
    staff_id  uuid        not null,
    centre_id uuid        not null,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    check (starts_at < ends_at),
    primary key (staff_id, centre_id, starts_at),
    foreign key (staff_id, centre_id) references counselling.counsellor
);

create table counselling.appointment (
    id                uuid        primary key,
    version           bigint      not null,
    centre_id         uuid        not null references centres.centre,
    counsellor_id     uuid        not null references accounts.staff,
    client_id         uuid        references clients.client,
    state             text        not null check (state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED',
                                                            'NO_SHOW', 'CANCELLED', 'EXPIRED')),
    service_code      text        not null references centres.service,
    mode              text        not null check (mode in ('IN_PERSON', 'PHONE', 'VIDEO')),
    language          text        not null,             -- of the talk
    page_language     text        not null,             -- of the person's pages and messages
    counsellor_sex    text        check (counsellor_sex in ('F', 'M')),
    situation         text        check (situation in ('THINKING', 'LEAVING', 'ABROAD', 'RETURNED', 'FAMILY')),
    needs             text[]      not null,
    starts_at         timestamptz not null,
    ends_at           timestamptz not null,
    held_until        timestamptz,
    booked_at         timestamptz,
    arrived_at        timestamptz,
    started_at        timestamptz,
    finished_at       timestamptz,
    cancelled_at      timestamptz,
    cancelled_by      text        check (cancelled_by in ('PERSON', 'CENTRE')),
    reference         text        unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    token_hash        bytea       not null unique,      -- SHA-256 of the 128-bit secret in the person's link
    second_facts      bytea[]     not null,             -- keyed hashes: last four digits, e-mail, code
    once              uuid        not null unique,      -- idempotency key of the form that made it
    draft             bytea,                            -- sealed answers until the booking is made
    sequence          int         not null,             -- RFC 5545 SEQUENCE: rises with every change
    check (starts_at < ends_at),
    check (state <> 'HELD' or held_until is not null),
    check (state in ('HELD', 'EXPIRED') or (booked_at is not null and reference is not null and client_id is not null)),
    check ((state = 'CANCELLED') = (cancelled_at is not null))
);

-- No counsellor is in two places at once, however the bookings race.
alter table counselling.appointment add constraint appointment_slot_free
    exclude using gist (counsellor_id with =, tstzrange(starts_at, ends_at) with &&)
    where (state in ('HELD', 'BOOKED', 'ARRIVED', 'IN_SESSION', 'COMPLETED'));
create index appointment_centre_day on counselling.appointment (centre_id, starts_at);
create index appointment_client on counselling.appointment (client_id, starts_at desc);
create index appointment_held on counselling.appointment (held_until) where state = 'HELD';

-- Somebody who came without a booking. The ticket is a number of the day, with no name on it.
create table counselling.walk_in (
    id            uuid        primary key,
    version       bigint      not null,
    centre_id     uuid        not null references centres.centre,
    day           date        not null,                  -- in the centre's zone
    ticket        int         not null check (ticket > 0),
    client_id     uuid        references clients.client,
    language      text        not null,
    service_code  text        references centres.service,
    state         text        not null check (state in ('WAITING', 'IN_SESSION', 'COMPLETED', 'LEFT')),
    counsellor_id uuid        references accounts.staff,
    arrived_at    timestamptz not null,
    started_at    timestamptz,
    finished_at   timestamptz,
    once          uuid        not null unique,
    constraint walk_in_ticket unique (centre_id, day, ticket)
);

create table counselling.consultation (
    id               uuid        primary key,
    version          bigint      not null,
    centre_id        uuid        not null references centres.centre,
    once             uuid        not null unique,
    appointment_id   uuid        unique references counselling.appointment,
    walk_in_id       uuid        unique references counselling.walk_in,
    client_id        uuid        references clients.client,         -- null: anonymous
    counsellor_id    uuid        not null references accounts.staff,
    started_at       timestamptz not null,
    ended_at         timestamptz not null,
    contact_type     text        not null check (contact_type in ('FIRST', 'FOLLOW_UP')),
    mode             text        not null check (mode in ('WALK_IN', 'APPOINTMENT', 'PHONE', 'VIDEO', 'TELEGRAM', 'WHATSAPP',
                                 'SOCIAL_MEDIA', 'EMAIL', 'OUTREACH', 'HOTLINE')),
    language         text        not null check (language in ('uz-Latn', 'uz-Cyrl', 'ru', 'tg', 'ky', 'kaa', 'en', 'other')),
    interpreter      boolean     not null,
    main_topic       text        not null references counselling.topic,
    other_topics     text[]      not null,
    destination      text        check (destination ~ '^[A-Z]{2}$'),   -- ISO 3166-1 alpha-2; null: none or not said
    migration_status text        not null check (migration_status in ('POTENTIAL', 'INTENDING', 'OUTGOING', 'ABROAD',
                                 'RETURNEE', 'FAMILY_MEMBER', 'INSTITUTION')),
    region_code      text        references centres.region,            -- residence; null: not said or elsewhere
    sex              text        not null check (sex in ('F', 'M', 'OTHER')),
    age_group        text        not null check (age_group in ('UNDER_18', '18_24', '25_29', '30_39', '40_49', '50_59',
                                 '60_PLUS', 'UNKNOWN')),
    service_given    text        not null check (service_given in ('INFORMATION', 'COUNSELLING', 'DOCUMENT_CHECK', 'JOB_SEARCH',
                                 'BRIEFING', 'LEGAL_ADVICE', 'FIRST_AID', 'REFERRAL', 'CASE_OPENED')),
    outcome          text        not null check (outcome in ('LEGAL_CHANNEL', 'POSTPONES', 'DROPS_IRREGULAR',
                                 'NEEDS_FOLLOW_UP', 'UNDECIDED', 'UNKNOWN')),
    referred_to      text        check (referred_to in ('EMPLOYMENT', 'MIGRATION_AGENCY', 'LEGAL_AID', 'SHELTER', 'HEALTH',
                                 'PSYCHOSOCIAL', 'EDUCATION', 'EMBASSY', 'NGO', 'INTERNATIONAL', 'OTHER')),
    follow_up_on     date,
    note             text        check (length(note) <= 4000),
    logged_at        timestamptz not null,
    check (started_at <= ended_at),
    check (appointment_id is null or walk_in_id is null)
);
create index consultation_centre_time on counselling.consultation (centre_id, started_at desc, id desc);
create index consultation_client on counselling.consultation (client_id, started_at desc);
create index consultation_counsellor on counselling.consultation (counsellor_id, started_at desc);

-- A consultation not yet saved: what a counsellor had typed, sealed, so that a lost session or a dead browser loses nothing.
create table counselling.consultation_draft (
    staff_id  uuid        not null references accounts.staff,
    subject   text        not null,                      -- 'appointment:<id>', 'walk-in:<id>' or 'new'
    centre_id uuid        not null references centres.centre,
    content   bytea       not null,
    saved_at  timestamptz not null,
    primary key (staff_id, subject)
);

call portal.guard_by_centre('counselling.counsellor');
call portal.guard_by_centre('counselling.working_hours');
call portal.guard_by_centre('counselling.absence');
call portal.guard_by_centre('counselling.appointment');
call portal.guard_by_centre('counselling.walk_in');
call portal.guard_by_centre('counselling.consultation');
call portal.guard_by_centre('counselling.consultation_draft');

-- A person's link or reference is looked up before anybody knows the centre: these functions of the owner tell the
-- centre of exactly one appointment, nothing else, to whoever already holds the secret.
create function counselling.centre_of_token(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.appointment where token_hash = wanted $$;
create function counselling.centre_of_reference(wanted text) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from counselling.appointment where reference = wanted $$;
