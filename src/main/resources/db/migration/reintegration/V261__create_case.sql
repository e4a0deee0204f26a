create schema reintegration;

-- Who reads, as the transaction states it beside the centres: the id of a member of staff; `portal` for the portal's own
-- work (jobs, links that carry a secret); nothing stated: nobody, who sees no protected case and no restricted note.
create function portal.reader() returns text
    language sql stable parallel safe
    as $$ select nullif(current_setting('portal.reader', true), '') $$;

-- The same as an id; null for the portal and for nobody.
create function portal.reading_staff() returns uuid
    language sql stable parallel safe
    as $$ select case when portal.reader() ~ '^[0-9a-f-]{36}$' then portal.reader()::uuid end $$;

-- A returnee's case. The client is the person or the household's focal person.
create table reintegration.case_file (
    id              uuid        primary key,
    version         bigint      not null,
    centre_id       uuid        not null references centres.centre,
    client_id       uuid        not null references clients.client,
    reference       text        not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    code_hash       bytea,                                      -- of the code that opens the client's own page; null: none given
    case_type       text        not null check (case_type in ('VOLUNTARY', 'FORCED', 'VULNERABLE')),
    household       boolean     not null,
    protected       boolean     not null,                       -- seen by its team and the focal point only
    source          text        not null check (source in (
        'CONSULTATION', 'BOOKING', 'PARTNER', 'AIRPORT', 'AUTHORITY', 'INTERNATIONAL', 'MAHALLA', 'SELF')),
    encounter_id    uuid,                                       -- the consultation or appointment it came from
    partner_id      uuid        references partners.partner,    -- who referred the person here
    state           text        not null check (state in (
        'DRAFT', 'SCREENING', 'ASSESSED', 'PLAN_APPROVED', 'ACTIVE', 'MONITORING', 'CLOSED', 'REOPENED')),
    state_since     timestamptz not null,
    language        text        not null,                       -- of everything written for the client, ISO 639-1
    owner_id        uuid        references accounts.staff,      -- the case worker; null: nobody has taken it yet
    returned_from   text        check (returned_from ~ '^[A-Z]{2}$'),
    returned_on     date,
    months_abroad   int         check (months_abroad between 0 and 1200),
    flags           text[]      not null default '{}' check (flags <@ array['URGENT', 'DO_NOT_CALL', 'SAFETY', 'HEALTH', 'MONEY']),
    closed_at       timestamptz,                                -- retention runs from here
    once            uuid        not null unique,
    opened_by       uuid        not null references accounts.staff,
    opened_at       timestamptz not null,
    check ((state = 'CLOSED') = (closed_at is not null)),
    unique (id, centre_id)
);
create index case_file_centre on reintegration.case_file (centre_id, state, state_since);
create index case_file_client on reintegration.case_file (client_id);
create index case_file_owner on reintegration.case_file (owner_id) where state <> 'CLOSED';
create index case_file_protected on reintegration.case_file (centre_id) where protected;

-- Who works on a case beside its owner.
create table reintegration.case_member (
    centre_id uuid        not null,
    case_id   uuid        not null,
    staff_id  uuid        not null references accounts.staff,
    added_by  uuid        not null references accounts.staff,
    added_at  timestamptz not null,
    primary key (case_id, staff_id),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index case_member_staff on reintegration.case_member (staff_id);

-- Somebody stands in for an absent owner: for all of the owner's cases, until the end.
create table reintegration.cover (
    id        uuid        primary key,
    centre_id uuid        not null references centres.centre,
    absent_id uuid        not null references accounts.staff,
    cover_id  uuid        not null references accounts.staff,
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    ended_by  uuid        references accounts.staff,            -- ended before its time
    made_by   uuid        not null references accounts.staff,
    made_at   timestamptz not null,
    once      uuid        not null unique,
    check (ends_at > starts_at and absent_id <> cover_id)
);
create index cover_cover on reintegration.cover (cover_id, ends_at);

-- Who watches over protection at a centre.
create table reintegration.focal_point (
    centre_id uuid        not null references centres.centre,
    staff_id  uuid        not null references accounts.staff,
    named_by  uuid        not null references accounts.staff,
    named_at  timestamptz not null,
    primary key (centre_id, staff_id)
);

-- Somebody opened what is closed to them, with a reason and for three hours at most.
create table reintegration.broken_glass (
    id        uuid        primary key,
    centre_id uuid        not null references centres.centre,
    client_id uuid        not null references clients.client,
    staff_id  uuid        not null references accounts.staff,
    reason    text        not null check (length(reason) between 10 and 500),
    opened_at timestamptz not null,
    ends_at   timestamptz not null,
    once      uuid        not null unique,
    check (ends_at > opened_at and ends_at <= opened_at + interval '3 hours')
);
create index broken_glass_staff on reintegration.broken_glass (staff_id, ends_at);

-- Cases the reader works on: own, as a member, standing in, or with broken glass. Ids only, of the reader alone.
create function reintegration.opened_to_me() returns uuid[]
    language sql stable security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(distinct o.id), '{}') from (
        select c.id from reintegration.case_file c
        where c.owner_id = portal.reading_staff() and c.centre_id = any (portal.visible_centres())
        union all
        select m.case_id from reintegration.case_member m
        where m.staff_id = portal.reading_staff() and m.centre_id = any (portal.visible_centres())
        union all
        select c.id from reintegration.cover v
        join reintegration.case_file c on c.owner_id = v.absent_id and c.centre_id = v.centre_id
        where v.cover_id = portal.reading_staff() and v.centre_id = any (portal.visible_centres())
          and v.starts_at <= now() and v.ends_at > now()
        union all
        select c.id from reintegration.broken_glass g
        join reintegration.case_file c on c.client_id = g.client_id and c.centre_id = g.centre_id
        where g.staff_id = portal.reading_staff() and g.centre_id = any (portal.visible_centres()) and g.ends_at > now()
    ) o
$$;

-- Cases that only broken glass opens to the reader; for the mark on the page and in the case's own list of views.
create function reintegration.opened_by_glass() returns uuid[]
    language sql stable
    as $$
    select coalesce(array_agg(c.id), '{}')
    from reintegration.broken_glass g
    join reintegration.case_file c on c.client_id = g.client_id and c.centre_id = g.centre_id
    where g.staff_id = portal.reading_staff() and g.ends_at > now()
      and c.owner_id is distinct from g.staff_id
      and not exists (select from reintegration.case_member m where m.case_id = c.id and m.staff_id = g.staff_id)
      and not exists (select from reintegration.focal_point f where f.centre_id = c.centre_id and f.staff_id = g.staff_id)
$$;

-- Centres whose protection focal point the reader is.
create function reintegration.guarded_by_me() returns uuid[]
    language sql stable security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(f.centre_id), '{}') from reintegration.focal_point f
    where f.staff_id = portal.reading_staff() and f.centre_id = any (portal.visible_centres())
$$;

-- Protected cases that the reader does not learn of. Ids only, and only to keep them out: policies alone use it.
create function reintegration.hidden_cases() returns uuid[]
    language sql stable security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(c.id), '{}') from reintegration.case_file c
    where c.protected and c.centre_id = any (portal.visible_centres())
      and portal.reader() is distinct from 'portal'
      and not (c.centre_id = any (reintegration.guarded_by_me()))
      and not (c.id = any (reintegration.opened_to_me()))
$$;

-- For tables with a case_id: in scope, and not of a case that is hidden from the reader.
create procedure reintegration.guard_by_case(guarded regclass, case_column text default 'case_id')
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format(
        'create policy scope on %1$s using (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and (%2$I is null or %2$I <> all ((select reintegration.hidden_cases())::uuid[])))'
        ' with check (centre_id = any ((select portal.visible_centres())::uuid[]))', guarded, case_column);
end $$;

-- For what only the author (column author_id), the team and the focal point may see.
create procedure reintegration.guard_restricted(guarded regclass)
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format(
        'create policy scope on %s using (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and ((select portal.reader()) = ''portal'' or author_id = (select portal.reading_staff())'
        ' or case_id = any ((select reintegration.opened_to_me())::uuid[])'
        ' or centre_id = any ((select reintegration.guarded_by_me())::uuid[])))'
        ' with check (centre_id = any ((select portal.visible_centres())::uuid[]))', guarded);
end $$;

call reintegration.guard_by_case('reintegration.case_file', 'id');
call reintegration.guard_by_case('reintegration.case_member');
call portal.guard_by_centre('reintegration.cover');
call portal.guard_by_centre('reintegration.focal_point');
call portal.guard_by_centre('reintegration.broken_glass');

-- The people of a household. Who is a client of the centre is named there; a name stands here only for the others.
create table reintegration.household_member (
    id         uuid        primary key,
    version    bigint      not null,
    centre_id  uuid        not null,
    case_id    uuid        not null,
    client_id  uuid        references clients.client,           -- null: known, not registered
    name       bytea,                                           -- sealed; of those who are not registered
    relation   text        not null check (relation in ('SELF', 'SPOUSE', 'CHILD', 'PARENT', 'SIBLING', 'OTHER')),
    head       boolean     not null,
    sex        text        check (sex in ('F', 'M', 'OTHER')),
    age_group  text,
    shown      boolean     not null default false,              -- agrees that the others of the household see the own record
    added_by   uuid        not null references accounts.staff,
    added_at   timestamptz not null,
    once       uuid        not null unique,
    check ((relation = 'SELF') <= (client_id is not null)),
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create unique index household_head on reintegration.household_member (case_id) where head;
create unique index household_client on reintegration.household_member (case_id, client_id);
call reintegration.guard_by_case('reintegration.household_member');

-- What staff saw and heard, cue by cue: {"PAPERS_TAKEN": "YES"}; YES, NO or UNKNOWN. The centre detects and refers.
create table reintegration.screening (
    id         uuid        primary key,
    centre_id  uuid        not null,
    case_id    uuid        not null,
    instrument int         not null,                            -- version of the list of cues
    cues       jsonb       not null,
    result     text        not null check (result in ('NONE', 'POSSIBLE', 'STRONG')),
    author_id  uuid        not null references accounts.staff,
    made_at    timestamptz not null,
    once       uuid        not null unique,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index screening_case on reintegration.screening (case_id, made_at desc);
call reintegration.guard_restricted('reintegration.screening');

-- Ordinary notes of the case; corrected by another note.
create table reintegration.case_note (
    id        uuid        primary key,
    centre_id uuid        not null,
    case_id   uuid        not null,
    author_id uuid        not null references accounts.staff,
    text      bytea       not null,                             -- sealed
    made_at   timestamptz not null,
    once      uuid        not null unique,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index case_note_case on reintegration.case_note (case_id, made_at desc);
call reintegration.guard_by_case('reintegration.case_note');

create table reintegration.restricted_note (
    id        uuid        primary key,
    centre_id uuid        not null,
    case_id   uuid        not null,
    author_id uuid        not null references accounts.staff,
    about     text        not null check (about in ('PROTECTION', 'ASYLUM', 'HEALTH', 'FAMILY', 'OTHER')),
    text      bytea       not null,                             -- sealed
    made_at   timestamptz not null,
    once      uuid        not null unique,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index restricted_note_case on reintegration.restricted_note (case_id, made_at desc);
call reintegration.guard_restricted('reintegration.restricted_note');

-- What happened in the case, for its timeline. Neutral words only.
create table reintegration.case_event (
    id         uuid        primary key,
    centre_id  uuid        not null,
    case_id    uuid        not null,
    at         timestamptz not null,
    kind       text        not null,                            -- label: cases.event.<kind>
    subject_id uuid,                                            -- the record it is about
    staff_id   uuid        references accounts.staff,           -- null: the client, a partner or the portal
    detail     text        check (length(detail) <= 200),       -- a code or a number, never personal data
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index case_event_case on reintegration.case_event (case_id, at desc, id desc);
call reintegration.guard_by_case('reintegration.case_event');

-- Who opened the case, when; the audit trail has it too.
create table reintegration.case_view (
    id        uuid        primary key,
    centre_id uuid        not null,
    case_id   uuid        not null,
    staff_id  uuid        not null references accounts.staff,
    at        timestamptz not null,
    page      text        not null,                             -- which part: CASE, NOTES, PLAN, …
    by_glass  boolean     not null default false,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index case_view_case on reintegration.case_view (case_id, at desc);
call reintegration.guard_by_case('reintegration.case_view');

-- Something a member of staff has to do by a time.
create table reintegration.task (
    id          uuid        primary key,
    version     bigint      not null,
    centre_id   uuid        not null references centres.centre,
    case_id     uuid,                                           -- null: about no case
    kind        text        not null,                           -- label: cases.task.<kind>
    text        text        check (length(text) <= 300),        -- of those people write themselves
    assignee_id uuid        references accounts.staff,          -- null: the supervisors of the centre
    due_at      timestamptz not null,
    done_at     timestamptz,
    done_by     uuid        references accounts.staff,
    created_by  uuid        references accounts.staff,          -- null: the portal
    created_at  timestamptz not null,
    once        uuid        not null unique,
    foreign key (case_id, centre_id) references reintegration.case_file (id, centre_id)
);
create index task_due on reintegration.task (centre_id, due_at) where done_at is null;
create index task_case on reintegration.task (case_id);
call reintegration.guard_by_case('reintegration.task');
