-- Papers and pictures that show what was bought and handed over; never of people.
create table reintegration.evidence (
    id            uuid        primary key,
    centre_id     uuid        not null,
    case_id       uuid        not null,
    assistance_id uuid        not null,
    kind          text        not null check (kind in ('QUOTATION', 'DELIVERY_NOTE', 'RECEIPT', 'GOODS', 'OTHER')),
    name          text        not null check (length(name) between 1 and 100),          -- cleaned, with the ending of its type
    type          text        not null check (type in ('application/pdf', 'image/jpeg', 'image/png')),   -- by its content
    content       bytea       not null check (length(content) between 1 and 5242880),   -- as saved anew, without metadata
    added_by      uuid        not null references accounts.staff,
    added_at      timestamptz not null,
    once          uuid        not null unique,
    foreign key (assistance_id, centre_id) references reintegration.assistance (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index evidence_assistance on reintegration.evidence (assistance_id, added_at);
call reintegration.guard_by_case('reintegration.evidence');
