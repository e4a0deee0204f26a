create schema partners;

-- An institution a centre works with: where people are referred to, who trains them, who refers them here.
create table partners.partner (
    id              uuid        primary key,
    version         bigint      not null,
    centre_id       uuid        not null references centres.centre,
    name            text        not null check (length(name) between 1 and 200),
    name_key        text        not null,                       -- PersonName.SearchKey of the name
    kind            text        not null check (kind in (
        'MINISTRY', 'EMPLOYMENT_CENTRE', 'MONOCENTRE', 'UNIVERSITY', 'COLLEGE', 'MAHALLA', 'NGO', 'SHELTER',
        'LEGAL_CLINIC', 'HOSPITAL', 'BANK', 'EMBASSY', 'INTERNATIONAL', 'AGENCY', 'BUSINESS', 'OTHER')),
    services        text[]      not null check (cardinality(services) between 1 and 20 and services <@ array[
        'LEGAL', 'SHELTER', 'HEALTH', 'PSYCHOSOCIAL', 'EMPLOYMENT', 'TRAINING', 'EDUCATION', 'HOUSING', 'DOCUMENTS',
        'SOCIAL_PROTECTION', 'CHILD_PROTECTION', 'FINANCE', 'BUSINESS', 'ANTI_TRAFFICKING', 'ASYLUM_ADVICE', 'OTHER']),
    regions         text[]      not null default '{}',          -- catchment, ISO 3166-2; empty: wherever the person lives
    languages       text[]      not null default '{}',          -- spoken there, ISO 639-1 or -3
    contact         text        check (length(contact) <= 200), -- whom to ask for, in the institution's own words
    phone           text,                                       -- E.164
    email           text,                                       -- where links to answer a referral go
    address         text        check (length(address) <= 300),
    hours           text        check (length(hours) <= 200),
    verified_on     date,                                       -- the day somebody reached the contact; null: never
    verified_by     uuid        references accounts.staff,
    agreement_from  date,
    agreement_until date,                                       -- last day of the agreement
    shares_data     boolean     not null default false,         -- an agreement on personal data is signed
    note            text        check (length(note) <= 2000),
    retired_at      timestamptz,                                -- no longer worked with
    once            uuid        not null unique,                -- idempotency key of the form that made it
    created_by      uuid        not null references accounts.staff,
    created_at      timestamptz not null,
    check ((verified_on is null) = (verified_by is null)),
    check (agreement_until is null or agreement_from is not null and agreement_until >= agreement_from),
    unique (id, centre_id)
);
create index partner_centre on partners.partner (centre_id);
call portal.guard_by_centre('partners.partner');
