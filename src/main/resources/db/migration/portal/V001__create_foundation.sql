-- The application works as portal_app, which owns nothing and bypasses nothing. Every connection of the pool does
-- `set role portal_app`; Flyway alone stays the owner.
do $$
begin
    if not exists (select from pg_roles where rolname = 'portal_app') then
        create role portal_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
    execute format('grant portal_app to %I with inherit false, set true', current_user);
end $$;

alter default privileges grant usage on schemas to portal_app;
alter default privileges grant select, insert, update, delete on tables to portal_app;
alter default privileges grant usage on sequences to portal_app;
alter default privileges revoke execute on functions from public;
alter default privileges grant execute on functions to portal_app;

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create schema portal;

-- The centres that the current transaction may see, as stated by `set_config('portal.centres', …, true)`.
-- Nothing stated: null, hence no row and no write.
create function portal.visible_centres() returns uuid[]
    language sql stable parallel safe
    as $$ select string_to_array(nullif(current_setting('portal.centres', true), ''), ',')::uuid[] $$;

-- Gives a table with a centre_id its policy. The sub-select makes the scope an InitPlan: evaluated once a statement.
create procedure portal.guard_by_centre(guarded regclass)
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format(
        'create policy scope on %s using (centre_id = any ((select portal.visible_centres())::uuid[]))'
        ' with check (centre_id = any ((select portal.visible_centres())::uuid[]))', guarded);
end $$;

-- Spring Modulith's event registry: its own DDL (schema version 2), in our schema.
create table portal.event_publication (
    id                     uuid        primary key,
    listener_id            text        not null,
    event_type             text        not null,
    serialized_event       text        not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
create index event_publication_serialized_event_hash_idx on portal.event_publication using hash (serialized_event);
create index event_publication_by_completion_date_idx on portal.event_publication (completion_date);

-- db-scheduler's table, columns as its documentation gives them for PostgreSQL.
create table portal.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time_idx on portal.scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat_idx on portal.scheduled_tasks (last_heartbeat);

-- Tries counted per keyed hash (of an address, a user name, a reference) in windows: sign-in, find-booking, holds.
create table portal.attempt (
    what       text        not null,
    who        bytea       not null,
    window_at  timestamptz not null,
    tries      int         not null,
    primary key (what, who)
);
create index attempt_window_idx on portal.attempt (window_at);
