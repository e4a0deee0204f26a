-- Where a centre goes to: a school, a mahalla, an employment centre. The register has no personal data.
create table outreach.institution (
    id            uuid        primary key,
    version       bigint      not null,
    centre_id     uuid        not null references centres.centre,
    name          text        not null check (length(name) between 1 and 200),
    name_key      text        not null,                      -- PersonName.SearchKey of the name
    kind          text        not null check (kind in (
        'SCHOOL', 'COLLEGE', 'UNIVERSITY', 'MAHALLA', 'LOCAL_AUTHORITY', 'EMPLOYMENT_CENTRE', 'MIGRATION_AUTHORITY',
        'HEALTH', 'RELIGIOUS', 'MEDIA', 'ASSOCIATION', 'EMPLOYER', 'OTHER')),
    region_code   text        not null references centres.region,
    district_code text,
    once          uuid        not null unique,               -- idempotency key of the form that made it
    created_by    uuid        not null references accounts.staff,
    created_at    timestamptz not null,
    foreign key (region_code, district_code) references centres.district (region_code, code),
    unique (id, centre_id)
);
create unique index institution_name on outreach.institution (centre_id, lower(name), coalesce(district_code, region_code));
call portal.guard_by_centre('outreach.institution');

-- Somebody people listen to, who has agreed to be listed. Once that is taken back, what names the person is gone, and the
-- row stays so that the activities still count.
create table outreach.leader (
    id            uuid        primary key,
    version       bigint      not null,
    centre_id     uuid        not null references centres.centre,
    kind          text        not null check (kind in (
        'MAHALLA_CHAIR', 'IMAM', 'TEACHER', 'DOCTOR', 'RETURNEE', 'BLOGGER', 'DIASPORA', 'OTHER')),
    region_code   text        references centres.region,     -- null: abroad, or everywhere on screens
    district_code text,
    languages     text[]      not null check (
        cardinality(languages) between 1 and 10 and languages <@ array['en', 'ru', 'uz', 'tg', 'ky', 'kaa', 'kk', 'tk']),
    audience      int         check (audience between 1 and 100000000),   -- people who listen, as estimated
    name          bytea,                                     -- sealed; null: consent withdrawn
    name_key      text,                                      -- PersonName.SearchKey of the name
    contact       bytea,                                     -- sealed
    links         bytea,                                     -- sealed; pages and channels of the person's own
    consent_on    date        not null,                      -- the day the person agreed to be listed
    consent_how   text        not null check (consent_how in ('WRITTEN', 'SPOKEN', 'MESSAGE')),
    withdrawn_at  timestamptz,
    once          uuid        not null unique,
    created_by    uuid        not null references accounts.staff,
    created_at    timestamptz not null,
    check ((withdrawn_at is null) = (name is not null)),
    check ((name is null) = (name_key is null)),
    check (withdrawn_at is null or (contact is null and links is null)),
    foreign key (region_code, district_code) references centres.district (region_code, code),
    check (district_code is null or region_code is not null),
    unique (id, centre_id)
);
create index leader_centre on outreach.leader (centre_id);
call portal.guard_by_centre('outreach.leader');

create table outreach.leader_training (
    centre_id  uuid not null,
    leader_id  uuid not null,
    held_on    date not null,
    topic_code text not null references outreach.topic,
    primary key (leader_id, held_on, topic_code),
    foreign key (leader_id, centre_id) references outreach.leader (id, centre_id)
);
call portal.guard_by_centre('outreach.leader_training');

-- A journey to a district: planned, then done or cancelled. Clients are never named in it.
create table outreach.visit (
    id            uuid        primary key,
    version       bigint      not null,
    centre_id     uuid        not null references centres.centre,
    state         text        not null check (state in ('PLANNED', 'DONE', 'CANCELLED')),
    day           date        not null,                      -- in the centre's zone
    region_code   text        not null references centres.region,
    district_code text,
    purposes      text[]      not null check (cardinality(purposes) between 1 and 8 and purposes <@ array[
        'PREPARE_SESSION', 'INFORM', 'MATERIALS', 'AGREEMENT', 'TRAIN', 'MEET_LEADERS', 'LISTEN', 'OTHER']),
    outcome       text        check (length(outcome) <= 2000),
    next_step     text        check (length(next_step) between 1 and 300),
    next_due      date,
    next_done_at  timestamptz,
    once          uuid        not null unique,
    created_by    uuid        not null references accounts.staff,
    created_at    timestamptz not null,
    check (state = 'DONE' or (outcome is null and next_step is null)),
    check ((next_step is null) = (next_due is null)),
    check (next_done_at is null or next_step is not null),
    foreign key (region_code, district_code) references centres.district (region_code, code),
    unique (id, centre_id)
);
create index visit_centre on outreach.visit (centre_id, day);
create index visit_next on outreach.visit (centre_id, next_due) where next_due is not null and next_done_at is null;
call portal.guard_by_centre('outreach.visit');

create table outreach.visit_staff (
    centre_id uuid not null,
    visit_id  uuid not null,
    staff_id  uuid not null references accounts.staff,
    primary key (visit_id, staff_id),
    foreign key (visit_id, centre_id) references outreach.visit (id, centre_id)
);
call portal.guard_by_centre('outreach.visit_staff');

create table outreach.visit_institution (
    centre_id      uuid not null,
    visit_id       uuid not null,
    institution_id uuid not null,
    primary key (visit_id, institution_id),
    foreign key (visit_id, centre_id) references outreach.visit (id, centre_id),
    foreign key (institution_id, centre_id) references outreach.institution (id, centre_id)
);
create index visit_institution_of on outreach.visit_institution (institution_id);
call portal.guard_by_centre('outreach.visit_institution');

create table outreach.visit_leader (
    centre_id uuid not null,
    visit_id  uuid not null,
    leader_id uuid not null,
    primary key (visit_id, leader_id),
    foreign key (visit_id, centre_id) references outreach.visit (id, centre_id),
    foreign key (leader_id, centre_id) references outreach.leader (id, centre_id)
);
create index visit_leader_of on outreach.visit_leader (leader_id);
call portal.guard_by_centre('outreach.visit_leader');

-- Awareness sessions that belong to a visit: held during it, or agreed upon.
create table outreach.visit_session (
    centre_id  uuid not null,
    visit_id   uuid not null,
    session_id uuid not null references outreach.awareness_session,
    primary key (visit_id, session_id),
    foreign key (visit_id, centre_id) references outreach.visit (id, centre_id)
);
create index visit_session_of on outreach.visit_session (session_id);
call portal.guard_by_centre('outreach.visit_session');
