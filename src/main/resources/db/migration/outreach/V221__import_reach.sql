-- An export of a platform on its way into the records. Its rows wait here for a yes, so that any node can go on; the
-- file itself is never kept.
create table outreach.reach_import (
    id           uuid        primary key,
    version      bigint      not null,
    centre_id    uuid        not null references centres.centre,
    campaign_id  uuid        not null,                                    -- where posts not known yet are put
    platform     text        not null,
    fingerprint  text        not null,                                    -- SHA-256 of the headings
    headings     text[]      not null,
    fields       text[],                                                  -- what each column is; null: not said yet
    taken_on     date,                                                    -- day of the figures where no column says it
    day_first    boolean,                                                 -- 02/03/2026 is 2 March; null: such dates are refused
    currency     text,                                                    -- of the spend where no column says it
    state        text        not null check (state in ('UPLOADED', 'MATCHED', 'DONE')),
    added        int,                                                     -- once done: snapshots new, changed, left as they were
    changed      int,
    unchanged    int,
    once         uuid        not null unique,
    created_by   uuid        not null references accounts.staff,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,                                    -- after it the rows are deleted, said yes or not
    foreign key (campaign_id, centre_id) references outreach.campaign (id, centre_id),
    unique (id, centre_id)
);
create index reach_import_expiry on outreach.reach_import (expires_at) where state <> 'DONE';
create index reach_import_campaign on outreach.reach_import (campaign_id, created_at desc);
call portal.guard_by_centre('outreach.reach_import');

create table outreach.reach_import_row (
    centre_id      uuid   not null,
    import_id      uuid   not null,
    number         int    not null,                                       -- as a spreadsheet counts them
    cells          text[] not null,
    flaw           text,                                                  -- why the row could not be read, a code
    flaw_column    int,                                                   -- its column, from 0
    problem        text,                                                  -- why it is refused as matched now, a code
    problem_column int,
    problem_number int,                                                   -- the row it repeats
    code           text,                                                  -- short code or id in the portal, as written
    external_id    text,
    link           text,
    link_key       text,
    title          text,
    posted_on      date,
    taken_on       date,
    reach          bigint,
    impressions    bigint,
    views          bigint,
    reactions      bigint,
    comments       bigint,
    shares         bigint,
    saves          bigint,
    clicks         bigint,
    spend          numeric(14, 2),
    currency       text,
    post_id        uuid,                                                  -- null: a post not known yet
    outcome        text   check (outcome in ('NEW', 'CHANGED', 'UNCHANGED', 'REFUSED')),
    fell           boolean not null default false,                        -- a figure is lower than on an earlier day
    primary key (import_id, number),
    foreign key (import_id, centre_id) references outreach.reach_import (id, centre_id) on delete cascade
);
call portal.guard_by_centre('outreach.reach_import_row');

-- How the columns of an export were matched the last time.
create table outreach.reach_column_match (
    centre_id   uuid        not null references centres.centre,
    platform    text        not null,
    fingerprint text        not null,
    fields      text[]      not null,
    day_first   boolean,
    matched_at  timestamptz not null,
    primary key (centre_id, platform, fingerprint)
);
call portal.guard_by_centre('outreach.reach_column_match');
