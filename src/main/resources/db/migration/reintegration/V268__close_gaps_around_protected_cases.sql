-- Where the reader works now: an open account, at a centre of the transaction. A session may be older than that.
create function reintegration.my_centres() returns uuid[]
    language sql stable parallel safe
    as $$
    select coalesce(array_agg(w.centre_id), '{}')
    from accounts.staff_centre w join accounts.staff s on s.id = w.staff_id
    where w.staff_id = portal.reading_staff() and s.enabled and w.centre_id = any (portal.visible_centres())
$$;

create index case_file_of_owner on reintegration.case_file (owner_id);
drop index reintegration.case_file_owner;
create index case_file_nobodys on reintegration.case_file (opened_by) where owner_id is null;
create index if not exists household_member_client on reintegration.household_member (client_id);
create index task_assignee on reintegration.task (assignee_id, due_at) where done_at is null;

-- Cases the reader works on: own, as a member, standing in for the owner; and those the reader opened that nobody has taken
-- yet, so that none is without anybody. Ids only, of the reader alone.
create function reintegration.worked_on_by_me() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(distinct o.id), '{}') from (
        select c.id from reintegration.case_file c
        where c.owner_id = (select portal.reading_staff()) and c.centre_id = any ((select reintegration.my_centres())::uuid[])
        union all
        select c.id from reintegration.case_file c
        where c.owner_id is null and c.opened_by = (select portal.reading_staff())
          and c.centre_id = any ((select reintegration.my_centres())::uuid[])
        union all
        select m.case_id from reintegration.case_member m
        where m.staff_id = (select portal.reading_staff()) and m.centre_id = any ((select reintegration.my_centres())::uuid[])
        union all
        select c.id from reintegration.cover v
        join reintegration.case_file c on c.owner_id = v.absent_id and c.centre_id = v.centre_id
        where v.cover_id = (select portal.reading_staff()) and v.centre_id = any ((select reintegration.my_centres())::uuid[])
          and v.starts_at <= now() and v.ends_at > now()
    ) o
$$;

-- Cases of people for whom the reader has broken the glass, as long as it lasts: the person's own, and those of the
-- person's household. Ids only, of the reader alone.
create function reintegration.broken_for_me() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(distinct o.id), '{}') from (
        select c.id from reintegration.broken_glass g
        join reintegration.case_file c on c.client_id = g.client_id and c.centre_id = g.centre_id
        where g.staff_id = (select portal.reading_staff()) and g.ends_at > now()
          and g.centre_id = any ((select reintegration.my_centres())::uuid[])
        union all
        select m.case_id from reintegration.broken_glass g
        join reintegration.household_member m on m.client_id = g.client_id and m.centre_id = g.centre_id
        where g.staff_id = (select portal.reading_staff()) and g.ends_at > now()
          and g.centre_id = any ((select reintegration.my_centres())::uuid[])
    ) o
$$;

create or replace function reintegration.opened_to_me() returns uuid[]
    language sql stable parallel safe
    as $$ select reintegration.worked_on_by_me() || reintegration.broken_for_me() $$;

create or replace function reintegration.guarded_by_me() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(f.centre_id), '{}') from reintegration.focal_point f
    where f.staff_id = (select portal.reading_staff()) and f.centre_id = any ((select reintegration.my_centres())::uuid[])
$$;

-- Cases that only broken glass opens to the reader; for the mark on the page and in the case's own list of views.
create or replace function reintegration.opened_by_glass() returns uuid[]
    language sql stable
    as $$
    select coalesce(array_agg(c.id), '{}') from reintegration.case_file c
    where c.id = any ((select reintegration.broken_for_me())::uuid[])
      and c.id <> all ((select reintegration.worked_on_by_me())::uuid[])
      and c.centre_id <> all ((select reintegration.guarded_by_me())::uuid[])
$$;

-- Each of the sub-selects is evaluated once, however many protected cases there are.
create or replace function reintegration.hidden_cases() returns uuid[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    as $$
    select coalesce(array_agg(c.id), '{}') from reintegration.case_file c
    where c.protected and c.centre_id = any ((select portal.visible_centres())::uuid[])
      and (select portal.reader()) is distinct from 'portal'
      and c.centre_id <> all ((select reintegration.guarded_by_me())::uuid[])
      and c.id <> all ((select reintegration.opened_to_me())::uuid[])
$$;

-- For tables with a case_id: in scope, and not of a case that is hidden from the reader, for reading as for writing.
create or replace procedure reintegration.guard_by_case(guarded regclass, case_column text default 'case_id')
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('drop policy if exists scope on %s', guarded);
    execute format(
        'create policy scope on %1$s using (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and (%2$I is null or %2$I <> all ((select reintegration.hidden_cases())::uuid[])))'
        ' with check (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and (%2$I is null or %2$I <> all ((select reintegration.hidden_cases())::uuid[])))', guarded, case_column);
end $$;

-- For what only the author (column author_id), the team and the focal point may see. Nobody writes in another's name, nor
-- into a case that is hidden.
create or replace procedure reintegration.guard_restricted(guarded regclass)
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('drop policy if exists scope on %s', guarded);
    execute format(
        'create policy scope on %s using (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and ((select portal.reader()) = ''portal'' or author_id = (select portal.reading_staff())'
        ' or case_id = any ((select reintegration.opened_to_me())::uuid[])'
        ' or centre_id = any ((select reintegration.guarded_by_me())::uuid[])))'
        ' with check (centre_id = any ((select portal.visible_centres())::uuid[])'
        ' and ((select portal.reader()) = ''portal'' or author_id = (select portal.reading_staff())'
        ' and case_id <> all ((select reintegration.hidden_cases())::uuid[])))', guarded);
end $$;

-- What is written stays as it was written, except to the portal's own work (retention).
create procedure reintegration.keep_as_written(kept regclass)
    language plpgsql
    as $$
begin
    execute format('create policy unchanged on %s as restrictive for update using ((select portal.reader()) = ''portal'')', kept);
    execute format('create policy undeleted on %s as restrictive for delete using ((select portal.reader()) = ''portal'')', kept);
end $$;

-- Tables that are guarded already get the same, whatever the order in which they came.
do $$
declare guarded record;
begin
    for guarded in
        select (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass as name, tablename, qual
        from pg_policies where policyname = 'scope' and schemaname = 'reintegration'
    loop
        if guarded.tablename = 'case_file' then
            call reintegration.guard_by_case(guarded.name, 'id');
        elsif guarded.qual like '%opened_to_me%' then
            call reintegration.guard_restricted(guarded.name);
        elsif guarded.qual like '%case_id%hidden_cases%' then
            call reintegration.guard_by_case(guarded.name);
        end if;
    end loop;
end $$;

call reintegration.keep_as_written('reintegration.case_note');
call reintegration.keep_as_written('reintegration.restricted_note');
call reintegration.keep_as_written('reintegration.case_event');
call reintegration.keep_as_written('reintegration.case_view');

-- An opening counts also where nobody was found by what was typed; the data protection officer looks at each.
alter table reintegration.broken_glass
    alter column client_id drop not null,
    add acknowledged_by uuid references accounts.staff,
    add acknowledged_at timestamptz,
    add check ((acknowledged_by is null) = (acknowledged_at is null));
create index broken_glass_opened on reintegration.broken_glass (opened_at desc, id desc);

create function reintegration.is_data_protection_officer() returns boolean
    language sql stable parallel safe
    as $$
    select exists (select from accounts.staff s where s.id = portal.reading_staff() and s.enabled
                   and 'DATA_PROTECTION_OFFICER' = any (s.roles))
$$;

-- Reasons are read by whoever gave them, by the focal point, by those who work on a case of the person, and by the data
-- protection officer.
drop policy scope on reintegration.broken_glass;
create policy scope on reintegration.broken_glass
    using (centre_id = any ((select portal.visible_centres())::uuid[])
        and ((select portal.reader()) = 'portal' or staff_id = (select portal.reading_staff())
            or centre_id = any ((select reintegration.guarded_by_me())::uuid[])
            or client_id in (select c.client_id from reintegration.case_file c
                             where c.id = any ((select reintegration.worked_on_by_me())::uuid[]))
            or (select reintegration.is_data_protection_officer())))
    with check (centre_id = any ((select portal.visible_centres())::uuid[])
        and ((select portal.reader()) = 'portal' or staff_id = (select portal.reading_staff())
            or (select reintegration.is_data_protection_officer())));

-- One person stands in for one absence at a time, so that it is clear whom to ask. Standing in is not handed on.
alter table reintegration.cover add constraint cover_by_one
    exclude using gist (centre_id with =, absent_id with =, tstzrange(starts_at, ends_at) with &&);
