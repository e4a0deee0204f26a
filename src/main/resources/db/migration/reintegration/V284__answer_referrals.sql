-- What a referral tells the partner, on what ground, and how the partner answers: by a link, without an account.
create function reintegration.any_reference() returns text
    language sql volatile
    as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + floor(random() * 32)::int, 1), '')
    from generate_series(1, 8)
$$;

alter table reintegration.referral
    add column reference text not null unique default reintegration.any_reference()
        check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    add column language text not null default 'en',
    add column basis text not null default 'NONE' check (basis in ('CONSENT', 'VITAL', 'NONE')),
    add column shared text[] not null default '{}' check (shared <@ array['NAME', 'PHONE', 'HOURS', 'LANGUAGE']),
    add column called bytea,
    add column message bytea,
    add column vital_reason bytea,
    add column vital_by uuid references accounts.staff,
    add column vital_at timestamptz,
    add column reason text check (reason in ('NOT_ELIGIBLE', 'OTHER_SERVICE', 'NO_CAPACITY', 'NOT_REACHED', 'OTHER')),
    add column answer bytea,
    add column accepted_at timestamptz,
    add column answered_by uuid references accounts.staff,
    add column asked_again int not null default 0 check (asked_again >= 0),
    add constraint referral_nothing_told check (basis <> 'NONE' or shared = '{}' and called is null and message is null),
    add constraint referral_vital check ((basis = 'VITAL') = (vital_by is not null)
        and (vital_by is null) = (vital_at is null) and (vital_reason is null or vital_by is not null));
comment on column reintegration.referral.reference is 'what the person, the centre and the partner call it by';
comment on column reintegration.referral.language is 'of everything the partner reads, ISO 639-1';
comment on column reintegration.referral.basis is 'why the partner may be told something of the person: consent, or a life at risk; NONE: nothing is told, the person carries a slip';
comment on column reintegration.referral.shared is 'which facts the partner is shown';
comment on column reintegration.referral.called is 'sealed: what to call the person';
comment on column reintegration.referral.message is 'sealed: what the partner is told in words';
comment on column reintegration.referral.vital_reason is 'sealed: why a supervisor lets the partner know without consent';
comment on column reintegration.referral.reason is 'why the partner refused or cannot';
comment on column reintegration.referral.answer is 'sealed: the partner''s own words';
comment on column reintegration.referral.accepted_at is 'when the partner said it would help';
comment on column reintegration.referral.answered_by is 'who put in the last answer, heard by telephone; null: the partner itself, by the link';
comment on column reintegration.referral.asked_again is 'how often the answer was asked for again';

-- A link by which a partner answers. A new one ends the former.
create table reintegration.referral_link (
    id          uuid        primary key,
    centre_id   uuid        not null,
    case_id     uuid        not null,
    referral_id uuid        not null,
    token_hash  bytea       not null unique,                    -- SHA-256
    mailed      boolean     not null,                           -- goes to the partner by e-mail; else printed or read out
    made_by     uuid        not null references accounts.staff,
    made_at     timestamptz not null,
    expires_at  timestamptz not null,
    revoked_at  timestamptz,
    shown_at    timestamptz,                                    -- when somebody first asked to see what is told
    foreign key (referral_id, centre_id) references reintegration.referral (id, centre_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create unique index referral_link_current on reintegration.referral_link (referral_id) where revoked_at is null;
call reintegration.guard_by_case('reintegration.referral_link');

-- Tells nothing but the centre of a secret already known.
create function reintegration.centre_of_referral(wanted bytea) returns uuid
    language sql stable security definer set search_path = ''
    as $$ select centre_id from reintegration.referral_link where token_hash = wanted $$;

-- Whoever forgets a person says so in the case; then what partners were told and said goes too, and their links.
create function reintegration.forget_referrals() returns trigger
    language plpgsql
    as $$
begin
    update reintegration.referral
    set shared = '{}', called = null, message = null, vital_reason = null, answer = null, version = version + 1
    where case_id = new.case_id;
    update reintegration.referral_link set revoked_at = now() where case_id = new.case_id and revoked_at is null;
    return null;
end $$;
create trigger case_event_forgets_referrals
    after insert on reintegration.case_event
    for each row when (new.kind = 'FORGOTTEN') execute function reintegration.forget_referrals();
