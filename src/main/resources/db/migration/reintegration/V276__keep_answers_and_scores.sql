-- One assessment of a person by an instrument in each round; others can be added freely.
create unique index assessment_round on reintegration.assessment (case_id, client_id, instrument, round) where round <> 'OTHER';
alter table reintegration.assessment add unique (id, instrument, instrument_version);
alter table reintegration.assessment
    add foreign key (instrument, instrument_version) references reintegration.instrument;

-- A section as it was last saved; saving needs the version one has seen, so that nobody overwrites another unawares.
create table reintegration.assessment_section (
    centre_id     uuid        not null,
    case_id       uuid        not null,
    assessment_id uuid        not null,
    section       text        not null,
    version       int         not null,
    words         bytea,                                -- the client's own words; sealed
    saved_by      uuid        not null references accounts.staff,
    saved_at      timestamptz not null,
    primary key (assessment_id, section),
    foreign key (assessment_id, centre_id) references reintegration.assessment (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
call reintegration.guard_by_case('reintegration.assessment_section');

-- No row: not come to yet. Said nothing is not the same as no.
create table reintegration.assessment_answer (
    centre_id     uuid        not null,
    case_id       uuid        not null,
    assessment_id uuid        not null,
    instrument    text        not null,
    instrument_version int    not null,
    number        int         not null,
    said          text        not null check (said in ('ANSWERED', 'NOT_ASKED', 'DECLINED', 'UNKNOWN')),
    options       text[]      not null,                 -- codes of reintegration.question_option
    primary key (assessment_id, number),
    foreign key (assessment_id, centre_id) references reintegration.assessment (id, centre_id),
    foreign key (assessment_id, instrument, instrument_version)
        references reintegration.assessment (id, instrument, instrument_version),
    foreign key (instrument, instrument_version, number) references reintegration.question,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id),
    check ((said = 'ANSWERED') = (cardinality(options) > 0))
);
call reintegration.guard_by_case('reintegration.assessment_answer');

-- What each completion came to, with the answers it came from. Written once: a correction adds the next calculation.
create table reintegration.assessment_score (
    centre_id     uuid         not null,
    case_id       uuid         not null,
    assessment_id uuid         not null,
    calculation   int          not null check (calculation > 0),
    instrument    text         not null,
    instrument_version int     not null,
    economic      numeric(9,8) check (economic between 0 and 1),       -- null: not computable
    social        numeric(9,8) check (social between 0 and 1),
    psychosocial  numeric(9,8) check (psychosocial between 0 and 1),
    composite     numeric(9,8) check (composite between 0 and 1),
    band          text         check (band in ('HIGH', 'MEDIUM', 'LOW')),   -- need, by the composite before rounding
    answers       jsonb        not null,                -- {"1": "OFTEN", "20": "MONEY DISTANCE", "28": "-DECLINED"}
    calculated_by uuid         not null references accounts.staff,
    calculated_at timestamptz  not null,
    primary key (assessment_id, calculation),
    foreign key (assessment_id, centre_id) references reintegration.assessment (id, centre_id),
    foreign key (assessment_id, instrument, instrument_version)
        references reintegration.assessment (id, instrument, instrument_version),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
call reintegration.guard_by_case('reintegration.assessment_score');
revoke update, delete on reintegration.assessment_score from portal_app;
