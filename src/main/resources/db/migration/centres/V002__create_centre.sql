create schema centres;

-- First-level regions, ISO 3166-2. Labels are in the message bundles.
create table centres.region (
    code                 text    primary key check (code ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$'),
    country              text    not null check (country ~ '^[A-Z]{2}$'),
    border_target_region boolean not null
);

create table centres.centre (
    id             uuid    primary key,
    code           text    not null unique check (code ~ '^[A-Z]{3}$'),
    country        text    not null check (country ~ '^[A-Z]{2}$'),
    region_code    text    not null references centres.region,
    zone           text    not null,                      -- IANA zone: everything a person reads is in it
    phone          text,                                  -- E.164; shown only when verified_on is set
    verified_on    date,                                  -- the day the centre confirmed address and phone; null: not yet
    opened         text    not null check (opened ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
    project        text,
    step_free      boolean,                               -- null: not known
    reported_in_person_min       int,                     -- published before the portal; never merged with its own figures
    reported_social_reach_approx int,
    reported_source              text,
    position       int     not null
);

-- What a reader sees of a centre, per language of the portal.
create table centres.centre_text (
    centre_id uuid not null references centres.centre,
    language  text not null,
    name      text not null,
    city      text not null,
    address   text,
    landmark  text,
    primary key (centre_id, language)
);

create table centres.opening_hours (
    centre_id uuid     not null references centres.centre,
    weekday   smallint not null check (weekday between 1 and 7),   -- ISO 8601: Monday is 1
    opens     time     not null,
    closes    time     not null,
    check (opens < closes),
    primary key (centre_id, weekday, opens)
);

create table centres.closed_day (
    centre_id uuid not null references centres.centre,
    day       date not null,
    primary key (centre_id, day)
);

-- What can be booked, in migrants' words (labels in the message bundles).
create table centres.service (
    code     text primary key,
    minutes  int  not null check (minutes between 5 and 240),
    position int  not null unique
);

create table centres.centre_service (
    centre_id    uuid not null references centres.centre,
    service_code text not null references centres.service,
    primary key (centre_id, service_code)
);

-- Languages in which a conversation is possible there: uz, ru, tg, ky, en.
create table centres.centre_language (
    centre_id uuid not null references centres.centre,
    language  text not null,
    primary key (centre_id, language)
);

-- Numbers for urgent help. Only those with verified_on are shown.
create table centres.urgent_contact (
    country     text not null,
    number      text not null,
    kind        text not null check (kind in ('EMERGENCY', 'POLICE', 'AMBULANCE', 'TRAFFICKING', 'VIOLENCE', 'CHILD')),
    verified_on date,
    source      text not null,
    primary key (country, number)
);

call portal.guard_by_centre('centres.centre_text');
call portal.guard_by_centre('centres.opening_hours');
call portal.guard_by_centre('centres.closed_day');
call portal.guard_by_centre('centres.centre_service');
call portal.guard_by_centre('centres.centre_language');
