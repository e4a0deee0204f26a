-- Somebody who was registered twice: one record goes into the other and its code leads there. Nothing is deleted: the
-- record as it was is kept until the merge can no longer be undone.
alter table clients.client
    add merged_into uuid references clients.client,
    add check (merged_into <> id);
comment on column clients.client.merged_into is 'the record this one has become part of; it has no identity of its own then';
create index client_merged on clients.client (merged_into) where merged_into is not null;

-- The record that a merged one has become part of, itself where it was never merged.
create function clients.survivor(wanted uuid) returns uuid
    language sql stable
    as $$
    with recursive chain as (
        select id, merged_into, 1 as step from clients.client where id = wanted
        union all
        select c.id, c.merged_into, chain.step + 1 from chain join clients.client c on c.id = chain.merged_into
        where chain.step < 20)
    select id from chain order by step desc limit 1
$$;

create table clients.merge (
    id                    uuid        primary key,
    centre_id             uuid        not null references centres.centre,
    kept_id               uuid        not null references clients.client,
    gone_id               uuid        not null references clients.client,
    merged_at             timestamptz not null,
    merged_by             uuid        not null references accounts.staff,
    undo_until            timestamptz not null,
    undone_at             timestamptz,
    undone_by             uuid        references accounts.staff,
    kept_client           jsonb,                  -- the rows before, sealed as they were; null once nothing can be undone
    gone_client           jsonb,
    kept_identity         jsonb,                  -- null also where there was none
    gone_identity         jsonb,
    kept_client_version   bigint      not null,   -- after the merge: whoever changed the record since made a newer one
    kept_identity_version bigint,
    check (kept_id <> gone_id)
);
create unique index merge_standing on clients.merge (gone_id) where undone_at is null;
create index merge_kept on clients.merge (kept_id, merged_at desc);
create index merge_forgotten on clients.merge (undo_until) where gone_client is not null;

-- What a merge has moved, row by row, so that exactly this goes back.
create table clients.merge_moved (
    merge_id  uuid not null references clients.merge,
    centre_id uuid not null references centres.centre,
    what      text not null,                      -- CONSENT, or as the module that moved it calls it
    row_id    uuid not null,
    primary key (merge_id, what, row_id)
);
call portal.guard_by_centre('clients.merge');
call portal.guard_by_centre('clients.merge_moved');

-- For the tables of other modules: a row written for a record that is being merged at this moment, or was, belongs to
-- the record that stays. The lock waits for the merge.
create function clients.follow_merge() returns trigger
    language plpgsql
    as $$
declare
    into_id uuid;
begin
    select merged_into into into_id from clients.client where id = new.client_id for key share;
    if into_id is not null then
        new.client_id := clients.survivor(into_id);
    end if;
    return new;
end $$;
