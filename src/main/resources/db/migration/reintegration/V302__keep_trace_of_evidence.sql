-- What is left of a file somebody removed: what it was and by whom, and its hash, by which a copy is known again.
create table reintegration.evidence_removed (
    id            uuid        primary key,                      -- the file's
    centre_id     uuid        not null,
    case_id       uuid        not null,
    assistance_id uuid        not null,
    kind          text        not null,
    type          text        not null,
    bytes         int         not null check (bytes > 0),
    sha256        bytea       not null check (length(sha256) = 32),   -- of the content as it was kept
    added_by      uuid        not null references accounts.staff,
    added_at      timestamptz not null,
    removed_by    uuid        not null references accounts.staff,
    removed_at    timestamptz not null,
    reason        text        not null check (reason in ('PERSON', 'ELSEWHERE', 'TWICE', 'UNREADABLE')),
    foreign key (assistance_id, centre_id) references reintegration.assistance (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index evidence_removed_assistance on reintegration.evidence_removed (assistance_id, added_at);
call reintegration.guard_by_case('reintegration.evidence_removed');
